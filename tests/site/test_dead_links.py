"""Links that lead to places, addresses and pages that are not there."""

import re

import pytest

from conftest import MakeSite
from small_site import Content, Outcome, SmallSite

TARGET = "## Mục một\n\n<a id='cho-khac'></a>\n\n## Mục hai {#hai}\n\nCâu[^1].\n\n[^1]: Chú.\n"


def _told(site: SmallSite, body: str) -> list[str]:
    outcome = site.try_build({"bai-viet/2026/a.md": {"body": body}, "bai-viet/2026/b.md": {"body": TARGET}})
    assert outcome.problems or not outcome.code
    return outcome.problems


@pytest.mark.parametrize(
    "target",
    [
        *("b.md#muc-mot", "b.md#cho-khac", "b.md#hai", "b.md#fn:1", "../2026/b/#muc-mot", "/bai-viet/2026/b.md#top"),
        *("b.md#", "#main", "#rieng", "#ri%C3%AAng-t%C6%B0", "../../tim-kiem/#q", "tep.pdf#page=2", "b.md?x=1#hai"),
        *("https://example.test/", "http://example.test/bai-viet/2026/b/#hai", "https://example.test/feed.xml"),
        *("https://example.test/bai-viet/2026/tep.pdf", "https://example.test.vi-du.test/khong-co/", "../feed.xml"),
        "b.md#:~:text=Câu",
    ],
)
def test_what_is_there_is_fine(make_site: MakeSite, target: str) -> None:
    site = make_site({"bai-viet/2026/tep.pdf": "x"})
    assert _told(site, f"## Riêng\n\n<p id='riêng-tư'>x</p>\n\n[x]({target})\n\n[tệp](tep.pdf)\n") == []


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("b.md#muc-mott", "có phải ý bạn là “#muc-mot”?"),
        ("b.md#khong-co", "ở đó có: #muc-mot, #hai, #cho-khac"),
        ("../../luu-tru/index.md#khong-co", "ở đó không có mục nào"),
        ("#cung-khong-co", "ở đó có: #rieng"),
        ("https://example.test/bai-viet/2026/b/#khong-co", "#muc-mot"),
        ("https://example.test/bai-viet/2026/khong-co/", "không dẫn tới đâu"),
        ("htps://vi-du.test", "hãy viết “https://vi-du.test”"),
        ("http:/vi-du.test", "hãy viết “http://vi-du.test”"),
        ("https//vi-du.test", "hãy viết “https://vi-du.test”"),
        ("www.vi-du.test/x", "hãy viết “https://www.vi-du.test/x”"),
        ("banbientap@vi-du.test", "hãy viết “mailto:banbientap@vi-du.test”"),
        ("https://www.example.test/khong-co/", "không dẫn tới đâu"),
        ("http://localhost:8000/bai-viet/2026/b/", "bản xem thử"),
    ],
)
def test_what_is_not_there_is_told_at_its_line(make_site: MakeSite, target: str, hint: str) -> None:
    (line,) = _told(make_site(), f"## Riêng\n\nCâu.\n\n[x]({target})\n")
    assert line.startswith("docs/bai-viet/2026/a.md:12: ") and f"“{target}”" in line and hint in line


@pytest.mark.parametrize(
    ("name", "body", "better"),
    [
        ("a#b.jpg", "![x](a#b.jpg)", "a-b.jpg"),
        ("b#muc-mot.pdf", "[x](b#muc-mot.pdf)", "b-muc-mot.pdf"),
        ("c?d.pdf", "[x](/bai-viet/2026/c?d.pdf)", "c-d.pdf"),
        ("Kế hoạch #2.pdf", "[x](<Kế hoạch #2.pdf>)", "Kế hoạch -2.pdf"),
        ("th#1/e.pdf", "[x](th#1/e.pdf)", "th-1/e.pdf"),
        ("100%.pdf", "[x](100.pdf)", "100-.pdf"),
    ],
)
def test_a_name_that_no_link_can_have_is_not_advised(make_site: MakeSite, name: str, body: str, better: str) -> None:
    told = _told(make_site({f"bai-viet/2026/{name}": "x"}), body)
    (line,) = (line for line in told if line.startswith("docs/bai-viet/2026/a.md:8: "))
    assert f"hãy đổi thành “docs/bai-viet/2026/{better}”" in line and "có phải ý bạn" not in line


