"""Heads as authors type them: what would be lost or shown wrong is told with what to write."""

import datetime

import pytest

from bodies import RENDERER
from newsroom.articles.page_parser import parse_page
from newsroom.frontmatter.values import read_day, read_moment, read_name

USUAL = {"title": "Tin", "author": "Tổ Văn", "cell": "Chi bộ", "date": "01/10/2026"}


def _told(body: str = "Chữ.\n", path: str = "bai-viet/a.md", **fields: str) -> list[tuple[int, bool, str]]:
    lines = [f"{name}: {value}\n" for name, value in {**USUAL, **fields}.items()]
    problems = parse_page(path, f"---\n{''.join(lines)}---\n\n{body}".encode(), RENDERER).problems
    return [(problem.line, problem.fatal, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("fields", "line", "fatal", "said"),
    [
        ({"author": "\n  -A\n  -B"}, 3, True, "rồi dấu cách"),
        ({"author": "+ Tổ Văn"}, 3, True, "bắt đầu bằng dấu +"),
        ({"author": "- Tổ Văn"}, 3, True, "hãy bỏ dấu ấy: author: Tổ Văn"),
        ({"title": "* Hội nghị"}, 2, True, "hãy bỏ dấu ấy: title: Hội nghị"),
        ({"author": "Lê Văn An và Trần Thị Bình"}, 3, False, "author: [Lê Văn An, Trần Thị Bình]"),
        ({"author": "Lê Văn An – Trần Thị Bình"}, 3, False, "author: [Lê Văn An, Trần Thị Bình]"),
        ({"author": "[Lê Văn An; Trần Thị Bình]"}, 3, False, "author: [Lê Văn An, Trần Thị Bình]"),
        ({"author": "Tổ Văn và Tổ Toán"}, 3, False, "author: [Tổ Văn, Tổ Toán]"),
        ({"author": "[Tên tác giả]"}, 3, False, "chưa điền"),
        ({"title": "'[Tên bài]'"}, 2, False, "chưa điền"),
        ({"title": 'Hội nghị lớn"'}, 2, False, "lẻ đôi"),
        ({"title": "“Hội nghị lớn"}, 2, False, "lẻ đôi"),
        ({"title": "Hội nghị “Tự soi”, “tự sửa"}, 2, False, "lẻ đôi"),
        ({"author": "Tổ Văn&nbsp;"}, 3, False, "&nbsp;"),
        ({"author": "Tổ Văn,"}, 3, False, "dấu , thừa"),
        ({"cell": "Chi bộ Một."}, 4, False, "dấu . thừa"),
        ({"cell": 'Chi bộ Một"'}, 4, False, "lẻ đôi"),
        ({"attachments": "a.pdf, b.docx"}, 6, True, "attachments: [a.pdf, b.docx]"),
        ({"image": "a.jpg; b.jpg"}, 6, True, "chỉ ghi được một ảnh"),
        ({"date": "29/11/26"}, 5, True, "hãy viết: 29/11/2026"),
        ({"date": "46355"}, 5, True, "hãy viết: 29/11/2026"),
        ({"publish_at": "29/11/2026 7:30 tối"}, 6, True, "ngày rồi giờ"),
        ({"title": "Hội nghị <b>lớn</b>"}, 2, False, "cả “<b>”"),
        ({"title": '"**Hội nghị**"'}, 2, False, "cả “**”"),
        ({"title": "Hội nghị&nbsp;lớn"}, 2, False, "cả “&nbsp;”"),
        ({"summary": '"[Xem](a.md)"'}, 6, False, "cả “](”"),
    ],
)
def test_what_is_most_likely_a_slip_is_told(fields: dict[str, str], line: int, fatal: bool, said: str) -> None:
    found = _told(**fields)
    assert found and {one[:2] for one in found} == {(line, fatal)} and any(said in one[2] for one in found)


@pytest.mark.parametrize(
    "fields",
    [
        {"author": "Tổ Toán – Tin"},
        {"author": "Tổ Văn và Sử"},
        {"author": "Nguyễn Văn An (Tổ Văn)"},
        {"author": "Lê Văn An - Tổ Văn"},
        {"title": "5 < 6, R&D và C_1"},
        {"title": "Tiếng Việt – giàu và đẹp"},
        {"title": "“Tự soi” & “tự sửa”"},
        {"summary": "Lương > 5 triệu"},
        {"title": 'Màn hình 65" cho lớp học'},
        {"title": "'MU mua \"Di Maria thứ 2\" về'"},
        {"title": "“Học, học nữa, học mãi”"},
        {"author": "Lê Văn A."},
        {"author": '["Lê Văn An và Trần Thị Bình"]'},
    ],
)
def test_what_is_meant_is_not_told(fields: dict[str, str]) -> None:
    assert not _told(**fields)


@pytest.mark.parametrize(
    "written",
    [
        "Ngày 29/11/2026",
        "Chủ nhật, 29/11/2026",
        "2026/11/29",
        "“29/11/2026”",
        "2026-11-29T07:30:00+07:00",
        "29/11/2026 7h30",
    ],
)
def test_a_day_is_read_among_words_and_before_a_time(written: str) -> None:
    assert read_day(written) == datetime.date(2026, 11, 29)


@pytest.mark.parametrize(
    "written", ["7h30 29/11/2026", "7 giờ 30 phút, ngày 29/11/2026", "29/11/2026 lúc 7 giờ 30 phút"]
)
def test_a_time_may_stand_before_its_day(written: str) -> None:
    assert read_moment(written).isoformat() == "2026-11-29T07:30:00+07:00"


def test_quotes_of_word_round_a_name_are_none_of_it() -> None:
    assert read_name("“Tổ Văn”") == "Tổ Văn" and read_name("Tổ “Văn”") == "Tổ “Văn”"


def test_a_second_head_is_an_error() -> None:
    ((line, fatal, said),) = _told("\n---\ntitle: Khác\ndraft: true\n---\n\nChữ.\n")
    assert (line, fatal) == (9, True) and "hai phần khai báo" in said
    assert not _told("---\n\nChữ.\n\n---\n") and not _told("---\nThời gian: 8 giờ\nĐịa điểm: phòng họp\n---\n\nChữ.\n")


HEAD = "\n".join(f"{name}: {value}" for name, value in USUAL.items())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (f"{HEAD}\n\nChữ.", 1, "thiếu hai dòng ---"),
        (f"```yaml\n---\n{HEAD}\n---\n```\n\nChữ.", 1, "hãy bỏ dòng này"),
        (f"***\n{HEAD}\n***\nChữ.", 1, "thay dòng này"),
        ('+++\ntitle = "Tin"\nauthor = "Tổ Văn"\n+++\nChữ.', 1, "thay dòng này"),
        ('{\n"title": "Tin",\n"author": "Tổ Văn"\n}\nChữ.', 1, "thay dòng này"),
        (f"Xin chào.\n\n---\n{HEAD}\n---\nChữ.", 3, "phải đứng đầu tệp"),
    ],
)
def test_a_head_that_stands_elsewhere_is_told_where_to_go(text: str, line: int, said: str) -> None:
    found = parse_page("bai-viet/a.md", text.encode(), RENDERER).problems
    assert (
        found[0].line == line and said in found[0].message and all(one.field in USUAL or not one.field for one in found)
    )
    assert not [one for one in found if "thiếu mục" in one.message and f"{one.field}" in text]


