"""What search engines, shares and telephones are told, each held against its schema."""

import datetime
import gzip
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree
from PIL import Image

import small_site
from conftest import MakeSite
from making_pictures import as_bytes, photo_like
from newsroom.output.for_machines import sitemap_outputs
from newsroom.plan import Planned
from newsroom.site_address import fault_of
from newsroom.views import PageView
from newsroom.views.specs import made
from schema_rules import json_ld_faults, manifest_faults, open_graph_faults
from small_site import Content, SmallSite

ROOT = "https://example.test/ten/"
EMBLEM = as_bytes(photo_like(300, 200), "PNG")
POSTS: dict[str, Content] = {
    "bai-viet/a.md": {
        "title": 'Tự soi & "sửa" </script>', "author": ["Ban biên tập", "Đoàn Thị Mẫu"], "updated": "05/4/2022",
        "campaign": "Tự soi, tự sửa", "image": "anh.jpg", "image_caption": "Ảnh",
    },
    "bai-viet/b.md": {"author": "Mẫu Văn Một", "directive": "27-HD/ĐU"},
    "bai-viet/anh.jpg": as_bytes(photo_like(900, 600), "JPEG"),
    "tac-gia/mau-van-mot.md": {"title": "Mẫu Văn Một", "collective": "true"},
    "gioi-thieu.md": "# Giới thiệu\n\nMột trang.\n",
    "logo.png": EMBLEM,
}  # fmt: skip
XSD = Path(__file__).parents[1] / "schemas"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, engine: str) -> SmallSite:
    """With share cards, photos, an emblem; under a path of its host."""
    settings = {"share_cards": True, "emblem": "logo.png"}
    one = SmallSite(tmp_path_factory.mktemp("may-tim-kiem") / "trang", engine, settings, ROOT)
    one.build(POSTS)
    return one


def graph(site: SmallSite, url: str) -> dict[str, Any]:
    """The things that a page tells of, by type."""
    text = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.html(url))
    assert len(text) == 1, url
    return {one["@type"]: one for one in json.loads(text[0])["@graph"]}


def test_every_page_tells_what_its_types_ask_for(site: SmallSite) -> None:
    for url in site.pages():
        if 'http-equiv="refresh"' not in site.html(url):
            for kind, thing in graph(site, url).items():
                assert (url, kind, json_ld_faults(thing)) == (url, kind, [])


def test_an_article_names_people_bodies_dates_and_pictures(site: SmallSite) -> None:
    article = graph(site, "bai-viet/a/")["NewsArticle"]
    assert article["headline"] == 'Tự soi & "sửa" </script>'
    assert [(one["@type"], one["name"]) for one in article["author"]] == [
        ("Organization", "Ban biên tập"), ("Person", "Đoàn Thị Mẫu"),
    ]  # fmt: skip
    assert graph(site, "bai-viet/b/")["NewsArticle"]["author"][0]["@type"] == "Organization"  # its own page says so
    assert (article["datePublished"], article["dateModified"]) == ("2022-04-01", "2022-04-05")
    assert article["publisher"]["name"] == "Chi bộ trường THCS Ái Mộ"
    for address in (*article["image"], article["publisher"]["logo"]["url"]):
        assert address.startswith(ROOT)
        assert (site.site / address.removeprefix(ROOT)).is_file()
    assert len(article["image"]) == 2


def test_breadcrumbs_lead_to_the_page(site: SmallSite) -> None:
    steps = graph(site, "bai-viet/a/")["BreadcrumbList"]["itemListElement"]
    assert [step["item"].removeprefix(ROOT) for step in steps] == [
        "", "chuyen-de/", "chuyen-de/tu-soi-tu-sua/", "bai-viet/a/",
    ]  # fmt: skip
    assert "WebSite" in graph(site, "")


def test_every_page_can_be_shared(site: SmallSite) -> None:
    for url in site.pages():
        if 'http-equiv="refresh"' in site.html(url):
            continue
        head = [(one.get("property", ""), one["content"]) for tag, one in site.page(url).elements if tag == "meta"
                and "content" in one]  # fmt: skip
        assert (url, open_graph_faults(head)) == (url, [])
        canonical = [one["href"] for tag, one in site.page(url).elements if one.get("rel") == "canonical"]
        assert canonical == [ROOT + url]
        assert dict(head)["og:url"] == ROOT + url
        assert (site.site / dict(head)["og:image"].removeprefix(ROOT)).is_file()


def schema(name: str) -> etree.XMLSchema:
    """The rules of the sitemap protocol."""
    return etree.XMLSchema(etree.parse(XSD / f"{name}.xsd"))


def test_the_sitemap_keeps_to_the_protocol(site: SmallSite) -> None:
    data = (site.site / "sitemap.xml").read_bytes()
    assert gzip.decompress((site.site / "sitemap.xml.gz").read_bytes()) == data
    schema("sitemap").assertValid(etree.fromstring(data))
    listed = set(re.findall("<loc>(.*?)</loc>", data.decode()))
    assert listed == {ROOT + url for url in site.pages() if 'http-equiv="refresh"' not in site.html(url)}


def test_many_addresses_are_parted() -> None:
    urls = [f"trang/{n:03}/" for n in range(25)]
    plan = {url: Planned(made(PageView(kind="page", title="T", url=url)), None) for url in urls}
    outputs = {one.path: one.make() for one in sitemap_outputs(plan, ROOT, most=10) if one.make}
    index = etree.fromstring(outputs["sitemap.xml"])
    schema("sitemap-index").assertValid(index)
    names = [loc.text.removeprefix(ROOT) for loc in index.iter("{*}loc")]
    assert names == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    found = []
    for name in names:
        part = etree.fromstring(outputs[name])
        schema("sitemap").assertValid(part)
        found += [loc.text.removeprefix(ROOT) for loc in part.iter("{*}loc")]
    assert found == urls


