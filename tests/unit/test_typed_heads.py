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
        ({"cell": 'Chi bộ Một"'}, 4, False, "lẻ đôi"),
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


def test_a_post_without_words_is_told() -> None:
    ((_, fatal, said),) = _told("\n")
    assert not fatal and "chưa có nội dung" in said
    assert not _told("\n", image="hop.jpg") and not _told("\n", attachments="ke-hoach.pdf")


def test_a_post_in_another_folder_is_told_where_to_go() -> None:
    found = _told(path="bai-viet-cu/a.md")
    assert len(found) == 3 and all(fatal and "bai-viet/" in said for _, fatal, said in found)
