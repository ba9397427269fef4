"""A built site under real nginx and real Apache below a sub-path: files, headers, old addresses, and in Chromium."""

import gzip
import http.client
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

import real_hosts
from clones import clone, run_task
from edits import photo
from newsroom.hosting.files import HOST_FILES
from newsroom.hosting.headers import FOREVER, NAMED_BY_CONTENT
from newsroom.output.policy import security_headers
from real_hosts import BASE
from small_site import Content, SmallSite

TYPES = {
    ".html": r"text/html; ?charset=utf-8", ".css": r"text/css; ?charset=utf-8",
    ".js": r"(text|application)/javascript.*",
    ".json": "application/json.*", ".xml": "(text|application)/xml.*", ".txt": "text/plain.*", ".jpg": "image/jpeg",
    ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif", ".svg": r"image/svg\+xml.*", ".gz": ".*",
    ".ico": ".*", ".csv": "text/csv.*", ".webmanifest": r"application/manifest\+json.*",
}  # fmt: skip
SECURITY = security_headers("default-src 'none'; ")
COMPRESSED = (".html", ".css", ".js", ".json", ".xml")
TREE: dict[str, Content] = {
    "bai-viet/2026/hop.md": {
        "title": "Họp chi bộ tháng Mười một", "redirect_from": ["/tin-tức/họp cũ/", "/tin/hop.html", "/a(b)+c/"],
        "body": "Đảng viên thảo luận về chuyển đổi số.\n\n![Sân trường](anh.jpg)\n",
    },
    "bai-viet/2026/anh.jpg": photo(3),
    "bai-viet/2026/khac.md": {"title": "Bài khác"},
}  # fmt: skip


def _is(headers: Mapping[str, str], name: str, value: str) -> bool:
    """Of the policy, the beginning and the end, which are the same for all sites."""
    begins, _, ends = value.partition("; ;") if name == "Content-Security-Policy" else (value, "", "")
    found = headers.get(name.lower(), "")
    return found.startswith(begins) and found.endswith(ends) if ends else found == value


@dataclass(frozen=True)
class Host:
    """A server that runs, and the site that it serves."""

    port: int
    site: SmallSite

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by their names in small letters, and body, of a path as a browser would send it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.fixture(scope="module", params=real_hosts.SERVERS)
def host(request: pytest.FixtureRequest, engine: str) -> Iterator[Host]:
    if reason := real_hosts.missing(request.param):
        pytest.skip(reason)
    port = real_hosts.free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = {"gone": ["/bai-viet/2025/da-go/"], "share_cards": True}
        site = SmallSite(Path(folder) / "trang", engine, settings, f"http://127.0.0.1:{port}{BASE}")
        site.build(TREE)
        serve: Any = real_hosts.SERVERS[request.param]
        with serve(site.site, port):
            yield Host(port, site)


def test_every_file_comes_whole_with_its_type_and_headers(host: Host) -> None:
    old = {"tin-tức/họp cũ/index.html", "tin/hop.html", "a(b)+c/index.html"}
    paths = [path for path in host.site.bytes() if path not in {*HOST_FILES, *old}]
    assert len(paths) > 50
    for path in paths:
        status, headers, body = host.get(BASE + quote(path))
        wrong = [name for name, value in SECURITY.items() if not _is(headers, name, value)]
        assert (status, wrong) == (200, []), path
        assert body == (host.site.site / path).read_bytes(), path
        assert re.fullmatch(TYPES[Path(path).suffix], headers["content-type"], re.IGNORECASE), (path, headers)
        kept = FOREVER if re.fullmatch(NAMED_BY_CONTENT, path) else "no-cache"
        assert headers["cache-control"] == kept, path
        assert "strict-transport-security" not in headers and "x-powered-by" not in headers


def test_texts_are_compressed_and_pages_are_asked_for_again_at_no_cost(host: Host) -> None:
    for path in host.site.bytes():
        if path.endswith(COMPRESSED) and (host.site.site / path).stat().st_size > 1000:
            _, headers, body = host.get(BASE + quote(path), **{"Accept-Encoding": "gzip"})
            assert headers.get("content-encoding") == "gzip", path
            assert gzip.decompress(body) == (host.site.site / path).read_bytes()
            assert "accept-encoding" in headers["vary"].lower()
    _, headers, _ = host.get(BASE)
    again, _, body = host.get(BASE, **{"If-None-Match": headers["etag"]})
    assert (again, body) == (304, b"")


