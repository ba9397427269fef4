"""What Word and other programs write now and then: nothing of it is lost, and nothing hidden comes out."""

import io
import zipfile
from pathlib import Path

from making_pictures import photo_like
from word.ooxml import W
from word.reading import read_word
from word_files import WordFile, article, text_box
from word_imports import body, one, put, run


def lines(data: bytes) -> list[str]:
    return [block.text for block in read_word(data).text.blocks if block.text]


def changed(data: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The file with a text of one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            inner = archive.read(name)
            assert name != part or old.encode() in inner
            made.writestr(name, inner.replace(old.encode(), new.encode()) if name == part else inner)
    return out.getvalue()


def test_how_letters_are_read_stands_behind_them() -> None:
    reading = "<w:rt><w:r><w:t>{}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{}</w:t></w:r></w:rubyBase>"
    file = WordFile().xml(f"<w:r><w:ruby>{reading.format('とう', '東')}</w:ruby><w:t> là đông</w:t></w:r>")
    file.xml(f"<w:r><w:ruby>{reading.format('', '京')}</w:ruby></w:r>")
    assert lines(file.bytes()) == ["東(とう) là đông", "京"]


def test_paragraphs_and_tables_within_a_paragraph_come_after_it() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    inner = f"<w:sdt><w:sdtContent><w:p><w:r><w:t>trong</w:t></w:r></w:p>{table}</w:sdtContent></w:sdt>"
    file = WordFile().xml(f"<w:r><w:t>Ngoài</w:t></w:r>{inner}").line("Sau")
    assert lines(file.bytes()) == ["Ngoài", "trong", "ô", "Sau"]


def test_several_bodies() -> None:
    data = WordFile().line("Một").line("Hai").bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "<w:p><w:r><w:t>Hai" in archive.read("word/document.xml").decode()
    cut = changed(data, "<w:p><w:r><w:t>Hai", "</w:body><w:body><w:p><w:r><w:t>Hai")
    assert lines(cut) == ["Một", "Hai"]


def test_a_text_box_of_the_strict_format() -> None:
    """Word 2013 puts the content of boxes there into a namespace of its own."""
    data = WordFile().line("Ngoài").xml(text_box("Trong khung")).bytes()
    other = '<n:txbxContent xmlns:n="http://schemas.microsoft.com/office/word/2006/wordml">'
    data = changed(changed(data, "<w:txbxContent>", other), "</w:txbxContent>", "</n:txbxContent>")
    assert lines(data) == ["Ngoài", "Trong khung"]


def test_margins_of_paper_are_told_without_what_is_hidden(tmp_path: Path) -> None:
    file = article()
    header = file.file.sections[0].header
    paragraph = header.paragraphs[0]
    for text in ("Trường TH", "CS Ái Mộ", " bí mật", " cũ"):
        paragraph.add_run(text)
    paragraph.runs[2].font.hidden = True
    paragraph.runs[3]._r.tag = W + "moveFrom"
    photo_like(300, 200).save(tmp_path / "huy-hieu.png")
    file.file.sections[0].footer.paragraphs[0].add_run("2").add_picture(str(tmp_path / "huy-hieu.png"))
    entry, text = one(tmp_path, file.bytes())
    told = [line for line in entry["report"] if "chân trang giấy" in line]
    assert "“Trường THCS Ái Mộ”" in told[0] and told[1].startswith("1 ảnh ") and len(told) == 2
    assert "![" not in body(text)


def test_a_file_that_holds_nothing_for_a_post_says_what_it_holds(tmp_path: Path) -> None:
    data = WordFile().xml("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>").bytes()
    code, (entry,) = run(tmp_path, put(tmp_path, data))
    assert code == 1 and "không có chữ nào" in entry["error"] and "x+1" in entry["report"][0]
