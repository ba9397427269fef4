"""Letters as they stand in a PNG: each drawn, filtered and encoded once, to be set side by side in any line.

PNG's filter Up keeps what differs from the row above, deflate then shortens runs. Both know nothing but the letter
itself, as long as a column of paper parts it from the next; letters that touch are encoded together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from newsroom.cards.deflate import Codes, encode, together
from newsroom.cards.fonts import SHADES, glyph, width

_USUAL = " abcdeghiklmnopqrstuvxyàáâãèéêìíòóôõùúăđĩũơưạảấầậắặẹẻẽếềểễệỉịọỏốồổộớờởợụủứừửữựCĐNTHK0123456789"


@dataclass(frozen=True)
class Style:
    """How letters are drawn: `ink` 1 or −1 by the ramp from paper; `above` of the `height` rows are over the line.

    The last row is paper, for the next one is told by what it is more than this.
    """

    weight: str
    size: int
    ink: int
    above: int
    height: int


@dataclass(frozen=True)
class Text:
    """Letters' codes; `total` and `moment` (each byte by its place in rows of `stride`) are for Adler-32."""

    codes: Codes
    width: int
    total: int
    moment: int


@lru_cache(maxsize=512)
def encoded(line: str, style: Style, stride: int) -> Text:
    """The line with a space before and behind, as ink may reach beyond a letter's own width."""
    pieces = _alphabet(style, stride).of(list(_apart(f" {line} ", style.weight, style.size)))
    lefts = list(accumulate((piece.width for piece in pieces), initial=0))
    placed = list(zip(pieces, lefts, strict=False))
    codes = together([(piece.codes, 0, left) for piece, left in placed])
    moment = sum([piece.moment + left * piece.total for piece, left in placed])
    return Text(codes, lefts[-1], sum([piece.total for piece in pieces]), moment)


def _apart(line: str, weight: str, size: int) -> Iterator[str]:
    """Cut wherever one letter's ink ends before its width does and the next one's begins within its own."""
    edges = _edges(weight, size)
    start, closed = 0, False
    for at, char in enumerate(line):
        opens, closes = edges[char]
        if closed and opens and char != " ":
            yield line[start:at]
            start = at
        closed = closes
    yield line[start:]


class _Edges(dict[str, tuple[bool, bool]]):
    """Whether nothing is left of a letter's place, and whether the last column of its place is paper."""

    def __init__(self, weight: str, size: int) -> None:
        super().__init__()
        self._face = (weight, size)

    def __missing__(self, char: str) -> tuple[bool, bool]:
        ink, left, _ = glyph(char, *self._face)
        self[char] = left >= 0, left + ink.shape[1] < width(char, *self._face)
        return self[char]


class _Alphabet:
    """Letters, and groups of them that touch, each encoded when it is first met."""

    def __init__(self, style: Style, stride: int) -> None:
        self._style, self._stride = style, stride
        self._known: dict[str, Text] = {}
        self._learn([char for char in _USUAL if all(_edges(style.weight, style.size)[char])])

    def of(self, pieces: list[str]) -> list[Text]:
        """Each piece's codes."""
        if missing := dict.fromkeys(piece for piece in pieces if piece not in self._known):
            self._learn(list(missing))
        return [self._known[piece] for piece in pieces]

    def _learn(self, pieces: list[str]) -> None:
        """All at once, one below the other, since a call of NumPy takes longer than what it does for one letter."""
        style = self._style
        widths = [width(piece, style.weight, style.size) for piece in pieces]
        shades = np.zeros((len(pieces), style.height, max(widths)), np.int16)
        for piece, wide, canvas in zip(pieces, widths, shades, strict=True):
            _draw(piece, style, canvas[:-1, :wide])
        rows = np.diff(shades * style.ink, axis=1, prepend=np.int16(0)).astype(np.uint8)
        sums = rows.sum(2, dtype=np.int64)
        moments = (rows @ np.arange(max(widths))).sum(1) + sums @ np.arange(style.height) * self._stride
        found = encode(rows.reshape(-1, max(widths))).split(style.height, len(pieces))
        for piece, wide, codes, total, moment in zip(pieces, widths, found, sums.sum(1), moments, strict=True):
            self._known[piece] = Text(codes, wide, int(total), int(moment))


_edges = lru_cache(maxsize=64)(_Edges)
_alphabet = lru_cache(maxsize=64)(_Alphabet)


def _draw(letters: str, style: Style, canvas: NDArray[np.int16]) -> None:
    """Adds shades; what no Vietnamese letter has, ink beyond these rows, is cut."""
    pen = 0
    for char in letters:
        ink, left, top = glyph(char, style.weight, style.size)
        x, y = pen + left, style.above + top
        seen = ink[max(0, -y) : max(0, canvas.shape[0] - y), max(0, -x) : max(0, canvas.shape[1] - x)]
        place = canvas[max(0, y) : max(0, y) + seen.shape[0], max(0, x) : max(0, x) + seen.shape[1]]
        place += seen - (place * seen + SHADES // 2) // (SHADES - 1)  # as two half-clear sheets lie on one another
        pen += width(char, style.weight, style.size)
