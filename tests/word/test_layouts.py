"""Layouts as teachers make them, field by field."""

from pathlib import Path

import pytest

from word.guessing import Guesses, guess
from word.known import Known, read_known
from word.layout import Layout, lay_out
from word.reading import read_word
from word.tidying import tidy
from word_files import LEAD, WordFile, article, text_box

PROJECT = Path(__file__).resolve().parents[2]
USUAL = {
    "author": "Tổ Toán – Tin", "cell": "Chi bộ trường THCS Ái Mộ", "date": "2023-03-15", "directive": "12-KH/ĐU",
}  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Known:
    return read_known(PROJECT / "docs")


def read(file: WordFile, known: Known) -> tuple[Guesses, Layout]:
    layout = lay_out(tidy(read_word(file.bytes()).text.blocks))
    return guess(layout, known), layout


def fields(file: WordFile, known: Known) -> dict[str, object]:
    return {field: said for field, said in read(file, known)[0].fields.items() if field != "summary"}


def usual(**others: object) -> dict[str, object]:
    return {"title": "Chi bộ nói chuyện chuyên đề quý II", **USUAL, **others}


def test_the_usual_one(known: Known) -> None:
    assert fields(article(), known) == usual()


def test_title_over_four_lines(known: Known) -> None:
    title = ("NÓI CHUYỆN CHUYÊN ĐỀ", "“SÁCH CỦA TÔI”", "TẠI TRƯỜNG THCS ÁI MỘ,", "PHƯỜNG NGỌC LÂM")
    wanted = "Nói chuyện chuyên đề “Sách của tôi” tại trường THCS Ái Mộ, phường Ngọc Lâm"
    assert fields(article(title), known) == usual(title=wanted)


def test_heading_table(known: Known) -> None:
    file = WordFile()
    file.table(
        [
            [
                "ĐẢNG ỦY PHƯỜNG NGỌC LÂM\nCHI BỘ TRƯỜNG THCS ÁI MỘ\n*",
                "ĐẢNG CỘNG SẢN VIỆT NAM\nNgọc Lâm, ngày 20 tháng 3 năm 2023",
            ]
        ],
        "c",
    )
    file.line("CHI BỘ NÓI CHUYỆN CHUYÊN ĐỀ QUÝ II", "bc").line("Tác giả: Tổ Toán – Tin").line(LEAD)
    guesses, layout = read(file, known)
    assert {**guesses.fields} | {"summary": ""} == usual(summary="")
    assert len(layout.body) == 1 and "ĐẢNG CỘNG SẢN VIỆT NAM" in layout.letterhead


def test_letterhead_gives_the_day_when_the_text_does_not(known: Known) -> None:
    file = WordFile().line("Ngọc Lâm, ngày 20 tháng 3 năm 2023", "ri").line("CHI BỘ ĐỌC SÁCH", "bc")
    file.line("Chi bộ trường THCS Ái Mộ cùng đọc sách, theo Kế hoạch số 12-KH/ĐU ngày 02/3/2023 của Đảng ủy phường.")
    assert fields(file, known)["date"] == "2023-03-20"


@pytest.mark.parametrize("line", ["Tin, ảnh: Tổ Toán – Tin", "Tác giả : Tổ Toán – Tin", "Nguồn: Tổ Toán - Tin"])
def test_author_at_the_end(line: str, known: Known) -> None:
    file = WordFile().line("CHI BỘ NÓI CHUYỆN CHUYÊN ĐỀ QUÝ II", "bc").line(LEAD).line("Buổi nói chuyện kết thúc.")
    found = fields(file.line(line, "ri"), known)
    assert found == usual(author=line.partition(":")[2].strip())


def test_several_authors_and_roles(known: Known) -> None:
    file = WordFile().line("CHI BỘ ĐỌC SÁCH", "bc").line(LEAD).line("Tin: Tổ Văn; ảnh: Tổ Toán – Tin", "r")
    assert fields(file, known)["author"] == ("Tổ Văn", "Tổ Toán – Tin")


def test_author_in_a_signature_table(known: Known) -> None:
    file = WordFile().line("CHI BỘ NÓI CHUYỆN CHUYÊN ĐỀ QUÝ II", "bc").line(LEAD)
    file.table([["Nơi nhận:\n- Lưu: VT", "NGƯỜI VIẾT\n(Ký, ghi rõ họ tên)\nLưu Thị Huyền"]], "c")
    guesses, layout = read(file, known)
    assert guesses.fields["author"] == "Lưu Thị Huyền"
    assert "NGƯỜI VIẾT" in layout.signature and len(layout.body) == 1


def test_no_author_is_missing(known: Known) -> None:
    file = WordFile().line("CHI BỘ NÓI CHUYỆN CHUYÊN ĐỀ QUÝ II", "bc").line(LEAD).line("Buổi nói chuyện kết thúc.")
    guesses, _ = read(file, known)
    assert guesses.missing == ("author",)


