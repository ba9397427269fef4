"""What comes down and what stands on a page when somebody first opens it."""

import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

import specimen
from benchmark.shots import kinds_of
from visits import DESK, PHONE, Open

WATCH = """window.moved = 0;
new PerformanceObserver(list => { for (const one of list.getEntries()) window.moved += one.value })
  .observe({type: "layout-shift", buffered: true});"""
TALLEST = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
# Text whose box is too low or too narrow for it; summaries end in an ellipsis on purpose.
CLIPPED = """() => [...document.querySelectorAll("h1, h2, h3, p, li, dd, a, b, span, td")]
  .filter(one => getComputedStyle(one).overflow !== "visible" && !one.closest(".unseen, .card__summary, .key--search")
    && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)).map(one => one.className)"""
LEADING = """() => Object.fromEntries(["h1", "h2", ".card__title", ".prose > p", ".card__summary", "b"].map(which => {
  const found = document.querySelector(which);
  const style = found && getComputedStyle(found);
  return [which, found ? [parseFloat(style.lineHeight) / parseFloat(style.fontSize), style.letterSpacing] : null];
}))"""


def weight(page: Page, address: str) -> int:
    """Bytes of all that a first visit brings down, headers too, packed as hosts pack it."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright wants a function
    page.goto(address, wait_until="networkidle")
    return sum(len(gzip.compress(one.body(), 6)) + one.request.sizes()["responseHeadersSize"] for one in answers)


def test_an_article_without_photos_is_light(browser: Browser, built_site: Path, serve_site: Any) -> None:
    posts = {
        page.parent: page.read_text(encoding="utf-8") for page in built_site.glob("bai-viet/[0-9]*/*/*/index.html")
    }
    longest = max((folder for folder in posts if "<figure" not in posts[folder]), key=lambda folder: len(posts[folder]))
    with serve_site(built_site) as base, browser.new_context() as context:
        address = f"{base}{longest.relative_to(built_site).as_posix()}/"
        assert 5_000 < weight(context.new_page(), address) <= 25_000


def test_all_requests_stay_on_the_sites_own_host(browser: Browser, built_site: Path, serve_site: Any) -> None:
    hosts: set[str | None] = set()
    with serve_site(built_site, "/ten/") as base, browser.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        for address in kinds_of(built_site).values():
            page.goto(base + address)
        page.goto(base)  # the search page has a field of its own
        page.keyboard.press("/")
        page.keyboard.type("tự sửa")
        page.locator(".search :is(li, button:text('Thử lại'))").first.wait_for()
    assert hosts == {"127.0.0.1"}


def test_nothing_a_page_asks_for_is_missing(browser: Browser, built_site: Path, serve_site: Any) -> None:
    missing: list[str] = []
    with serve_site(built_site) as base, browser.new_context() as context:
        page = context.new_page()
        page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
        for address in kinds_of(built_site).values():
            page.goto(base + address)
    assert missing == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_while_photos_come_late(opened: Open, addresses: dict[str, str], size: Any) -> None:
    page = opened("post", size, init=WATCH)

    def late(route: Route) -> None:
        page.wait_for_timeout(20)
        route.continue_()

    page.route("**/anh/*.jpg", late)
    page.goto(addresses["post-photos"])
    for _ in range(10):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(50)
    assert page.evaluate("document.querySelector('.gallery img').naturalWidth") == 900
    assert page.evaluate("window.moved") == 0


def test_text_shows_without_javascript(opened: Open) -> None:
    page = opened("post", PHONE, java_script_enabled=False)
    for text in ("Tự soi, tự sửa: từ nhận thức đến hành động", "Những việc đã thống nhất", "Mẫu bản tự soi"):
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.get_by_role("navigation", name="Danh mục").get_by_role("link", name="Lưu trữ")).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()


# The masthead of a first visit, as machines read it -------------------------------------------------------------------


def test_a_title_is_never_read_as_html(opened: Open) -> None:
    page = opened("post-risky")
    title = specimen.views()["post-risky"][0].title
    assert page.locator("h1").inner_text() == title
    facts = json.loads(page.locator("script[type='application/ld+json']").inner_text())["@graph"][0]
    assert (facts["@type"], facts["headline"], facts["datePublished"]) == ("NewsArticle", title, "2022-04-19")
    assert page.locator("meta[property='og:title']").get_attribute("content") == title
    assert title in page.title()


def test_the_head_says_what_the_page_is(opened: Open) -> None:
    page = opened("post")
    wanted = {
        "link[rel=canonical]": ("href", specimen.ADDRESS + "bai/thuong/"),
        "meta[property='og:image']": ("content", specimen.ADDRESS + "anh/1.jpg"),
        "meta[property='og:type']": ("content", "article"),
        "meta[name='twitter:card']": ("content", "summary_large_image"),
        "meta[name=theme-color]": ("content", specimen.SETTINGS.colours.primary),
        "html": ("lang", "vi"),
    }
    found = {where: (name, page.locator(where).get_attribute(name)) for where, (name, _) in wanted.items()}
    assert found == wanted
    assert opened("campaign").locator("link[type='application/rss+xml']").count() == 1


def test_identity_stands_in_header_and_footer(opened: Open) -> None:
    page = opened("home")
    settings = specimen.SETTINGS
    expect(page.get_by_role("banner")).to_contain_text(settings.name)
    for text in (
        settings.name,
        settings.school,
        settings.address,
        settings.email,
        settings.phone,
        settings.responsible,
    ):
        expect(page.get_by_role("contentinfo")).to_contain_text(text)


# Long and odd content -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_its_window_and_nothing_is_clipped(
    opened: Open, addresses: dict[str, str], width: int
) -> None:
    page = opened("home", {"width": width, "height": 900})
    for name in addresses.keys() - {"redirect"}:
        page.goto(addresses[name])
        assert (name, page.evaluate(TALLEST)) == (name, width)
        assert (name, page.evaluate(CLIPPED)) == (name, [])


def test_a_wide_table_scrolls_in_itself(opened: Open) -> None:
    table = opened("post-odd", PHONE).locator(".prose .table")
    assert table.evaluate("table => table.scrollWidth > table.clientWidth + 100")


def test_leading_leaves_room_for_two_marks(opened: Open, addresses: dict[str, str]) -> None:
    page = opened("home")
    for name in ("home", "post", "index", "campaign"):
        page.goto(addresses[name])
        for which, found in page.evaluate(LEADING).items():
            if found:
                leading, tracking = found
                least = 1.6 if "p" in which.split() or "summary" in which else 1.3
                assert (name, which, leading >= least - 0.001, tracking) == (name, which, True, "normal")


def test_a_line_holds_about_66_characters(opened: Open) -> None:
    page = opened("post")
    per_line = (
        page.locator(".prose > p")
        .nth(1)
        .evaluate(
            "p => p.textContent.length * parseFloat(getComputedStyle(p).lineHeight) / p.getBoundingClientRect().height"
        )
    )
    assert 56 <= per_line <= 76
