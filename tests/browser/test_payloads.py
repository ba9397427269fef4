"""What attackers write runs nowhere, wherever they write it; bench.py payloads tries all of it."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from attacks import Visitor, settings_of, site_of, visit_all
from conftest import MakeSite
from payloads import payloads, short
from small_site import SmallSite


@pytest.fixture
def refused() -> list[str]:
    """A visitor notes by itself what was refused."""
    return []


def test_no_payload_runs_on_any_page(tmp_path: Path, engine: str, serve_site: Any, browser: Browser) -> None:
    bodies, fields = payloads(300), short(12)
    site = SmallSite(tmp_path / "trang", engine, settings_of(fields[-1]))
    site.build(
        site_of(bodies, fields), serving=True
    )  # which goes on where a link leads nowhere, and lets inline code run that got into a page
    visitor = Visitor(browser)
    with serve_site(site.site, "/ten/") as base:
        visit_all(visitor, site.site, base, fields[::3])
    assert visitor.found == []
    assert len(site.pages("bai-viet")) > len(bodies) // 10, "all posts are there"
    assert visitor.opened > 100


@pytest.mark.parametrize("code", ["<img src=x onerror=ran(1)>", "<script>ran(1)</script>", "<p onclick=ran(1)>x</p>"])
def test_a_visitor_notes_what_runs(make_site: MakeSite, serve_site: Any, browser: Browser, code: str) -> None:
    site = make_site("bai-viet/a.md: {}")
    site.build(serving=True)
    place = site.site / "bai-viet/a/index.html"
    place.write_text(place.read_text(encoding="utf-8").replace("<p>Nội dung.", f"<p>{code}"), encoding="utf-8")
    visitor = Visitor(browser)
    with serve_site(site.site) as base:
        visitor.open(f"{base}bai-viet/a/")
    assert visitor.found
