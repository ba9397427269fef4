"""What Word and other programs write now and then: nothing of it is lost, and nothing hidden comes out."""

import io
import time
import zipfile
from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:p><w:r><w:t>B</w:t></w:r></w:p>", "<w:p2><w:r><w:t>B</w:t></w:r></w:p2>"),
        ("<w:p><w:r><w:t>B</w:t></w:r></w:p>", "<w:r><w:t>B</w:t></w:r>"),
        ("<w:p><w:r><w:t>B</w:t></w:r></w:p>", "<w:x><w:y><w:p><w:r><w:t>B</w:t></w:r></w:p></w:y></w:x>"),
        ("<w:r><w:t>B</w:t></w:r>", "<w:r2><w:t>B</w:t></w:r2>"), ("<w:r><w:t>B</w:t></w:r>", "<w:t>B</w:t>"),
        ("<w:r><w:t>B</w:t></w:r>", "<w:r><w:r><w:t>B</w:t></w:r></w:r>"), ("<w:t>B</w:t>", "<w:x><w:t>B</w:t></w:x>"),
        ("<w:r><w:t>B</w:t></w:r>", "<w:x><w:t>B<w:y/></w:t><w:br><w:y/></w:br></w:x>"),
    ],
)  # fmt: skip
def test_words_in_elements_that_word_does_not_know_are_read_and_told(old: str, new: str) -> None:
    word = read_word(changed(WordFile().lines("A", "B", "C").bytes(), old, new))
    assert [block.text for block in word.text.blocks if block.text] == ["A", "B", "C"]
    assert any("không đúng chuẩn của Word" in line for line in word.report)


def test_words_beside_the_rows_and_cells_of_a_table_are_read() -> None:
    file = WordFile()
    file.table([["a", "b"], ["c", "d"]])
    cell = "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    data = changed(file.bytes(), cell.format("d"), cell.format("d") + cell.format("e").removesuffix("</w:tc>"))
    data = changed(data, "</w:tbl>", "<w:tr2><w:tc2><w:p><w:r><w:t>g</w:t></w:r></w:p></w:tc2></w:tr2></w:tbl>")
    word = read_word(data)
    assert word.text.blocks[0].text == "a b c d e g" and "không đúng chuẩn" in word.report[0]


def test_hidden_and_deleted_words_of_elements_that_word_does_not_know_do_not_come_out() -> None:
    hidden = said("ẩn", "<w:vanish/>")
    file = WordFile().xml(f"<w:x>{hidden}<w:del>{said('xoá')}</w:del>{said('hiện')}</w:x>")
    file.xml(hidden.replace("w:r>", "w:x>") + f"<w:r>{hidden}<w:t>hiện</w:t></w:r>")
    assert lines(file.bytes()) == ["hiện", "hiện"]


def test_a_changed_end_of_a_line_is_no_place_that_was_changed() -> None:
    file = WordFile().xml(f'<w:pPr><w:rPr><w:ins w:id="1" w:author="a"/></w:rPr></w:pPr>{said("Chữ")}')
    assert read_word(file.bytes()).report == ()


def test_elements_that_word_does_not_know_within_others_take_time_in_proportion() -> None:
    def seconds(depth: int) -> float:
        inner = "<w:y/>" * 20_000 + said("hết")
        data, start = WordFile().xml("<w:x>" * depth + inner + "</w:x>" * depth).bytes(), time.process_time()
        assert lines(data) == ["hết"]
        return time.process_time() - start

    assert seconds(64) < 12 * seconds(2)  # 32 times, were each looked at from all that it is in


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


@pytest.mark.parametrize(
    ("text", "told"), [("2/12", False), ("- 3 -", False), ("(024) 3873.0815", True), ("Số 2", True)]
)
def test_numbers_of_pages_alone_are_not_told(text: str, told: bool) -> None:
    file = WordFile().line("Chữ")
    file.file.sections[0].header.paragraphs[0].add_run(text)
    assert (f"Chữ ở đầu hay chân trang giấy không đưa vào bài: “{text}”." in read_word(file.bytes()).report) is told


def test_a_file_that_holds_nothing_for_a_post_says_what_it_holds(tmp_path: Path) -> None:
    data = WordFile().xml("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>").bytes()
    code, (entry,) = run(tmp_path, put(tmp_path, data))
    assert code == 1 and "không có chữ nào" in entry["error"] and "x+1" in entry["report"][0]


