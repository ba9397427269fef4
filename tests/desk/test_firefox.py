"""The desk in Firefox: typed into, checked, shown, saved."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desks import Client, address
from firefox import PROGRAM, Firefox, firefox
from git_remotes import git
from making_pictures import phone_jpeg, photo_like

POST = "bai-viet/2026/01/a/index.md"
TREE = """
bai-viet/2026/01/a/index.md: {title: Bài A, body: "Một đoạn.\\n"}
chi-bo/ai-mo.md: {title: Chi bộ trường THCS Ái Mộ}
"""
pytestmark = pytest.mark.skipif(not PROGRAM, reason="Firefox is not installed")
BACK = "\ue003"
ENTER, CONTROL = "\ue007", "\ue009"


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
        window.wait(lambda: "Thêm một đoạn." in window.run("return document.body?.textContent ?? ''"))
        assert window.run("return document.querySelector('h1').textContent").strip() == "Bài A tiếng Việt"
    window.click("#save")
    window.wait(lambda: window.run("return document.querySelector('#state').textContent") == "Đã lưu")
    text = (desk.started.desk.docs / POST).read_text(encoding="utf-8")
    assert "title: Bài A tiếng Việt\n" in text
    assert "Thêm một đoạn. " in text


def fields(window: Firefox) -> list[str]:
    """All that can be typed into, what is folded as well."""
    window.run("for (const one of document.querySelectorAll('details')) one.open = true")
    found: list[str] = window.run(
        "return [...document.querySelectorAll('input, textarea')]"
        ".filter(one => ['text', 'search', 'textarea'].includes(one.type) && one.checkVisibility()).map(one => one.id)"
    )
    return found


def test_telex_comes_out_right_in_every_field_with_backspaces_and_as_composition(desk: Client, window: Firefox) -> None:
    assert typed(window, ["q"]) == {}
    window.open(f"{desk.started.guard.origin}{address('/viet', bai=POST)}")
    window.wait(lambda: value(window, "#f-title") == "Bài A")
    every = fields(window)
    assert {"f-title", "f-author", "f-cell", "f-date", "body"} < set(every)
    assert typed(window, every) == {}


def typed(window: Firefox, every: list[str]) -> dict[str, str]:
    """Fields that have something else than what was typed, by their ids."""
    wrong = {}
    for css in (f"#{name}" for name in every):
        window.run("const one = document.querySelector(arguments[0]); one.value = ''; one.focus()", css)
        window.type(css, f"tie{BACK}ê{BACK}ếng Vie{BACK}ê{BACK}{BACK}iệt ")
        window.compose("đ", "đe", "đẹ", "đẹp")
        if (found := value(window, css)) != "tiếng Việt đẹp":
            wrong[css] = found
    return wrong


def test_what_is_copied_and_pasted_keeps_its_looks_and_can_be_undone(desk: Client, window: Firefox) -> None:
    window.open(f"{desk.started.guard.origin}{address('/viet', bai=POST)}")
    window.wait(lambda: value(window, "#body") == "Một đoạn.\n")
    html = '<div id="source" contenteditable><p>Một <b>hai</b></p><ul><li>ba</li></ul></div>'
    window.run("document.querySelector('h1').insertAdjacentHTML('afterend', arguments[0])", html)
    window.type("#source", f"{CONTROL}ac")
    window.type("#body", f"{CONTROL}av")
    window.wait(lambda: value(window, "#body") == "Một **hai**\n\n- ba")
    window.type("#body", f"{CONTROL}z")
    assert value(window, "#body") == "Một đoạn.\n"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(desk: Client, tmp_path: Path, dark: bool) -> None:
    with firefox(tmp_path / "firefox", dark=dark) as window:
        window.open(desk.started.address)
        window.find("#posts li")
        assert window.run("return matchMedia('(prefers-color-scheme: dark)').matches") == dark
        for width in (500, 1280):  # no window of Firefox is narrower
            window.do("WebDriver:SetWindowRect", width=width, height=900)
            assert window.complaints() == []
        window.open(f"{desk.started.guard.origin}{address('/viet', bai=POST)}")
        window.wait(lambda: value(window, "#f-title") == "Bài A")
        fields(window)
        for width in (500, 1280):
            window.do("WebDriver:SetWindowRect", width=width, height=900)
            assert window.complaints() == []


def test_a_post_is_published_and_taken_back(
    desk: Client, window: Firefox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare, root = tmp_path / "bare.git", desk.started.desk.root
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "bare.git")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "mkdocs.yml")
    git(root, "commit", "-qm", "đầu")
    git(root, "remote", "add", "origin", str(bare))
    monkeypatch.setattr(desk.started.desk.publisher, "_build", lambda: "")
    window.open(f"{desk.started.guard.origin}{address('/viet', bai=POST)}")
    window.wait(lambda: value(window, "#f-title") == "Bài A")
    said = "return document.querySelector('#publishing').textContent"
    window.click("#publish")
    window.wait(lambda: "Đã gửi" in window.run(said))
    path = f"{desk.started.desk.docs.relative_to(root).as_posix()}/{POST}"
    assert git(bare, "show", "--name-only", "--format=%s", "main").split("\n\n") == ["Đăng bài: Bài A", f"{path}\n"]
    window.click("#undo")
    window.do("WebDriver:AcceptAlert")
    window.wait(lambda: "Đã hoàn tác" in window.run(said))
    assert path not in git(bare, "ls-tree", "-r", "--name-only", "main")


def test_the_toolbar_can_be_undone(desk: Client, window: Firefox) -> None:
    window.open(f"{desk.started.guard.origin}{address('/viet', bai=POST)}")
    window.wait(lambda: value(window, "#f-title") == "Bài A")
    before = value(window, "#body")
    window.run("document.querySelector('#body').focus(); document.querySelector('#body').select()")
    window.click("[data-tool=bold]")
    assert value(window, "#body") != before
    window.type("#body", "\ue009z")
    assert value(window, "#body") == before


def test_lists_go_on_and_captions_are_kept_while_they_are_written(desk: Client, window: Firefox) -> None:
    (desk.started.desk.docs / POST).with_name("anh.jpg").write_bytes(phone_jpeg(photo_like(320, 240)))
    window.open(f"{desk.started.guard.origin}{address('/viet', bai=POST)}")
    window.wait(lambda: value(window, "#f-title") == "Bài A")
    window.run("document.querySelector('#body').focus(); document.querySelector('#body').select()")
    window.type("#body", f"- tie{BACK}ê{BACK}ếng{ENTER}hai{2 * ENTER}9. chín{ENTER}mười{2 * ENTER}hết")
    assert value(window, "#body") == "- tiếng\n- hai\n9. chín\n10. mười\nhết"
    window.click("#thumbs button:nth-of-type(2)")
    assert value(window, "#body").endswith("hết\n\n![](anh.jpg)\n")
    window.run("document.querySelector('#thumbs textarea').focus()")
    window.compose("đ", "đe", "đẹ", "đẹp")
    window.type("#thumbs textarea", f" tie{BACK}ê{BACK}ếng")
    window.wait(lambda: "![đẹp tiếng](anh.jpg)" in str(desk.post(POST)["unsaved"]))
    assert value(window, "#thumbs textarea") == "đẹp tiếng"
    assert value(window, "#body").endswith("![](anh.jpg)\n")
    window.type("#thumbs textarea", ENTER)
    assert value(window, "#body").endswith("![đẹp tiếng](anh.jpg)\n")
    window.type("#body", "\ue009z")
    assert value(window, "#thumbs textarea") == ""
