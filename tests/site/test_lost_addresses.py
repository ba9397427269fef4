"""Addresses that were published and are gone: each is told once a build, until there is an answer to it."""

import re
from typing import Any

import pytest

from conftest import MakeSite
from small_site import SmallSite, clock

OLD, NEW = "bai-viet/2026/a.md", "bai-viet/2026/b.md"
AT = 1_790_000_000  # in September 2026


def _after(site: SmallSite, gone: str, tree: Any = "") -> list[str]:
    """What a second build says, a file being taken away and others written."""
    site.build()
    (site.docs / gone).unlink()
    return site.build(tree).problems


@pytest.mark.parametrize(
    ("new", "fields"),
    [
        ("bai-viet/2026/ten-khac.md", {"title": "Họp chi bộ"}),
        ("bai-viet/2025/a.md", {"title": "Tên khác hẳn"}),
        ("bai-viet/2026/ten-khac/index.md", {"title": "Họp chi bô"}),
    ],
)
def test_the_page_in_its_place_is_told_what_to_write_and_that_is_the_end_of_it(
    make_site: MakeSite, new: str, fields: dict[str, str]
) -> None:
    site = make_site({OLD: {"title": "Họp chi bộ"}})
    (line,) = _after(site, OLD, {new: fields})
    assert line.startswith(f"docs/{new}:1: redirect_from: ") and "“Họp chi bộ”" in line
    said = re.search(r"hãy thêm dòng: redirect_from: (\S+)", line)
    assert said and said[1] == "/bai-viet/2026/a/"
    assert site.build({new: {**fields, "redirect_from": said[1]}}).problems == []
    assert "url=" in site.html("bai-viet/2026/a/")


def test_a_reminder_stays_until_it_is_answered_and_survives_what_a_build_forgets(make_site: MakeSite) -> None:
    site = make_site({OLD: {}, NEW: {}})
    (line,) = _after(site, OLD)
    assert line.startswith("docs/bai-viet/2026/a.md:1: ") and "redirect_from: /bai-viet/2026/a/" in line
    config = site.config.read_text(encoding="utf-8")
    site.config.write_text(config + "site_description: khác\n", encoding="utf-8")
    assert site.build().problems == [line]
    given_up = config.replace("newsroom: {}", "newsroom: {gone: [/bai-viet/2026/a/]}")
    assert given_up != config
    site.config.write_text(given_up, encoding="utf-8")
    assert site.build().problems == []


def test_an_old_address_that_is_no_longer_named_is_gone_too(make_site: MakeSite) -> None:
    site = make_site({OLD: {"redirect_from": ["/cu/", "/cu-hon/"]}})
    site.build()
    (line,) = site.build({OLD: {"redirect_from": "/cu-hon/"}}).problems
    assert "/cu/" in line


def test_a_line_for_a_page_that_has_old_addresses_names_them_all(make_site: MakeSite) -> None:
    site = make_site({OLD: {"title": "Họp"}})
    (line,) = _after(site, OLD, {NEW: {"title": "Họp", "redirect_from": "/cu/"}})
    assert "hãy ghi: redirect_from: [/cu/, /bai-viet/2026/a/]" in line
    assert site.build({NEW: {"title": "Họp", "redirect_from": ["/cu/", "/bai-viet/2026/a/"]}}).problems == []


def test_a_topic_that_got_another_name_can_have_a_page_with_its_old_address(make_site: MakeSite) -> None:
    site = make_site({OLD: {"campaign": "Học tập và làm theo Bác"}})
    site.build()
    (line,) = site.build({OLD: {"campaign": "Học tập và làm theo"}}).problems
    assert line.startswith("docs/chuyen-de/")
    site = make_site({OLD: {"author": "Tổ Toán – Tin"}}, name="khac")
    site.build()
    (line,) = site.build({OLD: {"author": "Tổ Toán Tin học"}}).problems
    assert "redirect_from: /tac-gia/to-toan-tin/" in line


def test_what_waits_or_is_over_is_not_gone(make_site: MakeSite) -> None:
    site = make_site({OLD: {"author": "Thư viện"}, NEW: {"author": "Thư viện", "expires": "2026-10-01"}})
    with clock(AT):
        site.build()
        assert site.build({OLD: {"author": "Thư viện", "draft": "true"}}).problems == []
    with clock(AT + 30 * 86_400):
        assert site.build().problems == []
        (site.docs / NEW).unlink()
        assert site.build().problems == []


def test_errors_come_before_reminders_and_a_preview_publishes_nothing(make_site: MakeSite) -> None:
    site = make_site({OLD: {}})
    site.build()
    assert ["date: " in line for line in site.try_build({OLD: {"date": "32/1/2026"}}).problems] == [True]
    preview = make_site({OLD: {}}, name="xem-thu")
    preview.build(serving=True)
    (preview.docs / OLD).unlink()
    assert preview.build({NEW: {}}).problems == []


def test_addresses_of_another_owner_are_nobody_s_business(make_site: MakeSite) -> None:
    site = make_site({OLD: {}, NEW: {}})
    site.build()
    config = site.config.read_text(encoding="utf-8")
    site.config.write_text(config.replace("newsroom: {}", "newsroom: {name: Chi bộ khác}"), encoding="utf-8")
    (site.docs / OLD).unlink()
    assert site.build().problems == []


@pytest.mark.parametrize("record", [b"", b"\xff\xfe", b"x", b"Trang tin\nkh\xc3\xb4ng c\xc3\xb3 d\xe1\xba\xa5u\n"])
def test_a_damaged_record_is_no_record(make_site: MakeSite, record: bytes) -> None:
    site = make_site({OLD: {}, NEW: {}})
    site.build()
    (path,) = site.root.rglob("published.txt")
    path.write_bytes(record)
    (site.docs / OLD).unlink()
    assert site.build().problems == []
