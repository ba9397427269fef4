"""What Windows and macOS do otherwise, simulated one by one, and gone through by the tasks as they are typed.

On Windows itself these are left out: there all other tests meet the real thing.
"""

import errno
import http.cookiejar
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import run
from conftest import MakeSite
from making_pictures import phone_jpeg, photo_like
from newsroom.cache import publishing, trees
from newsroom.vietnamese import slug
from other_systems import HAZARDS, WINDOWS, Project
from small_site import PROJECT, Content, read
from word_files import article

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows need not be simulated there")
PATIENCE = 120  # seconds, on a machine that has much else to do
Site = dict[str, bytes | None]
TREE: dict[str, Content] = {
    "index.md": "# Trang chủ\n",
    "bai-viet/a.md": {"title": "Đầu tiên", "campaign": "Con", "author": "Tổ Toán – Tin"},
    "bai-viet/b/index.md": {"title": "Có ảnh", "image": "anh.jpg", "body": "[Tài liệu](tai.pdf)\n"},
    "bai-viet/b/anh.jpg": phone_jpeg(photo_like(400, 300)),
    "bai-viet/b/tai.pdf": b"%PDF-1.4",
    "bai-viet/c.md": {"title": "Sắp đi"},
}


def change(project: Project) -> None:
    """One post is edited, one comes, one goes."""
    project.write({"bai-viet/a.md": {"title": "Đã đổi"}, "bai-viet/d.md": {"title": "Mới đến", "campaign": "Con"}})
    (project.docs / "bai-viet/c.md").unlink()


def new_project(root: Path, hazards: str = "", **environment: str) -> Project:
    project = Project(root, hazards, environment)
    project.write(TREE)
    return project


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """The site as it is made here, before and after the change."""
    project = new_project(tmp_path_factory.mktemp("mot") / "mot")
    first = project.build()
    change(project)
    return first, project.build(NEWSROOM_CLEAN="1")


def held(part: str) -> dict[str, str]:
    """A virus scanner has each such file open for a second."""
    return {"HELD": part, "HELD_FOR": "1"}


