"""The desk in Firefox: typed into, checked, shown, saved."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desks import Client, address
from firefox import PROGRAM, Firefox, firefox

POST = "bai-viet/2026/01/a/index.md"
TREE = """
bai-viet/2026/01/a/index.md: {title: Bài A, body: "Một đoạn.\\n"}
chi-bo/ai-mo.md: {title: Chi bộ trường THCS Ái Mộ}
"""
pytestmark = pytest.mark.skipif(not PROGRAM, reason="Firefox is not installed")
BACK = "\ue003"


@pytest.fixture
def desk(make_desk: Any) -> Client:
    found: Client = make_desk(TREE)
    return found


@pytest.fixture
def window(desk: Client, tmp_path: Path) -> Iterator[Firefox]:
    """The first page, let in."""
    with firefox(tmp_path / "firefox") as found:
        found.open(desk.started.address)
        found.find("#posts li")
        yield found


def value(window: Firefox, css: str) -> str:
    return str(window.run("return document.querySelector(arguments[0]).value", css))


def test_a_post_is_found_written_checked_shown_and_saved(desk: Client, window: Firefox) -> None:
    window.type("#q", "bai a")
    window.wait(lambda: window.run("return document.querySelector('#count').textContent") == "1 bài")
    window.click("#posts a")
    window.wait(lambda: value(window, "#f-title") == "Bài A")
    window.type("#f-title", f" tie{BACK}ê{BACK}ếng Vie{BACK}ê{BACK}ệt")
    assert value(window, "#f-title") == "Bài A tiếng Việt"
    window.run("const field = document.querySelector('#f-cell'); field.value = ''")
    window.type("#f-cell", "Chi bộ trường THCS Ái Mộp")
    window.click("#wrong-cell .mend")
    assert value(window, "#f-cell") == "Chi bộ trường THCS Ái Mộ"
    window.type("#body", "Thêm một đoạn. ")
    with window.inside("#preview"):
        window.wait(lambda: "Thêm một đoạn." in window.run("return document.body.textContent"))
        assert window.run("return document.querySelector('h1').textContent").strip() == "Bài A tiếng Việt"
    window.click("#save")
    window.wait(lambda: window.run("return document.querySelector('#state').textContent") == "Đã lưu")
    text = (desk.started.desk.docs / POST).read_text(encoding="utf-8")
    assert "title: Bài A tiếng Việt\n" in text
    assert "Thêm một đoạn. " in text


def test_the_toolbar_can_be_undone(desk: Client, window: Firefox) -> None:
    window.open(f"{desk.started.guard.origin}{address('/viet', bai=POST)}")
    window.wait(lambda: value(window, "#f-title") == "Bài A")
    before = value(window, "#body")
    window.run("document.querySelector('#body').focus(); document.querySelector('#body').select()")
    window.click("[data-tool=bold]")
    assert value(window, "#body") != before
    window.type("#body", "\ue009z")
    assert value(window, "#body") == before