@pytest.mark.parametrize(
    "path", ["khong-co/", "khong/co/o/dau", "assets/0123456789/x.js", "assets/anh/", "%C4%91%C3%A2u/"]
)
def test_an_address_that_is_none_has_the_site_s_own_page(host: Host, path: str) -> None:
    status, headers, body = host.get(BASE + path)
    assert status in ((404, 403) if path.endswith("anh/") else (404,))
    assert body == (host.site.site / "404.html").read_bytes() if status == 404 else True
    assert [name for name, value in SECURITY.items() if not _is(headers, name, value)] == []
    assert headers.get("cache-control") in (None, "no-cache")


@pytest.mark.parametrize("name", HOST_FILES)
def test_what_is_for_the_host_is_not_for_readers(host: Host, name: str) -> None:
    assert host.get(BASE + name)[0] in (403, 404)


@pytest.mark.parametrize(
    "old",
    ["tin-tức/họp cũ/", "tin-tức/họp cũ", "tin-tức/họp cũ/index.html", "tin/hop.html", "a(b)+c/"],
)
def test_an_old_address_leads_right_to_the_new_one(host: Host, old: str) -> None:
    status, headers, _ = host.get(BASE + quote(old))
    assert status == 301
    assert headers["location"].removeprefix(f"http://127.0.0.1:{host.port}") == f"{BASE}bai-viet/2026/hop/"


def test_what_is_gone_is_said_to_be(host: Host) -> None:
    status, _, body = host.get(f"{BASE}bai-viet/2025/da-go/")
    assert status == 410 and "Không tìm thấy trang" in body.decode()


@pytest.mark.parametrize("path", [f"{BASE}bai-viet/2026/hop", BASE.removesuffix("/")])
def test_a_folder_without_its_slash_leads_to_the_page(host: Host, path: str) -> None:
    status, headers, _ = host.get(path)
    assert status == 301 and headers["location"].endswith(f"{path}/")


def test_pages_pictures_search_and_the_lost_page_work_in_a_browser(host: Host, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(f"http://127.0.0.1:{host.port}{BASE}")
    page.get_by_role("link", name="Họp chi bộ tháng Mười một").first.click()
    page.wait_for_url("**/bai-viet/2026/hop/")
    assert page.evaluate("[...document.querySelectorAll('.prose img')].every(one => one.complete && one.naturalWidth)")
    page.goto(f"http://127.0.0.1:{host.port}{BASE}tim-kiem/?q=chuyen%20doi%20so")
    page.get_by_role("link", name="Họp chi bộ tháng Mười một").first.wait_for()
    assert wrong == []
    page.goto(f"http://127.0.0.1:{host.port}{BASE}khong/co/")
    assert page.get_by_role("heading", name="Không tìm thấy trang").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "" and len(wrong) <= 2
    page.get_by_role("link", name="Trang chủ").first.click()
    page.wait_for_url(f"**{BASE}")
    context.close()


@pytest.mark.parametrize("name", real_hosts.SERVERS)
def test_a_school_s_site_from_an_empty_clone_to_the_server(name: str, browser: Browser, tmp_path: Path) -> None:
    """init, pack, unpacked on the server: every page that is linked, search, feed, and the page for what is lost."""
    if reason := real_hosts.missing(name):
        pytest.skip(reason)
    port, root = real_hosts.free_port(), clone(tmp_path / "trang")
    address = f"http://127.0.0.1:{port}{BASE}"
    flags = ("--yes", "--name", "Chi bộ trường Tiểu học Sao Mai", "--site-url", address)
    assert run_task(root, "init", *flags).returncode == 0
    draft = next((root / "docs/bai-viet").rglob("*.md"))
    draft.write_text(draft.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    packed = run_task(root, "pack")
    assert packed.returncode == 0, packed.stderr
    with zipfile.ZipFile(root / "pack/trang-tin.zip") as archive:
        archive.extractall(tmp_path / "may-chu")
    serve: Any = real_hosts.SERVERS[name]
    with serve(tmp_path / "may-chu", port):
        context = browser.new_context()
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
        seen, left = set[str](), {address}
        while left:
            url = left.pop()
            seen.add(url)
            page.goto(url)
            assert page.get_by_text("Sao Mai").first.is_visible(), url
            links = page.evaluate("[...document.links].map(one => one.href.split(/[?#]/)[0])")
            left |= {one for one in links if one.startswith(address) and one.endswith("/")} - seen
        assert len(seen) > 12 and wrong == []
        page.goto(f"{address}tim-kiem/?q=trang%20tin%20ra%20mat")
        page.get_by_role("link", name="Trang tin của chi bộ ra mắt").first.wait_for()
        feed = page.request.get(f"{address}feed.xml")
        assert feed.ok and f"{address}bai-viet/" in feed.text() and wrong == []
        assert page.goto(f"{address}khong/co/").status == 404  # type: ignore[union-attr]
        assert page.get_by_role("heading", name="Không tìm thấy trang").first.is_visible()
        context.close()
