"""The site as a zip: unpacked over what is there it is the site, whole or what has changed since."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changed_copies import changed_copy
from newsroom.hosting.packing import change, digests_of
from small_site import SmallSite
from trees import differences


@pytest.fixture
def project(tmp_path: Path, engine: str) -> SmallSite:
    site = changed_copy(tmp_path / "trang", engine, {})
    site.write({"index.md": "# Trang chủ\n", "bai-viet/2026/a.md": {"title": "Một"}, "bai-viet/2026/b.md": {}})
    return site


def pack(site: SmallSite, *arguments: str) -> str:
    """What the command says."""
    command = [sys.executable, "scripts/pack.py", *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=site.root, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def unpack(site: SmallSite, name: str, server: Path) -> list[str]:
    """As a host's file manager does it, and what was in the zip."""
    with zipfile.ZipFile(site.root / "pack" / name) as archive:
        archive.extractall(server)
        names = archive.namelist()
    gone = site.root / "pack/can-xoa.txt"
    for path in gone.read_text(encoding="utf-8").splitlines() if gone.exists() else []:
        place = server / path
        place.unlink()
        while not any((place := place.parent).iterdir()):
            place.rmdir()
    return names


def test_what_is_unpacked_is_the_site_and_later_only_what_changed_is_needed(project: SmallSite, tmp_path: Path) -> None:
    server = tmp_path / "may-chu"
    pack(project)
    names = unpack(project, "trang-tin.zip", server)
    assert differences(server, project.site) == []
    assert ".htaccess" in names and names.index("404.html") > names.index("feed.xml")
    project.write({"bai-viet/2026/c.md": {"title": "Ba", "date": "2022-05-01"}})
    (project.docs / "bai-viet/2026/b.md").unlink()
    assert "can-xoa.txt" in pack(project, "--since")
    assert not (project.root / "pack/trang-tin.zip").exists()
    changed = unpack(project, "thay-doi.zip", server)
    assert differences(server, project.site) == []
    assert "bai-viet/2026/c/index.html" in changed and "gioi-thieu/index.html" not in changed
    assert len(changed) < len(names) and not any(path.startswith("assets/") for path in changed)
    assert "không có gì thay đổi" in pack(project, "--since")
    assert list((project.root / "pack").iterdir()) == []


def test_a_site_that_is_wrong_is_not_packed(project: SmallSite) -> None:
    project.write({"bai-viet/2026/a.md": {"date": "32/1/2026"}})
    command = [sys.executable, "scripts/pack.py"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and not (project.root / "pack").exists()


PATHS = st.dictionaries(st.sampled_from(("a.html", "b.html", "c.xml", "assets/0123456789/x.js")), st.sampled_from("12"))


@given(PATHS, PATHS)
def test_before_with_the_change_is_now(before: dict[str, str], now: dict[str, str]) -> None:
    found = change(now, before)
    after = {**before, **{path: now[path] for path in found.files}}
    assert {path: digest for path, digest in after.items() if path not in found.gone} == now
    kinds = [0 if path.startswith("assets") else 2 if path.endswith("html") else 1 for path in found.files]
    assert kinds == sorted(kinds)


def test_every_file_counts(tmp_path: Path) -> None:
    (tmp_path / ".htaccess").write_text("x")
    (tmp_path / "ảnh").mkdir()
    (tmp_path / "ảnh/a.txt").write_text("y")
    assert list(digests_of(tmp_path)) == [".htaccess", "ảnh/a.txt"]
