"""Pages of a listing: the newest posts at its own address, older ones on longer pages, numbered from the oldest.

With ten a page, the first page holds the newest ten to nineteen. A numbered page ends after that one of its fiftieth to
seventieth posts whose address has the least check sum. So a post that is put in between changes its own page, and those
after it only until one of them ends where it ended before, mostly at once; if all were of one length, every page after
it would be another. The newest numbered page grows by ten until its end is settled: of ten new posts, nine change the
first page alone.
"""

from collections.abc import Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar
from zlib import crc32

LONGER, LONG = 5, 50
"""A numbered page is at least so many times as long as the first, as long as these are not more than so many posts."""


class Addressed(Protocol):
    """What a listing lists."""

    @property
    def url(self) -> str:
        """Its address under the site's root, which no other has."""


T = TypeVar("T", bound=Addressed)


class Slice(NamedTuple, Generic[T]):
    """One page: its items newest first; `number` is None for the newest page."""

    number: int | None
    items: tuple[T, ...]
    url: str
    newer: str | None
    older: str | None


def paginate(items: Sequence[T], url: str, size: int) -> tuple[Slice[T], ...]:
    """The pages of a listing at `url`, newest first; `items` are oldest first."""
    ends = [0, *_ends(items, size), len(items)]
    urls = [*(page_url(url, number) for number in range(1, len(ends) - 1)), url]
    last = len(urls) - 1
    return tuple(
        Slice(
            number=None if at == last else at + 1,
            items=tuple(items[ends[at] : ends[at + 1]][::-1]),
            url=urls[at],
            newer=None if at == last else urls[at + 1],
            older=urls[at - 1] if at else None,
        )
        for at in range(last, -1, -1)
    )


def lengths(size: int) -> tuple[int, int]:
    """The least and the greatest number of posts on a numbered page whose end is settled, by the first page's least."""
    least = max(size, min(LONGER * size, LONG))
    return least, least * 7 // 5


def _ends(items: Sequence[T], size: int) -> list[int]:
    """How many of the items are older than each numbered page's end: a matter of the items, not of how they came."""
    least, most = lengths(size)
    ends, start = list[int](), 0
    while start + most + size <= len(items):
        choice = range(start + least, start + most + 1)
        start = min(choice, key=lambda end: crc32(items[end - 1].url.encode()))
        ends.append(start)
    growing = ((len(items) - start) // size - 1) * size
    return [*ends, start + growing] if growing > 0 else ends


def page_url(url: str, number: int) -> str:
    """Gives the address of a numbered page: `chuyen-de/x/` → `chuyen-de/x/trang/3/`."""
    return f"{url}trang/{number}/"
