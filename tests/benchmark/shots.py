"""Pictures of every kind of page of a built site, on a phone and a desk, light and dark."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Playwright, sync_playwright

import browser

WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
_SEE_ALL = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map(image => image.decode().catch(() => 0)));
}"""
_KIND = re.compile(r'<body class="page-([a-z]+)"')


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address, without a slash at its end, at which a folder is served on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def launch(playwright: Playwright) -> Browser:
    """The browser that the tests use too."""
    return playwright.chromium.launch(executable_path=browser.find() or None, args=list(FLAGS))


def kinds_of(site: Path) -> dict[str, str]:
    """`post-bai-viet` → the address of its fullest page, for every kind of page in every part of the site."""
    fullest: dict[str, tuple[int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        head = file.read_text(encoding="utf-8")[:8000]
        kind = _KIND.search(head)
        if not kind:
            continue
        part = "404" if name == "404.html" else name.split("/")[0] if "/" in name else "home"
        entry = (file.stat().st_size, name.removesuffix("index.html"))
        fullest[f"{kind[1]}-{part}"] = max(entry, fullest.get(f"{kind[1]}-{part}", (0, "")))
    return {key: address for key, (_, address) in sorted(fullest.items())}


def shoot(site: Path, out: Path, pages: dict[str, str]) -> int:
    """Writes `<page>-<width>-<scheme>.png` for each; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    with served(site) as base, sync_playwright() as playwright:
        chromium = launch(playwright)
        for scheme in SCHEMES:
            for width in WIDTHS:
                page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for name, address in pages.items():
                    page.goto(f"{base}/{address}", wait_until="networkidle")
                    page.evaluate(_SEE_ALL)
                    page.screenshot(path=out / f"{name}-{width}-{scheme}.png", full_page=True)
                page.close()
        chromium.close()
    return len(pages) * len(WIDTHS) * len(SCHEMES)
