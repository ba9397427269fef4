"""Vietnamese text set in Open Sans so that it always fits: measured by syllables, shrunk, and shortened at the last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import ttf_opensans
from PIL import ImageFont

from newsroom.vietnamese import nfc

LEADING = 1.28  # of the size: below it the tone marks of Ế and the dots of ộ in the line above touch
ELLIPSIS = "…"
_MEASURE = 100  # size at which syllables are measured, once each
_FONTS = {"regular": ttf_opensans.OPENSANS_REGULAR, "semibold": ttf_opensans.OPENSANS_SEMIBOLD,
          "bold": ttf_opensans.OPENSANS_BOLD}  # fmt: skip


@dataclass(frozen=True)
class Fitted:
    """Lines that fit a box, and the font that they fit with."""

    lines: tuple[str, ...]
    weight: str
    size: int

    @property
    def leading(self) -> int:
        return round(self.size * LEADING)

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


@lru_cache(maxsize=64)
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Basic layout: NFC text needs no shaping, and so letters are the same with and without libraqm."""
    return ImageFont.truetype(str(_FONTS[weight].path), size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """NFC, one space between syllables, without what the font has no shape for (emoji, other scripts)."""
    return " ".join("".join(c for c in nfc(text) if c.isspace() or _has_shape(c)).split())


def fit(text: str, weight: str, box: tuple[int, int], sizes: Sequence[int]) -> Fitted:
    """The first of `sizes` (falling) at which `text` fits the box (width, height); at the last one it is cut."""
    width, height = box
    for size in sizes:
        lines = _lines(drawable(text), weight, size, width)
        fitted = Fitted(tuple(lines), weight, size)
        if fitted.height <= height and _narrow_enough(fitted, width):
            return Fitted(tuple(_balanced(lines, weight, size, width)), weight, size)
    return _cut(text, weight, box, sizes[-1])


def _narrow_enough(fitted: Fitted, width: int) -> bool:
    """Checked with the very font, since what is measured at one size is only nearly so at another."""
    face = font(fitted.weight, fitted.size)
    return all(face.getlength(line) <= width for line in fitted.lines)


def _cut(text: str, weight: str, box: tuple[int, int], size: int) -> Fitted:
    width, height = box
    most = max(1, height // round(size * LEADING))
    lines = _lines(drawable(text), weight, size, width)
    kept = [_trimmed(line, weight, size, width, "") for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _trimmed(lines[most - 1], weight, size, width, ELLIPSIS)
    return Fitted(tuple(kept), weight, size)


def _trimmed(line: str, weight: str, size: int, width: int, end: str) -> str:
    """The line with `end`, less as many syllables as needed; of a single one, as many letters."""
    face = font(weight, size)
    while line and face.getlength(line + end) > width:
        end = ELLIPSIS
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;:–-“(") + end


def _lines(text: str, weight: str, size: int, width: float) -> list[str]:
    """Greedy lines of whole syllables; only what is wider than a line by itself (an address) breaks within."""
    room = width * _MEASURE / size
    space = _width(" ", weight)
    lines: list[str] = []
    used = room
    for piece in (piece for word in text.split() for piece in _pieces(word, weight, room)):
        wide = _width(piece, weight)
        if used + space + wide <= room:
            lines[-1] += f" {piece}"
            used += space + wide
        else:
            lines.append(piece)
            used = wide
    return lines


def _pieces(word: str, weight: str, room: float) -> list[str]:
    if _width(word, weight) <= room:
        return [word]
    most = max(1, int(len(word) * room / _width(word, weight) * 0.8))  # letters differ in width
    return re.findall(f".{{1,{most}}}", word)


def _balanced(lines: list[str], weight: str, size: int, width: int) -> list[str]:
    """The narrowest setting with as many lines, so that no syllable stands alone on the last."""
    text, low, high = " ".join(lines), width * 0.6, float(width)
    best = lines
    for _ in range(5):
        middle = (low + high) / 2
        tried = _lines(text, weight, size, middle)
        low, high = (low, middle) if len(tried) == len(lines) else (middle, high)
        best = tried if len(tried) == len(lines) else best
    return best if " ".join(best) == text else lines


@lru_cache(maxsize=20_000)
def _width(text: str, weight: str) -> float:
    return font(weight, _MEASURE).getlength(text)


@lru_cache(maxsize=4096)
def _has_shape(char: str) -> bool:
    """Whether the font draws something else than the box that stands for what is missing."""
    return char.isprintable() and bytes(font("bold", 24).getmask(char)) != _missing()


@lru_cache(maxsize=1)
def _missing() -> bytes:
    return bytes(font("bold", 24).getmask("\uffff"))
