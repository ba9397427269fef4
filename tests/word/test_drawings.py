"""Pictures and boxes however Word holds them, and what no post can hold."""

from pathlib import Path

import pytest

from making_pictures import phone_jpeg, photo_like
from word_files import WordFile, article, filled_shape, graphic, grouped, text_box, vml_box, vml_picture
from word_imports import body, one, photo_names


def photo(seed: int) -> bytes:
    return phone_jpeg(photo_like(1200, 900, seed=seed))


def test_grouped_pictures(tmp_path: Path) -> None:
    file = article()
    file.xml(grouped([file.held(photo(1)), file.held(photo(2)), file.held(photo(3))]))
    entry, text = one(tmp_path, file.line("Ba bức ảnh", "ic").bytes())
    assert len(photo_names(entry)) == 3 and text.count("![") == 3 and "![Ba bức ảnh](" in text


def test_a_picture_that_fills_a_shape(tmp_path: Path) -> None:
    file = article()
    file.xml(filled_shape(file.held(photo(1)), "Chữ trên ảnh"))
    entry, text = one(tmp_path, file.bytes())
    assert len(photo_names(entry)) == 1 and "![](" in text and "Chữ trên ảnh" in text


def test_drawings_of_old_word(tmp_path: Path) -> None:
    file = article()
    file.xml(vml_picture(file.held(photo(1)))).xml(vml_box("Khung chữ cũ"))
    entry, text = one(tmp_path, file.bytes())
    assert len(photo_names(entry)) == 1 and text.count("![") == 1 and "Khung chữ cũ" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<wp:inline>", '<wp:inline><wp:docPr id="1" name="a" hidden="1"/>'),
        ("<wps:wsp>", "<wps:wsp><wps:cNvPr hidden='true' id='1' name='a'/>"),
    ],
)
def test_hidden_boxes_do_not_come_out(old: str, new: str, tmp_path: Path) -> None:
    entry, text = one(tmp_path, article().xml(text_box("Điều giấu kín").replace(old, new)).line("Còn lại.").bytes())
    assert "giấu" not in text + str(entry["report"]) and any("bị ẩn" in line for line in entry["report"])


def test_hidden_boxes_of_old_word_do_not_come_out(tmp_path: Path) -> None:
    hidden = vml_box("Điều giấu kín").replace("<v:shape>", '<v:shape style="position:absolute; visibility: hidden">')
    entry, text = one(tmp_path, article().xml(hidden).line("Còn lại.").bytes())
    assert "giấu" not in text + str(entry["report"]) and any("bị ẩn" in line for line in entry["report"])


def test_text_of_shapes_that_other_programs_drew(tmp_path: Path) -> None:
    runs = "".join(f"<a:r><a:t>{text}</a:t></a:r>" for text in ("Chữ ", "vẽ"))
    canvas = graphic("c:x").replace("<c:x/>", f"<a:sp><a:txBody><a:bodyPr/><a:p>{runs}</a:p></a:txBody></a:sp>")
    _, text = one(tmp_path, article().xml(canvas).line("Hết.").bytes())
    assert body(text).endswith("Chữ vẽ\n\nHết.")


def test_pictures_in_the_head_of_a_table(tmp_path: Path) -> None:
    file = article()
    table = file.table([["Tổ Toán trồng cây ở sân trước", "Tổ Văn"], ["Mười hai cây", "Chín cây"], ["a", "b"]])
    file.photo(photo(1), where=table.cell(0, 0))
    row = table.rows[0]._tr
    row.get_or_add_trPr().append(row.makeelement(f"{{{row.nsmap['w']}}}tblHeader", {}))
    entry, text = one(tmp_path, file.bytes())
    (name,) = photo_names(entry)
    assert f'<img src="{name}" alt="">' in text and "<th>" in text


@pytest.mark.parametrize(
    ("name", "said"), [("c:chart", "Biểu đồ"), ("dgm:relIds", "SmartArt"), ("o:OLEObject", "Tệp nhúng")]
)
def test_what_no_post_can_hold_is_told(name: str, said: str, tmp_path: Path) -> None:
    entry, _ = one(tmp_path, article().line("Xem hình dưới đây.").xml(graphic(name)).bytes())
    assert any(said in line and "Xem hình dưới đây" in line for line in entry["report"])


