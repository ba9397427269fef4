"""What must never go out of docs/, whatever posts and folders say: each is told, and stops the build."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import MakeSite
from small_site import SmallSite

pytestmark = pytest.mark.engine

ELSEWHERE = ("javascript://a/%0Aalert(1)", "JavaScript:alert(1)", "data:text/html,x", "mailto:a@b.vn", "//may/a.pdf")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_file_elsewhere_is_on_the_web(make_site: MakeSite, address: str) -> None:
    post, page = {"attachments": [address]}, {"symbol": "27-HD/ĐU", "attachment": address}
    outcome = make_site().try_build({"bai-viet/a.md": post, "van-ban/x.md": page})
    assert outcome.code != 0
    for line, field in zip(outcome.problems, ("attachments", "attachment"), strict=True):
        assert f": {field}: " in line
        assert "https://" in line


def _to_a_file(docs: Path, outer: Path) -> None:
    (docs / "bai-viet/tep.pdf").symlink_to(outer / "tep.pdf")


def _to_a_post(docs: Path, outer: Path) -> None:
    (docs / "bai-viet/tep.md").symlink_to(outer / "tep.md")


def _to_a_folder(docs: Path, outer: Path) -> None:
    (docs / "bai-viet/tep").symlink_to(outer, target_is_directory=True)


def _into_itself(docs: Path, outer: Path) -> None:
    (docs / "bai-viet/tep").symlink_to("..", target_is_directory=True)


def _no_file_at_all(docs: Path, outer: Path) -> None:
    os.mkfifo(docs / "bai-viet/tep.txt")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps links and pipes from those who may not make them")
@pytest.mark.parametrize("lead", [_to_a_file, _to_a_post, _to_a_folder, _into_itself, _no_file_at_all])
def test_links_out_of_docs_are_told(make_site: MakeSite, tmp_path: Path, lead: Callable[[Path, Path], None]) -> None:
    (outer := tmp_path / "ngoai").mkdir()
    for name in ("tep.pdf", "tep.md"):
        (outer / name).write_text("---\ntitle: Riêng\n---\n\nRiêng tư.\n", encoding="utf-8")
    site = make_site()
    site.write("bai-viet/a.md: {}")
    lead(site.docs, outer)
    outcome = site.try_build()
    assert outcome.code != 0
    assert any("tep" in line and "không phải là tệp nằm trong docs/" in line for line in outcome.problems)
    assert not site.site.exists()


def test_a_link_within_docs_is_followed(make_site: MakeSite) -> None:
    site = make_site()
    site.write({"bai-viet/a.md": {"body": "[Kế hoạch](ke-hoach.pdf)"}, "tep/ke-hoach.pdf": b"%PDF-1.4"})
    (site.docs / "bai-viet/ke-hoach.pdf").symlink_to("../tep/ke-hoach.pdf")
    site.build()
    assert site.bytes()["bai-viet/ke-hoach.pdf"] == b"%PDF-1.4"


@pytest.mark.parametrize("ending", ["html", "xhtml", "svgz", "js", "hta", "EXE", "bat"])
def test_what_could_run_is_not_published(make_site: MakeSite, ending: str) -> None:
    name = f"tep.{ending}"
    outcome = make_site().try_build({"bai-viet/a.md": {"body": f"[Tệp]({name})."}, f"bai-viet/{name}": b"<p>"})
    assert outcome.code != 0
    assert name in outcome.problems[0]


@pytest.mark.parametrize("template", ["__init__.py", "home.html", "listing.html", "parts/cards.html", "../post.html"])
def test_a_template_is_one_for_pages(make_site: MakeSite, template: str) -> None:
    outcome = make_site().try_build({"bai-viet/a.md": {"template": template}})
    assert outcome.code != 0
    assert outcome.problems[0].startswith("docs/bai-viet/a.md:5: template: ")


def test_a_name_too_long_for_an_address_is_told(make_site: MakeSite) -> None:
    outcome = make_site().try_build({"bai-viet/a.md": {"author": "Tổ " * 120}})
    assert "author: tên dài quá" in outcome.problems[0]


@pytest.mark.parametrize("field", ["campaign", "author", "directive"])
def test_more_names_than_a_post_can_have_are_told(make_site: MakeSite, field: str) -> None:
    outcome = make_site().try_build({"bai-viet/a.md": {field: [f"{n}-HD/ĐU" for n in range(101)]}})
    assert f"{field}: danh sách có 101 giá trị, quá 100; hãy" in outcome.problems[0]


@pytest.mark.parametrize(("moment", "code"), [("", 0), (" ", 0), ("hôm nay", 1), ("9" * 30, 1)])
def test_a_clock_that_cannot_be_read(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, moment: str, code: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    outcome = make_site().try_build("bai-viet/a.md: {}")
    assert outcome.code == code
    assert ("SOURCE_DATE_EPOCH" in outcome.log) == bool(code)


@pytest.mark.parametrize("share_cards", [False, True])
def test_an_address_of_the_site_cannot_end_an_attribute(tmp_path: Path, engine: str, share_cards: bool) -> None:
    settings = {"share_cards": share_cards}
    site = SmallSite(tmp_path / "trang", engine, settings, site_url='https://vi-du.test/"><script>alert(1)</script>')
    site.build("bai-viet/a.md: {}")
    for url in site.pages():
        assert "<script>alert" not in site.html(url)
    assert "og:image" in site.html("bai-viet/a")  # the site's sign, where no cards are drawn


OWN = (
    "assets/javascripts/reading.js",
    "assets/Stylesheets/news.css",
    "search/search_index.json",
    "schema/bai-viet.json",
)


@pytest.mark.parametrize("path", [*OWN, "search/a.pdf", "schema/bai-viet.json"])
def test_no_file_stands_in_the_place_of_the_sites_own(make_site: MakeSite, path: str) -> None:
    outcome = make_site().try_build({"bai-viet/a.md": {}, path: b"x"})
    assert outcome.code != 0
    assert outcome.problems[0].startswith(f"docs/{path}:1: trùng địa chỉ /{path} với ")


def test_other_files_may_lie_beside_the_sites_own(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/a.md": {"body": "[A](../assets/a.pdf)."}, "assets/a.pdf": b"%PDF", "search/x.md": "# X\n"})
    assert site.bytes()["assets/a.pdf"] == b"%PDF"
    assert "search/x/" in site.pages("search")
