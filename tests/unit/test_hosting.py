"""What is said to hosts that cannot be tried here, held against their rules; and what no address may break."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsroom.assets import READABLE
from newsroom.frontmatter.old_addresses import read_old_addresses
from newsroom.hosting.files import HOST_FILES, host_file
from newsroom.hosting.headers import ENCRYPTED, FOREVER, NAMED_BY_CONTENT, Hosting, hosting_of
from newsroom.output.policy import security_headers
from newsroom.redirects import Redirect

SECURITY = tuple(security_headers("default-src 'none'; script-src 'self' 'sha256-a+b/c='").items())
PLAIN = hosting_of("https://truong.test/tin", "assets/0123456789", [Redirect("tin cũ/", "bai-viet/a/")], ["đã-gỡ/"])
HOSTING = replace(PLAIN, headers=(*SECURITY, *PLAIN.headers))


def _file(name: str, hosting: Hosting = HOSTING) -> str:
    return host_file(hosting, name).decode()


def test_headers_are_the_same_for_all_hosts_and_encryption_is_asked_for_where_it_is() -> None:
    wanted = dict((*SECURITY, *ENCRYPTED))
    netlify = dict(line.strip().split(": ", 1) for line in _file("_headers").split("\n/")[0].splitlines()[1:])
    iis = {
        one.attrib["name"]: one.attrib["value"]
        for one in ET.fromstring(_file("web.config")).iter("add")
        if "name" in one.attrib
    }
    apache = dict(re.findall(r'Header always set ([\w-]+) "(.*)"', _file(".htaccess")))
    nginx = dict(re.findall(r'add_header ([\w-]+) "(.*)" always;', _file("nginx.conf")))
    assert netlify == iis == apache == nginx == wanted
    assert "Strict-Transport" not in _file("_headers", hosting_of("http://truong.test/", "assets/x", [], []))


def test_netlify_and_cloudflare_get_rules_of_their_form() -> None:
    """A rule begins at the margin with a path; a host joins two headers of a name, so caching is said once a file."""
    rules = [one.splitlines() for one in re.split(r"\n(?=/)", _file("_headers").rstrip())]
    assert all(rule[0].startswith("/tin/") and all(line.startswith("  ") for line in rule[1:]) for rule in rules)
    assert [FOREVER in "".join(rule) for rule in rules] == [False, *[True] * 6]
    assert _file("_redirects") == "/tin/tin%20c%C5%A9/ /tin/bai-viet/a/ 301\n"
    assert _file("_redirects", hosting_of("", "assets/x", [], [])).startswith("#")


def test_iis_gets_a_file_in_which_nothing_is_set_twice() -> None:
    root = ET.fromstring(_file("web.config"))
    endings = [one.attrib["fileExtension"] for one in root.iter("mimeMap")]
    removed = [one.attrib["fileExtension"] for one in root.iter("remove") if "fileExtension" in one.attrib]
    assert len(set(endings)) == len(endings) and endings == removed
    errors = [one.attrib for one in root.iter("error")]
    assert errors == [{"statusCode": "404", "path": "/tin/404.html", "responseMode": "ExecuteURL"}]
    places = [one.attrib["path"] for one in root.iter("location")]
    assert places == ["assets/0123456789", "assets/anh", "assets/the", "search/old", "search/new", "search/posts"]


IIS = {
    "configuration": "system.webServer location", "location": "system.webServer | path",
    "system.webServer": "defaultDocument directoryBrowse urlCompression httpErrors security staticContent httpProtocol",
    "defaultDocument": "files | enabled", "files": "clear add", "clear": "", "directoryBrowse": "| enabled",
    "urlCompression": "| doStaticCompression", "httpErrors": "remove error | errorMode",
    "error": "| statusCode path responseMode", "security": "requestFiltering",
    "requestFiltering": "| allowDoubleEscaping",
    "staticContent": "remove mimeMap clientCache", "mimeMap": "| fileExtension mimeType",
    "clientCache": "| cacheControlMode cacheControlMaxAge", "httpProtocol": "customHeaders",
    "customHeaders": "remove add", "remove": "| statusCode fileExtension name", "add": "| name value",
}  # fmt: skip
"""Of each element of web.config that is used here what may stand in it, and after a line its attributes."""


def test_iis_gets_no_element_or_attribute_that_it_does_not_know() -> None:
    for element in ET.fromstring(_file("web.config")).iter():
        children, _, attributes = IIS[element.tag].partition("|")
        assert {one.tag for one in element} <= set(children.split()), element.tag
        assert set(element.attrib) <= set(attributes.split()), element.attrib
    names = [one.attrib["name"] for one in ET.fromstring(_file("web.config")).iter("add") if "name" in one.attrib]
    assert len(names) == len(set(names)) > 5


def test_iis_knows_the_type_of_each_file_that_readers_may_be_given() -> None:
    """Those of IIS 7, the oldest that is around, and those that are added."""
    known = "pdf doc docx xls xlsx ppt pptx pps ppsx rtf zip jpg jpeg png gif bmp tif tiff mp3 aac wav mov avi 3gp"
    endings = {one.attrib["fileExtension"] for one in ET.fromstring(_file("web.config")).iter("mimeMap")}
    pieces = re.findall(r"[\w?\[\]]+", READABLE.pattern.replace(r"\.(?:", "|"))
    given = {f".{name}" for piece in pieces for name in sre_strings(piece)}
    assert len(given) > 40 and given <= endings | {f".{one}" for one in known.split()}


def sre_strings(piece: str) -> set[str]:
    """What a piece of an expression can be, whose letters may have a question mark after them or stand in brackets."""
    made = {""}
    for letters, mark in re.findall(r"(\[\w+\]|\w)(\??)", piece):
        made = {one + letter for one in made for letter in (*letters.strip("[]"), *([""] if mark else []))}
    return made


def test_the_root_of_a_site_is_a_path_with_a_slash_at_both_ends() -> None:
    urls = ("https://a.test", "https://a.test/", "https://a.test/x", "https://a.test/x/y/", "", "/")
    assert [hosting_of(url, "", [], []).base for url in urls] == ["/", "/", "/x/", "/x/y/", "/", "/"]


def test_what_is_named_by_its_content_is_told_from_what_is_not() -> None:
    named = (
        "assets/8eb35cc186/javascripts/page.js",
        "assets/anh/f6/f62b4039fe3ae1695e6f-400.avif",
        "assets/the/b/b2d0421e8491340ab3f3.jpg",
        "search/new/n-eosw6g.txt",
        "search/posts/new-0-6qfx.json",
    )
    others = ("index.html", "search/search_index.json", "assets/anh/bieu-trung.svg", "assets/them.css", "feed.xml")
    assert all(re.fullmatch(NAMED_BY_CONTENT, path) for path in named)
    assert not any(re.fullmatch(NAMED_BY_CONTENT, path) for path in others)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20), max_size=3))
def test_no_address_that_is_taken_breaks_out_of_its_line(written: list[str]) -> None:
    """Each file has as many lines and quotes as with a plain address, and XML stays XML."""
    try:
        old = [url for one in written for url in read_old_addresses(one)]
    except ValueError:
        return
    strange = hosting_of("https://truong.test/", "assets/x", [Redirect(url, url) for url in old], old)
    plain = hosting_of("https://truong.test/", "assets/x", [Redirect("a/", "a/")] * len(old), ["a/"] * len(old))
    pages = [url for url in old if url.endswith("/")]
    if len(pages) < len(old):
        return
    for name in HOST_FILES:
        found, wanted = _file(name, strange), _file(name, plain)
        assert found.count("\n") == wanted.count("\n") and len(found.splitlines()) == len(wanted.splitlines())
        assert found.replace("\\\\", "").replace('\\"', "").count('"') == wanted.count('"')
    ET.fromstring(_file("web.config", strange))