def test_lines_with_colons_on_a_page_are_no_head() -> None:
    text = "Thời gian: 8 giờ\nĐịa điểm: phòng họp\nThành phần: đảng viên\n\n---\n\nemail: a@b.test\nphone: 1\n"
    assert not parse_page("gioi-thieu.md", text.encode(), RENDERER).problems


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("title： Tin", "hãy viết: title: Tin"),
        ("title = Tin", "hãy viết: title: Tin"),
        ('title: "Tin",', 'hãy viết: title: "Tin"'),
    ],
)
def test_signs_that_are_none_of_yaml_are_told_with_what_to_write(line: str, said: str) -> None:
    text = f"---\n{line}\nauthor: Tổ Văn\ncell: Chi bộ\ndate: 01/10/2026\n---\nChữ."
    ((found),) = parse_page("bai-viet/a.md", text.encode(), RENDERER).problems
    assert (found.line, found.field) == (2, "title") and said in found.message


def test_a_post_without_words_is_told() -> None:
    ((_, fatal, said),) = _told("\n")
    assert not fatal and "chưa có nội dung" in said
    assert not _told("\n", image="hop.jpg") and not _told("\n", attachments="ke-hoach.pdf")


def test_a_post_in_another_folder_is_told_where_to_go() -> None:
    found = _told(path="bai-viet-cu/a.md")
    assert len(found) == 3 and all(fatal and "bai-viet/" in said for _, fatal, said in found)
