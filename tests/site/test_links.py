"""Every link of the site leads somewhere, under any base path."""

import posixpath
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

import small_site
from conftest import MakeSite
from small_site import PROJECT, Seen, read

pytestmark = pytest.mark.engine

HOST = "https://x.test"


@pytest.fixture(scope="session", params=["/", "/ten/cua-trang/"])
def address(request: pytest.FixtureRequest) -> str:
    """Where the site is published."""
    return f"{HOST}{request.param}"


@pytest.fixture(scope="session")
def pages(address: str, engine: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """Every page of the sample site by its address on the host, and its other files as empty pages."""
    config = tmp_path_factory.mktemp("lien-ket") / "mkdocs.yml"
    config.write_text(
        f"INHERIT: '{PROJECT / 'mkdocs.yml'}'\nsite_url: {address}\ndocs_dir: '{PROJECT / 'docs'}'\n"
        f"hooks: ['{PROJECT / 'hooks/main.py'}']\ntheme: {{custom_dir: '{PROJECT / 'overrides'}'}}\n",
        encoding="utf-8",
    )
    outcome = small_site.build(config, engine)
    assert outcome.code == 0, outcome.log
    return dict(_read(config.parent / "site", address))


def _read(site: Path, address: str) -> list[tuple[str, Seen]]:
    found = []
    for path in sorted(site.rglob("*")):
        url = address + path.relative_to(site).as_posix().removesuffix("index.html")
        if path.suffix == ".html":
            found.append((url, read(path.read_text(encoding="utf-8"))))
        elif path.is_file():
            found.append((url, Seen()))
    return found


def test_every_link_leads_to_a_page_and_a_place_on_it(pages: dict[str, Seen], address: str) -> None:
    dead = []
    for url, page in pages.items():
        for link in page.links:
            target = urlsplit(urljoin(url, link))
            if f"{target.scheme}://{target.netloc}" != HOST:
                continue
            found = pages.get(unquote(f"{HOST}{target.path}"))
            if found is None or (target.fragment and unquote(target.fragment) not in found.ids):
                dead.append((url.removeprefix(address), link))
    assert dead == []


def test_links_are_relative_except_on_the_404_page(pages: dict[str, Seen], address: str) -> None:
    for url, page in pages.items():
        rooted = [link for link in page.links if link.startswith("/")]
        if posixpath.basename(url) in ("404.html", "offline.html"):
            assert rooted and all(link.startswith(urlsplit(address).path) for link in rooted)
        else:
            assert rooted == []


def test_nothing_is_asked_of_another_host(pages: dict[str, Seen]) -> None:
    asking = {"script", "img", "iframe", "source", "video", "audio", "embed", "object"}
    for page in pages.values():
        for tag, attributes in page.elements:
            loads = tag in asking or (tag == "link" and attributes.get("rel") in ("stylesheet", "icon", "preload"))
            address = attributes.get("src") or attributes.get("href") or "" if loads else ""
            assert urlsplit(address).scheme in ("", "data"), address


LINKS = {
    "../b/index.md": "../../../bai-viet/b/",
    "/bai-viet/c.md#muc": "../../../bai-viet/c/#muc",
    "../c.md?x=1": "../../../bai-viet/c/?x=1",
    "../../luu-tru/": "../../../luu-tru/",
    "../../luu-tru/index.md": "../../../luu-tru/",
    "tep%20mot.pdf": "../../../bai-viet/2022/tep%20mot.pdf",
    "#h": "#h",
    "mailto:a@b.test": "mailto:a@b.test",
    "https://b.test/?a=1&b=2": "https://b.test/?a=1&b=2",
    '<https://b.test/"x">': 'https://b.test/"x"',
}


def test_a_link_in_a_text_is_followed_from_any_depth(make_site: MakeSite) -> None:
    site = make_site()
    site.build({
        "bai-viet/2022/a.md": {"body": " ".join(f"[xem]({written})" for written in LINKS) + "\n\n## H\n"},
        "bai-viet/2022/tep mot.pdf": "x",
        "bai-viet/b/index.md": {"body": "[a](../2022/a.md)"},
        "bai-viet/c.md": {"body": "## Mục {#muc}\n\n[trang chủ](../index.md)"},
    })  # fmt: skip
    links = [one["href"] for tag, one in site.page("bai-viet/2022/a/").elements if tag == "a" and one["="] == "xem"]
    assert dict(zip(LINKS, links, strict=True)) == LINKS
    assert site.page("bai-viet/c/").link("trang chủ") == "../../"


@pytest.mark.parametrize("written", ["tep.pdf", "/bai-viet/tep.pdf", "../bai-viet/tep.pdf"])
def test_attachments_can_be_had(make_site: MakeSite, written: str) -> None:
    site = make_site()
    site.build({
        "bai-viet/a.md": {"attachments": [{"path": written, "title": "Kế hoạch"}]}, "bai-viet/tep.pdf": b"%" * 1_234_567
    })  # fmt: skip
    page = site.page("bai-viet/a/")
    assert page.link("PDF Kế hoạch 1,2 MB") == "../../bai-viet/tep.pdf"


def test_an_attachment_elsewhere_can_be_had(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/a.md": {"attachments": [{"path": "https://vi-du.test/x.pdf", "title": "Kế hoạch"}]}})
    assert "https://vi-du.test/x.pdf" in site.page("bai-viet/a/").links
