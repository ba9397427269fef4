"""Visits to pages: sizes, what axe says of them, and a worker that answers as the real one does."""

from collections.abc import Callable
from typing import Literal, get_args

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

Open = Callable[..., Page]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
# Every rule that axe knows, the ones of WCAG 2.2 among them.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

# Its titles hold what must never run.
WORKER = """onmessage = ({data}) => {
  if (data.type === 0) postMessage({type: 1});
  if (data.type !== 2) return;
  const {id, q} = data.data;
  const risky = " trong bài <img src=x onerror=\\"document.title = 'hỏng'\\">";
  const item = n => ({location: "bai/thuong/", title: ["", "tự", `${risky} ${n}`], text: ["có ", "từ", ""], date: "",
    day: [""], topics: {}});
  const items = q === "không có" ? [] : [1, 2, 3].map(item);
  postMessage({type: 3, data: {id, q, total: items.length, page: 1, pages: 1, items, facets: {}, nearest: ""}});
}"""


def complaints(page: Page) -> list[str]:
    """`rule: element` for all that axe finds on a page as it stands."""
    if not page.evaluate("window.axe"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def in_every_light(page: Page) -> dict[str, list[str]]:
    """What axe finds at both widths, light and dark."""
    found = {}
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found[f"{size['width']} {scheme}"] = complaints(page)
    return {where: lines for where, lines in found.items() if lines}
