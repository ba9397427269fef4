"""Words without a break, and tables with many columns: nothing is wider than the screen, nothing is cut on paper."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from conftest import MakeSite, Serve

HASHTAG = "#TuHaoTruyenThongVeVangCuaDangBoPhuongNgocLamThanhPhoHaNoiMuonNam"
ADDRESS = "banbientap.trangtin.chibo.thcs.aimo@truonghoc.phuongngoclam.example.test"
LONG = {"title": HASHTAG, "author": ADDRESS, "cell": HASHTAG[1:], "campaign": HASHTAG[1:50], "body": f"{HASHTAG}\n"}
PAGES = ("", "bai-viet/a/", "bai-viet/", "tac-gia/", "chi-bo/", "chuyen-de/", "tim-kiem/?q=than")
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [320, 390])
def test_no_word_is_wider_than_the_screen(make_site: MakeSite, serve_site: Serve, browser: Browser, width: int) -> None:
    site = make_site({"bai-viet/a.md": LONG, "bai-viet/b.md": {**LONG, "title": "Thân", "date": "2022-04-02"}})
    site.build()
    topics = [url for url in site.pages() if url.startswith(("tac-gia/", "chi-bo/", "chuyen-de/"))]
    with serve_site(site.site) as address:
        page = browser.new_page(viewport={"width": width, "height": 800})
        for url in (*PAGES, *topics):
            page.goto(f"{address}{url}", wait_until="networkidle")
            if "?q=" in url:
                page.locator("#search-results li, #search-results article").first.wait_for()
            assert page.evaluate(WIDER) == 0, url
        page.close()


def _row(cell: str) -> str:
    return "|" + "|".join(f" {cell} {n} " for n in range(16)) + "|\n"


def test_a_wide_table_is_whole_on_paper(make_site: MakeSite, serve_site: Serve, browser: Browser) -> None:
    table = _row("Cột số") + "|" + "---|" * 16 + "\n" + _row("giá trị")
    site = make_site({"bai-viet/a.md": {"body": table}})
    site.build()
    with serve_site(site.site) as address:
        page = browser.new_page(viewport={"width": 680, "height": 960})  # A4 between margins of 15 mm
        page.emulate_media(media="print")
        page.goto(f"{address}bai-viet/a/")
        assert _right_edge(page) <= 680
        assert page.evaluate("() => getComputedStyle(document.querySelector('.table')).overflowX") == "visible"
        page.close()


def _right_edge(page: Page) -> Any:
    return page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('td, th')].map(c => c.getBoundingClientRect().right))"
    )
