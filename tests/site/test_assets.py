"""Files beside posts: what a published page names goes out, everything else stays at home and is told."""

import os
import re
from pathlib import Path, PurePosixPath

import pytest

from conftest import MakeSite
from edits import NOON
from making_pictures import as_bytes, corners
from newsroom.bundling import bundles
from newsroom.hosting.files import HOST_FILES
from small_site import PROJECT, SmallSite, Tree, clock

pytestmark = pytest.mark.engine

LEFT = ("index.md~", "desktop.ini", "Thumbs.db", "bai.md.bak", "~$bai.docx", "bai-goc.docx", "ghi-chu-noi-bo.txt")
REMINDED = ("bai.md.bak", "bai-goc.docx", "ghi-chu-noi-bo.txt")


def files(site: SmallSite) -> set[str]:
    """What is published beside pages and what every site has: feeds, schemas, the search index and the like."""
    ours = ("search/", "schema/", "assets/", "sitemap", "feed.", "sw.js", "manifest.webmanifest", "thong-ke/", "robots")
    made = (*ours, *HOST_FILES)
    return {path for path in site.bytes() if not path.startswith(made) and not path.endswith((".html", "feed.xml"))}


def test_what_nobody_names_stays_at_home_and_is_told_once(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/2026/cong/index.md": {}, **{f"bai-viet/2026/cong/{name}": b"x" for name in LEFT}})
    outcome = site.build()
    assert files(site) == set()
    told = [line.partition(":1: ") for line in outcome.problems]
    assert [path for path, _, _ in told] == [f"docs/bai-viet/2026/cong/{name}" for name in sorted(REMINDED)]
    assert {said for _, _, said in told} == {
        "không trang nào nhắc tới tệp này nên tệp không được đăng; hãy đặt liên kết tới tệp, hoặc xoá tệp"
    }


@pytest.mark.parametrize("fields", [{"draft": True}, {"publish_at": "2022-04-20"}, {"expires": "2022-04-10"}])
def test_files_of_posts_that_are_not_shown_are_not_shown_either(make_site: MakeSite, fields: dict[str, object]) -> None:
    body = "Xem [bảng](bang.csv), [ảnh gốc](anh.png).\n"
    post = {**fields, "body": body, "attachments": ["ke-hoach.pdf"]}
    site = make_site({
        "bai-viet/nhap/index.md": post, "bai-viet/nhap/bang.csv": b"a", "bai-viet/nhap/ke-hoach.pdf": b"%PDF",
        "bai-viet/nhap/anh.png": as_bytes(corners(), "PNG"),
    })  # fmt: skip
    with clock(NOON):
        outcome = site.build()
    assert files(site) == set() and outcome.problems == []
    assert not (site.site / "assets/anh").exists()


def test_what_a_page_names_goes_out(make_site: MakeSite) -> None:
    site = make_site({
        "bai-viet/a/index.md": {
            "body": 'Xem [bảng](bang.csv), <a href="ke%20hoach.odt">kế hoạch</a> và [tệp chung](/tai-lieu/mau.xlsx).\n',
            "attachments": [{"path": "bao-cao.pdf", "title": "Báo cáo"}],
        },
        "van-ban/x.md": {"symbol": "27-HD/ĐU", "attachment": "27.pdf"},
        "gioi-thieu.md": "# Giới thiệu\n\n[Sơ đồ](so-do.svgz)\n",
        **dict.fromkeys(
            ["bai-viet/a/bang.csv", "bai-viet/a/ke hoach.odt", "bai-viet/a/bao-cao.pdf", "tai-lieu/mau.xlsx",
             "van-ban/27.pdf", "so-do.svgz"], b"x"),
    })  # fmt: skip
    assert site.build().problems == []
    assert files(site) == {
        "bai-viet/a/bang.csv", "bai-viet/a/ke hoach.odt", "bai-viet/a/bao-cao.pdf", "tai-lieu/mau.xlsx",
        "van-ban/27.pdf", "so-do.svgz",
    }  # fmt: skip


def test_files_directly_under_docs_go_out_as_mkdocs_users_expect(make_site: MakeSite) -> None:
    names = ("CNAME", "robots.txt", "google0123456789.html", "BingSiteAuth.xml")
    site = make_site({**dict.fromkeys(names, b"x"), "Thumbs.db": b"x", "~$bai.docx": b"x", "bai-viet/a.md": {}})
    assert site.build().problems == []
    assert {path for path in site.bytes() if "/" not in path} >= set(names)
    assert not {"Thumbs.db", "~$bai.docx"} & set(site.bytes())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_everybody_may_read_what_is_published_and_nobody_run_it(make_site: MakeSite) -> None:
    tree: Tree = {
        "bai-viet/a/index.md": {"body": "![Sân](anh.png)\n\n[Bảng](bang.csv)\n"}, "bai-viet/a/bang.csv": b"x",
        "bai-viet/a/anh.png": as_bytes(corners(), "PNG"),
    }  # fmt: skip
    site = make_site(tree)
    (site.docs / "bai-viet/a/bang.csv").chmod(0o755)
    site.build()
    modes = {path.relative_to(site.site).as_posix(): oct(path.stat().st_mode & 0o777) for path in _all(site.site)}
    assert set(modes.values()) == {"0o644"}, {path: mode for path, mode in modes.items() if mode != "0o644"}


def _all(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_writing_into_a_source_does_not_change_what_was_published(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a/index.md": {"body": "[Bảng](bang.csv)\n"}, "bai-viet/a/bang.csv": b"1"})
    site.build()
    (site.docs / "bai-viet/a/bang.csv").write_bytes(b"2")
    assert (site.site / "bai-viet/a/bang.csv").read_bytes() == b"1"


def test_readers_do_not_load_what_only_those_who_write_scripts_and_styles_need(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {}})
    site.build()
    published = {path.rpartition("/")[2]: data for path, data in site.bytes().items() if path.endswith((".js", ".css"))}
    sources = {path.name: path.stat().st_size for path in (PROJECT / "overrides/assets").rglob("*.[jc]s*")}
    for bundle, (_, taken) in bundles(PROJECT / "overrides/assets").items():
        sources[PurePosixPath(bundle).name] += sum(sources.pop(PurePosixPath(path).name) for path in taken)
    for name, size in sources.items():
        assert len(published[name]) < size
        assert not re.search(rb"^\s*/[*/]", published[name], re.MULTILINE)


def test_the_search_engine_comes_as_one_file(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {}})
    site.build()
    files = site.bytes()
    scripts = {path.partition("/search/")[2] for path in files if "/javascripts/search/" in path}
    assert scripts == {"engine.js", "facets.js", "nearest.js", "structures.js"}
    assert b"search/engine.js" in files["sw.js"] and b"search/rank.js" not in files["sw.js"]


def test_documents_directly_under_docs_stay_at_home_and_are_told(make_site: MakeSite) -> None:
    names = ("danh-sach.xlsx", "bai-goc.docx", "trang.zip", "index.html.bak")
    site = make_site({**dict.fromkeys([*names, "mau.xlsx"], b"x"), "bai-viet/a.md": {"body": "[mẫu](/mau.xlsx)"}})
    assert [line.partition(":1: ")[0] for line in site.build().problems] == [f"docs/{name}" for name in sorted(names)]
    assert {"mau.xlsx"} == {*names, "mau.xlsx"} & set(site.bytes())


@pytest.mark.parametrize(
    "name",
    [
        *("index (1)", "index - Copy", "index copy 2", "Copy of index", "Bản sao của index", "index - Sao chép"),
        *("index (An's conflicted copy 2026-10-01)", "index-DESKTOP-AB12", "index.sync-conflict-2026", "index.old"),
        *("index.md", "_index", "~index", "INDEX (2)"),
    ],
)
def test_a_copy_beside_a_post_is_no_post_and_told(make_site: MakeSite, name: str) -> None:
    outcome = make_site({"bai-viet/a/index.md": {}, f"bai-viet/a/{name}.md": {"title": "Nháp"}}).try_build()
    (problem,) = outcome.problems
    assert outcome.code == 1 and problem.startswith(f"docs/bai-viet/a/{name}.md:1: ") and "“index.md”" in problem


def test_a_name_like_a_copys_is_fine_where_nothing_was_copied(make_site: MakeSite) -> None:
    names = ("hop (1).md", "so-luoc (2).md", "b-old.md", "_c.md", "ban-sao.md", "hop-2.md", "hop.md", "lop-pc-6a.md")
    tree = {f"bai-viet/{number}/{name}": {"title": name} for number, name in enumerate(names)}
    assert make_site(tree).build().problems == []
    assert make_site({"bai-viet/hop.md": {}, "bai-viet/hop-2.md": {}}, name="khac").build().problems == []


def test_a_page_that_mkdocs_would_leave_out_for_another_is_told(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a/index.md": {}, "bai-viet/a/README.md": {"title": "Khác"}})
    (problem,) = site.try_build().problems
    assert "trùng địa chỉ /bai-viet/a/" in problem
    site.write({"bai-viet/a/README.md": {}})
    (site.docs / "bai-viet/a/index.md").unlink()
    assert site.build().problems == []
