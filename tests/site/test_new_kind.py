"""A kind of listing is added in the schema and in the table of kinds: all that shows listings takes it from there."""

import json
from pathlib import Path

import feedparser
import pytest

from changed_copies import build_copy, changed_copy
from small_site import Content, SmallSite, read
from trees import differences

KIND = {
    "hooks/newsroom/frontmatter/schema.py": (
        ("    consent: Text = _field(", '    place: Names = _field((), "Nơi diễn ra", "Nhà văn hóa", "địa điểm")\n'),
        (
            "@dataclass(frozen=True, kw_only=True, eq=False)\nclass AuthorFields",
            "@dataclass(frozen=True, kw_only=True, eq=False)\nclass PlaceFields(PageFields):\n"
            '    """Trang địa điểm trong dia-diem/."""\n\n'
            '    title: Name = _field(..., "Tên địa điểm", "Nhà văn hóa", "tên", "địa điểm")\n'
            '    aliases: Names = _field((), "Tên khác", ["NVH"], "tên khác")\n'
            '    address: Text = _field("", "Địa chỉ", "Phố Hoa", "địa chỉ")\n\n\n',
        ),
    ),
    "hooks/newsroom/kinds.py": (
        ("    PostFields,\n)", "    PlaceFields,\n"),
        (
            "KINDS = (",
            'PLACE = Kind(\n    name="place", title="Địa điểm", folder="dia-diem", fields=PlaceFields,\n'
            '    facts=(("address", "Địa chỉ"), _POSTS, _ALIASES),\n)\n',
        ),
        ("DIRECTIVE)\n", "PLACE, "),
    ),
}
PLACE = "dia-diem/nha-van-hoa/"
PAGES: dict[str, Content] = {
    "dia-diem/nha-van-hoa.md": {"title": "Nhà văn hóa", "address": "Phố Hoa", "aliases": ["NVH"]},
    "huong-dan/index.md": "# Hướng dẫn\n\n<!-- bang-truong: place -->\n",
    "bai-viet/a.md": {"title": "A", "date": "2022-04-01", "place": "Nhà văn hóa"},
    "bai-viet/b.md": {"title": "B", "date": "2022-04-02", "place": ["NVH", "Sân trường"]},
    "bai-viet/c.md": {"title": "C", "date": "2022-04-03"},
}


@pytest.fixture
def site(tmp_path: Path, engine: str) -> SmallSite:
    """A copy of the project that files posts by place, built."""
    site = changed_copy(tmp_path / "trang", engine, KIND)
    site.write(PAGES)
    build_copy(site)
    return site


def test_a_new_kind_is_wherever_the_others_are(site: SmallSite) -> None:
    listing = site.page(PLACE)
    assert listing.titles == ["B", "A"]
    assert listing.all("dd")[:3] == ["Phố Hoa", "2", "NVH"] and "Địa điểm Nhà văn hóa" in listing.text
    assert site.page("dia-diem/").link("Nhà văn hóa").endswith(PLACE)
    assert site.titles("dia-diem/san-truong/") == ["B"]
    feed = feedparser.parse((site.site / PLACE / "feed.xml").read_bytes())
    assert [entry.title for entry in feed.entries] == ["B", "A"]
    for url in ("bai-viet/a/", "chi-bo/chi-bo-truong-thcs-ai-mo/"):
        assert site.page(url).link("Nhà văn hóa").endswith(PLACE), url
    lost = read((site.site / "404.html").read_text(encoding="utf-8"))
    assert lost.link("Địa điểm").endswith("/dia-diem/")
    assert "địa chỉ" in site.page("huong-dan/").text.lower()
    assert json.loads((site.site / "schema/dia-diem.json").read_bytes())["required"] == ["title"]


def test_search_is_narrowed_and_found_by_the_new_kind(site: SmallSite) -> None:
    boxes = [one for tag, one in site.page("tim-kiem/").elements if one.get("data-facet") == "place"]
    assert [(one["data-address"], "Địa điểm" in one["="]) for one in boxes] == [("dia-diem", True)]
    (columns,) = [json.loads(path.read_bytes()) for path in (site.site / "search").glob("*/facets.json")]
    assert columns["place"] == {"names": ["Nhà văn hóa", "Sân trường"], "posts": [0, [0, 1], []]}


def test_an_edit_of_the_new_kind_alone_reaches_everything_that_shows_it(site: SmallSite, tmp_path: Path) -> None:
    site.write({"bai-viet/a.md": {"title": "A", "date": "2022-04-01", "place": "Thư viện"}})
    build_copy(site)
    assert (site.titles(PLACE), site.titles("dia-diem/thu-vien/")) == (["B"], ["A"])
    incremental = tmp_path / "tung-phan"
    site.site.rename(incremental)
    build_copy(site, "--clean")
    assert not differences(incremental, site.site)


def test_few_files_are_touched() -> None:
    assert len(KIND) <= 5
