"""Where one block of a sorted table ends and the next begins: at places that the alphabet settles, not the posts.

The room between two texts is halved again and again until what is in it is small enough, and halves that turn out to
be small meet again. So a key that grows has its own block cut in two, and the others stay as they are.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

_LETTERS = " 0123456789abcdefghijklmnopqrstuvwxyz"
_BEYOND = "\x7f"  # letters of other scripts come after it, and are not told apart

_AT_FIRST = {"t": 17, "d": 11, "c": 11, "n": 9, "h": 6, "l": 5, "v": 5, "b": 5, "k": 4, "m": 4, "s": 4, "g": 3, "p": 3,
             "q": 2, "r": 2, "x": 2, "a": 2, "1": 1}  # fmt: skip
_LATER = {" ": 29, "a": 11, "n": 9, "o": 8, "h": 7, "i": 7, "u": 7, "e": 5, "g": 4, "c": 2, "t": 2, "y": 2, "r": 1.5,
          "m": 1.4, "p": 1}  # fmt: skip
_RARE = 0.2
"""How often a letter stands there in Vietnamese: halves that are equally full make blocks that are."""


def _halvings(often: Mapping[str, float]) -> list[float]:
    return list(accumulate([0.0, *(often.get(letter, _RARE) for letter in _LETTERS), _RARE]))


_UP_TO_ALL, _UP_TO_FIRST, _UP_TO_LATER = _halvings(_AT_FIRST | {" ": 30}), _halvings(_AT_FIRST), _halvings(_LATER)


@dataclass(frozen=True)
class Room:
    """All texts that begin with `prefix` and go on with one of the letters from `low` to before `high`.

    With the lowest letter, a space, goes the text that does not go on at all.
    """

    prefix: str = ""
    low: int = 0
    high: int = len(_LETTERS) + 1

    @property
    def start(self) -> str:
        """What no text in it comes before, and all texts of rooms before it do."""
        return self.prefix + (self._letter(self.low) if self.low else "")

    @staticmethod
    def _letter(at: int) -> str:
        return _LETTERS[at] if at < len(_LETTERS) else _BEYOND

    def halves(self) -> "tuple[Room, Room] | None":
        """Two rooms; None for one that holds a single text, or other scripts."""
        if self.high - self.low == 1:
            if self.low == len(_LETTERS) or (self.low == 0 and " " in self.prefix):
                return None
            return Room(self.prefix + _LETTERS[self.low]).halves()
        upto = _UP_TO_LATER if self.prefix.strip(" ") else _UP_TO_ALL
        upto = _UP_TO_FIRST if self.prefix.endswith(" ") else upto
        half = bisect_left(upto, (upto[self.low] + upto[self.high]) / 2, self.low + 1, self.high - 1)
        return Room(self.prefix, self.low, half), Room(self.prefix, half, self.high)


class Span(NamedTuple):
    """What of a table is in one room: where the room begins, and the places of the first record and behind the last."""

    start: str
    first: int
    end: int


@dataclass(frozen=True)
class Records:
    """The records of a table: `key` gives the key of one by its place, `ends` are their sizes added up."""

    key: Callable[[int], str]
    ends: Sequence[int]

    def weight(self, first: int, end: int) -> int:
        """The size of those from `first` to before `end`."""
        return self.ends[end - 1] - (self.ends[first - 1] if first else 0) if first < end else 0

    def cut(self, size: int) -> list[list[Span]]:
        """The rooms of each block."""
        return self._cut(Room(), size, 0, len(self.ends))

    def _cut(self, room: Room, size: int, first: int, end: int) -> list[list[Span]]:
        halves = room.halves() if self.weight(first, end) > size else None
        if not halves:
            return [[Span(room.start, first, end)]] if first < end else []
        middle = first + bisect_left(range(first, end), halves[1].start, key=self.key)
        before, after = self._cut(halves[0], size, first, middle), self._cut(halves[1], size, middle, end)
        return self._joined(before, after, size)

    def _joined(self, before: list[list[Span]], after: list[list[Span]], size: int) -> list[list[Span]]:
        """Blocks of two halves; the two that meet are one where they are small."""
        if before and after and self.weight(before[-1][0].first, after[0][-1].end) <= size:
            return [*before[:-1], before[-1] + after[0], *after[1:]]
        return before + after
