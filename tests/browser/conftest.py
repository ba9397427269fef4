"""Specimen pages, served and opened."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import specimen
from visits import DESK, WORKER, Open

NOTICE = """addEventListener("securitypolicyviolation", event =>
  console.error(`Content Security Policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""


@pytest.fixture(autouse=True)
def refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the policy of a page refused in any window of a test, which fails by it; a test may empty the list."""
    said: list[str] = []
    plain = Browser.new_context

    def new_context(browser: Browser, **options: Any) -> BrowserContext:
        context = plain(browser, **options)
        context.add_init_script(NOTICE)
        context.on("console", lambda line: said.append(line.text) if "Content Security Policy" in line.text else None)
        return context

    monkeypatch.setattr(Browser, "new_context", new_context)
    monkeypatch.setattr(Browser, "new_page", lambda browser, **options: new_context(browser, **options).new_page())
    yield said
    assert said == []


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory, serve_site: Any) -> Iterator[dict[str, str]]:
    """Name of a specimen → its address, under a base path as project pages have one."""
    folder = tmp_path_factory.mktemp("specimen") / "site"
    written = specimen.write(folder)
    with serve_site(folder, "/chi-bo/") as base:
        yield {name: base + url for name, url in written.items()}


@pytest.fixture
def opened(browser: Browser, addresses: dict[str, str]) -> Iterator[Open]:
    """`opened("post", PHONE, init=…)`: a page in a context of its own; an error in its scripts fails the test."""
    errors: list[str] = []
    with ExitStack() as stack:

        def open_page(name: str, size: Any = DESK, *, init: str = "", now: str = "", **options: Any) -> Page:
            context = browser.new_context(viewport=size, **options)
            stack.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.route("**/search-worker.js*", lambda route: route.fulfill(body=WORKER, content_type="text/javascript"))
            if init:
                page.add_init_script(init)
            if now:
                page.clock.set_fixed_time(now)
            page.goto(addresses[name])
            return page

        yield open_page
    assert errors == []
