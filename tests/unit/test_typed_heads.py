"""Heads as authors type them: what would be lost or shown wrong is told with what to write."""

import pytest

from bodies import RENDERER
from newsroom.articles.page_parser import parse_page

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
    ],
)
def test_what_is_meant_is_not_told(fields: dict[str, str]) -> None:
    assert not _told(**fields)


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
