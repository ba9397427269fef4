"""What is out and when: drafts, appointed times, featured posts."""

import datetime

import pytest

from conftest import MakeSite
from small_site import clock

pytestmark = pytest.mark.engine

ZONE = datetime.timezone(datetime.timedelta(hours=7))
SEVEN = int(datetime.datetime(2022, 4, 1, 7, 0, tzinfo=ZONE).timestamp())
TIMED = """
bai-viet/hen.md: {publish_at: "2022-04-01 07:30", campaign: Một}
bai-viet/het.md: {expires: 2022-03-31, date: 01/3/2022, campaign: Hai}
bai-viet/tiep.md: {expires: 01/4/2022, date: 01/3/2022}
bai-viet/nhap.md: {draft: true, author: Tổ Ngữ văn, directive: 27-HD/ĐU}
"""


def test_drafts_and_times_are_honoured(make_site: MakeSite) -> None:
    site = make_site(TIMED)
    with clock(SEVEN):
        site.build()
    assert site.titles("") == ["TIEP"]
    assert site.pages("bai-viet") == {"bai-viet/", "bai-viet/tiep/"}
    assert site.pages("chuyen-de") == {"chuyen-de/"}
    assert site.pages("tac-gia") == {"tac-gia/", "tac-gia/to-toan-tin/"}
    assert site.pages("van-ban") == {"van-ban/"}


def test_a_minute_later_a_post_is_out(make_site: MakeSite) -> None:
    site = make_site(TIMED)
    with clock(SEVEN + 29 * 60):
        site.build()
    assert "HEN" not in site.titles("")
    with clock(SEVEN + 30 * 60):
        site.build()
    assert site.titles("") == ["HEN", "TIEP"]
    with clock(SEVEN + 24 * 3600):
        site.build()
    assert site.titles("") == ["HEN"]


def test_a_preview_shows_drafts_and_marks_them(make_site: MakeSite) -> None:
    site = make_site(TIMED)
    with clock(SEVEN):
        site.build(serving=True)
    assert sorted(site.titles("")) == ["HEN", "NHAP", "TIEP"]
    assert "Bài này chưa đăng" in site.page("bai-viet/nhap/").text
    assert "Bản nháp" in site.page("").text
    with clock(SEVEN):
        site.build()
    assert "Bản nháp" not in site.page("").text


def test_a_preview_goes_on_without_the_pages_that_are_wrong(make_site: MakeSite) -> None:
    site = make_site()
    outcome = site.build({"bai-viet/a.md": {}, "bai-viet/b.md": {"date": "hôm qua"}}, serving=True)
    assert site.pages("bai-viet") == {"bai-viet/", "bai-viet/a/"}
    assert "docs/bai-viet/b.md:" in outcome.log
    assert "docs/bai-viet/b.md:" in site.page("").text


def test_featured_posts_come_first(make_site: MakeSite) -> None:
    site = make_site()
    site.build("""
bai-viet/a.md: {date: 01/4/2022, featured: true}
bai-viet/b.md: {date: 02/4/2022, featured: true}
bai-viet/c.md: {date: 03/4/2022}
bai-viet/d.md: {date: 04/4/2022}
""")
    assert site.titles("") == ["B", "A", "D", "C"]
    assert site.titles("bai-viet/") == ["D", "C", "B", "A"]


def test_output_holds_no_time_of_the_build(make_site: MakeSite) -> None:
    posts = {f"bai-viet/{n:02}.md": {"campaign": "Một", "directive": "27-HD/ĐU"} for n in range(12)}
    sites = [make_site(posts, name=name) for name in ("mot", "hai")]
    for site, moment in zip(sites, (1_700_000_000, 1_800_000_000), strict=True):
        with clock(moment):
            site.build()
    first, second = (site.bytes() for site in sites)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_a_preview_shows_the_first_of_two_files_for_one_address(make_site: MakeSite) -> None:
    """Else it would hang on the order of pages which of the two a card shows."""
    site = make_site()
    outcome = site.build({"bai-viet/a.md": {"title": "Một"}, "bai-viet/a/index.md": {"title": "Hai"}}, serving=True)
    assert "trùng địa chỉ /bai-viet/a/" in outcome.log
    assert site.titles("") == site.titles("bai-viet/") == ["Một"]