def test_two_directives_and_one_that_is_only_mentioned(known: Known) -> None:
    lead = (
        "Thực hiện Hướng dẫn số 27-HD/ĐU ngày 16/3/2022 và Kế hoạch số 12-KH/ĐU ngày 02/3/2023 của Đảng ủy phường, "
        "sáng 15/3/2023 Chi bộ trường THCS Ái Mộ họp. Trước đó, Quy định số 37-QĐ/TW đã được phổ biến."
    )
    found = fields(WordFile().line("CHI BỘ HỌP", "bc").line("Người viết: Tổ Toán – Tin").line(lead), known)
    assert found["directive"] == ("27-HD/ĐU", "12-KH/ĐU")
    assert found["campaign"] == "Tự soi, tự sửa" and found["date"] == "2023-03-15"


def test_styles_give_title_and_headings(known: Known) -> None:
    file = (
        WordFile()
        .line("Chi bộ nói chuyện chuyên đề quý II", style="Title")
        .line("Người viết: Tổ Toán – Tin")
        .line(LEAD)
    )
    file.line("Nội dung", style="Heading 2").line("Buổi nói chuyện kéo dài hai giờ.")
    guesses, layout = read(file, known)
    assert {**guesses.fields} | {"summary": ""} == usual(summary="")
    assert [block.text for block in layout.body][1:] == ["Nội dung", "Buổi nói chuyện kéo dài hai giờ."]


def test_decomposed_letters_spaces_and_leftovers(known: Known) -> None:
    import unicodedata

    file = WordFile().line(unicodedata.normalize("NFD", "CHI BỘ  NÓI CHUYỆN\xa0CHUYÊN ĐỀ QUÝ II"), "bc")
    file.line(unicodedata.normalize("NFD", "Người viết:\xa0Tổ  Toán – Tin"))
    file.line(unicodedata.normalize("NFD", f"[bookmark: _GoBack]   {LEAD.replace(' Chi bộ', '  Chi bộ')}"))
    guesses, layout = read(file, known)
    assert {**guesses.fields} | {"summary": ""} == usual(summary="")
    assert layout.body[0].text == LEAD


def test_old_fonts_in_the_whole_file(known: Known) -> None:
    file = WordFile().line("CHI BỘ ĐỌC SÁCH", "bc").line("Người viết: Tổ Toán – Tin")
    file.font("S¸ng ngµy 15/3/2023, Chi bé tr­êng THCS ¸i Mé ®äc s¸ch, thùc hiÖn KÕ ho¹ch sè 12-KH/§U.", ".VnTime")
    assert fields(file, known) == usual(title="Chi bộ đọc sách")


def test_vni_in_the_whole_file(known: Known) -> None:
    file = WordFile().line("CHI BỘ ĐỌC SÁCH", "bc").line("Người viết: Tổ Toán – Tin")
    file.font(
        "Saùng ngaøy 15/3/2023, Chi boä tröôøng THCS AÙi Moä ñoïc saùch, thöïc hieän Keá hoaïch soá 12-KH/ÑU.",
        "VNI-Times",
    )
    assert fields(file, known) == usual(title="Chi bộ đọc sách")


def test_text_boxes(known: Known) -> None:
    file = WordFile().xml(text_box("CHI BỘ TRƯỜNG THCS ÁI MỘ")).line("CHI BỘ NÓI CHUYỆN CHUYÊN ĐỀ QUÝ II", "bc")
    file.line("Người viết: Tổ Toán – Tin").line(LEAD).xml(text_box("Lời trích trong khung."))
    guesses, layout = read(file, known)
    assert {**guesses.fields} | {"summary": ""} == usual(summary="")
    assert layout.body[-1].text == "Lời trích trong khung."


def test_tracked_changes_and_hidden_text(known: Known) -> None:
    file = article()
    file.xml(
        '<w:ins w:id="1" w:author="x"><w:r><w:t>Thêm vào. </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>Đã xoá.</w:delText></w:r></w:del>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Điều giấu kín.</w:t></w:r><w:r><w:t>Còn lại.</w:t></w:r>"
    )
    word = read_word(file.bytes())
    assert word.text.blocks[-1].text == "Thêm vào. Còn lại."
    assert "1 chỗ thêm, 1 chỗ xoá" in " ".join(word.report) and "1 chỗ chữ ẩn" in " ".join(word.report)
    assert fields(file, known) == usual()


def test_hidden_text_does_not_come_out_in_the_report() -> None:
    hidden = '<w:r><w:rPr><w:vanish/><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr><w:t>{1}</w:t></w:r>'
    xml = hidden.format("Arial", "Điều giấu kín") + hidden.format(".VnTime", "§iÒu giÊu kÝn")
    word = read_word(
        WordFile().xml(f"{xml}<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><w:t>Hiện</w:t></w:r>").bytes()
    )
    assert "“Hiện”" in word.report[1] and "2 chỗ chữ ẩn" in word.report[0] and len(word.report) == 2


def test_an_anniversary_is_not_the_day(known: Known) -> None:
    lead = "Kỷ niệm 93 năm ngày thành lập Đảng (03/02/1930 - 03/02/2023), tối ngày 01/02/2023, Chi bộ trường THCS Ái Mộ"
    lead += " cùng hát."
    file = WordFile().line("CHI BỘ HÁT MỪNG ĐẢNG", "bc").line("Người viết: Tổ Toán – Tin").line(lead)
    found = fields(file, known)
    assert found["date"] == "2023-02-01" and found["title"] == "Chi bộ hát mừng Đảng"
