"""A post is found wherever readers look for it, and nowhere once it is gone."""

import pytest

from conftest import MakeSite

pytestmark = pytest.mark.engine

OLD = """
bai-viet/2021/cu.md: {title: Bài cũ, date: 05/3/2021}
van-ban/27-hd-du.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường Ngọc Lâm, date: 16/3/2022}
"""
NEW = """
bai-viet/2022/04/moi.md: {title: Bài mới, author: Tổ Ngữ văn, cell: Chi bộ Hai, date: 02/4/2022, directive: 27-HD/ĐU,
  campaign: "Tự soi, tự sửa"}
"""
PLACES = {
    "",
    "bai-viet/",
    "chuyen-de/tu-soi-tu-sua/",
    "van-ban/27-hd-du/",
    "chi-bo/chi-bo-hai/",
    "tac-gia/to-ngu-van/",
    "luu-tru/2022/",
    "luu-tru/2022/04/",
}


def test_a_file_dropped_in_shows_in_every_place(make_site: MakeSite) -> None:
    site = make_site(OLD)
    site.build()
    site.build(NEW)
    assert {url for url in site.pages() if "Bài mới" in site.titles(url)} == PLACES
    assert site.titles("") == ["Bài mới", "Bài cũ"]
    assert {"chuyen-de/tu-soi-tu-sua/", "chi-bo/chi-bo-hai/"} <= site.pages()
    assert "Tự soi, tự sửa" in site.page("chuyen-de/").text
    assert "Tháng 4 năm 2022" in site.page("").text


def test_a_post_says_where_it_belongs(make_site: MakeSite) -> None:
    site = make_site(OLD)
    site.build(NEW)
    post = site.page("bai-viet/2022/04/moi/")
    assert post.link("Tổ Ngữ văn") == "../../../../tac-gia/to-ngu-van/"
    assert post.link("Chi bộ Hai") == "../../../../chi-bo/chi-bo-hai/"
    assert post.link("Thứ Bảy, 02/4/2022") == "../../../../luu-tru/2022/04/"
    assert post.link("Hướng dẫn 27-HD/ĐU") == "../../../../van-ban/27-hd-du/"
    assert "Đảng ủy phường Ngọc Lâm, ngày 16 tháng 3 năm 2022" in post.text
    assert post.link("Chuyên đề") and post.link("Trang chủ") == "../../../../"


def test_a_deleted_post_leaves_nothing(make_site: MakeSite) -> None:
    site = make_site(OLD)
    site.build()
    before = site.bytes()
    site.build(NEW)
    (site.docs / "bai-viet/2022/04/moi.md").unlink()
    site.build()
    assert site.bytes() == before


def test_a_renamed_post_leaves_nothing_at_its_old_address(make_site: MakeSite) -> None:
    site = make_site(OLD)
    site.build(NEW)
    (site.docs / "bai-viet/2022/04/moi.md").rename(site.docs / "bai-viet/2022/04/ten-khac.md")
    site.build()
    assert site.pages("bai-viet") == {"bai-viet/", "bai-viet/2021/cu/", "bai-viet/2022/04/ten-khac/"}
    assert not [path for path, content in site.bytes().items() if b"04/moi" in content]


def test_newer_and_older_within_the_campaign(make_site: MakeSite) -> None:
    site = make_site()
    site.build("""
bai-viet/a.md: {date: 01/4/2022, campaign: Một}
bai-viet/b.md: {date: 02/4/2022, campaign: Hai}
bai-viet/c.md: {date: 03/4/2022, campaign: Một}
bai-viet/d.md: {date: 04/4/2022, campaign: Một}
""")
    post = site.page("bai-viet/c/")
    assert post.link("Những tin mới hơn D") == "../../bai-viet/d/"
    assert post.link("Những tin cũ hơn A") == "../../bai-viet/a/"
    assert post.sections == {"Tin liên quan": ["B"]}


def test_every_optional_field_may_be_left_out(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/a.md": {"body": ""}})
    post = site.page("bai-viet/a/")
    assert "Tác giả: Tổ Toán – Tin" in post.text
    assert not post.titles
    assert site.titles("") == ["A"]


def test_a_title_may_stand_in_the_text(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/a.md": {"title": None, "body": "# Tên *bài*\n\nMột đoạn.\n\n## Mục\n"}})
    post = site.page("bai-viet/a/")
    assert site.titles("") == ["Tên bài"]
    assert post.all("h1") == ["Tên bài"]


def test_a_site_without_posts(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    assert "Chưa có bài viết nào" in site.page("").text
    assert site.pages() == {
        "", "bai-viet/", "chuyen-de/", "van-ban/", "chi-bo/", "tac-gia/", "luu-tru/", "thong-ke/", "tim-kiem/",
    }  # fmt: skip


def test_files_that_are_not_content_are_left_alone(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/.obsidian/ghi-chu.md": "---\n", "bai-viet/.a.md": "x", "bai-viet/a.md": {}})
    assert site.pages("bai-viet") == {"bai-viet/", "bai-viet/a/"}
