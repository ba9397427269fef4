"""How many posts there are: by month, by quarter, and by topics of every kind, of all or of a period."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsroom.articles.pages import Post
from newsroom.catalogue import Catalogue
from newsroom.kinds import Kind
from newsroom.labels import Link, month_link
from newsroom.vietnamese import format_day

QUARTERS = ("I", "II", "III", "IV")
_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0?[1-9]|1[0-2])))?"
    r"|(?:Q(?P<quarter_first>[1-4])|(?P<month_first>0?[1-9]|1[0-2]))/(?P<year_last>\d{4})",
    re.IGNORECASE,
)


class Tally(NamedTuple):
    """So many posts of one thing, and the days of its first and its last post."""

    link: Link
    posts: int
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Period:
    """From `first` to `last` day; `name` is `quý III năm 2026`, `slug` may be a file's name (`2026-q3`)."""

    name: str
    slug: str
    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> str:
        """From when to when, in words."""
        return f"từ ngày {format_day(self.first)} đến ngày {format_day(self.last)}"

    @property
    def before(self) -> "Period":
        """The period before, which is as long: month, quarter or year."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        end = self.first - datetime.timedelta(days=1)
        at = end.year * 12 + end.month - months
        return _period(at // 12, at % 12 + 1, months)

    def holds(self, day: datetime.date) -> bool:
        """Whether a day belongs to it."""
        return self.first <= day <= self.last


def read_period(text: str) -> Period:
    """`2026`, `2026-Q3` or `2026-11`, also `Q3/2026` and `11/2026`. Raises ValueError with a Vietnamese sentence."""
    found = _PERIOD.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}” không phải là một kỳ; hãy viết năm 2026, quý 2026-Q3 hoặc tháng 2026-11")
    year = int(found["year"] or found["year_last"])
    if not 1900 <= year <= 2199:
        raise ValueError(f"năm {year} không hợp lệ; hãy viết đủ bốn chữ số, ví dụ 2026")
    if quarter := found["quarter"] or found["quarter_first"]:
        return _period(year, 3 * int(quarter) - 2, 3)
    if month := found["month"] or found["month_first"]:
        return _period(year, int(month), 1)
    return _period(year, 1, 12)


def _period(year: int, month: int, months: int) -> Period:
    end = month + months - 1
    first, after = datetime.date(year, month, 1), datetime.date(year + end // 12, end % 12 + 1, 1)
    last = after - datetime.timedelta(days=1)
    if months == 12:
        return Period(f"năm {year}", f"{year}", first, last)
    if months == 3:
        return Period(f"quý {QUARTERS[month // 3]} năm {year}", f"{year}-q{month // 3 + 1}", first, last)
    return Period(f"tháng {month} năm {year}", f"{year}-{month:02}", first, last)


def by_month(catalogue: Catalogue, period: Period | None = None) -> tuple[Tally, ...]:
    """Months that have posts, oldest first."""
    months = [(month, posts) for month, posts in sorted(catalogue.months.items()) if _within(month, period)]
    return tuple(_tally(month_link(*month), posts) for month, posts in months)


def _within(month: tuple[int, int], period: Period | None) -> bool:
    return period is None or period.holds(datetime.date(*month, 1))


def by_quarter(months: Sequence[Tally]) -> tuple[Tally, ...]:
    """Adds tallies of months up to quarters, which have no page."""
    quarters: dict[tuple[int, int], list[Tally]] = {}
    for month in months:
        quarters.setdefault((month.first.year, (month.first.month - 1) // 3), []).append(month)
    return tuple(
        Tally(Link(f"Quý {QUARTERS[quarter]} năm {year}", ""), sum(m.posts for m in some), some[0].first, some[-1].last)
        for (year, quarter), some in quarters.items()
    )


def by_topic(catalogue: Catalogue, kind: Kind, period: Period | None = None) -> tuple[Tally, ...]:
    """Topics of a kind that have posts, those with the most first; of equals, by address, which is quick to compare."""
    found = ((topic.link, _of_period(topic.posts, period)) for topic in catalogue.topics[kind.name].values())
    tallies = [_tally(link, posts) for link, posts in found if posts]
    return tuple(sorted(tallies, key=lambda one: (-one.posts, one.link.url)))


def _of_period(posts: Sequence[Post], period: Period | None) -> Sequence[Post]:
    return posts if period is None else [post for post in posts if period.holds(post.fields.date)]


def posts_of(catalogue: Catalogue, period: Period) -> Sequence[Post]:
    """All posts of a period, oldest first."""
    return _of_period(catalogue.posts, period)


def _tally(link: Link, posts: Sequence[Post]) -> Tally:
    return Tally(link, len(posts), posts[0].fields.date, posts[-1].fields.date)


def with_gaps(months: Sequence[Tally], most: int) -> Iterator[tuple[int, int, int]]:
    """(year, month, posts) of the last `most` months up to the newest post, those without posts too, oldest first."""
    known: Mapping[tuple[int, int], int] = Counter({(m.first.year, m.first.month): m.posts for m in months})
    end = months[-1].last.year * 12 + months[-1].last.month - 1
    start = max(end - most + 1, months[0].first.year * 12 + months[0].first.month - 1)
    for at in range(start, end + 1):
        yield at // 12, at % 12 + 1, known[at // 12, at % 12 + 1]
