"""Campaigns, cells and authors: written or made, under one name however it is spelt, in Vietnamese order."""

from conftest import MakeSite


def test_people_are_sorted_by_given_name(make_site: MakeSite) -> None:
    site = make_site()
    site.build({
        "bai-viet/a.md": {"author": ["Lê Văn Đức", "Phạm Thị Ân", "Nguyễn Văn An", "Trần Ánh", "Bùi Thị Dung", "Lê An"]}
    })  # fmt: skip
    people = [name for name in site.page("tac-gia/").all("a") if name.split()[-1] in ("Đức", "Ân", "An", "Ánh", "Dung")]
    assert people == ["Lê An", "Nguyễn Văn An", "Trần Ánh", "Phạm Thị Ân", "Bùi Thị Dung", "Lê Văn Đức"]


def test_cells_are_sorted_by_the_alphabet(make_site: MakeSite) -> None:
    site = make_site()
    cells = ["Chi bộ Đông", "Chi bộ Dân", "Chi bộ Ô", "Chi bộ 10", "Chi bộ 2", "Chi bộ Ơn", "Chi bộ Âu", "Chi bộ An"]
    site.build({f"bai-viet/{number}.md": {"cell": cell} for number, cell in enumerate(cells)})
    assert [link for link in site.page("chi-bo/").all("a") if link in cells] == [
        "Chi bộ 2", "Chi bộ 10", "Chi bộ An", "Chi bộ Âu", "Chi bộ Dân", "Chi bộ Đông", "Chi bộ Ô", "Chi bộ Ơn",
    ]  # fmt: skip


def test_a_campaign_comes_from_the_page_of_the_directive(make_site: MakeSite) -> None:
    site = make_site()
    site.build("""
van-ban/27-hd-du.md: {symbol: 27-HD/ĐU, campaign: "Tự soi, tự sửa"}
bai-viet/a.md: {directive: 27–HD/ĐU}
bai-viet/b.md: {directive: 27-HD/ĐU, campaign: Việc khác}
""")
    assert site.titles("chuyen-de/tu-soi-tu-sua/") == ["A"]
    assert site.titles("chuyen-de/viec-khac/") == ["B"]
    assert site.titles("van-ban/27-hd-du/") == ["B", "A"]


def test_a_written_page_enriches_the_made_one_and_gathers_its_aliases(make_site: MakeSite) -> None:
    site = make_site()
    site.build("""
chi-bo/trung-tam.md: {title: Chi bộ Trường THCS, aliases: [CB trường], address: Phố Hoa, body: Giới thiệu về chi bộ.}
bai-viet/a.md: {cell: CB TRƯỜNG, date: 01/4/2022}
bai-viet/b.md: {cell: chi bộ trường thcs, date: 02/4/2022}
""")
    page = site.page("chi-bo/trung-tam/")
    assert page.titles == ["B", "A"]
    assert "Giới thiệu về chi bộ." in page.body
    assert "Phố Hoa" in page.text
    assert site.pages("chi-bo") == {"chi-bo/", "chi-bo/trung-tam/"}


def test_a_made_page_has_the_commonest_spelling(make_site: MakeSite) -> None:
    site = make_site()
    cells = ("Đảng uỷ phường", "Đảng ủy phường", "ĐẢNG ỦY PHƯỜNG", "Đảng ủy phường")
    site.build({f"bai-viet/{number}.md": {"cell": cell} for number, cell in enumerate(cells)})
    assert site.pages("chi-bo") == {"chi-bo/", "chi-bo/dang-uy-phuong/"}
    page = site.page("chi-bo/dang-uy-phuong/")
    assert page.all("h1") == ["Đảng ủy phường"]
    assert len(page.titles) == 4


def test_an_index_page_keeps_its_own_title_and_text(make_site: MakeSite) -> None:
    site = make_site()
    index = {"title": "Các chuyên đề", "body": "Lời dẫn."}
    site.build({"chuyen-de/index.md": index, "bai-viet/a.md": {"campaign": "Một"}})
    page = site.page("chuyen-de/")
    assert "Lời dẫn." in page.body
    assert page.link("Một").endswith("chuyen-de/mot/")
    assert page.all("h1") == ["Các chuyên đề"]


def test_two_names_with_one_address_are_an_error_naming_both(make_site: MakeSite) -> None:
    site = make_site()
    outcome = site.try_build("""
chuyen-de/tu-soi.md: {title: "Tự soi, tự sửa"}
bai-viet/a.md: {campaign: Tự soi}
""")
    assert outcome.code == 1
    assert [line for line in outcome.problems if "bai-viet/a.md" in line and "chuyen-de/tu-soi.md" in line]


def test_a_name_without_a_letter_is_an_error(make_site: MakeSite) -> None:
    site = make_site()
    outcome = site.try_build({"bai-viet/a.md": {"author": "???"}})
    assert outcome.code == 1
    assert [line.split(": ")[:2] for line in outcome.problems] == [["docs/bai-viet/a.md:2", "author"]]


def test_a_slip_in_the_campaign_of_a_directive_is_told_where_it_stands(make_site: MakeSite) -> None:
    site = make_site()
    outcome = site.try_build("""
chuyen-de/tu-soi.md: {title: "Tự soi, tự sửa"}
van-ban/27.md: {symbol: 27-HD/ĐU, campaign: "Tự soi, tự sữaa"}
bai-viet/a.md: {directive: 27-HD/ĐU}
bai-viet/b.md: {directive: 27-HD/ĐU}
""")
    assert [line.split(": ")[:2] for line in outcome.problems] == [["docs/van-ban/27.md:2", "campaign"]]


def test_the_links_to_neighbours_say_what_they_go_along(make_site: MakeSite) -> None:
    site = make_site({
        "bai-viet/a.md": {"cell": "Chi bộ Một"}, "bai-viet/b.md": {"cell": "Chi bộ Một", "date": "2022-04-02"},
        "bai-viet/c.md": {"campaign": "Tự soi, tự sửa"},
        "bai-viet/d.md": {"campaign": "Tự soi, tự sửa", "date": "2022-04-02"},
    })  # fmt: skip
    site.build()
    assert "Trong chi bộ Một" in site.page("bai-viet/a/").text
    assert "Trong chuyên đề Tự soi, tự sửa" in site.page("bai-viet/c/").text
