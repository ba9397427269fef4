"""Which document a number means."""

import datetime

import pytest

from newsroom.catalogue.naming import read_naming
from reading import catalogue_of


@pytest.mark.parametrize(
    ("text", "key", "year", "issuer", "type_name"),
    [
        ("27-HD/ĐU", "27-hd-du", None, "", "Hướng dẫn"),
        ("27 –HD / đu", "27-hd-du", None, "", "Hướng dẫn"),
        ("Quy định số 101-QĐ/TW", "101-qd-tw", None, "", "Quy định"),
        ("27-HD/ĐU ngày 16/3/2022", "27-hd-du", 2022, "", "Hướng dẫn"),
        ("27-HD/ĐU ngày 16/3/2022 của Đảng ủy phường Bồ Đề", "27-hd-du", 2022, "Đảng ủy phường Bồ Đề", "Hướng dẫn"),
        ("42/2022/NĐCP", "42-2022-nd-cp", None, "", "Nghị định"),
    ],
)
def test_what_frontmatter_may_say(text: str, key: str, year: int | None, issuer: str, type_name: str) -> None:
    naming = read_naming(text)
    assert naming is not None
    assert (naming.symbol.slug, naming.year, naming.issuer, naming.type_name or type_name) == (
        key,
        year,
        issuer,
        type_name,
    )


@pytest.mark.parametrize("text", ["không phải số", "27", "27-HD/ĐU và 28-HD/ĐU", "27-hd-du"])
def test_what_is_no_number(text: str) -> None:
    assert read_naming(text) is None


def test_date_and_issuer_are_those_given_most_often() -> None:
    catalogue, _ = catalogue_of("""
bai-viet/a.md: {body: "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị."}
bai-viet/b.md: {body: "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị."}
bai-viet/c.md: {body: "Chỉ thị số 05-CT/TW ngày 16/5/2016 của BCT."}
""")
    directive = catalogue.directives["van-ban/05-ct-tw/"]
    assert (directive.issuer, directive.date) == ("Bộ Chính trị", datetime.date(2016, 5, 15))


def test_a_page_is_believed_before_posts() -> None:
    catalogue, _ = catalogue_of("""
van-ban/x.md: {symbol: 05-CT/TW, issuer: Bộ Chính trị, date: 15/5/2016, title: Học tập}
bai-viet/a.md: {body: "Chỉ thị số 05-CT/TW ngày 20/5/2016 của Bộ Chính trị."}
""")
    directive = catalogue.directives["van-ban/x/"]
    assert (directive.issuer, directive.subject, str(directive.date)) == ("Bộ Chính trị", "Học tập", "2016-05-15")


def test_a_post_that_names_a_number_in_full_means_that_one_throughout() -> None:
    catalogue, _ = catalogue_of("""
van-ban/cu.md: {symbol: 27-HD/ĐU, date: 10/5/2020}
van-ban/moi.md: {symbol: 27-HD/ĐU, date: 16/3/2022}
bai-viet/a.md: {body: "Nhắc 27-HD/ĐU. Sau đó Hướng dẫn số 27-HD/ĐU ngày 10/5/2020 và 27-HD/ĐU."}
bai-viet/b.md: {body: "Chỉ nhắc 27-HD/ĐU."}
""")
    assert [post.path for post in catalogue.directives["van-ban/cu/"].mentions] == ["bai-viet/a.md"]
    assert catalogue.directives["van-ban/moi/"].mentions == ()
    (first, *_), (bare,) = (post.article.citations for post in catalogue.posts)
    assert catalogue.directive_url(first, catalogue.posts[0]) == "van-ban/cu/"
    assert catalogue.directive_url(bare, catalogue.posts[1]) is None


def test_a_page_goes_by_its_title_and_aliases_too() -> None:
    catalogue, problems = catalogue_of("""
van-ban/x.md: {symbol: 05-CT/TW, title: Học tập và làm theo, aliases: [Chỉ thị 05]}
bai-viet/a.md: {directive: Chỉ thị 05}
bai-viet/b.md: {directive: học tập và làm theo}
""")
    assert problems == ()
    assert len(catalogue.directives["van-ban/x/"].posts) == 2


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("{symbol: 27-HD/ĐU, issuer: đảng ủy phường bồ đề, date: 01/9/2022}", "symbol"),
        ("{symbol: hai mươi bảy}", "symbol"),
    ],
)
def test_pages_that_cannot_be(page: str, field: str) -> None:
    _, (problem,) = catalogue_of(f"""
van-ban/x.md: {{symbol: 27-HD/ĐU, issuer: Đảng ủy phường Bồ Đề, date: 16/3/2022}}
van-ban/y.md: {page}
""")
    assert (problem.path, problem.field, problem.fatal) == ("van-ban/y.md", field, True)


def test_numbers_of_other_kinds_are_no_slips() -> None:
    _, problems = catalogue_of("""
van-ban/x.md: {symbol: 27-HD/ĐU}
bai-viet/a.md: {directive: [27-KH/ĐU, 27-HD/TU, 28-HD/ĐU]}
""")
    assert problems == ()


def test_as_many_namesakes_as_there_are_have_an_address_each() -> None:
    catalogue, _ = catalogue_of("""
van-ban/27-hd-du.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường A, date: 16/3/2022}
van-ban/27-hd-du-2022.md: {symbol: 27-HD/ĐU, issuer: Đảng ủy phường B, date: 17/3/2022}
bai-viet/a.md: {body: "Hướng dẫn số 27-HD/ĐU ngày 18/3/2022 của Đảng ủy phường Gia Thụy."}
bai-viet/b.md: {body: "Hướng dẫn số 27-HD/ĐU của Đảng ủy phường Gia Thụy."}
""")
    assert sorted(catalogue.directives) == [
        "van-ban/27-hd-du-2022-2/", "van-ban/27-hd-du-2022/", "van-ban/27-hd-du/",
    ]  # fmt: skip
