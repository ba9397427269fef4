"""WCAG 2.2 AA: axe on every kind of page, and what axe can't see."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from benchmark.shots import kinds_of
from visits import PHONE, SCHEMES, Open, Scheme, complaints, in_every_light

# One specimen of every kind of page.
KINDS = (
    "home",
    "post",
    "post-photos",
    "post-odd",
    "campaign",
    "directive",
    "index",
    "archive",
    "page",
    "search",
    "404",
)
# Odd colours that a school may choose; each must still carry white text, and be read as a link.
COLOURS = ("#ffd400", "#0b2a6f", "#7fd67f", "#ffffff", "#000000", "#ff0000", "#00ffff", "#8a2be2")
# What axe does not follow through relative colours: painted on a canvas, then compared as WCAG says.
CONTRASTS = """colour => {
  document.documentElement.style.setProperty("--primary", colour);
  const pen = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const light = where => {
    const [element, property] = where;
    pen.fillStyle = getComputedStyle(document.querySelector(element))[property];
    pen.fillRect(0, 0, 1, 1);
    const linear = c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(c => linear(c / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const pairs = {
    header: [[".masthead", "color"], [".masthead", "backgroundColor"]],
    footer: [[".foot", "color"], [".foot", "backgroundColor"]],
    mark: [[".file__kind", "color"], [".file__kind", "backgroundColor"]],
    link: [[".post__body a", "color"], ["body", "backgroundColor"]],
    boxed: [[".box a", "color"], [".box", "backgroundColor"]],
  };
  return Object.fromEntries(Object.entries(pairs).map(([name, [text, ground]]) => {
    const [low, high] = [light(text), light(ground)].sort((a, b) => a - b);
    return [name, (high + .05) / (low + .05)];
  }));
}"""


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page(opened: Open, name: str) -> None:
    assert in_every_light(opened(name)) == {}


def test_axe_finds_nothing_on_the_sample_site(browser: Browser, built_site: Path, serve_site: Any) -> None:
    found = {}
    with serve_site(built_site) as base, browser.new_context(viewport=PHONE, color_scheme="dark") as context:
        page = context.new_page()
        for name, address in kinds_of(built_site).items():
            page.goto(base + address)
            found[name] = complaints(page)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_axe_finds_nothing_on_what_opens(opened: Open) -> None:
    page = opened("post-photos", PHONE)
    page.get_by_role("button", name="Danh mục").click()
    assert complaints(page) == []
    page.locator(".gallery a").first.click()
    assert complaints(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("tự")
    page.locator(".search li").first.wait_for()
    assert complaints(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_any_colour_a_school_chooses_can_be_read(opened: Open, scheme: Scheme) -> None:
    page = opened("post", color_scheme=scheme)
    for colour in COLOURS:
        found = page.evaluate(CONTRASTS, colour)
        assert {name: ratio for name, ratio in found.items() if ratio < 4.5} == {}, colour


def test_every_page_has_landmarks_and_one_heading(opened: Open, addresses: dict[str, str]) -> None:
    page = opened("home")
    for name in addresses.keys() - {"redirect"}:
        page.goto(addresses[name])
        counts = [page.get_by_role(role).count() for role in ("banner", "main", "contentinfo")]
        assert (name, counts, page.locator("h1").count()) == (name, [1, 1, 1], 1)


def test_focus_is_seen_on_everything_that_takes_it(opened: Open) -> None:
    page = opened("post-photos")
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
          let one = document.activeElement;
          for (; one && one !== document.body; one = one.parentElement)
            if (getComputedStyle(one).outlineStyle !== "none") return true;
          return document.activeElement.outerHTML.slice(0, 120);
        }""")
        if seen is not True and "body" not in seen:
            unseen.append(seen)
    assert unseen == []


def test_motion_is_left_out_for_those_who_ask(opened: Open) -> None:
    page = opened("post", reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
