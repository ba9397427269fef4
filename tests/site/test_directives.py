"""Documents: what was written to carry one out, what mentions it, and which one a number means."""

import pytest

from conftest import MakeSite

CARRIED_OUT, MENTIONED = "Bài viết thực hiện văn bản", "Bài viết có nhắc đến"


def test_carrying_out_is_told_apart_from_mentioning(make_site: MakeSite) -> None:
    site = make_site()
    site.build("""
bai-viet/a.md: {directive: 27-HD/ĐU, date: 01/4/2022, body: "Hướng dẫn 27-HD/ĐU đã có."}
bai-viet/b.md: {date: 02/4/2022, body: "Theo Hướng dẫn số 27 –HD / ĐU ngày 16/3/2022 của Đảng ủy phường Ngọc Lâm."}
""")
    page = site.page("van-ban/27-hd-du/")
    assert page.sections == {CARRIED_OUT: ["A"], MENTIONED: ["B"]}
    assert "16/3/2022" in page.text and "Đảng ủy phường Ngọc Lâm" in page.text


def test_a_number_that_is_only_mentioned_has_its_page(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/a.md": {"body": "Căn cứ Nghị định số 42/2022/NĐCP và Nghị quyết số 18/2022/NQ- HĐND."}})
    assert site.pages("van-ban") == {"van-ban/", "van-ban/42-2022-nd-cp/", "van-ban/18-2022-nq-hdnd/"}
    assert site.page("van-ban/42-2022-nd-cp/").sections == {MENTIONED: ["A"]}


def test_the_first_mention_is_linked_and_no_other(make_site: MakeSite) -> None:
    site = make_site()
    body = """
## Về Chỉ thị 05-CT/TW

`05-CT/TW` và [xem 05-CT/TW](https://vi-du.test/x), rồi Chỉ thị **05-CT/TW** lần đầu.

Chỉ thị 05-CT/TW lần sau; Hướng dẫn 27‑HD/ĐU.
"""
    site.build({"bai-viet/a.md": {"body": body}})
    cited = [one for _, one in site.page("bai-viet/a/").elements if one.get("class") == "citation"]
    assert [one["href"] for one in cited] == ["../../van-ban/05-ct-tw/", "../../van-ban/27-hd-du/"]
    assert '<strong><a class="citation"' in site.html("bai-viet/a/")


def test_a_document_is_not_linked_on_its_own_page(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"van-ban/x.md": {"symbol": "27-HD/ĐU", "body": "Bản tóm tắt 27-HD/ĐU."}})
    assert "citation" not in site.html("van-ban/x/")


NAMESAKES = """
van-ban/27-hd-du-2020.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường Ngọc Lâm, date: 10/5/2020}
van-ban/27-hd-du-2022.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường Bồ Đề, date: 16/3/2022}
"""


def test_a_number_that_fits_two_documents_is_an_error_that_lists_both(make_site: MakeSite) -> None:
    site = make_site(NAMESAKES)
    outcome = site.try_build({"bai-viet/a.md": {"directive": "27-HD/ĐU"}})
    assert outcome.code == 1
    (line,) = outcome.problems
    assert line.startswith("docs/bai-viet/a.md:")
    assert ": directive: số “27-HD/ĐU” hợp với nhiều văn bản" in line
    for part in ("27-hd-du-2020", "Ngọc Lâm", "10/5/2020", "27-hd-du-2022", "Bồ Đề", "16/3/2022"):
        assert part in line


@pytest.mark.parametrize(
    "said",
    [
        "27-hd-du-2022",
        "27-HD/ĐU ngày 16/3/2022",
        "Hướng dẫn số 27-HD/ĐU ngày 16/3/2022 của Đảng ủy phường Bồ Đề",
        "Hướng dẫn số 27-HD/ĐU của Đảng ủy phường Bồ Đề",
    ],
)
def test_what_the_error_advises_settles_it(make_site: MakeSite, said: str) -> None:
    site = make_site(NAMESAKES)
    site.build({"bai-viet/a.md": {"directive": said}})
    assert site.titles("van-ban/27-hd-du-2022/") == ["A"]
    assert site.titles("van-ban/27-hd-du-2020/") == []


def test_the_advised_name_works_when_it_looks_like_the_number(make_site: MakeSite) -> None:
    site = make_site("""
van-ban/27-hd-du.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường Ngọc Lâm, date: 10/5/2020}
van-ban/27-hd-du-2022.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường Bồ Đề, date: 16/3/2022}
bai-viet/a.md: {directive: 27-hd-du}
""")
    site.build()
    assert site.titles("van-ban/27-hd-du/") == ["A"]


def test_namesakes_without_pages_are_told_apart_by_year(make_site: MakeSite) -> None:
    site = make_site()
    site.build("""
bai-viet/a.md: {date: 01/6/2020, body: "Hướng dẫn số 27-HD/ĐU ngày 10/5/2020 của Đảng ủy phường. Nhắc 27-HD/ĐU."}
bai-viet/b.md: {date: 01/4/2022, body: "Hướng dẫn số 27-HD/ĐU ngày 16/3/2022 của Đảng ủy phường."}
bai-viet/c.md: {date: 01/5/2022, body: "Theo Hướng dẫn 27-HD/ĐU."}
""")
    assert site.page("van-ban/27-hd-du/").sections == {MENTIONED: ["A"]}
    assert site.page("van-ban/27-hd-du-2022/").sections == {MENTIONED: ["C", "B"]}


