"""Posts filed: in order, under everything they name."""

from reading import catalogue_of


def test_posts_are_in_order_of_date_then_address() -> None:
    catalogue, _ = catalogue_of("""
bai-viet/c.md: {date: 01/4/2022}
bai-viet/a.md: {date: 02/4/2022}
bai-viet/b.md: {date: 01/4/2022}
""")
    assert [post.path for post in catalogue.posts] == ["bai-viet/b.md", "bai-viet/c.md", "bai-viet/a.md"]


def test_months() -> None:
    catalogue, _ = catalogue_of("""
bai-viet/a.md: {date: 31/12/2021}
bai-viet/b.md: {date: 01/01/2022}
bai-viet/c.md: {date: 31/01/2022}
""")
    assert {month: len(posts) for month, posts in catalogue.months.items()} == {(2021, 12): 1, (2022, 1): 2}


def test_a_campaign_of_ones_own_comes_before_that_of_the_directive() -> None:
    catalogue, _ = catalogue_of("""
van-ban/x.md: {symbol: 27-HD/ĐU, campaign: [Một, Hai]}
bai-viet/a.md: {directive: 27-HD/ĐU}
bai-viet/b.md: {directive: 27-HD/ĐU, campaign: Ba}
bai-viet/c.md: {body: Nhắc 27-HD/ĐU.}
""")
    campaigns = {path: [one.title for one in labels["campaign"]] for path, labels in catalogue.labels.items()}
    assert campaigns == {"bai-viet/a.md": ["Một", "Hai"], "bai-viet/b.md": ["Ba"], "bai-viet/c.md": []}


def test_a_document_carried_out_is_not_also_mentioned() -> None:
    catalogue, _ = catalogue_of("""
bai-viet/a.md: {directive: [27-HD/ĐU, 05-CT/TW], body: "Theo 27-HD/ĐU và 101-QĐ/TW."}
""")
    filed = {url: (len(one.posts), len(one.mentions)) for url, one in catalogue.directives.items()}
    assert filed == {"van-ban/05-ct-tw/": (1, 0), "van-ban/101-qd-tw/": (0, 1), "van-ban/27-hd-du/": (1, 0)}
    assert [one.title for one in catalogue.labels["bai-viet/a.md"]["directive"]] == ["05-CT/TW", "27-HD/ĐU"]


def test_nothing_is_in_an_empty_catalogue() -> None:
    catalogue, problems = catalogue_of("")
    assert (catalogue.posts, dict(catalogue.directives), dict(catalogue.months), problems) == ((), {}, {}, ())
