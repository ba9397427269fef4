"""Letters set side by side on a canvas of sixteen colours; each is drawn once in a size and ink, and then copied."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from newsroom.cards.fonts import SHADES, glyph, width

Canvas = NDArray[np.uint8]


@dataclass(frozen=True)
class Ink:
    """A ramp of the palette: `paper` is the place of what letters stand on, the others run from `first` to `last`."""

    paper: int
    first: int
    last: int


@dataclass(frozen=True)
class Style:
    """How a line is set."""

    weight: str
    size: int
    ink: Ink


def write(canvas: Canvas, line: str, style: Style, left: int, base: int) -> None:
    """Sets a line that stands on the row `base`. Where letters meet, the one of more ink is seen."""
    for char in line:
        shape, x, y = _letter(char, style)
        if shape.size:
            place = canvas[base + y : base + y + shape.shape[0], left + x : left + x + shape.shape[1]]
            np.maximum(place, shape[: place.shape[0], : place.shape[1]], out=place)
        left += width(char, style.weight, style.size)


@lru_cache(maxsize=16_384)
def _letter(char: str, style: Style) -> tuple[Canvas, int, int]:
    """Places in the palette, and where they begin right of the pen and below the line."""
    shades, x, y = glyph(char, style.weight, style.size)
    return _ramp(style.ink)[shades], x, y


@lru_cache(maxsize=16)
def _ramp(ink: Ink) -> NDArray[np.uint8]:
    """The place in the palette of each shade."""
    steps = ink.last - ink.first + 1
    levels = (np.arange(SHADES) * steps + (SHADES - 1) // 2) // (SHADES - 1)
    return np.where(levels == 0, ink.paper, ink.first - 1 + levels).astype(np.uint8)