def said(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str, data: str = "") -> str:
    """A field as Word writes it: marks of its beginning, of its result and of its end, each in a run."""
    kinds = iter((f'"begin">{data}</w:fldChar>', '"separate"/>', '"end"/>'))
    begin, middle, end = (f"<w:r><w:fldChar w:fldCharType={kind}</w:r>" for kind in kinds)
    return begin + (instruction if "<" in instruction else instructed(instruction)) + middle + result + end


def instructed(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


CHOICES = "<w:ffData><w:ddList>{}<w:listEntry w:val='Vàng'/><w:listEntry w:val='Đỏ'/></w:ddList></w:ffData>"
NESTED = instructed("IF") + field("PAGE", said("7")) + instructed('= 1 "đầu" "sau"')


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (field("PAGE", said("3")), "3"), (field("REF _Ref1 \\h", said("Bảng 2")), "Bảng 2"),
        (field("MERGEFIELD Ten", said("«Ten»")), "«Ten»"), (field(NESTED, said("sau")), "sau"),
        (field("IF", field(NESTED, said("trong"))), "trong"),
        (field("FORMDROPDOWN", "", CHOICES.format('<w:result w:val="1"/>')), "Đỏ"),
        (field("FORMDROPDOWN", "", CHOICES.format("")), "Vàng"),
        (field("FORMDROPDOWN", "", CHOICES.format('<w:result w:val="5"/>')), ""),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + said("không đóng"), "không đóng"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + said("không mở"), "không mở"),
    ],
)  # fmt: skip
def test_fields_show_their_results(xml: str, shown: str) -> None:
    assert lines(WordFile().xml(said("Trước ") + xml + said(" sau.")).bytes()) == [
        " ".join(f"Trước {shown} sau.".split())
    ]


def test_fields_in_fields_take_time_in_proportion() -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')

    def seconds(opened: int, closed: int) -> float:
        data, start = WordFile().xml(begin * opened + end * closed + said("hết")).bytes(), time.process_time()
        assert lines(data) == ["hết"]
        return time.process_time() - start

    for closes in (0, 1):
        few, many = (seconds(count, count * closes) for count in (2_000, 16_000))
        assert many < 20 * few


def test_an_address_that_is_made_of_other_fields() -> None:
    instruction = instructed('HYPERLINK "https://a.vn/') + field("PAGE", said("7")) + instructed('x"')
    word = read_word(WordFile().xml(field(instruction, said("đây"))).bytes())
    (block,) = word.text.blocks
    assert block.text == "đây" and "https://a.vn/" in block.spans[0].href  # type: ignore[union-attr]


def test_equations_of_old_word_are_told() -> None:
    word = read_word(WordFile().xml(said("Với ") + field("eq \\f(1,2)", "") + said(" thì.")).bytes())
    assert "“eq \\f(1,2)”" in word.report[0] and "Với" in word.report[0]