def test_pictures_of_parts_that_are_cut_are_told(tmp_path: Path) -> None:
    file = WordFile()
    table = file.table([["ĐẢNG BỘ PHƯỜNG NGỌC LÂM\nCHI BỘ TRƯỜNG THCS ÁI MỘ", "ĐẢNG CỘNG SẢN VIỆT NAM"]], "c")
    table.cell(0, 0).paragraphs[0].add_run().add_picture(str(_saved(tmp_path)))
    file.line("CHI BỘ TRỒNG CÂY", "bc").line(
        "Chi bộ cùng nhau trồng cây quanh sân trường trong một buổi sáng mùa xuân."
    )
    entry, text = one(tmp_path, file.bytes())
    assert photo_names(entry) == [] and any("phần đã cắt" in line for line in entry["report"]) and "![" not in text


def _saved(folder: Path) -> Path:
    path = folder / "huy-hieu.png"
    photo_like(200, 200).save(path)
    return path


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_footnotes(tmp_path: Path) -> None:
    file = article().xml(f"<w:r><w:t>Có chú thích</w:t></w:r>{NOTE}<w:r><w:t>, rồi hết.</w:t></w:r>")
    _, text = one(tmp_path, with_notes(file.bytes(), "Nguồn: <Báo> số 1."))
    assert body(text).endswith("Có chú thích[^1], rồi hết.\n\n[^1]: Nguồn: &lt;Báo> số 1.")


def test_line_breaks_and_spaces_in_notes_are_those_of_texts(tmp_path: Path) -> None:
    file = article().xml(f"<w:r><w:t>Có chú thích</w:t></w:r>{NOTE}<w:r><w:t>, rồi hết.</w:t></w:r>")
    _, text = one(tmp_path, with_notes(file.bytes(), "Nguồn  ở đây.\n\n\nĐoạn hai.\n\n\n"))
    assert body(text).endswith("[^1]: Nguồn ở đây.\n\n    Đoạn hai.")


def test_a_note_of_what_is_cut_is_told(tmp_path: Path) -> None:
    file = WordFile()
    file.xml(f'<w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>CHI BỘ TRỒNG CÂY</w:t></w:r>{NOTE}')
    file.line("Chi bộ cùng nhau trồng cây quanh sân trường trong một buổi sáng mùa xuân rất đẹp.")
    entry, text = one(tmp_path, with_notes(file.bytes(), "Bài dự thi."))
    assert "Bài dự thi" not in text and any("Bài dự thi." in line for line in entry["report"])


def with_notes(data: bytes, *notes: str) -> bytes:
    """The file with footnotes, numbered from 2 as Word does; an empty line parts paragraphs of a note."""
    import io
    import zipfile
    from html import escape

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ends = (("\n\n", "</w:t></w:r></w:p><w:p><w:r><w:t>"), ("\n", "</w:t><w:br/><w:t>"))
    written = ""
    for number, note in enumerate(notes, 2):
        inner = escape(note)
        for end, marks in ends:
            inner = inner.replace(end, marks)
        written += f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{inner}</w:t></w:r></w:p></w:footnote>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as made:
        for name in old.namelist():
            made.writestr(name, old.read(name))
        made.writestr("word/footnotes.xml", f"<w:footnotes {space}>{written}</w:footnotes>")
    return out.getvalue()


def test_a_paragraph_that_goes_on_since_its_end_was_deleted(tmp_path: Path) -> None:
    """The end of a paragraph is a letter too: where it was deleted, the next one is its second half."""
    file = article()
    file.xml("<w:pPr><w:rPr><w:ins w:id='1' w:author='x'/></w:rPr></w:pPr><w:r><w:t>Câu đầu tiên.</w:t></w:r>")
    file.xml("<w:pPr><w:rPr><w:del w:id='2' w:author='x'/></w:rPr></w:pPr><w:r><w:t>Câu bị cắt </w:t></w:r>")
    _, text = one(tmp_path, file.line("nay nối lại.").bytes())
    assert body(text).endswith("Câu đầu tiên.\n\nCâu bị cắt nay nối lại.")
