"""From a Word file to the public page, in a real browser, with a bare repository as the remote."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from making_pictures import phone_jpeg, photo_like
from small_site import PROJECT, read
from trees import copy_code
from visits import DESK
from word_files import article

LONG = 120_000  # ms: a real build of the whole project is part of the way


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", "-c", "user.name=x", "-c", "user.email=x@example.test", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A clone of the project, whole, from a bare repository beside it."""
    start = tmp_path / "start"
    copy_code(PROJECT, start)
    shutil.copytree(PROJECT / "docs", start / "docs")
    for name in ("mkdocs.yml", ".gitignore", ".gitattributes"):
        shutil.copy(PROJECT / name, start / name)
    git(start, "init", "-q", "-b", "main")
    git(start, "add", ".")
    git(start, "commit", "-qm", "đầu")
    git(tmp_path, "clone", "-q", "--bare", "start", "bare.git")
    git(tmp_path, "clone", "-q", "bare.git", "clone")
    return tmp_path / "clone"


@contextmanager
def running_desk(project: Path, **environment: str) -> Iterator[str]:
    """The address that the desk prints."""
    told = {**os.environ, "PYTHONUTF8": "1", **environment}
    command = [sys.executable, "scripts/desk.py", "--no-open"]
    with subprocess.Popen(command, cwd=project, env=told, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        try:
            yield next(line.strip() for line in process.stdout if line.startswith("http://127.0.0.1:"))
        finally:
            process.terminate()
        assert "đóng" in process.stdout.read() or os.name == "nt"


def build_public(bare: Path, folder: Path, address: str) -> Path:
    """What the host does after a push: a fresh clone, built."""
    git(bare.parent, "clone", "-q", str(bare), str(folder))
    environment = {**os.environ, "PYTHONUTF8": "1", "SITE_URL": address}
    subprocess.run([sys.executable, "scripts/build.py"], cwd=folder, env=environment, check=True, capture_output=True)
    return folder / "site"


@pytest.mark.parametrize("program", ["git", "dulwich"])
def test_a_word_file_and_two_photos_become_a_public_page(
    project: Path, browser: Browser, serve_site: Any, program: str, tmp_path: Path
) -> None:
    word, bare, public = tmp_path / "tin.docx", tmp_path / "bare.git", tmp_path / "public"
    word.write_bytes(article().bytes())
    photos = [tmp_path / f"anh{number}.jpg" for number in (1, 2)]
    for number, photo in enumerate(photos):
        photo.write_bytes(phone_jpeg(photo_like(1600, 1200, seed=number)))
    public.mkdir()
    empty = tmp_path / "empty"
    empty.mkdir()
    path = {"PATH": str(empty)} if program == "dulwich" else {}
    with (
        serve_site(public) as address,
        running_desk(project, SITE_URL=address, **path) as start,
        browser.new_context(viewport=DESK) as context,
    ):
        page = context.new_page()
        page.set_default_timeout(LONG)
        page.goto(start)
        page.locator("input[type=file]").set_input_files([word, *photos])
        page.get_by_role("button", name="Nhận bài này").click()
        page.get_by_label("Tiêu đề").fill("Chi bộ nói chuyện chuyên đề, bản của bàn biên tập")
        for label, value in (("Tác giả", "Tổ Ngữ văn"), ("Ngày", "20/11/2026")):
            if not page.get_by_label(label).input_value():
                page.get_by_label(label).fill(value)
        heading = page.frame_locator("#preview").locator("h1")
        expect(heading).to_have_text("Chi bộ nói chuyện chuyên đề, bản của bàn biên tập", timeout=LONG)
        page.get_by_role("button", name="Đăng bài").click()
        page.get_by_role("button", name="Không có học sinh").click()
        expect(page.locator("#publishing")).to_contain_text("Đã gửi bài đi", timeout=LONG)
        threading.Thread(target=_publish, args=(bare, tmp_path / "fresh", address, public)).start()
        expect(page.locator("#publishing")).to_contain_text("Bài đã lên trang", timeout=LONG)
        link = page.locator("#publishing a").get_attribute("href")
        assert link
        assert link.startswith(address)
        url = link.removeprefix(address)
    _check_commit(bare, url)
    seen = read((public / url / "index.html").read_text(encoding="utf-8"))
    assert seen.all("h1") == ["Chi bộ nói chuyện chuyên đề, bản của bàn biên tập"]
    _check_photos(tmp_path / "fresh" / "docs" / url, public)


def _publish(bare: Path, fresh: Path, address: str, public: Path) -> None:
    shutil.copytree(build_public(bare, fresh, address), public, dirs_exist_ok=True)


def _check_commit(bare: Path, url: str) -> None:
    assert git(bare, "rev-list", "--count", "main").strip() == "2"
    named = git(bare, "show", "--name-only", "--format=", "main").splitlines()
    assert sorted(named) == sorted(f"docs/{url}{name}" for name in ("index.md", "anh1.jpg", "anh2.jpg"))
    assert git(bare, "log", "-1", "--format=%s", "main").startswith("Đăng bài: Chi bộ nói chuyện")


def _check_photos(folder: Path, public: Path) -> None:
    photos = [*folder.glob("*.jpg"), *public.rglob("*.jpg"), *public.rglob("*.webp")]
    assert len(photos) > 4
    for photo in photos:
        with Image.open(photo) as image:
            assert not image.getexif(), photo


def test_files_can_be_dropped_anywhere_on_the_first_page(project: Path, browser: Browser) -> None:
    with running_desk(project) as start, browser.new_context(viewport=DESK) as context:
        page = context.new_page()
        page.set_default_timeout(LONG)
        page.goto(start)
        page.locator("#posts li").first.wait_for()
        _drop(page, "tin.docx", article().bytes())
        page.get_by_role("button", name="Nhận bài này").wait_for()
        assert page.get_by_text("đoán", exact=True).count() > 2


def _drop(page: Page, name: str, data: bytes) -> None:
    transfer = page.evaluate_handle(
        """([name, bytes]) => {
          const transfer = new DataTransfer()
          transfer.items.add(new File([new Uint8Array(bytes)], name))
          return transfer
        }""",
        [name, [*data]],
    )
    page.dispatch_event("#posts", "drop", {"dataTransfer": transfer})