@pytest.mark.parametrize("name", ["a#b.pdf", "b?c.pdf"])
def test_a_field_that_names_such_a_file_is_told_as_much(make_site: MakeSite, name: str) -> None:
    files: dict[str, Content] = {
        "bai-viet/a.md": {"image": name, "attachments": [name]},
        f"bai-viet/{name}": "x",
        "bai-viet/a-b.pdf": "x",
    }
    told = [line for line in make_site().try_build(files).problems if "image: " in line or "attachments: " in line]
    assert len(told) == 2
    assert all(f": tên “docs/bai-viet/{name}” có “{name[1]}”, không dùng được" in line for line in told)


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("[x]()", "không ghi địa chỉ"),
        ("[x](#)", "không ghi địa chỉ"),
        ("<a href=''>x</a>", "không ghi địa chỉ"),
        ("[x](<>)", "không ghi địa chỉ"),
        ("![]()", "không ghi tên tệp"),
        ('[x]("https://vi-du.test")', "không ghi địa chỉ"),
        ('![x]("a.jpg")', "không ghi tên tệp"),
        ("[](https://vi-du.test)", "không có chữ nào để bấm"),
        ("![x](data:image/png;base64,iVBORw0KGgo=)", "hãy lưu thành tệp ảnh"),
        ("<img src='data:image/png;base64,iVBORw0KGgo=' alt='x'>", "hãy lưu thành tệp ảnh"),
        ("![x](https://www.youtube.com/watch?v=a)", "là video ở trang khác"),
        ("www.example.test/khong-co", "không dẫn tới đâu"),
        ('<img src="">', "không ghi tên tệp"),
        ("![x](b.md)", "“b.md” là một trang, không phải ảnh"),
        ("![x](/bai-viet/2026/b/)", "là một trang, không phải ảnh"),
        ("![x](b#anh.jpg)", "là một trang, không phải ảnh"),
    ],
)
def test_links_to_nothing_are_told(make_site: MakeSite, body: str, hint: str) -> None:
    (line,) = _told(make_site(), f"Câu.\n\nMột {body} hai.\n")
    assert line.startswith("docs/bai-viet/2026/a.md:10: ") and hint in line


def test_addresses_of_other_sites_are_as_addresses_may_be(make_site: MakeSite) -> None:
    site = make_site(
        {"bai-viet/a.md": {"body": "[a](https://b.test/mot hai) [c](tel:024 38 27) [d](https://b.test/x\ny)"}}
    )
    site.build()
    page = site.page("bai-viet/a/")
    assert [page.link(text) for text in "acd"] == ["https://b.test/mot%20hai", "tel:0243827", "https://b.test/xy"]


def test_links_in_tags_are_told_too(make_site: MakeSite) -> None:
    told = _told(make_site(), "<div><a href='b.md#mot-hai'>x</a> <a href=\"#ba\">y</a></div>\n")
    assert [re.findall("“([^”]*)”", line)[0] for line in told] == ["#ba", "b.md#mot-hai"]


def test_full_addresses_of_the_site_are_links_within(make_site: MakeSite) -> None:
    site = make_site(address="https://example.test/trang/")
    site.build({
        "bai-viet/a.md": {"body": "[b](https://example.test/trang/bai-viet/b/) [ngoài](https://example.test/khac/)\n\n"
                                  "[tệp](https://example.test/trang/bai-viet/tep.pdf)"},
        "bai-viet/b.md": {},
        "bai-viet/tep.pdf": "x",
    })  # fmt: skip
    page = site.page("bai-viet/a/")
    assert (page.link("b"), page.link("ngoài")) == ("../../bai-viet/b/", "https://example.test/khac/")
    assert page.link("tệp") == "../../bai-viet/tep.pdf" and (site.site / "bai-viet/tep.pdf").exists()


def test_a_place_that_goes_is_told_of_pages_that_did_not_change(make_site: MakeSite) -> None:
    site = make_site()
    site.build({
        "bai-viet/a.md": {"body": "[xem](b.md#muc-cu)"},
        "bai-viet/b.md": {"body": "## Mục cũ\n\nThân."},
    })  # fmt: skip
    before = site.bytes()
    outcome = site.try_build({"bai-viet/b.md": {"body": "## Mục mới\n\nThân."}})
    _only(outcome, "docs/bai-viet/a.md:8: ", "b.md#muc-cu", "#muc-moi")
    assert site.bytes() == before
    site.build({"bai-viet/b.md": {"body": "## Khác\n\nThân.\n\n## Mục cũ\n"}})


def _only(outcome: Outcome, *parts: str) -> None:
    (line,) = outcome.problems
    assert all(part in line for part in parts), line


@pytest.mark.parametrize(
    "body", ["## Một {#main}", "<div id='q'>x</div>", '<a name="search-x"></a>', "## Chữ {: #y12 }"]
)
def test_a_place_never_has_a_name_of_the_layout(make_site: MakeSite, body: str) -> None:
    outcome = make_site().try_build({"bai-viet/a.md": {"body": f"Câu.\n\n{body}\n"}})
    _only(outcome, "docs/bai-viet/a.md:10: ", "hãy đặt tên khác")


@pytest.mark.parametrize("body", ["## Một {#x}\n\n## Hai {#x}\n", "## Một\n\n<a id='mot'></a>\n"])
def test_a_name_given_twice_is_told(make_site: MakeSite, body: str) -> None:
    _only(make_site().build({"bai-viet/a.md": {"body": body}}), "2 chỗ")
    assert make_site(name="khac").build({"bai-viet/a.md": {"body": "<a id='x' name='x'></a>\n"}}).problems == []
