"""Vietnamese text set so that it always fits: measured letter by letter, shrunk, and shortened at the last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsroom.cards.fonts import drawable, leading, width

ELLIPSIS = "…"
_EVEN = 8  # pixels: lines that differ by less look equally long


@dataclass(frozen=True)
class Fitted:
    """Lines that fit a box, and the font that they fit with."""

    lines: tuple[str, ...]
    weight: str
    size: int

    @property
    def leading(self) -> int:
        return leading(self.weight, self.size)

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    @property
    def width(self) -> int:
        return max((width(line, self.weight, self.size) for line in self.lines), default=0)


@lru_cache(maxsize=512)
def fit(text: str, weight: str, box: tuple[int, int], sizes: tuple[int, ...]) -> Fitted:
    """The first of `sizes` (falling) at which `text` fits the box (width, height); at the last one it is cut."""
    text, (room, height) = drawable(text), box
    for size in sizes:
        most = height // leading(weight, size)
        spared = max(most - 1, 0) * width(" ", weight, size)  # spaces at which lines end
        if width(text, weight, size) - spared <= most * room:
            lines = _lines(text, weight, size, room, most)
            if lines is not None:
                return Fitted(tuple(lines), weight, size)
    return _cut(text, weight, box, sizes[-1])


def _lines(text: str, weight: str, size: int, room: int, most: int) -> list[str] | None:
    """The narrowest setting in as few lines as can be, so that no syllable stands alone; None if they are too many."""
    pieces = list(_pieces(text, weight, size, room))
    widths = [width(piece, weight, size) for piece in pieces]
    space = width(" ", weight, size)
    count = _count(widths, space, room)
    if count > most or max(widths, default=0) > room:
        return None
    low, high = max([sum(widths) // max(count, 1), *widths]), room
    while high - low > _EVEN:
        middle = (low + high) // 2
        low, high = (low, middle) if _count(widths, space, middle) == count else (middle, high)
    return _broken(pieces, widths, space, high)


def _pieces(text: str, weight: str, size: int, room: int) -> Iterator[str]:
    """The syllables; only one that is wider than a line by itself (an address) breaks within."""
    for word in text.split():
        rest = word
        while len(rest) > 1 and width(rest, weight, size) > room:
            most = next(
                most for most in range(len(rest), 0, -1) if most == 1 or width(rest[:most], weight, size) <= room
            )
            yield rest[:most]
            rest = rest[most:]
        yield rest


def _count(widths: Sequence[int], space: int, room: int) -> int:
    """How many lines `_broken` makes."""
    count, used = 0, room
    for wide in widths:
        used += space + wide
        if used > room:
            count, used = count + 1, wide
    return count


def _broken(pieces: Sequence[str], widths: Sequence[int], space: int, room: int) -> list[str]:
    lines: list[str] = []
    used = room
    for piece, wide in zip(pieces, widths, strict=True):
        used += space + wide
        if used > room:
            lines.append(piece)
            used = wide
        else:
            lines[-1] += f" {piece}"
    return lines


def _cut(text: str, weight: str, box: tuple[int, int], size: int) -> Fitted:
    room, height = box
    most = max(1, height // leading(weight, size))
    pieces = list(_pieces(text, weight, size, room))
    lines = _broken(pieces, [width(piece, weight, size) for piece in pieces], width(" ", weight, size), room)
    kept = [_trimmed(line, weight, size, room, "") for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _trimmed(lines[most - 1], weight, size, room, ELLIPSIS)
    return Fitted(tuple(kept), weight, size)


def _trimmed(line: str, weight: str, size: int, room: int, end: str) -> str:
    """The line with `end`, less as many syllables as needed; of a single one, as many letters."""
    while line and width(line + end, weight, size) > room:
        end = ELLIPSIS
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;:–-“(") + end
