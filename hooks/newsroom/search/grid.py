"""Numbers of posts that stay as they are when another post comes or goes: by day, and within the day by address.

A post has one of the slots of its day, as its address says; only where that is taken does it have the next one.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsroom.search.files import digest

EPOCH = 719163  # 1970-01-01
_FEWEST = 4  # slots of a day: twice as many cost each posting a bit, half as many have more posts make way


class Entry(NamedTuple):
    """A post to be indexed; another `key` says that anything the index tells of it has changed."""

    url: str
    date: datetime.date
    key: str


@dataclass(frozen=True)
class Grid:
    """Days from `first` on, counted as in 1970-01-01 = 0, each with so many slots, a power of two."""

    first: int
    days: int
    slots: int

    @classmethod
    def of(cls, dates: Sequence[datetime.date]) -> "Grid":
        """Whole years, and room for the fullest day."""
        first = datetime.date(min(dates).year, 1, 1).toordinal()
        last = datetime.date(max(dates).year, 12, 31).toordinal()
        fullest = max(Counter(dates).values())
        return cls(first - EPOCH, last + 1 - first, max(_FEWEST, 1 << (fullest - 1).bit_length()))

    def numbers_as(self, other: "Grid") -> bool:
        """Whether a post has the same number in both, whatever the last day is."""
        return (self.first, self.slots) == (other.first, other.slots)

    def numbered(self, entries: Iterable[Entry]) -> list[tuple[int, Entry]]:
        """Entries by number, ascending."""
        found: dict[int, Entry] = {}
        for wish, day, entry in sorted((digest(one.url.encode()), one.date.toordinal(), one) for one in entries):
            begin, slot = (day - EPOCH - self.first) * self.slots, int(wish, 16)
            while (number := begin + slot % self.slots) in found:
                slot += 1
            found[number] = entry
        return sorted(found.items())


def newest_from(dates: Sequence[datetime.date], least: int) -> datetime.date:
    """The day from which posts count as the newest ones: the first of a month, with so many posts after it at least.

    `dates` ascend. Months are taken in groups that usually have as many posts, so that this day moves seldom.
    """
    first, last = (day.year * 12 + day.month - 1 for day in (dates[0], dates[-1]))
    group = 1
    while len(dates) * group < least * (last - first + 1):
        group *= 2
    bound = dates[-least] if len(dates) >= least else dates[0]
    month = (bound.year * 12 + bound.month - 1) // group * group
    return datetime.date(month // 12, month % 12 + 1, 1) if month >= 12 else dates[0]