def test_robots_may_read_and_find_the_sitemap(site: SmallSite) -> None:
    robots = RobotFileParser()
    robots.parse((site.site / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert robots.can_fetch("*", f"{ROOT}bai-viet/a/")
    assert robots.site_maps() == [f"{ROOT}sitemap.xml"]


def test_robots_of_ones_own_stay(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {}, "robots.txt": b"User-agent: *\nDisallow: /\n"})
    site.build()
    assert site.bytes()["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_the_manifest_and_its_icons(site: SmallSite) -> None:
    manifest = json.loads((site.site / "manifest.webmanifest").read_bytes())
    assert manifest_faults(manifest) == []
    assert manifest["short_name"] == "THCS Ái Mộ"
    for icon in manifest["icons"]:
        with Image.open(site.site / icon["src"]) as image:
            assert (image.format, "{}x{}".format(*image.size)) == ("PNG", icon["sizes"])
            assert len(image.convert("RGB").getcolors(maxcolors=1 << 20) or ()) > 2  # the emblem is on it
    page = site.page("bai-viet/a/")
    links = {one["rel"]: one["href"] for tag, one in page.elements if tag == "link"}
    assert links["manifest"] == "../../manifest.webmanifest"
    with Image.open(site.site / "bai-viet/a" / links["apple-touch-icon"]) as image:
        assert image.size == (180, 180)


def test_an_emblem_that_changes_gives_new_icons(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {}, "logo.png": EMBLEM}, emblem="logo.png")
    site.build()
    before = {path for path in site.bytes() if path.startswith("assets/icon/")}
    site.build({"logo.png": as_bytes(photo_like(65, 64), "PNG")})
    after = {path for path in site.bytes() if path.startswith("assets/icon/")}
    assert (len(before), len(after), before & after) == (4, 4, set())
    assert all(any(path in site.html(url) for path in after) for url in ("", "bai-viet/a/"))


def test_an_emblem_that_is_not_there_is_told(make_site: MakeSite) -> None:
    outcome = make_site("bai-viet/a.md: {}", emblem="anh/bieu-trung.png").try_build()
    assert outcome.code != 0
    assert "extra.newsroom.emblem: không có tệp “anh/bieu-trung.png” trong docs/" in outcome.log


def test_without_share_cards_and_emblem_shares_still_have_a_picture(make_site: MakeSite) -> None:
    site = make_site("bai-viet/a.md: {}", share_cards=False)
    site.build()
    for url in ("", "bai-viet/a/", "luu-tru/"):
        found = re.search('property="og:image" content="https://example.test/([^"]*)"', site.html(url))
        assert found
        with Image.open(io.BytesIO(site.bytes()[found[1]])) as image:
            assert image.size == (512, 512)


FAULTS = {
    "": "chưa có địa chỉ", " ": "chưa có địa chỉ", "truong.example.test/tin/": "ví dụ https://truong.example.test/tin/",
    "ftp://a.test/": "thiếu https://", "https:///tin/": "không phải là địa chỉ", "https://a b.test/": "không phải",
    "https://a.test/?x=1": "chỉ ghi https://a.test/", "http://[": "không phải là địa chỉ",
    "https://a.test:99999/": "không phải là địa chỉ",
}  # fmt: skip


@pytest.mark.parametrize(("address", "said"), FAULTS.items())
def test_an_address_that_no_site_can_have(address: str, said: str) -> None:
    assert said in fault_of(address)


@pytest.mark.parametrize("address", ["https://a.test", "http://127.0.0.1:8000/", "https://truong.edu.vn/chi-bo/"])
def test_an_address_that_a_site_can_have(address: str) -> None:
    assert fault_of(address) == ""


def test_an_empty_address_stops_the_build(make_site: MakeSite) -> None:
    outcome = make_site("bai-viet/a.md: {}", address="").try_build()
    assert outcome.code != 0
    assert "mkdocs.yml: site_url: chưa có địa chỉ của trang tin; hãy ghi địa chỉ đầy đủ, ví dụ https://" in outcome.log


@pytest.mark.parametrize(
    ("value", "said"), [("", "chưa có địa chỉ"), ("truong.test/tin", "ví dụ https://truong.test/tin")]
)
def test_a_wrong_variable_is_named(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, value: str, said: str, engine: str
) -> None:
    from adapter.workplace import check

    site = make_site("bai-viet/a.md: {}")
    text = site.config.read_text(encoding="utf-8")
    site.config.write_text(re.sub("(?m)^site_url:.*", "site_url: !ENV [SITE_URL, 'https://a.test/']", text), "utf-8")
    assert small_site.build(site.config, engine).code == 0
    monkeypatch.setenv("SITE_URL", value)
    (problem,) = check(site.config)
    assert problem.fatal and problem.message.startswith("biến môi trường SITE_URL: ")
    assert said in problem.message


def test_dates_of_the_sitemap_are_days(site: SmallSite) -> None:
    found = re.findall("<lastmod>(.*?)</lastmod>", (site.site / "sitemap.xml").read_text(encoding="utf-8"))
    assert datetime.date(2022, 4, 5) in map(datetime.date.fromisoformat, found)
