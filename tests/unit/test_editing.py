"""What an editor is reminded of in one text, and across texts; and what is left in peace."""

import pytest

from newsroom.articles.markup import Renderer
from newsroom.articles.page_parser import parse_page
from newsroom.articles.pages import Post
from newsroom.editing.manuscript import Manuscript, manuscript_of
from newsroom.editing.names import near_names, people_in
from newsroom.editing.reading import ALONE
from newsroom.editing.secrets import mark_in_name, mark_on
from newsroom.editing.table import CHECKS
from newsroom.frontmatter.sources import read_source
from newsroom.problems import Problem

RENDERER = Renderer(["tables"], {})
HEAD = {"author": "Tổ Toán – Tin", "cell": "Chi bộ trường THCS Ái Mộ", "date": "01/4/2022", "title": "Họp chi bộ"}


def manuscript(body: str, head: str = "", path: str = "bai-viet/a.md") -> Manuscript:
    usual = "".join(f"{name}: {value}\n" for name, value in HEAD.items() if f"{name}:" not in head)
    data = f"---\n{usual}{head}---\n\n{body}\n".encode()
    source, _ = read_source(path, data)
    page = parse_page(path, data, RENDERER).page
    assert source and page
    return manuscript_of(page, source)


def told(body: str, head: str = "") -> list[Problem]:
    text = manuscript(body, head)
    return [problem for check in ALONE for problem in check(text)]


def names_told(body: str, head: str = "") -> list[str]:
    return [problem.check for problem in told(body, head)]


@pytest.mark.parametrize(
    ("check", "body", "head"),
    [
        ("capital_title", "Chữ.", "title: TỔ CHỨC HIỆU QUẢ ĐỢT SINH HOẠT\n"),
        ("capital_title", "Chữ.", "title: CHI BỘ TRƯỜNG THCS ÁI MỘ tổ chức họp\n"),
        ("directive", "Thực hiện Hướng dẫn số 27-HD/ĐU ngày 16/3/2022 của Đảng ủy, chi bộ họp.", ""),
        ("directive", "Thực hiện **Kế hoạch số 12-KH/ĐU**, chi bộ họp.", "directive: 27-HD/ĐU\n"),
        ("directive", "Chi bộ học Hướng dẫn 27-HD/ĐU.", "directive: 37-HD/ĐU\n"),
        ("directive", "Chi bộ học Hướng dẫn 127-HD/ĐU.", "directive: 172-HD/ĐU\n"),
        ("phone", "Liên hệ thầy Nam, 0912.345.678.", ""),
        ("phone", "Liên hệ thầy Nam: +84 912 345 678", ""),
        ("phone", "Chữ.", "summary: Gọi 0912345678 để biết thêm\n"),
        ("citizen_id", "Số căn cước 001 085 012 345 cấp năm 2021.", ""),
        ("citizen_id", "Thầy Nam (001085012345).", ""),
        ("citizen_id", "CMND số 012345678.", ""),
        ("health", "Vắng một số đồng chí bị F0.", ""),
        ("health", "Cô Hoa dương tính nên họp từ xa.", ""),
        ("health", "Một học sinh nhiễm bệnh phải nghỉ.", ""),
        ("pupil", "Em Nguyễn Văn A, lớp 7A2 đạt giải Nhất.", ""),
        ("pupil", "Giải Nhì: Đỗ Thị Ánh (7A2).", ""),
        ("pupil", "| Tên | Lớp |\n|---|---|\n| Trần Ánh Đào | 9B |", ""),
        ("far_date", "Chiều ngày 01/4/2021, chi bộ đã họp.", ""),
        ("far_date", "Ngày 01/4/2021, chi bộ đã họp.", ""),
        ("far_date", "Sáng 15/9/2022, chi bộ đã họp.", ""),
        ("far_date", "Ngày 04/9/2022, chi bộ đã họp.", "date: 09/4/2022\n"),
    ],
)
def test_told(check: str, body: str, head: str) -> None:
    assert names_told(body, head) == [check]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("Chữ.", "title: Trường THCS Ái Mộ và UBND phường ký kết\n"),
        ("Chữ.", "title: THCS, THPT, HĐND\n"),
        ("Thực hiện Hướng dẫn số 27-HD/ĐU, chi bộ họp.", "directive: 27-HD/ĐU\n"),
        ("Chi bộ nghe giới thiệu Kế hoạch số 12-KH/ĐU.", "directive: 27-HD/ĐU\n"),
        ("Theo Nghị định số 30/2020/NĐ-CP, văn bản được trình bày lại.", ""),
        ("Chi bộ học Hướng dẫn 27-HD/ĐU và 28-HD/ĐU.", "directive: 27-HD/ĐU\n"),
        ("Hotline của trường: 0912.345.678.", ""),
        ("Tổng đài 1900 1234, máy bàn 024 3827 1234.", ""),
        ("Kinh phí 0912345678910 đồng, mã 12-0912345678.", ""),
        ("Số tài khoản 001085012345 của Quỹ.", ""),
        ("Xem https://example.test/0912345678 và <!-- 0912345678 -->.", ""),
        ("Chi bộ bàn việc phòng chống dịch, tuyên truyền cho học sinh không để nhiễm bệnh.", ""),
        ("Những người mắc bệnh nên ở nhà.", ""),
        ("Em Nguyễn Văn A, lớp 7A2.", "consent: Cha mẹ em A ký phiếu\n"),
        ("Lớp 7A2 đạt giải Nhất; cô Lê Thị Hà dạy lớp 7A2.", ""),
        ("Sáng 01/4/2022, chi bộ họp kỷ niệm ngày thành lập Đảng 03/02/1930.", ""),
        ("Thực hiện Hướng dẫn 27-HD/ĐU ngày 16/3/2021, chiều 01/4, chi bộ họp.", "directive: 27-HD/ĐU\n"),
        ("Chiều 28/12, chi bộ họp.", "date: 02/01/2023\n"),
    ],
)
def test_left_in_peace(body: str, head: str) -> None:
    assert names_told(body, head) == []