SYSTEMS: dict[str, tuple[str, dict[str, str]]] = {
    "no fork": ("no_fork", {}),
    "no fork, by the switch": ("", {"NEWSROOM_NO_FORK": "1"}),
    "no hard links": ("no_links", {}),
    "no exchange of folders": ("no_exchange", {}),
    "lines end in CR LF": ("text_newlines", {}),
    "no program on the path": ("", {"PATH": ""}),
    "a console that is not UTF-8": ("", {"PYTHONIOENCODING": "cp1258:strict", "PYTHONUTF8": "0", "LC_ALL": "C"}),
    "what is kept is held": ("held_files", held(".pickle")),
    "posts and photos are held": ("held_files", held("/docs/bai-viet/")),
    "the published site is held": ("held_files no_exchange", held("/mot/site/index.html")),
    "the spare site is held": ("held_files no_exchange", held("/spare/index.html")),
    "Windows": (WINDOWS, {"PATH": ""}),
    "Windows, with a virus scanner": (f"{WINDOWS} held_files", held("/a/index.html")),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_site_is_built_and_changed_as_here(system: str, tmp_path: Path, plain: tuple[Site, Site]) -> None:
    hazards, environment = SYSTEMS[system]
    project = new_project(tmp_path / "mot", hazards, **environment)
    assert project.build() == plain[0]
    change(project)
    assert project.build() == plain[1]
    assert project.run("check").returncode == 0
    assert "Không có gì thay đổi" in project.run("build").stdout


@pytest.mark.parametrize("length", [0, 300])
def test_a_long_path_in_vietnamese_with_spaces(length: int, tmp_path: Path, plain: tuple[Site, Site]) -> None:
    folder = "Trường THCS Ái Mộ, chi bộ (2026)"
    root = tmp_path.joinpath(*[folder] * (1 + length // len(folder)))
    project = new_project(root, WINDOWS)
    assert project.build() == plain[0]
    change(project)
    assert project.build() == plain[1]


def test_names_that_a_mac_writes(tmp_path: Path) -> None:
    photo = phone_jpeg(photo_like(300, 200))

    def named(form: Any) -> dict[str, Content]:
        name = unicodedata.normalize(form, "Ảnh đẹp")
        post = {"title": "Một", "image": "Ảnh đẹp.jpg"}
        return {f"bai-viet/{name}/index.md": post, f"bai-viet/{name}/{name}.jpg": photo}

    windows, mac = (new_project(tmp_path / form) for form in ("NFC", "NFD"))
    windows.write(named("NFC"))
    mac.write(named("NFD"))
    assert mac.build() == windows.build()
    assert mac.run("check").returncode == 0


def test_a_folder_in_use_is_told_and_the_old_site_stays(tmp_path: Path, plain: tuple[Site, Site]) -> None:
    project = new_project(tmp_path / "mot", "no_exchange held_folder", HELD="/mot/site", HELD_FOR="inf")
    project.build()
    change(project)
    done = project.run("build")
    assert done.returncode == 1
    assert "/mot/site: có chương trình khác đang mở; hãy đóng" in done.stdout
    assert project.site == plain[0]
    project.hazards = "no_exchange"
    assert project.build() == plain[1]


@pytest.mark.parametrize("part", ["/a/index.html", "/assets/", "/search/", "manifest.pickle", "/newsroom/lock"])
def test_a_file_that_stays_in_use_is_told_or_does_not_matter(
    part: str, tmp_path: Path, plain: tuple[Site, Site]
) -> None:
    project = new_project(tmp_path / "mot", "no_exchange", HELD=part, HELD_FOR="inf")
    project.build()
    change(project)
    project.hazards = "no_exchange held_files"
    done = project.run("build")
    assert project.site == plain[1 - done.returncode]
    assert not done.returncode or "có chương trình khác đang mở" in done.stdout
    project.hazards = ""
    assert project.build() == plain[1]


def test_a_path_that_is_too_long_for_windows_is_told(tmp_path: Path) -> None:
    room = 259 - len(str(tmp_path)) - 1
    for left in (80, 110):  # code has room for itself, what is to be written has not
        project = new_project(tmp_path / ("x" * (room - left)), "short_paths")
        done = project.run("build")
        if done.returncode:
            assert "đường dẫn dài hơn Windows cho phép; hãy chuyển cả dự án" in done.stdout, (left, done.stdout)
        else:
            assert project.site
        shutil.rmtree(project.root)


@pytest.mark.parametrize(
    ("part", "task", "said"),
    [
        ("/bai-viet/a.md", "check", "docs/bai-viet/a.md:1: không mở được tệp"),
        ("/bai-viet/a.md", "build", "docs/bai-viet/a.md:1: không mở được tệp"),
        ("/b/anh.jpg", "check", "docs/bai-viet/b/index.md:5: image: ảnh “anh.jpg” không có ở chỗ đã ghi hoặc không mở"),
        ("/b/anh.jpg", "build", "docs/bai-viet/b/index.md:5: image: ảnh “anh.jpg” không có ở chỗ đã ghi hoặc không mở"),
        ("/b/tai.pdf", "check", "docs/bai-viet/b/tai.pdf:1: không mở được tệp"),
        ("/b/tai.pdf", "build", "docs/bai-viet/b/tai.pdf:1: không mở được tệp"),
        ("/mkdocs.yml", "check", "mkdocs.yml: không mở được tệp"),
        ("/mkdocs.yml", "build", "mkdocs.yml: không mở được tệp"),
        ("/overrides/", "build", "tệp còn ở trên mây, OneDrive chưa đưa về máy; hãy mở OneDrive"),
        ("/overrides/", "serve", "tệp còn ở trên mây, OneDrive chưa đưa về máy; hãy mở OneDrive"),
        ("/mkdocs.yml", "desk", "mkdocs.yml: không mở được tệp"),
        ("/requirements.txt", "check", "Có tệp của dự án còn ở trên mây: hãy mở OneDrive"),
        ("/.venv/installed.txt", "serve", "Có tệp của dự án còn ở trên mây: hãy mở OneDrive"),
    ],
)
def test_a_file_that_is_still_in_the_cloud_is_told(part: str, task: str, said: str, tmp_path: Path) -> None:
    done = new_project(tmp_path / "mot", "cloud_files", HELD=part).run(task)
    assert done.returncode == 1 and said in done.stdout, done.stdout


def test_a_file_goes_back_to_the_cloud_after_a_build(tmp_path: Path, plain: tuple[Site, Site]) -> None:
    project = new_project(tmp_path / "mot", HELD="/bai-viet/a.md")
    project.build()
    project.write({"bai-viet/d.md": {"title": "Mới đến"}})
    os.utime(project.docs / "bai-viet/a.md")  # as who fetched it leaves it
    project.hazards = "cloud_files"
    done = project.run("build")
    assert done.returncode == 1 and "docs/bai-viet/a.md:1: không mở được tệp" in done.stdout, done.stdout
    assert project.site == plain[0]


JUNK = {
    ".DS_Store": b"\0\0\0\1Bud1", "._a.md": b"\0\5\x16\7\0\2\0\0Mac OS X", "._anh.jpg": b"\0\5\x16\7", "Icon\r": b"",
    "desktop.ini": b"[.ShellClassInfo]\r\n", "Thumbs.db": b"\xd0\xcf", "ehthumbs.db": b"x", "~$bai.docx": b"x",
    "~WRL0001.tmp": b"x", ".~lock.a.md#": b"x", "a.md~": b"---\n", ".a.md.swp": b"x", "__MACOSX/._a.md": b"\0\5\x16\7",
}  # fmt: skip


def test_what_systems_leave_in_folders_is_neither_published_nor_told(tmp_path: Path, plain: tuple[Site, Site]) -> None:
    project = new_project(tmp_path / "mot")
    for folder in ("", "bai-viet/", "bai-viet/b/"):
        project.write({f"{folder}{name}": data for name, data in JUNK.items()})
    assert project.build() == plain[0]
    assert "nhắc tới tệp này" not in project.run("check").stdout


COPIES = (
    "a-MAYTINH", "a-MAYCHU01-2", "a-DESKTOP-1AB2C3D", "a-An's MacBook Pro", "a (1)", "a - Copy", "a - Bản sao",
    "a_conf(1)",    "a (Bản sao xung đột của An 2026-11-20)", "a [Conflict]", "a.sync-conflict-20261120-101112-ABCDEFG",
)  # fmt: skip


@pytest.mark.parametrize("end", [".md", "/index.md"])
def test_copies_of_a_cloud_s_conflict_are_no_posts(end: str, make_site: MakeSite) -> None:
    """Of a post's file, and of a post's folder; that of another post is none."""
    own = {f"bai-viet/{name}{end}": {"title": name} for name in ("a", "a-may-tinh", "a-b", "a-2026")}
    site = make_site(own)
    site.build()
    site.write({f"bai-viet/{name}{end}": {"title": name} for name in COPIES})
    log = site.try_build().log
    told = {
        line.partition("/")[2].partition(f"{end}:1: ")[0].removeprefix("bai-viet/")
        for line in log.splitlines()
        if "có vẻ là bản sao" in line
    }
    assert told == set(COPIES)


SECOND = "Hội nghị bàn việc đổi mới.\n\nCó 40 người dự.\n\nKết luận: làm ngay.\n"


@pytest.mark.parametrize("name", ["a-THCS", "a-TTND-2026", "a-cu", "a-pc-moi", "a-macbook"])
def test_a_post_that_is_called_as_a_copy_may_be_another(name: str, make_site: MakeSite) -> None:
    """It is an error only with much the same text; with the same title alone it is a reminder."""
    site = make_site({"bai-viet/a.md": {"title": "Hội nghị", "body": SECOND}})
    told = [
        site.try_build({f"bai-viet/{name}.md": {"title": title, "body": body}})
        for title, body in (
            ("Hội nghị khối", "Khối THCS họp.\n\nCó 12 người dự.\n"),
            ("Hội nghị", "Khối THCS họp.\n"),
            ("Hội nghị (đã sửa)", SECOND.replace("40", "41")),
        )
    ]
    assert [(one.code, "có vẻ là bản sao của “a.md”" in one.log) for one in told] == [(0, False), (0, True), (1, True)]


@pytest.mark.parametrize("name", ["a-DESKTOP-AB12CD3", "a-LAPTOP-1A2B3C4D", "a-AN-PC", "a-MAYTINH2", "a (2)"])
def test_a_name_that_no_author_gives_is_a_copy_s(name: str, make_site: MakeSite) -> None:
    posts = {"bai-viet/a.md": {"body": SECOND}, f"bai-viet/{name}.md": {"title": "Khác", "body": "Hẳn."}}
    outcome = make_site().try_build(posts)
    assert outcome.code == 1 and f"docs/bai-viet/{name}.md:1: có vẻ là bản sao của “a.md”" in outcome.log


def test_a_project_in_a_folder_of_any_name(tmp_path: Path, plain: tuple[Site, Site]) -> None:
    odd = ("100% & #1!", "a^b (2)", "Trường 'Ái Mộ'", "TRANGT~1", "$HOME;{x}[y]", "-rf")
    project = new_project(tmp_path.joinpath(*odd), WINDOWS)
    assert project.build() == plain[0]
    change(project)
    assert project.build() == plain[1]
    assert project.run("pack").returncode == 0 and project.run("export", str(tmp_path / "xuat")).returncode == 0


def test_a_project_that_goes_by_a_second_name(tmp_path: Path, plain: tuple[Site, Site]) -> None:
    """As Windows has short names, letters for folders of other machines, and folders that lead to others."""
    project = new_project(tmp_path / "trang tin của chi bộ")
    assert project.build() == plain[0]
    (tmp_path / "TRANGT~1").symlink_to(project.root)
    change(project)
    project.root = tmp_path / "TRANGT~1"
    assert project.run("check").returncode == 0
    assert project.build() == plain[1]
    (tmp_path / "bai.docx").write_bytes(article().bytes())
    assert project.run("import", "--yes", str(tmp_path / "bai.docx")).returncode == 0
    project.root = project.root.resolve()
    assert "bai-viet/2023/03/chi-bo-noi-chuyen-chuyen-de-quy-ii/index.html" in project.build()


def test_a_folder_takes_other_capitals_and_a_file_becomes_a_folder(make_site: MakeSite) -> None:
    """And back: the site is that of a clean build each time."""
    files = {"bai-viet/b/index.md": {"body": "[T](tai.pdf)\n"}, "bai-viet/b/tai.pdf": b"%PDF-1.4", "bai-viet/a.md": {}}
    site = make_site(files)
    site.build()
    steps: list[Callable[[], object]] = [
        lambda: (site.docs / "bai-viet/b").rename(site.docs / "bai-viet/B"),
        lambda: _into_folder(site.docs / "bai-viet/B/tai.pdf", "tai.pdf"),
        lambda: _into_folder(site.docs / "bai-viet/a.md", "index.md"),
        lambda: _out_of_folder(site.docs / "bai-viet/B/tai.pdf", "tai.pdf"),
        lambda: _out_of_folder(site.docs / "bai-viet/a.md", "index.md"),
        lambda: (site.docs / "bai-viet/B").rename(site.docs / "bai-viet/b"),
    ]
    for step in steps:
        step()
        post = next((site.docs / "bai-viet").glob("[bB]/index.md"))
        link = "tai.pdf/tai.pdf" if (post.parent / "tai.pdf").is_dir() else "tai.pdf"
        site.build({f"bai-viet/{post.parent.name}/index.md": {"body": f"[T]({link})\n"}})
        found = site.bytes()
        assert f"bai-viet/{post.parent.name}/{link}" in found
        shutil.rmtree(site.root / ".cache")
        site.build()
        assert site.bytes() == found


def _into_folder(path: Path, name: str) -> None:
    data = path.read_bytes()
    path.unlink()
    path.mkdir()
    (path / name).write_bytes(data)


def _out_of_folder(path: Path, name: str) -> None:
    data = (path / name).read_bytes()
    shutil.rmtree(path)
    path.write_bytes(data)


def test_pip_knows_no_long_path_in_the_words_of_the_pip_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    from pip._internal.commands import install

    monkeypatch.setattr(install, "WINDOWS", True)
    error = OSError(errno.ENOENT, "No such file or directory", "C:\\" + "x" * 300)
    said = install.create_os_error_message(error, False, False)
    assert "quá dài đối với Windows: hãy chuyển cả thư mục" in run.explain(f"ERROR: {said}")


def test_a_program_that_uses_the_environment_is_told() -> None:
    said = "ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied: 'C:\\\\yaml.pyd'"
    assert "hãy đóng các cửa sổ đang chạy serve" in run.explain(said)


def test_errors_reach_a_console_that_is_not_utf8(tmp_path: Path) -> None:
    project = new_project(tmp_path / "mot", PYTHONIOENCODING="cp1258:strict", PYTHONUTF8="0", LC_ALL="C")
    project.write({"bai-viet/a.md": {"title": "Quỹ “Vì người nghèo” ẵ", "date": "hôm qua ẵ"}})
    for task in ("check", "build"):
        done = project.run(task)
        assert done.returncode == 1
        assert "docs/bai-viet/a.md:" in done.stdout and "“hôm qua ẵ” không phải là ngày" in done.stdout


def test_names_that_differ_in_capitals_are_told(tmp_path: Path) -> None:
    project = new_project(tmp_path / "mot")
    if (project.docs / "bai-viet/A.md").exists():
        pytest.skip("there can be no such names here")
    project.write({"bai-viet/A.md": {"title": "Trùng"}, "bai-viet/b/TAI.pdf": b"%PDF-1.5"})
    done = project.run("check")
    assert done.returncode == 1
    assert done.stdout.count("trùng địa chỉ") == 2


def test_a_file_renamed_in_capitals_alone_is_not_lost(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file is found by either name, it is the same as the last build's, and yet has to be published."""
    really = trees.same

    def same(a: Path, b: Path) -> bool:
        found = [one for one in b.parent.glob("*") if one.name.casefold() == b.name.casefold()]
        return really(a, found[0] if found else b)

    monkeypatch.setattr(publishing, "same", same)
    site = make_site({"bai-viet/a.md": {}, "bai-viet/TAI.pdf": b"%PDF-1.4", "bai-viet/b.md": {"body": "[T](TAI.pdf)"}})
    site.build()
    (site.docs / "bai-viet/TAI.pdf").rename(site.docs / "bai-viet/tai.pdf")
    site.build({"bai-viet/b.md": {"body": "[T](tai.pdf)"}})
    assert "bai-viet/tai.pdf" in site.bytes() and "bai-viet/TAI.pdf" not in site.bytes()


def test_no_made_page_has_the_name_of_a_device(tmp_path: Path, plain: tuple[Site, Site]) -> None:
    devices = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
    assert not [path for path in plain[0] if {part.split(".")[0].casefold() for part in path.split("/")} & devices]
    names = {slug(name) for name in (*devices, *(f"{name} 1" for name in devices))}
    assert len(names) == 2 * len(devices) and not names & devices
    assert "chuyen-de/con--1/index.html" in plain[0]


@pytest.fixture
def ntfs(tmp_path: Path) -> Iterator[Path]:
    """A folder on a real NTFS that takes no name that Windows takes not, and knows no capitals."""
    programs = [shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") for name in ("mkfs.ntfs", "lowntfs-3g")]
    if not all(programs) or os.geteuid() != 0 or not Path("/dev/fuse").exists():
        pytest.skip("needs root, /dev/fuse, and Debian's ntfs-3g")
    image, place = tmp_path / "ntfs", tmp_path / "o-dia"
    with image.open("wb") as file:
        file.truncate(200_000_000)
    place.mkdir()
    subprocess.run([str(programs[0]), "-F", "-q", "-Q", str(image)], check=True, capture_output=True)
    subprocess.run([str(programs[1]), image, place, "-o", "windows_names,ignore_case"], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_site_on_ntfs(ntfs: Path, plain: tuple[Site, Site]) -> None:
    with pytest.raises(OSError):
        (ntfs / "con.pdf").touch()
    project = new_project(ntfs / "mot", "no_fork text_newlines")
    assert project.build() == plain[0]
    change(project)
    assert project.build() == plain[1]
    (project.docs / "bai-viet/d.md").rename(project.docs / "bai-viet/e.md")
    changed = project.build()
    assert changed == project.build(NEWSROOM_CLEAN="1")
    assert "bai-viet/e/index.html" in changed and "bai-viet/d/index.html" not in changed


def _as_windows(folder: Path) -> None:
    """All that is text ends its lines as an editor of Windows does."""
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b"\0"
        if b"\0" not in data and path.suffix not in (".pdf", ".cfg", ".txt"):
            path.write_bytes(data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def test_files_whose_lines_end_in_cr_lf(tmp_path: Path) -> None:
    here, there = new_project(tmp_path / "mot"), new_project(tmp_path / "hai")
    _as_windows(there.docs)
    assert there.build() == here.build()
    for folder in ("hooks", "overrides", "scripts"):
        _as_windows(there.root / folder)
    (there.root / "mkdocs.yml").write_bytes((there.root / "mkdocs.yml").read_bytes().replace(b"\n", b"\r\n"))
    found = there.build()
    assert {path for path in found if not path.startswith("assets/")} == {
        path for path in here.site if not path.startswith("assets/")
    }
    assert (
        read((found["bai-viet/a/index.html"] or b"").decode()).titles
        == read((here.site["bai-viet/a/index.html"] or b"").decode()).titles
    )
    assert there.run("check").returncode == 0


def test_git_checks_out_no_cr_whatever_its_settings(tmp_path: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("needs git")
    there = tmp_path / "kho"
    there.mkdir()
    for name in (".gitattributes", "Ban bien tap.cmd", "ban-bien-tap.sh", "mkdocs.yml", "requirements.txt"):
        shutil.copy(PROJECT / name, there)
    for name in ("scripts", "overrides"):
        shutil.copytree(PROJECT / name, there / name, ignore=shutil.ignore_patterns("__pycache__"))
    who = ["-c", "user.name=a", "-c", "user.email=a@a.test"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "a"]):
        subprocess.run([git, *command], cwd=there, check=True, capture_output=True)
    settings = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    subprocess.run([git, *settings, "clone", "-q", there, tmp_path / "ban-sao"], check=True, capture_output=True)
    files = {path: path.read_bytes() for path in (tmp_path / "ban-sao").rglob("*") if path.is_file()}
    texts = {path: data for path, data in files.items() if b"\0" not in data and ".git" not in path.parts}
    assert len(texts) > 50
    assert {path.name for path, data in texts.items() if b"\r\n" in data} == {"Ban bien tap.cmd"}


def test_word_files_become_posts(tmp_path: Path) -> None:
    project = new_project(tmp_path / "mot", f"{WINDOWS} held_files", **held(".docx"), PATH="")
    folder = tmp_path / "Bài của tổ Toán"
    folder.mkdir()
    (folder / "Bài 1.docx").write_bytes(article().bytes())
    done = project.run("import", "--yes", str(folder))
    assert done.returncode == 0, done.stdout
    (made,) = project.docs.rglob("chi-bo-noi-chuyen*/index.md")
    assert b"\r" not in made.read_bytes()
    assert project.run("check").returncode == 0


@contextmanager
def running(project: Project, log: Path, *command: str) -> Iterator[Callable[[str], str]]:
    """A task that goes on meanwhile; waits for a word that it says, and gives all that it has said."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # where tests run in the background, Ctrl-C is ignored
    with log.open("wb") as output:
        process = subprocess.Popen(
            project.command(*command), env=project.surroundings(), stdout=output, stderr=subprocess.STDOUT
        )

        def said(word: str) -> str:
            return _wait(lambda: _with(word, log.read_text(encoding="utf-8", errors="replace")), log)

        try:
            yield said
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def _with(word: str, text: str) -> str:
    return text if word in text else ""


def _wait(until: Callable[[], str], log: Path) -> str:
    end = time.monotonic() + PATIENCE
    while not (found := until()):
        assert time.monotonic() < end, log.read_text(encoding="utf-8", errors="replace")
        time.sleep(0.1)
    return found


def _get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return str(response.read().decode())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def test_serve_follows_every_change(tmp_path: Path) -> None:
    project = new_project(tmp_path / "mot", f"{WINDOWS} held_files", **held("/docs/bai-viet/"), PATH="")
    log = tmp_path / "log.txt"
    with running(project, log, "serve") as said:
        address = next(one for one in said("Serving on").split() if one.startswith("http://127.0.0.1:"))
        _wait(lambda: _with("Đầu tiên", _get(address)), log)
        change(project)
        _wait(lambda: _with("Đã đổi", _get(address)), log)
        _wait(lambda: _with("Mới đến", _get(address)), log)


def test_serve_goes_on_with_files_that_are_still_in_the_cloud(tmp_path: Path) -> None:
    """A post, a photo and an attachment, from the start or later on; each is told, the rest is shown."""
    project, log = new_project(tmp_path / "mot", "cloud_files", HELD="/b/tai.pdf"), tmp_path / "log.txt"
    with running(project, log, "serve") as said:
        address = next(one for one in said("Serving on").split() if one.startswith("http://127.0.0.1:"))
        said("docs/bai-viet/b/tai.pdf:1: không mở được tệp")
        _wait(lambda: _with("Đầu tiên", _get(address)), log)
        later = {
            f"bai-viet/x/b/tai.pdf{end}": data
            for end, data in ((".md", "---\n---\n"), (".jpg", TREE["bai-viet/b/anh.jpg"]))
        }
        project.write({**later, "bai-viet/a.md": {"title": "Đã đổi", "body": "![x](x/b/tai.pdf.jpg)\n"}})
        said("docs/bai-viet/x/b/tai.pdf.md:1: không mở được tệp")
        said("docs/bai-viet/a.md:8: ảnh “tai.pdf.jpg” không có ở chỗ đã ghi hoặc không mở được")
        _wait(lambda: _with("Đã đổi", _get(address)), log)


def test_the_desk_opens_the_others_while_a_post_is_still_in_the_cloud(tmp_path: Path) -> None:
    project = new_project(tmp_path / "mot", "cloud_files", HELD="/bai-viet/a.md")
    with running(project, tmp_path / "log.txt", "desk", "--no-open") as said:
        entry = next(one for one in said("/?token=").split() if "/?token=" in one)
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        opener.open(entry, timeout=PATIENCE).close()
        asked = f"{entry.partition('/?')[0]}/api/post?bai="
        headers = {"Sec-Fetch-Site": "same-origin", "X-Desk": "1"}
        with opener.open(urllib.request.Request(f"{asked}bai-viet/c.md", headers=headers), timeout=PATIENCE) as found:
            assert json.loads(found.read())["values"]["title"] == "Sắp đi"
        with pytest.raises(urllib.error.HTTPError) as refused:
            opener.open(urllib.request.Request(f"{asked}bai-viet/a.md", headers=headers), timeout=PATIENCE)
        assert "hãy mở OneDrive" in json.loads(refused.value.read())["error"]


def test_the_desk_saves_and_previews(tmp_path: Path) -> None:
    project = new_project(tmp_path / "mot", f"{WINDOWS} held_files", **held("/docs/bai-viet/"), PATH="")
    with running(project, tmp_path / "log.txt", "desk", "--no-open") as said:
        entry = next(one for one in said("/?token=").split() if "/?token=" in one)
        origin = entry.partition("/?")[0]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

        def ask(method: str, path: str, content: object = None) -> Any:
            data = None if content is None else json.dumps(content).encode()
            headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin", "X-Desk": "1"}
            request = urllib.request.Request(f"{origin}{path}", data, headers, method=method)
            with opener.open(request, timeout=PATIENCE) as response:
                return json.loads(response.read())

        opener.open(entry, timeout=PATIENCE).close()
        post = ask("GET", f"/api/post?bai={quote('bai-viet/a.md')}")
        ask("PUT", f"/api/post?bai={quote('bai-viet/a.md')}", {**post, "body": "Hai dòng\n\nđã sửa ở bàn.\n"})
        text = (project.docs / "bai-viet/a.md").read_bytes()
        assert "đã sửa ở bàn".encode() in text and b"\r" not in text


def test_a_port_that_is_taken_is_not_shared(tmp_path: Path) -> None:
    project = new_project(tmp_path / "mot", WINDOWS)
    with running(project, tmp_path / "log.txt", "desk", "--no-open") as said:
        port = said("/?token=").partition("127.0.0.1:")[2].partition("/")[0]
        done = project.run("desk", "--no-open", "--port", port)
    assert done.returncode == 1 and f"Cổng {port} đang bận" in done.stdout


COMMIT = """
import pathlib, sys
from newsdesk.git_program import GitProgram
from newsdesk.git_run import find_git
from newsdesk.repository import Author
git = GitProgram.at(pathlib.Path(sys.argv[1]), find_git())
made = git.commit("", {"a.md": git.store("a.md")}, "Một\\n\\nHai ẵ\\n", Author("Ẵ", "a@a.test"))
sys.stdout.buffer.write(git._run("cat-file", "commit", made).encode())
"""


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_commit_says_its_lines_as_they_are(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "a.md").write_bytes(b"a\n")
    paths = os.pathsep.join(map(str, (HAZARDS, PROJECT / "hooks")))
    done = subprocess.run(
        [sys.executable, "-c", COMMIT, str(tmp_path)], capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": paths, "HAZARDS": "text_newlines", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stdout.endswith("\n\nMột\n\nHai ẵ\n".encode())
    assert b"\r" not in done.stdout


def test_two_folders_change_places_or_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the three steps fails, readers have a whole site, and it is told which."""
    monkeypatch.setattr(trees, "_exchange", lambda *_: False)
    really = trees.rename
    for failing in range(3):
        new, place, aside = (tmp_path / f"{failing}-{name}" for name in ("new", "place", "aside"))
        for folder in (new, place):
            folder.mkdir()
            (folder / folder.name).touch()
        steps = itertools.count()

        def rename(source: Path, target: Path, steps: Iterator[int] = steps, failing: int = failing) -> None:
            if next(steps) == failing:
                raise PermissionError(13, "in use")
            really(source, target)

        monkeypatch.setattr(trees, "rename", rename)
        with pytest.raises(PermissionError):
            trees.swap(new, place, aside)
        assert (place / place.name).exists() and (new / new.name).exists() and not aside.exists()
