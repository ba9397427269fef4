"""Old addresses: what authors may write, where readers are sent, and what is told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import MakeSite
from newsroom.frontmatter.old_addresses import read_old_addresses
from small_site import clock

POST = "bai-viet/2026/a.md"
AT = 1_790_000_000  # in September 2026


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("/bai-viet/2022/cu/", "bai-viet/2022/cu/"),
        ("bai-viet/2022/cu", "bai-viet/2022/cu/"),
        ("bai-viet/2022/cu.md", "bai-viet/2022/cu/"),
        ("docs/bai-viet/2022/cu/index.md", "bai-viet/2022/cu/"),
        ("/bai-viet/2022/cu/index.html", "bai-viet/2022/cu/"),
        ("/tin-tuc/bai-12.html", "tin-tuc/bai-12.html"),
        ("/tin//tuc/", "tin/tuc/"),
        ("/tin-t%E1%BB%A9c/", "tin-tức/"),
        ("\\tin\\cu\\", "tin/cu/"),
        ("/ban-1.2/", "ban-1.2/"),
    ],
)
def test_forms_of_one_address_are_one(make_site: MakeSite, written: str, url: str) -> None:
    site = make_site({POST: {"title": "Bài mới", "redirect_from": written}})
    site.build()
    file = url if url.endswith(".html") else f"{url}index.html"
    html = (site.site / file).read_text(encoding="utf-8")
    target = re.search(r'content="0; url=([^"]*)"', html)
    assert target and (site.site / file).parent.joinpath(target[1]).resolve() == site.site / "bai-viet/2026/a"
    assert '<link rel="canonical" href="https://example.test/bai-viet/2026/a/">' in html
    assert "noindex" not in html and "Bài mới" in html
    assert "/cu" not in (site.site / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("https://truong.test/tin/cu/", "hãy viết: /tin/cu/"),
        ("//truong.test/tin/cu/", "hãy viết: /tin/cu/"),
        ("//[/tin/", "hãy viết: /tin/"),
        ("/?p=123", "hãy bỏ dòng này"),
        ("/tin/cu/?page=2", "hãy viết: /tin/cu/"),
        ("/tin/cu/#muc", "hãy viết: /tin/cu/"),
        ("/", "đây là trang chủ"),
        ("index.html", "đây là trang chủ"),
        ("../cu/", "có “.”"),
        ("/tin/../cu/", "có “.”"),
        ("/tin/%2e%2e/cu/", "có “.”"),
        ("/tin/a:b/", "có “:”"),
        ("/tin/CON/", "trên Windows “CON”"),
        ("/aux.html", "trên Windows “aux”"),
        ("/tin/ke-hoach.pdf", "không chuyển được tệp “.pdf”"),
        ("/tin/Default.aspx", "không chuyển được tệp “.aspx”"),
        (f"/{'a' * 300}/", "dài quá"),
        ({"/cu/": "x"}, "mỗi địa chỉ cũ ghi một dòng"),
        ("/bai-viet/2026/a/", "địa chỉ hiện nay của trang"),
        ("/Bai-viet/2026/A/", "địa chỉ hiện nay của trang"),
        ("/bai-viet/2026/b/", "trang “B”"),
        ("/luu-tru/2022/", "trang “Năm 2022”"),
        ("/bai-viet/2026/cho/", "bài chưa đăng docs/bai-viet/2026/cho.md"),
        ("/404.html", "một tệp mà hệ thống tạo ra"),
        ("/404.html/cu/", "vừa là tệp vừa là thư mục"),
        ("/bai-viet/2026/b.html", ""),
    ],
)
def test_what_cannot_be_is_told_at_its_line(make_site: MakeSite, written: object, said: str) -> None:
    site = make_site(
        {
            POST: {"redirect_from": ["/duoc/", written]},
            "bai-viet/2026/b.md": {},
            "bai-viet/2026/cho.md": {"draft": "true"},
        }
    )
    problems = site.try_build().problems
    if not said:
        assert problems == []
        return
    (line,) = problems
    assert re.match(r"docs/bai-viet/2026/a\.md:\d+: redirect_from: ", line) and said in line


def test_two_claims_and_places_within_files_are_told_once(make_site: MakeSite) -> None:
    site = make_site(
        {
            POST: {"redirect_from": ["/cu/", "/tin/x.html"]},
            "bai-viet/2026/b.md": {"redirect_from": ["/CU/", "/tin/x.html/y/"]},
        }
    )
    first, second = site.try_build().problems
    assert "“/CU/”: docs/bai-viet/2026/a.md cũng ghi địa chỉ cũ này" in first
    assert "“/tin/x.html/y/”: địa chỉ này vừa là tệp vừa là thư mục" in second


def test_a_page_of_a_topic_and_one_that_stands_alone_have_old_addresses_too(make_site: MakeSite) -> None:
    site = make_site(
        {
            POST: {"campaign": "Tự soi, tự sửa"},
            "chuyen-de/tu-soi-tu-sua.md": {"title": "Tự soi, tự sửa", "redirect_from": "/chuyen-de/tu-soi/"},
            "gioi-thieu.md": "---\nredirect_from: [/ve-chung-toi/, /about.html]\n---\n# Giới thiệu\n",
        }
    )
    site.build()
    assert 'url=../../chuyen-de/tu-soi-tu-sua/"' in site.html("chuyen-de/tu-soi/")
    assert 'url=../gioi-thieu/"' in site.html("ve-chung-toi/")
    assert 'url=./gioi-thieu/"' in (site.site / "about.html").read_text(encoding="utf-8")


def test_links_to_an_old_address_lead_right_to_the_new_one(make_site: MakeSite) -> None:
    site = make_site({POST: {"redirect_from": "/cu/"}, "bai-viet/2026/b.md": {"body": "[x](/cu/) [y](../../cu/)\n"}})
    site.build()
    page = site.page("bai-viet/2026/b/")
    assert page.link("x") == page.link("y") == "../../../bai-viet/2026/a/"


def test_a_post_that_is_not_out_sends_nobody_on_and_one_that_is_over_frees_its_address(make_site: MakeSite) -> None:
    over = {"expires": "01/5/2026", "redirect_from": "/cu/"}
    site = make_site({"bai-viet/2026/b.md": over, POST: {"redirect_from": "/bai-viet/2026/b/"}})
    with clock(AT):
        site.build()
    assert not (site.site / "cu").exists()
    assert "url=" in site.html("bai-viet/2026/b/")


def test_an_address_is_taken_away_with_the_line(make_site: MakeSite) -> None:
    site = make_site({POST: {"redirect_from": "/cu/"}})
    site.build()
    site.build({POST: {"redirect_from": "/khac/"}})
    assert not (site.site / "cu").exists() and "url=" in site.html("khac/")


SEGMENT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@given(st.lists(SEGMENT, min_size=1, max_size=4).map("/".join))
def test_whatever_is_taken_stays_in_the_site_and_is_read_again_the_same(written: str) -> None:
    try:
        (url,) = read_old_addresses(written)
    except ValueError:
        return
    assert not url.startswith("/") and ".." not in url.split("/") and read_old_addresses(url) == (url,)