def test_lines_are_those_of_the_file() -> None:
    lines = "Chữ.\n\n```\n0912345678\n```\n\nMột\nhai 0987654321.\n\n- ba\n- bốn 0987654322\n"
    found = told(lines)
    head = 7
    assert [problem.line - head for problem in found] == [8, 11]
    assert told("Chữ.", "summary: Gọi 0912345678\n")[0].field == "summary"


def test_every_check_of_one_text_is_in_the_table() -> None:
    assert {check.__name__ for check in ALONE} < {check.name for check in CHECKS}


def _near(*bodies: str, heads: tuple[str, ...] = ()) -> list[str]:
    heads = heads or ("",) * len(bodies)
    texts = [
        manuscript(body, head, f"bai-viet/{at}.md") for at, (body, head) in enumerate(zip(bodies, heads, strict=True))
    ]
    posts: list[Post] = [text.page for text in texts]  # type: ignore[misc]
    return [str(one) for one in near_names(posts, {text.page.path: [*people_in(text)] for text in texts})]


def test_a_name_in_two_ways() -> None:
    often = "Đồng chí Trần Thị Kim Nhung đọc báo cáo."
    (line,) = _near(often, often, "Chữ.\n\nĐồng chí Trần Thị Kim Nhụng đọc báo cáo.")
    assert line.startswith("docs/bai-viet/2.md:") and "“Trần Thị Kim Nhung”" in line
    assert len(_near(often, often, "Đồng chí Trần Thị Kim Nhugn.")) == 1


def test_two_people_are_two_names() -> None:
    assert _near(*["Ông Lê Văn Hùng."] * 3, "Ông Lê Văn Hưng.") == []
    assert _near(*["Bà Lê Thị Hòa."] * 3, "Bà Lê Thị Hoà.") == []
    assert _near("Ông Trần Văn Tỏi.", "Ông Trần Văn Tòi.") == []


def test_authors_and_cells_in_two_ways() -> None:
    odd = ("author: Tổ Tóan – Tin\n", "cell: Chi bộ trường THCS Ai Mộ\n")
    usual = ("", "", *odd, "author: Tổ 2\n", "author: Tổ 2\n")
    author, cell = _near(*["Chữ."] * 6, heads=usual)
    assert author.startswith("docs/bai-viet/2.md:5: author: “Tổ Tóan – Tin”")
    assert cell.startswith("docs/bai-viet/3.md:5: cell: ") and "“Chi bộ trường THCS Ái Mộ”" in cell
    assert _near(*["Chữ."] * 3, heads=("author: Tổ 2\n", "author: Tổ 2\n", "author: Tổ 3\n")) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("ĐẢNG ỦY PHƯỜNG", "MẬT", "Số 12-KH/ĐU"),
        ("Độ mật: Tối mật",),
        ("(Lưu hành nội bộ)",),
        ("TÀI LIỆU SINH HOẠT - LƯU HÀNH NỘI BỘ",),
        ("Tài liệu lưu hành nội bộ",),
    ],
)
def test_marks_of_secrecy(lines: tuple[str, ...]) -> None:
    assert mark_on(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("QUY CHẾ BẢO VỆ BÍ", "MẬT", "NHÀ NƯỚC"),
        ("Quy chế bảo vệ bí mật nhà nước",),
        ("Không được đưa tài liệu lưu hành nội bộ lên mạng.",),
        ("mật",),
    ],
)
def test_words_that_are_no_marks(lines: tuple[str, ...]) -> None:
    assert mark_on(lines) == ""


@pytest.mark.parametrize("name", ["12-KH-TỐI MẬT", "ke-hoach_luu-hanh-noi-bo", "Kế hoạch mật 12", "van-ban-mat", "mat"])
def test_names_of_secret_files(name: str) -> None:
    assert mark_in_name(name)


@pytest.mark.parametrize(
    "name",
    ["gap-mat-dau-xuan", "bao-ve-bi-mat-nha-nuoc", "Bảo vệ bí mật", "Mật ong rừng", "ra-mat", "co-mat", "matinee"],
)
def test_names_of_other_files(name: str) -> None:
    assert mark_in_name(name) == ""
