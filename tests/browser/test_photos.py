"""A page of many photos as a phone loads it."""

import json
from typing import Any

from playwright.sync_api import Browser

from conftest import MakeSite
from making_pictures import phone_jpeg, photo_like

COUNT = 20
MOST = 60_000  # bytes of a photo seen
SHIFTS = """
window.shift = 0
new PerformanceObserver(list => { for (const one of list.getEntries()) window.shift += one.value })
  .observe({type: "layout-shift", buffered: true})
"""


def test_twenty_photos_are_light_and_move_nothing(make_site: MakeSite, serve_site: Any, browser: Browser) -> None:
    body = "".join(f"Đoạn {n}.\n\n![Ảnh {n}]({n}.jpg)\n\n" for n in range(COUNT))
    photos = {f"bai-viet/a/{n}.jpg": phone_jpeg(photo_like(1600, 1200, seed=n), quality=85) for n in range(COUNT)}
    site = make_site({"bai-viet/a/index.md": {"body": body}, **photos})
    site.build()
    sizes: dict[str, int] = {}
    with serve_site(site.site) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=3)
        page.on(
            "response",
            lambda answer: sizes.update(
                {answer.url: len(answer.body())} if "/assets/anh/" in answer.url and answer.ok else {}
            ),
        )
        page.add_init_script(SHIFTS)
        page.goto(f"{address}bai-viet/a/")
        for image in page.locator("figure.photo img").all():
            image.scroll_into_view_if_needed()
            image.evaluate("image => image.decode()")
        shift = page.evaluate("window.shift")
        page.close()
    assert len(sizes) >= COUNT
    assert max(sizes.values()) <= MOST, json.dumps(sizes, indent=1)
    assert shift == 0
