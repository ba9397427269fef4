"""Pages of a listing: the newest at the listing's own address, older ones numbered from the oldest.

With ten a page, posts 1–10 are page 1 for ever, 11–20 page 2 and so on; the newest page holds the last ten to
nineteen. So a new post changes the newest page alone. The page before it links onward to a number that does not exist
yet; a redirect stands there until it does.
"""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Slice(NamedTuple, Generic[T]):
    """One page: its items newest first; `number` is None for the newest page."""

    number: int | None
    items: tuple[T, ...]
    url: str
    newer: str | None
    older: str | None


def paginate(items: Sequence[T], url: str, size: int) -> tuple[Slice[T], ...]:
    """The pages of a listing at `url`, newest first; `items` are oldest first."""
    full = max(len(items) // size - 1, 0)
    newest = Slice(None, _newest_first(items[full * size :]), url, None, page_url(url, full) if full else None)
    return (newest, *(_full_page(items, url, size, number) for number in range(full, 0, -1)))


def _full_page(items: Sequence[T], url: str, size: int, number: int) -> Slice[T]:
    shown = _newest_first(items[(number - 1) * size : number * size])
    older = page_url(url, number - 1) if number > 1 else None
    return Slice(number, shown, page_url(url, number), page_url(url, number + 1), older)


def page_url(url: str, number: int) -> str:
    """Gives the address of a numbered page: `chuyen-de/x/` → `chuyen-de/x/trang/3/`."""
    return f"{url}trang/{number}/"


def _newest_first(items: Sequence[T]) -> tuple[T, ...]:
    return tuple(items[::-1])
