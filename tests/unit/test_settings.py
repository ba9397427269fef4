"""The block of mkdocs.yml that makes the site a school's own."""

import pytest

from newsroom.settings import Settings, read_settings


def test_nothing_set_is_fine() -> None:
    assert read_settings(None) == (Settings(), ())


def test_text_is_in_normal_form() -> None:
    settings, _ = read_settings({"name": " Chi bộ\u00a0trường ", "colours": {"primary": "#A61B1B"}})
    assert (settings.name, settings.colours.primary) == ("Chi bộ trường", "#a61b1b")


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ({"nane": "x"}, "extra.newsroom.nane: không có mục cài đặt này; có phải ý bạn là “name”?"),
        (
            {"colours": {"primry": "x"}},
            "extra.newsroom.colours.primry: không có mục cài đặt này; có phải ý bạn là “primary”?",
        ),
        ({"bogus": 1}, "extra.newsroom.bogus: không có mục cài đặt này"),
        ({"phone": 2438271234}, "extra.newsroom.phone: phải là chữ; hãy đặt giá trị trong dấu nháy kép"),
        ({"posts_per_page": 1}, "extra.newsroom.posts_per_page: số này nhỏ quá; hãy ghi số từ 2 đến 100"),
        ({"posts_per_page": 101}, "extra.newsroom.posts_per_page: số này lớn quá; hãy ghi số từ 2 đến 100"),
        ({"posts_per_page": "mười"}, "extra.newsroom.posts_per_page: phải là số nguyên"),
        ({"share_cards": "đúng"}, "extra.newsroom.share_cards: hãy ghi true hoặc false"),
        ({"colours": {"accent": "đỏ"}}, "extra.newsroom.colours.accent: hãy viết mã màu sáu chữ số, ví dụ “#b3261e”"),
        ({"colours": "đỏ"}, "extra.newsroom.colours: phải gồm các dòng “tên mục: giá trị”"),
        (
            {"abbreviations": ["NCKH"]},
            "extra.newsroom.abbreviations: phải gồm các dòng “CHỮ TẮT: chữ viết đầy đủ”, "
            "ví dụ “NCKH: nghiên cứu khoa học”",
        ),
        (
            {"abbreviations": {False: "nghiên cứu", "N K": "nghiên cứu", "NCKH": "nghiên"}},
            "extra.newsroom.abbreviations: “False” không phải là chữ; hãy đặt chữ tắt trong dấu nháy kép; "
            "“N K” không phải là chữ tắt; hãy viết từ 2 đến 24 chữ liền nhau, ví dụ “NCKH”; "
            "“NCKH”: hãy viết đầy đủ, từ hai tiếng trở lên, ví dụ “nghiên cứu khoa học”",
        ),
        (["name"], "extra.newsroom: phải gồm các dòng “tên mục: giá trị”"),
    ],
)
def test_what_is_wrong_is_told_in_vietnamese(raw: object, line: str) -> None:
    settings, problems = read_settings(raw)
    assert (settings, problems) == (Settings(), (f"mkdocs.yml: {line}",))


def test_everything_wrong_is_told_at_once() -> None:
    assert len(read_settings({"posts_per_page": 0, "nane": 1, "email": 2})[1]) == 3


def test_a_school_adds_its_own_abbreviations() -> None:
    settings, _ = read_settings({"abbreviations": {"HKPĐ": " Hội khỏe Phù Đổng ", "GD-ĐT": "giáo dục"}})
    assert settings.abbreviations == (("HKPĐ", "Hội khỏe Phù Đổng"), ("GD-ĐT", "giáo dục"))
