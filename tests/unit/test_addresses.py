"""Paths, addresses, and the links between them."""

import posixpath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.addresses import find_target, is_external, relative, url_of

PARTS = st.text(st.sampled_from("abăđ ,-1"), min_size=1, max_size=5).filter(lambda part: part.strip() == part)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".md")
SITE = {
    "index.md": "",
    "bai-viet/2022/a.md": "bai-viet/2022/a/",
    "bai-viet/2022/b/index.md": "bai-viet/2022/b/",
    "bai-viet/2022/b/anh.jpg": "bai-viet/2022/b/anh.jpg",
    "bai-viet/2022/kế hoạch.pdf": "bai-viet/2022/kế hoạch.pdf",
    "gioi-thieu.md": "gioi-thieu/",
}
KNOWN = SITE | {url: url for url in SITE.values()} | {"van-ban/27-hd-du/": "van-ban/27-hd-du/"}


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("README.md", ""),
        ("gioi-thieu.md", "gioi-thieu/"),
        ("bai-viet/a/index.md", "bai-viet/a/"),
        ("bai-viet/a/anh.jpg", "bai-viet/a/anh.jpg"),
        ("bai-viet/indexes.md", "bai-viet/indexes/"),
    ],
)
def test_a_path_is_an_address(path: str, url: str) -> None:
    assert url_of(path) == url


@pytest.mark.parametrize(
    ("target", "path", "url"),
    [
        ("b/index.md", "bai-viet/2022/a.md", "bai-viet/2022/b/"),
        ("../a.md#muc", "bai-viet/2022/b/index.md", "bai-viet/2022/a/#muc"),
        ("/gioi-thieu.md", "bai-viet/2022/a.md", "gioi-thieu/"),
        ("/gioi-thieu/", "bai-viet/2022/a.md", "gioi-thieu/"),
        ("anh.jpg", "bai-viet/2022/b/index.md", "bai-viet/2022/b/anh.jpg"),
        ("k%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "bai-viet/2022/a.md", "bai-viet/2022/kế hoạch.pdf"),
        ("kế hoạch.pdf", "bai-viet/2022/a.md", "bai-viet/2022/kế hoạch.pdf"),
        ("../../index.md", "bai-viet/2022/a.md", ""),
        ("/", "bai-viet/2022/a.md", ""),
        ("../../van-ban/27-hd-du.md", "bai-viet/2022/a.md", "van-ban/27-hd-du/"),
        ("../../../van-ban/27-hd-du/", "bai-viet/2022/a.md", "van-ban/27-hd-du/"),
        ("khong-co.md", "bai-viet/2022/a.md", None),
        ("../../../../etc/passwd", "bai-viet/2022/a.md", None),
        ("Anh.jpg", "bai-viet/2022/b/index.md", None),
    ],
)
def test_where_a_link_leads(target: str, path: str, url: str | None) -> None:
    assert find_target(target, path, KNOWN) == url


@given(st.lists(PATHS, min_size=2, max_size=2))
def test_a_link_written_between_two_files_leads_there(paths: list[str]) -> None:
    source, target = paths
    known = {path: url_of(path) for path in paths}
    written = posixpath.relpath(target, posixpath.dirname(source) or ".")
    assert find_target(written, source, known) == url_of(target)


@given(st.lists(PATHS, min_size=2, max_size=2))
def test_a_browser_follows_a_relative_link_to_its_address(paths: list[str]) -> None:
    start, end = map(url_of, paths)
    host = "https://x.test/ten/"
    assert unquote(urljoin(host + start, relative(end, start))) == host + end


@given(st.text(), PATHS)
def test_whatever_is_written_as_a_link_can_be_looked_up(target: str, path: str) -> None:
    if not is_external(target):
        assert find_target(target, path, {path: url_of(path)}) is None or urlsplit(target)


@pytest.mark.parametrize("target", ["https://a.test", "//a.test/x", "mailto:a@b.test", "tel:024", "http://["])
def test_what_leaves_the_site(target: str) -> None:
    assert is_external(target)
