"""News items as teachers lay them out, each in a way of its own: fields, and what is left of the text."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from word.blocks import paragraphs
from word.guessing import guess
from word.known import Known, read_known
from word.layout import lay_out
from word.reading import read_word
from word.tidying import tidy
from word_files import WordFile, text_box

PROJECT = Path(__file__).resolve().parents[2]
LEAD = (
    "Chiều ngày 27/4/2022, Chi bộ trường THCS Ái Mộ sinh hoạt chuyên đề tại phòng hội đồng nhà trường, thực hiện Kế "
    "hoạch số 12-KH/ĐU ngày 02/3/2022 của Đảng ủy phường Ngọc Lâm."
)
MIDDLE = "Tại buổi sinh hoạt, các đồng chí đảng viên đã thảo luận sôi nổi và thống nhất nhiều việc làm cụ thể."
LAST = "Buổi sinh hoạt kết thúc trong không khí phấn khởi, mỗi đảng viên đều nhận một việc để làm trong tháng tới."
TITLE = "Chi bộ trường THCS Ái Mộ sinh hoạt chuyên đề"
USUAL = {
    "title": TITLE, "author": "Trần Thu Hà", "cell": "Chi bộ trường THCS Ái Mộ", "date": "2022-04-27",
    "directive": "12-KH/ĐU",
}  # fmt: skip
BODY = (LEAD, MIDDLE, LAST)
Made = tuple[WordFile, Mapping[str, object], tuple[str, ...]]
Case = Callable[[], Made]
CASES: dict[str, Case] = {}


@pytest.fixture(scope="module")
def known() -> Known:
    return read_known(PROJECT / "docs")


def case(make: Case) -> Case:
    CASES[make.__name__] = make
    return make


def titled() -> WordFile:
    return WordFile().line(TITLE.upper(), "bc")


def told(file: WordFile) -> WordFile:
    return file.line(LEAD).line(MIDDLE).line(LAST)


@case
def letterhead_number_and_kind_of_text() -> Made:
    left = "ĐẢNG BỘ PHƯỜNG NGỌC LÂM\nCHI BỘ TRƯỜNG THCS ÁI MỘ\nSố: 05-BC/CB"
    file = WordFile()
    file.table([[left, "ĐẢNG CỘNG SẢN VIỆT NAM\nÁi Mộ, ngày 28 tháng 4 năm 2022"]], "c")
    told(file.line("BÁO CÁO", "bc").line("Kết quả sinh hoạt chuyên đề quý II năm 2022", "bc").line("-----", "c"))
    file.table([["Nơi nhận:\n- Đảng ủy phường;\n- Lưu Chi bộ.", "T/M CHI BỘ\nBÍ THƯ\n\nTrần Văn Bình"]], "b")
    return file, {"title": "Báo cáo: Kết quả sinh hoạt chuyên đề quý II năm 2022", "author": None}, BODY


@case
def title_in_a_text_box_and_day_at_the_right() -> Made:
    file = WordFile().xml(text_box("SINH HOẠT CHUYÊN ĐỀ HỌC TẬP VÀ LÀM THEO BÁC"))
    told(file.line("Ái Mộ, ngày 27 tháng 4 năm 2022", "ri")).line("Bài và ảnh: Trần Thu Hà", "ri")
    return file, {"title": "Sinh hoạt chuyên đề học tập và làm theo Bác"}, BODY


@case
def author_alone_in_italics_at_the_right() -> Made:
    return told(titled()).line("Trần Thu Hà", "ri"), {}, BODY


@case
def author_in_brackets_with_a_team() -> Made:
    return told(titled()).line("(Tin: Trần Thu Hà – Tổ Xã hội)", "ri"), {}, BODY


@case
def author_with_post_and_phone() -> Made:
    return told(titled()).line("Người viết: Trần Thu Hà - GV trường THCS Ái Mộ, ĐT: 0912 345 678"), {}, BODY


@case
def two_authors_with_given_names_alone() -> Made:
    return told(titled()).line("Thu Hà – Văn Bình", "rb"), {"author": ("Thu Hà", "Văn Bình")}, BODY


@case
def a_team_and_initials() -> Made:
    return told(titled()).line("TH – Tổ Khoa học xã hội", "ri"), {"author": "Tổ Khoa học xã hội"}, BODY


@case
def signed_for_the_cell() -> Made:
    file = WordFile().line("CHI BỘ TRƯỜNG THCS ÁI MỘ", "bc").line("SINH HOẠT CHUYÊN ĐỀ QUÝ II", "bc")
    told(file).line("T/M CHI BỘ", "rb").line("BÍ THƯ", "rb").line("(Đã ký)", "ri").line("Trần Văn Bình", "rb")
    return file, {"title": "Sinh hoạt chuyên đề quý II", "author": None}, BODY


@case
def day_and_author_signed_below() -> Made:
    lead = LEAD.replace("Chiều ngày 27/4/2022, ", "")
    file = titled().line(lead).line(MIDDLE).line("Ái Mộ, ngày 27 tháng 4 năm 2022", "ri").line("Tác giả", "rb")
    return file.line("Trần Thu Hà", "rb"), {}, (lead, MIDDLE)


@case
def copied_from_zalo() -> Made:
    file = (
        WordFile().line("🌸 SINH HOẠT CHUYÊN ĐỀ QUÝ II 🌸").line(f"👉 {LEAD}").line(f"✅ {MIDDLE}").line("#ChiboAiMo")
    )
    changes = {"title": "Sinh hoạt chuyên đề quý II", "author": None}
    return file, changes, (f"👉 {LEAD}", f"✅ {MIDDLE}", "#ChiboAiMo")


@case
def all_in_one_cell_of_a_table() -> Made:
    file = WordFile()
    cell = file.file.add_table(1, 1).cell(0, 0)
    lines = ((TITLE.upper(), "bc"), ("Người viết: Trần Thu Hà", "r"), (LEAD, ""), (MIDDLE, ""), (LAST, ""))
    for text, look in lines:
        file.line(text, look, where=cell)
    return file, {}, BODY


@case
def title_over_soft_line_breaks() -> Made:
    file = WordFile().line("CHI BỘ TRƯỜNG THCS ÁI MỘ\nSINH HOẠT CHUYÊN ĐỀ QUÝ II\nNĂM 2022", "bc")
    title = "Sinh hoạt chuyên đề quý II năm 2022"
    return told(file.line("Người viết: Trần Thu Hà", "r")), {"title": title}, BODY


@case
def all_bold() -> Made:
    file = titled().line("Người viết: Trần Thu Hà", "b").lines(*BODY, look="b")
    return file, {}, BODY


@case
def no_title() -> Made:
    return told(WordFile()).line("Người viết: Trần Thu Hà", "r"), {"title": None}, BODY


@case
def title_and_name_in_the_middle() -> Made:
    file = WordFile().line("Sinh hoạt chuyên đề “Học tập và làm theo Bác”", "c").line("Trần Thu Hà", "ci")
    return told(file), {"title": "Sinh hoạt chuyên đề “Học tập và làm theo Bác”"}, BODY


@case
def bold_lead_below_a_bold_title() -> Made:
    file = WordFile().line(TITLE, "b").line(LEAD, "b").line(MIDDLE).line("Trần Thu Hà", "rb")
    return file, {}, (LEAD, MIDDLE)


@case
def heading_of_the_nation_and_labels() -> Made:
    file = WordFile().line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bc").line("Độc lập – Tự do – Hạnh phúc", "bc")
    file.line("------***------", "c").line("BÀI VIẾT", "bc").line("TẤM GƯƠNG ĐẢNG VIÊN TIÊU BIỂU", "bc")
    file.line("Họ và tên tác giả: Trần Thu Hà").line("Đơn vị: Chi bộ trường THCS Ái Mộ")
    return told(file), {"title": "Tấm gương đảng viên tiêu biểu"}, BODY


@case
def offices_line_by_line() -> Made:
    file = WordFile().line("PHÒNG GD&ĐT QUẬN LONG BIÊN", "b").line("TRƯỜNG THCS ÁI MỘ", "b").line("TIN BÀI", "bc")
    told(file.line("CHI BỘ NHÀ TRƯỜNG SINH HOẠT CHUYÊN ĐỀ", "bc")).line("Người viết bài", "rb").line(
        "Trần Thu Hà", "rb"
    )
    return file, {"title": "Chi bộ nhà trường sinh hoạt chuyên đề"}, BODY


@case
def empty_lines_and_tabs() -> Made:
    file = (
        WordFile().line("").line("\tCHI BỘ TRƯỜNG THCS ÁI MỘ", "bc").line("").line("SINH HOẠT CHUYÊN ĐỀ", "bc").line("")
    )
    file.line(f"\t{LEAD}").line("").line(f"\t{MIDDLE}").line("\t\t\t\t\tNgười viết: Trần Thu Hà", "i")
    return file, {"title": "Sinh hoạt chuyên đề"}, (LEAD, MIDDLE)


@case
def styled_title_with_plain_lines_below() -> Made:
    file = WordFile().line("Sinh hoạt chuyên đề quý II", style="Heading 1").line("Chi bộ trường THCS Ái Mộ")
    file.line("Trần Thu Hà - Bí thư Chi đoàn").line(LEAD).line("Mở đầu", style="Heading 2").line(MIDDLE)
    return file, {"title": "Sinh hoạt chuyên đề quý II"}, (LEAD, "Mở đầu", MIDDLE)


@case
def day_alone_below_the_title() -> Made:
    lead = LEAD.replace("Chiều ngày 27/4/2022, ", "")
    file = WordFile().line(TITLE, "b").line("27/04/2022", "i").line(lead, "bi").line(MIDDLE)
    return file.line("Trần Thu Hà", "r"), {}, (lead, MIDDLE)


@case
def a_photo_above_all() -> Made:
    file = WordFile()
    file.photo()
    told(file.line("Quang cảnh buổi sinh hoạt", "ic").line(TITLE.upper(), "bc")).line("Nguồn: Trần Thu Hà", "ri")
    return file, {}, ("Quang cảnh buổi sinh hoạt", *BODY)


@pytest.mark.parametrize("name", CASES)
def test_fields_and_text(name: str, known: Known) -> None:
    file, changes, body = CASES[name]()
    layout = lay_out(tidy(read_word(file.bytes()).text.blocks))
    guesses = guess(layout, known)
    wanted = {field: said for field, said in {**USUAL, **changes}.items() if said}
    assert {field: said for field, said in guesses.fields.items() if field != "summary"} == wanted
    assert tuple(one.text for one in paragraphs(layout.body) if one.text) == body


def test_the_day_in_the_name_of_the_file(known: Known) -> None:
    lead = "Chi bộ trường THCS Ái Mộ sinh hoạt chuyên đề tại phòng hội đồng, có mặt đông đủ đảng viên của chi bộ."
    layout = lay_out(tidy(read_word(titled().line(lead).bytes()).text.blocks))
    names = {"Tin 27.4.2022": "2022-04-27", "20220427_tin": "2022-04-27", "tin lần 2": None, "tin 99-99-2022": None}
    for name, day in names.items():
        assert guess(layout, known, name).fields.get("date") == day
