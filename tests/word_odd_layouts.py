"""More ways of teachers to lay a news item out: boxes, forms, soft breaks, lines of authors and days of other kinds."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from word_files import WordFile, text_box, vml_box
from word_layouts import BODY, LAST, LEAD, MIDDLE, TITLE, Case, Made, titled, told

ODD: dict[str, Case] = {}
HALVES = ("CHI BỘ TRƯỜNG THCS ÁI MỘ", "SINH HOẠT CHUYÊN ĐỀ")


def odd(make: Case) -> Case:
    ODD[make.__name__] = make
    return make


def dated(lead: str) -> WordFile:
    return titled().line("Người viết: Trần Thu Hà").line(lead).line(MIDDLE).line(LAST)


@odd
def title_in_an_old_text_box() -> Made:
    return told(WordFile().xml(vml_box(TITLE.upper()))).line("Tin, ảnh: Trần Thu Hà", "ri"), {}, BODY


@odd
def title_in_two_cells() -> Made:
    file = WordFile()
    file.table([["SINH HOẠT CHUYÊN ĐỀ", "HỌC TẬP VÀ LÀM THEO BÁC"]], "bc")
    return told(file).line("PV: Trần Thu Hà", "r"), {"title": "Sinh hoạt chuyên đề học tập và làm theo Bác"}, BODY


@odd
def author_and_photos_in_brackets() -> Made:
    return told(titled()).line("(Tin, ảnh: Trần Thu Hà)", "ri"), {}, BODY


@odd
def author_of_text_and_of_photos_on_one_line() -> Made:
    author = ("Trần Thu Hà", "Lê Văn Bình")
    return told(titled()).line("Bài: Trần Thu Hà - Ảnh: Lê Văn Bình", "r"), {"author": author}, BODY


@odd
def author_after_the_last_sentence() -> Made:
    last = f"{LAST} (Bài và ảnh: Trần Thu Hà)"
    return titled().line(LEAD).line(MIDDLE).line(last), {}, BODY


@odd
def signed_like_a_letter_by_mail() -> Made:
    file = told(titled()).line("Trân trọng,").line("Trần Thu Hà").line("Giáo viên trường THCS Ái Mộ")
    return file.line("ĐT: 0912 345 678 – Email: thuha@example.com"), {}, BODY


@odd
def author_in_a_table_with_the_unit() -> Made:
    file = titled()
    file.table([["Người viết:", "Trần Thu Hà"], ["Đơn vị:", "Chi bộ trường THCS Ái Mộ"]])
    return told(file), {}, BODY


@odd
def day_in_words_of_the_first_days() -> Made:
    lead = "Sáng ngày mồng 2 tháng 9 năm 2022, Chi bộ trường THCS Ái Mộ dâng hương tại đài tưởng niệm của phường."
    return dated(lead), {"date": "2022-09-02", "directive": None}, (lead, MIDDLE, LAST)


@odd
def day_with_zeros_and_dashes() -> Made:
    lead = "Vào hồi 14h00' ngày 05-9-2022, tại hội trường, Chi bộ trường THCS Ái Mộ họp phiên thường kỳ tháng 9."
    return dated(lead), {"date": "2022-09-05", "directive": None}, (lead, MIDDLE, LAST)


@odd
def days_from_to() -> Made:
    lead = "Từ ngày 10 đến ngày 12/10/2022, Chi bộ trường THCS Ái Mộ tổ chức cho đảng viên đi thực tế tại Điện Biên."
    return dated(lead), {"date": "2022-10-12", "directive": None}, (lead, MIDDLE, LAST)


@odd
def short_day_with_the_year_at_the_head() -> Made:
    lead = "Chiều ngày 15/3, Chi bộ trường THCS Ái Mộ sinh hoạt chuyên đề quý I với sự có mặt của đông đủ đảng viên."
    file = WordFile().line("Ái Mộ, ngày 16 tháng 3 năm 2022", "ri").line(TITLE.upper(), "bc")
    file.line("Người viết: Trần Thu Hà").line(lead).line(MIDDLE)
    return file, {"date": "2022-03-15", "directive": None}, (lead, MIDDLE)


@odd
def head_set_with_tabs() -> Made:
    file = WordFile().line("ĐẢNG BỘ PHƯỜNG NGỌC LÂM\t\tĐẢNG CỘNG SẢN VIỆT NAM", "b")
    file.line("CHI BỘ TRƯỜNG THCS ÁI MỘ\tÁi Mộ, ngày 28 tháng 4 năm 2022", "b").line("*", "")
    return told(file.line(TITLE.upper(), "bc")).line("Tin: Trần Thu Hà", "r"), {}, BODY


@odd
def head_set_with_spaces() -> Made:
    file = WordFile().line("ĐẢNG ỦY PHƯỜNG NGỌC LÂM          ĐẢNG CỘNG SẢN VIỆT NAM")
    file.line("CHI BỘ TRƯỜNG THCS ÁI MỘ            Ái Mộ, ngày 28 tháng 4 năm 2022")
    return told(file.line(TITLE.upper(), "bc")).line("Tin: Trần Thu Hà", "r"), {}, BODY


@odd
def a_form_of_content_controls() -> Made:
    file = WordFile()
    for text, look in ((TITLE.upper(), "bc"), ("Người viết: Trần Thu Hà", "r")):
        file.line(text, look)
    for text in BODY:
        file.line(text)
        paragraph = file.file.paragraphs[-1]._p
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        paragraph.addprevious(control)
        control[1].append(paragraph)
    return file, {}, BODY


@odd
def all_in_one_paragraph() -> Made:
    return WordFile().line("\n".join([TITLE.upper(), "Người viết: Trần Thu Hà", *BODY])), {}, (" ".join(BODY),)


@odd
def capitals_by_format() -> Made:
    file = WordFile().line(TITLE, "bc")
    file.file.paragraphs[-1].runs[0].font.all_caps = True
    return told(file.line("Người viết: Trần Thu Hà", "c")), {}, BODY


@odd
def cell_of_a_nursery_below_the_title() -> Made:
    file = WordFile().line("CHI BỘ TRƯỜNG MẦM NON HOA SỮA", "c").line("NGÀY HỘI ĐẾN TRƯỜNG CỦA BÉ", "bc")
    file.line("Tác giả: Trần Thu Hà", "c").line("Sáng ngày 05/9/2022, nhà trường khai giảng năm học mới.").line(MIDDLE)
    wanted = {"title": "Ngày hội đến trường của bé", "cell": "Chi bộ trường mầm non Hoa Sữa", "date": "2022-09-05",
              "directive": None}  # fmt: skip
    return file, wanted, ("Sáng ngày 05/9/2022, nhà trường khai giảng năm học mới.", MIDDLE)


@odd
def a_bold_lead_in_italics_and_a_heading_by_number() -> Made:
    file = titled().line("Người viết: Trần Thu Hà", "ri").line(LEAD, "bi").line("I. Nội dung", "b").line(MIDDLE)
    return file.line("II. Kết quả", "b").line(LAST), {}, (LEAD, "I. Nội dung", MIDDLE, "II. Kết quả", LAST)


@odd
def a_letter_with_a_greeting() -> Made:
    file = titled().line("Kính gửi: Ban biên tập trang tin Đảng bộ phường Ngọc Lâm", "c")
    greeting = "Kính gửi: Ban biên tập trang tin Đảng bộ phường Ngọc Lâm"
    file = told(file).line("NGƯỜI VIẾT", "rb").line("(Ký, ghi rõ họ tên)", "ri").line("Trần Thu Hà", "rb")
    return file, {}, (greeting, *BODY)


@odd
def a_title_in_a_box_and_the_author_in_another() -> Made:
    file = WordFile().xml(text_box(TITLE.upper())).xml(text_box("Bài và ảnh: Trần Thu Hà"))
    return told(file), {}, BODY


@odd
def minutes_signed_side_by_side() -> Made:
    file = WordFile().line("BIÊN BẢN", "bc").line("Họp chi bộ tháng 4 năm 2022", "bc").line("Thư ký: Trần Thu Hà")
    file.line("Thời gian: 15 giờ ngày 27/4/2022, tại Chi bộ trường THCS Ái Mộ, 28/28 đảng viên có mặt.").line(MIDDLE)
    file.table([["THƯ KÝ\n\nTrần Thu Hà", "CHỦ TRÌ CUỘC HỌP\n\nTrần Văn Bình"]], "bc")
    kept = (
        "Thư ký: Trần Thu Hà",
        "Thời gian: 15 giờ ngày 27/4/2022, tại Chi bộ trường THCS Ái Mộ, 28/28 đảng viên có mặt.",
    )
    return file, {"title": "Biên bản: Họp chi bộ tháng 4 năm 2022", "author": None, "directive": None}, (*kept, MIDDLE)


@odd
def a_plan_that_only_gives_grounds() -> Made:
    file = WordFile().line("KẾ HOẠCH", "bc").line("Sinh hoạt chuyên đề quý II", "bc")
    grounds = ("Căn cứ Kế hoạch số 12-KH/ĐU ngày 02/3/2022 của Đảng ủy phường Ngọc Lâm;", "Căn cứ tình hình thực tế,")
    rest = ("Chi bộ trường THCS Ái Mộ xây dựng kế hoạch như sau:", MIDDLE)
    wanted = {"title": "Kế hoạch: Sinh hoạt chuyên đề quý II", "author": None, "date": None}
    return file.lines(*grounds, *rest), wanted, (*grounds, *rest)


@odd
def a_large_first_letter() -> Made:
    file = titled().line("Người viết: Trần Thu Hà")
    file.xml(f'<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>{LEAD[0]}</w:t></w:r>')
    return file.line(LEAD[1:]).line(MIDDLE), {}, (LEAD, MIDDLE)


@odd
def title_in_old_word_art() -> Made:
    words = "SINH HOẠT CHUYÊN ĐỀ&#10;HỌC TẬP VÀ LÀM THEO BÁC"
    art = f'<w:r><w:pict><v:shape><v:textpath string="{words}"/></v:shape></w:pict></w:r>'
    title = "Sinh hoạt chuyên đề học tập và làm theo Bác"
    return told(WordFile().xml(art)).line("Tin, ảnh: Trần Thu Hà", "ri"), {"title": title}, BODY
