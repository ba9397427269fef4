"""Names that some system can't have, and places that can't be read or written: told, never a traceback."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import check
from conftest import MakeSite
from small_site import SmallSite

pytestmark = pytest.mark.engine

ON_THIS_SYSTEM = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
DEVICES = ["con.pdf", "NUL", "aux.tai.pdf", "COM1.pdf", "lpt9/tai.pdf", "prn .pdf"]
UNFIT = ["tai.pdf.", "tai ", "a:b.pdf", "thu muc./tai.pdf", "mau\x1b[31m.pdf", "hai\ndong.pdf", "nguoc\u202efdp.exe"]


@ON_THIS_SYSTEM
@pytest.mark.parametrize("name", [*DEVICES, *UNFIT])
def test_a_name_that_some_system_cannot_have_is_told(make_site: MakeSite, name: str) -> None:
    outcome = make_site().try_build({"bai-viet/a.md": {}, f"bai-viet/{name}": b"x"})
    assert outcome.code != 0
    assert "hãy đổi tên" in outcome.log
    assert all(line.isprintable() for line in outcome.log.splitlines())


@pytest.mark.parametrize("name", ["console.pdf", "aux-2.pdf", "com.pdf", "com10.pdf", "nul-hypothesis/tai.pdf"])
def test_a_name_that_is_like_a_devices_is_a_name(make_site: MakeSite, name: str) -> None:
    site = make_site()
    site.build({"bai-viet/a.md": {"body": f"[Tài liệu]({name})"}, f"bai-viet/{name}": b"%PDF-1.4"})
    assert f"bai-viet/{name}" in site.bytes()


def test_a_long_name_is_a_reminder(make_site: MakeSite) -> None:
    name = "/".join(["muc-dai" * 8] * 4)
    outcome = make_site().try_build({"bai-viet/a.md": {"body": f"[Tệp]({name}.pdf)"}, f"bai-viet/{name}.pdf": b"%PDF"})
    assert outcome.code == 0
    assert "tên ngắn hơn" in outcome.log


@pytest.mark.skipif(sys.platform != "linux", reason="names are letters there")
@pytest.mark.parametrize("ending", ["pdf", "md"])
def test_a_name_that_is_no_utf8_is_told(make_site: MakeSite, ending: str) -> None:
    site = make_site()
    site.write({"bai-viet/a.md": {}})
    Path(os.fsdecode(os.fsencode(site.docs / "bai-viet/t") + b"\xe9." + ending.encode())).write_bytes(b"x")
    outcome = site.try_build()
    assert outcome.code != 0
    assert "hãy đổi tên" in outcome.log
    assert outcome.log.encode()


@pytest.mark.parametrize("field", ["title", "author", "campaign", "cell"])
def test_what_moves_a_terminal_does_not_reach_it(make_site: MakeSite, field: str) -> None:
    tree = {"bai-viet/a.md": {field: "Tổ\x1b]0;x\x07 Toán\x1b[2J"}, "bai-viet/b.md": {"body": "[a](\x1b[2Jb.md)"}}
    outcome = make_site().try_build(tree)
    assert "\x1b" not in outcome.log
    assert "\x07" not in outcome.log


@pytest.fixture
def _closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be opened, by root either, who runs tests in containers."""
    really = os.scandir

    def scandir(path: Any = ".") -> Any:
        if isinstance(path, str) and path.endswith("kin"):
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.usefixtures("_closed")
def test_a_folder_that_may_not_be_read_is_told(make_site: MakeSite) -> None:
    outcome = make_site().try_build({"bai-viet/a.md": {}, "bai-viet/kin/b.md": {}})
    assert outcome.code != 0
    assert outcome.problems[0].startswith("docs/bai-viet/kin:1: ")


@ON_THIS_SYSTEM
@pytest.mark.parametrize("named", ["attachments", "body", "image"])
def test_a_file_that_is_not_there_any_more_is_told(make_site: MakeSite, named: str) -> None:
    fields = {"attachments": ["tai.pdf"], "body": "[Tài liệu](tai.pdf)", "image": "tai.pdf"}
    site = make_site()
    site.write({"bai-viet/a.md": {named: fields[named]}})
    (site.docs / "bai-viet/tai.pdf").symlink_to("khong-co.pdf")
    outcome = site.try_build()
    assert outcome.code != 0
    assert "tai.pdf" in outcome.problems[0]


@pytest.mark.parametrize("emblem", ["khong-co.png", "../mkdocs.yml", "javascript:alert(1)", "a.html", "//may/a.png"])
def test_an_emblem_is_a_picture_of_docs(make_site: MakeSite, emblem: str) -> None:
    outcome = make_site({"a.html": "<p>", "bai-viet/a.md": {}}, emblem=emblem).try_build()
    assert outcome.code != 0
    assert re.search(r"^mkdocs.yml:\d+: extra.newsroom.emblem: ", outcome.log, re.MULTILINE)


@pytest.fixture
def site_without_a_cache(make_site: MakeSite) -> Iterator[SmallSite]:
    """A project in which nothing can be kept."""
    site = make_site({"bai-viet/a.md": {}})
    (site.root / ".cache").write_bytes(b"a file")
    yield site


def test_a_cache_that_cannot_be_written_is_told(
    site_without_a_cache: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = site_without_a_cache.try_build()
    assert outcome.code != 0
    assert "không ghi được vào thư mục" in outcome.log
    assert check.main([str(site_without_a_cache.config)]) == 1
    assert "không ghi được vào thư mục" in capsys.readouterr().out


@pytest.mark.parametrize("settings", ["a: [", "a: b: c", "\t", "nav: *x", "docs_dir: khong-co", "- a", "theme: khong"])
def test_settings_that_cannot_be_read_are_told_by_check(
    make_site: MakeSite, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site()
    site.config.write_text(f"site_name: a\n{settings}\n", encoding="utf-8")
    assert check.main([str(site.config)]) == 1
    assert "mkdocs.yml:" in capsys.readouterr().out


@pytest.mark.parametrize("sign", ["[", "<a "])
def test_a_post_that_asks_for_too_much_is_told_with_the_others(make_site: MakeSite, sign: str) -> None:
    tree = {"bai-viet/a.md": {"body": f"Một.\n\n{sign * 16_000}"}, "bai-viet/b.md": {"body": "[b](khong-co.md)"}}
    outcome = make_site().try_build(tree)
    assert outcome.code != 0
    assert len(outcome.problems) == 2
    assert outcome.problems[0].startswith("docs/bai-viet/a.md:10: bài này cần quá nhiều thời gian")
