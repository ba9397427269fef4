"""The two pictures of the desk in the authors' guide: a post being written, and the list of posts on a phone."""

import io
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from adapter import workplace
from benchmark.shots import launch
from newsdesk.serving import Started, start
from small_site import PROJECT
from trees import copy_code

POST = "bai-viet/2026/03/dang-bai-dau-tien/index.md"
_SECONDS = 3600.0


def shots() -> Iterator[tuple[str, Image.Image]]:
    """Gives names and pictures, taken of a desk for the sample posts."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _desk(Path(folder) / "trang") as desk,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(desk.address)
        page.goto(f"{desk.guard.origin}/viet?bai={POST}")
        page.frame_locator("#preview").locator("main img").first.wait_for()
        page.frame_locator("#preview").locator("body").evaluate(
            "() => Promise.all([...document.images].map(image => (image.loading = 'eager', image.decode())))"
        )
        yield "ban-bien-tap", _shot(page)
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(desk.guard.origin)
        page.locator("#posts li").first.wait_for()
        yield "ban-bien-tap-dien-thoai", _shot(page)
        browser.close()


@contextmanager
def _desk(root: Path) -> Iterator[Started]:
    copy_code(PROJECT, root)
    shutil.copytree(PROJECT / "docs", root / "docs")
    shutil.copy(PROJECT / "mkdocs.yml", root)
    started = start(workplace.workplace(root / "mkdocs.yml"), root)
    thread = threading.Thread(target=started.serve, args=(_SECONDS,))
    thread.start()
    started.desk.live.is_warm.wait()
    try:
        yield started
    finally:
        started.server.shutdown()
        thread.join()
        started.close()


def _shot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot()))