def test_another_issuer_means_another_document(make_site: MakeSite) -> None:
    site = make_site()
    site.build("""
van-ban/27-hd-du.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường Ngọc Lâm, date: 16/3/2022}
bai-viet/a.md: {body: "Hướng dẫn số 27-HD/ĐU ngày 20/3/2022 của Đảng ủy phường Bồ Đề."}
bai-viet/b.md: {body: "Hướng dẫn số 27-HD/ĐU ngày 16/3/2022 của Đảng ủy phường Ngọc Lâm."}
bai-viet/c.md: {body: "Hướng dẫn số 27-HD/ĐU của Đảng ủy phường Gia Thụy."}
""")
    assert site.page("van-ban/27-hd-du/").sections == {MENTIONED: ["B"]}
    assert not [url for url in site.pages("van-ban") if "none" in url.lower()]
    others = site.pages("van-ban") - {"van-ban/", "van-ban/27-hd-du/"}
    assert sorted(title for url in others for title in site.titles(url)) == ["A", "C"]


def test_a_dated_mention_that_fits_two_pages_makes_no_third(make_site: MakeSite) -> None:
    site = make_site()
    site.build("""
van-ban/x.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường Ngọc Lâm, date: 16/3/2022}
van-ban/y.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường Bồ Đề, date: 20/3/2022}
bai-viet/a.md: {body: "Theo 27-HD/ĐU ngày 20/3/2022."}
""")
    assert site.pages("van-ban") == {"van-ban/", "van-ban/x/", "van-ban/y/"}


def test_a_page_may_not_take_another_numbers_address_unseen(make_site: MakeSite) -> None:
    site = make_site()
    outcome = site.try_build("""
van-ban/05-ct-tw.md: {symbol: 27-HD/ĐU}
bai-viet/a.md: {directive: 05-CT/TW}
""")
    pages = [url for url in site.pages("van-ban") if url != "van-ban/"] if outcome.code == 0 else []
    assert outcome.code == 1 or [site.titles(url) for url in pages if "05-CT/TW" in site.page(url).text] == [["A"]]


def test_a_document_without_subject_goes_by_its_number_and_type(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/a.md": {"directive": "15/QĐ-UBND"}, "bai-viet/b.md": {"directive": "Quy định số 101-QĐ/TW"}})
    headings = {url: site.page(url).text for url in ("van-ban/15-qd-ubnd/", "van-ban/101-qd-tw/")}
    assert "Quyết định 15/QĐ-UBND" in headings["van-ban/15-qd-ubnd/"]
    assert "Quy định 101-QĐ/TW" in headings["van-ban/101-qd-tw/"]


def test_many_mentions_have_a_listing_of_their_own(make_site: MakeSite) -> None:
    site = make_site()
    site.build({f"bai-viet/{n:02}.md": {"body": "Chỉ thị 05-CT/TW.", "date": f"{n:02}/4/2022"} for n in range(1, 13)})
    page = site.page("van-ban/05-ct-tw/")
    assert page.sections[MENTIONED] == [f"{n:02}" for n in range(12, 2, -1)]
    assert page.link("Xem thêm bài có nhắc đến") == "../../van-ban/05-ct-tw/nhac-den/"
    assert len(site.titles("van-ban/05-ct-tw/nhac-den/")) == 12


def test_the_attachment_of_a_document_can_be_had_from_its_page(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"van-ban/x.md": {"symbol": "27-HD/ĐU", "attachment": "27.pdf"}, "van-ban/27.pdf": b"%PDF"})
    assert "../../van-ban/27.pdf" in site.page("van-ban/x/").links


@pytest.mark.parametrize(
    ("number", "slug"),
    [
        ("Nghị quyết 19-2017/NQ-CP", "19-2017-nq-cp"),
        ("66.2/2025/NQ-CP", "66-2-2025-nq-cp"),
        ("812/QĐUB", "812-qd-ub"),
        ("1730/UBND/GPMB", "1730-ubnd-gpmb"),
        ("Nghị định số 28-CP", "28-cp"),
        ("1045/QĐ-TTTP-P3", "1045-qd-tttp-p3"),
        ("Quyết định số 470-QĐNS/TW", "470-qdns-tw"),
    ],
)
def test_odd_numbers_have_pages(make_site: MakeSite, number: str, slug: str) -> None:
    site = make_site()
    outcome = site.build({"bai-viet/a.md": {"directive": number}, "bai-viet/b.md": {"body": f"Theo {number}, họp."}})
    assert outcome.problems == []
    assert site.pages("van-ban") == {"van-ban/", f"van-ban/{slug}/"}
    assert site.page(f"van-ban/{slug}/").sections == {CARRIED_OUT: ["A"], MENTIONED: ["B"]}
    assert site.build({f"van-ban/{slug}.md": {"symbol": number}}).problems == []
    assert site.pages("van-ban") == {"van-ban/", f"van-ban/{slug}/"}