def eq(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def part(name: str, inner: str) -> str:
    return f"<m:{name}>{inner}</m:{name}>"


def fraction(over: str, under: str) -> str:
    return part("f", part("num", over) + part("den", under))


def power(base: str, script: str, kind: str = "sup") -> str:
    return part(f"s{kind.title()}", part("e", base) + part(kind, script))


def root(inner: str, degree: str = "") -> str:
    return part("rad", part("deg", degree) + part("e", inner))


BRACES = '<m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr>'
TWO_ROWS = part("eqArr", part("e", eq("x=1")) + part("e", eq("y=2")))
SUM = '<m:naryPr><m:chr m:val="∑"/></m:naryPr>' + part("sub", eq("i=1")) + part("sup", eq("n")) + part("e", eq("i"))


@pytest.mark.parametrize(
    ("equation", "shown"),
    [
        (fraction(eq("1"), eq("2")), "1/2"), (fraction(eq("a") + eq("+b"), eq("12")), "(a+b)/12"),
        (eq("2") + power(eq("x"), eq("2")) + eq("=8"), "2x^2=8"), (power(eq("a"), eq("n+1"), "sub"), "a_(n+1)"),
        (power(part("d", part("e", eq("a+b"))), eq("2")), "(a+b)^2"), (root(eq("x")), "√(x)"),
        (root(power(eq("b"), eq("2")) + eq("-4ac")), "√(b^2-4ac)"), (root(eq("8"), eq("3")), "∛(8)"),
        (root(eq("x"), eq("n")), "√[n](x)"), (fraction(fraction(eq("1"), eq("2")), eq("3")), "(1/2)/3"),
        (part("d", BRACES + part("e", TWO_ROWS)), "{x=1; y=2"), (part("nary", SUM), "∑_(i=1)^n i"),
        (fraction(part("d", part("e", eq("a"))) + eq("+") + part("d", part("e", eq("b"))), eq("c")), "((a)+(b))/c"),
        (part("acc", part("e", eq("x"))), "x"), (part("func", part("fName", eq("sin")) + part("e", eq("x"))), "sin x"),
    ],
)  # fmt: skip
def test_equations_are_told_as_people_type_them(equation: str, shown: str) -> None:
    word = read_word(WordFile().xml(said("Với ") + part("oMath", equation) + said(" thì.")).bytes())
    assert f"Công thức “{shown}” không đưa được" in word.report[0]


def test_ends_of_pages_and_columns_part_words() -> None:
    breaks = ('<w:r><w:br w:type="column"/></w:r>', '<w:r><w:br w:type="page"/></w:r>')
    file = WordFile().xml(said("Câu đang nói dở") + breaks[0] + said("thì sang cột.") + breaks[1] + said("Hết."))
    assert lines(file.bytes()) == ["Câu đang nói dở thì sang cột. Hết."]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    file = WordFile().xml(f'<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>{said("C")}').line("hiều nay họp.")
    file.xml(f'<w:pPr><w:framePr w:dropCap="none"/></w:pPr>{said("Khung")}').line("Sau khung.")
    assert lines(file.bytes()) == ["Chiều nay họp.", "Khung", "Sau khung."]


def test_encodings_side_by_side() -> None:
    """What was mended later in an old font was typed in Unicode: such a run is left alone."""
    old, vni = (f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' for font in (".VnTime", "VNI-Times"))
    tcvn3, unicode = "§¶ng viªn ®äc s¸ch, ", "đảng viên xem phông chữ cũ, "
    file = WordFile().xml(said(tcvn3, old) + said(unicode, old) + said("ñaûng vieân hoïc taäp.", vni) + said(" Hết."))
    assert lines(file.bytes()) == ["Đảng viên đọc sách, đảng viên xem phông chữ cũ, đảng viên học tập. Hết."]


def test_a_table_of_contents_is_cut_and_told(tmp_path: Path) -> None:
    file = article()
    file.file.styles.add_style("toc 1", 1)
    for text in ("MỤC LỤC", "I. Mở đầu\t2", "II. Kết quả\t3"):
        file.line(text, style=None if text == "MỤC LỤC" else "toc 1")
    file.line("I. Mở đầu", style="Heading 1").line("Buổi nói chuyện mở đầu lúc hai giờ chiều.")
    entry, text = one(tmp_path, file.bytes())
    assert "Đã cắt mục lục của Word: “MỤC LỤC”; “I. Mở đầu 2”; “II. Kết quả 3”." in entry["report"]
    assert text.count("Mở đầu") == 1 and "MỤC LỤC" not in text


def test_a_line_goes_on_where_its_end_is_hidden() -> None:
    file = WordFile().xml(f"<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{said('Mục 1. ')}").line("Nội dung của mục.")
    assert lines(file.bytes()) == ["Mục 1. Nội dung của mục."]


def test_the_end_of_a_line_is_hidden_in_a_cell_whose_text_a_style_shows() -> None:
    """What goes on in the next paragraph looks as its own style says, not as that of the next one."""
    file = WordFile()
    file.file.styles["Normal"].font.hidden = True
    file.file.styles.add_style("Shown", 1).font.hidden = False
    file.xml(f'<w:pPr><w:pStyle w:val="Shown"/><w:rPr><w:vanish/></w:rPr></w:pPr>{said("Hiện")}').line("ẩn")
    assert lines(file.bytes()) == ["Hiện"]


def styled(file: WordFile, kind: str, name: str, inner: str) -> None:
    style = f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inner}</w:style>'
    file.file.styles.element.append(parse_xml(style))


HIDES = "<w:rPr><w:vanish/></w:rPr>"
SHOWS = '<w:rPr><w:vanish w:val="0"/></w:rPr>'


@pytest.mark.parametrize(
    ("part", "bits", "shown"),
    [
        ("firstRow", 0x20, "d e f g h i"), ("firstRow", 0, "a b c d e f g h i"), ("lastRow", 0x40, "a b c d e f"),
        ("firstCol", 0x80, "b c e f h i"), ("lastCol", 0x100, "a b d e g h"), ("seCell", 0x140, "a b c d e f g h"),
        ("nwCell", 0xA0, "b c d e f g h i"), ("band1Horz", 0x20, "a b c g h i"), ("band2Horz", 0, "a b c g h i"),
        ("band1Horz", 0x220, "a b c d e f g h i"), ("band2Vert", 0, "a c d f g i"), ("wholeTable", 0, ""),
    ],
)  # fmt: skip
def test_what_a_style_of_tables_hides_does_not_come_out(part: str, bits: int, shown: str) -> None:
    file = WordFile()
    styled(file, "table", "Base", f'<w:tblStylePr w:type="{part}">{HIDES}</w:tblStylePr>')
    styled(file, "table", "Mine", '<w:basedOn w:val="Base"/>')
    table = file.table(["abc", "def", "ghi"])
    table.style = file.file.styles["Mine"]
    look = table._tbl.tblPr.find(W + "tblLook")
    look.attrib.clear()
    look.set(W + "val", f"{bits:04X}")
    assert read_word(file.bytes()).text.blocks[0].text == shown


def test_a_style_of_tables_that_hides_is_overruled_by_a_run_alone() -> None:
    file = WordFile()
    styled(file, "table", "Mine", HIDES)
    styled(file, "paragraph", "Shown", SHOWS)
    table = file.table([["a", "b"]])
    table.style = file.file.styles["Mine"]
    table.cell(0, 0).paragraphs[0].style = "Shown"
    table.cell(0, 1).paragraphs[0].runs[0].font.hidden = False
    word = read_word(file.bytes())
    assert word.text.blocks[0].text == "b" and "Đã bỏ 1 chỗ chữ ẩn." in word.report


def test_what_one_style_hides_another_does_not_show() -> None:
    file = WordFile()
    for kind, name, inner in (("paragraph", "PH", HIDES), ("character", "CH", HIDES), ("character", "CS", SHOWS)):
        styled(file, kind, name, inner)
    for paragraph, character, text in (("PH", "CH", "a"), ("PH", "CS", "b"), ("", "CH", "c"), ("", "CS", "d")):
        style = f'<w:rStyle w:val="{character}"/>'
        file.xml(f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>{said(text, style)}')
    assert lines(file.bytes()) == ["d"]


def test_a_bold_style_within_a_bold_one_is_not_bold() -> None:
    file = WordFile()
    styled(file, "paragraph", "PB", "<w:rPr><w:b/></w:rPr>")
    styled(file, "character", "CB", "<w:rPr><w:b/><w:i/></w:rPr>")
    both = said("a", '<w:rStyle w:val="CB"/>'), said("b"), said("c", '<w:rStyle w:val="CB"/><w:b/>')
    file.xml(f'<w:pPr><w:pStyle w:val="PB"/></w:pPr>{"".join(both)}')
    (block,) = read_word(file.bytes()).text.blocks
    looks = [(one.text, one.bold, one.italic) for one in block.spans]  # type: ignore[union-attr]
    assert looks == [("a", False, True), ("b", True, False), ("c", True, True)]


def test_deleted_cells_do_not_come_out() -> None:
    file = WordFile()
    table = file.table([["a", "b"], ["c", "d"]])
    table.cell(1, 0)._tc.get_or_add_tcPr().append(parse_xml(f"<w:cellDel {nsdecls('w')} w:id='1' w:author='x'/>"))
    word = read_word(file.bytes())
    assert word.text.blocks[0].text == "a b d" and "1 chỗ xoá" in word.report[0]


def test_a_link_whose_address_is_not_in_the_file_is_text() -> None:
    (block,) = read_word(WordFile().xml(f'<w:hyperlink r:id="rId99">{said("ở đây")}</w:hyperlink>').bytes()).text.blocks
    assert block.text == "ở đây" and block.spans[0].href == ""  # type: ignore[union-attr]
