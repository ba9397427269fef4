"""The page of figures: charts of posts by month, quarter and topics, each with a table of the same."""

from collections import Counter
from collections.abc import Iterator, Sequence

from newsroom.catalogue import Catalogue
from newsroom.kinds import KINDS
from newsroom.labels import HOME, Link, month_link
from newsroom.statistics import QUARTERS, Tally, by_month, by_topic, with_gaps
from newsroom.vietnamese import slug
from newsroom.views import Bar, Chart, StatisticsView

STATISTICS = "thong-ke/"
TABLE = f"{STATISTICS}thong-ke.csv"
MONTHS = 24  # that a phone has room for side by side; the table to download has all
TOPICS = 20


def statistics_view(catalogue: Catalogue) -> StatisticsView:
    """Makes the view of the statistics of all posts."""
    months, posts = by_month(catalogue), catalogue.posts
    return StatisticsView(
        kind="statistics",
        title="Thống kê",
        url=STATISTICS,
        description="Số bài viết theo tháng, quý, chuyên đề, chi bộ, tác giả và văn bản.",
        breadcrumbs=(HOME,),
        posts=len(posts),
        first=posts[0].fields.date if posts else None,
        last=posts[-1].fields.date if posts else None,
        charts=tuple(_charts(catalogue, months)) if posts else (),
        table=TABLE,
    )


def _charts(catalogue: Catalogue, months: Sequence[Tally]) -> Iterator[Chart]:
    shown = list(with_gaps(months, MONTHS))
    bars = tuple(Bar(f"{month}/{year}", month_link(year, month), posts) for year, month, posts in shown)
    yield _chart("Tháng", bars, in_time=True)
    yield _chart("Quý", _quarters(shown), in_time=True)
    for kind in KINDS:
        if tallies := by_topic(catalogue, kind):
            bars = tuple(Bar(one.link.title, one.link, one.posts) for one in tallies[:TOPICS])
            yield _chart(kind.title, bars, more=max(len(tallies) - TOPICS, 0))


def _quarters(months: Sequence[tuple[int, int, int]]) -> tuple[Bar, ...]:
    """Gives whole quarters; the oldest may have begun before the months, and is left out then."""
    counts: Counter[tuple[int, int]] = Counter()
    for year, month, posts in months:
        counts[year, (month - 1) // 3] += posts
    if len(months) == MONTHS and months[0][1] % 3 != 1:
        del counts[months[0][0], (months[0][1] - 1) // 3]
    return tuple(
        Bar(f"{QUARTERS[quarter]}/{year}", Link(f"Quý {QUARTERS[quarter]} năm {year}", ""), posts)
        for (year, quarter), posts in counts.items()
    )


def _chart(column: str, bars: tuple[Bar, ...], *, in_time: bool = False, more: int = 0) -> Chart:
    most = max(bars, key=lambda bar: bar.posts)
    said = f"Nhiều nhất: {most.link.title}, {most.posts} bài."
    title = f"Theo {column[0].lower()}{column[1:]}"
    return Chart(f"figures-{slug(column)}", title, column, bars, most.posts, said, in_time, more)
