"""Open Sans as the cards use it: which letters it has, how wide they are, and how far they reach up and down."""

from functools import lru_cache

import numpy as np
import ttf_opensans
from numpy.typing import NDArray
from PIL import ImageFont

from newsroom.vietnamese import nfc

LEADING = 1.28  # of the size, and more where Ẫ below ỹ would touch it
SHADES = 16  # steps between paper and ink: the eye sees no more, and PNG packs them well
_FONTS = {"regular": ttf_opensans.OPENSANS_REGULAR, "semibold": ttf_opensans.OPENSANS_SEMIBOLD,
          "bold": ttf_opensans.OPENSANS_BOLD}  # fmt: skip
_TALL, _DEEP = "ẲẴẨẪỂỄỔỖ", "ỹỵợgyjpq(,"


@lru_cache(maxsize=64)
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Basic layout: NFC text needs no shaping, and so letters are the same with and without libraqm."""
    return ImageFont.truetype(str(_FONTS[weight].path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=512)
def drawable(text: str) -> str:
    """NFC, one space between syllables, without what the font has no shape for (emoji, other scripts)."""
    return " ".join(nfc(text).translate(_shown).split())


class _Shown(dict[int, int | None]):
    """Asks the font once a letter whether it can show it, for `str.translate`."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        self[code] = code if char.isspace() or _has_shape(char) else None
        return self[code]


_shown = _Shown()


def _has_shape(char: str) -> bool:
    """Whether the font draws something else than the box that stands for what is missing."""
    return char.isprintable() and bytes(font("bold", 24).getmask(char)) != _missing()


@lru_cache(maxsize=1)
def _missing() -> bytes:
    return bytes(font("bold", 24).getmask("\uffff"))


class _Widths(dict[str, int]):
    """How far each letter moves the next one; basic layout knows neither kerning nor parts of pixels."""

    def __init__(self, weight: str, size: int) -> None:
        super().__init__()
        self._font = font(weight, size)

    def __missing__(self, char: str) -> int:
        self[char] = int(self._font.getlength(char))
        return self[char]


_widths = lru_cache(maxsize=64)(_Widths)


def width(text: str, weight: str, size: int) -> int:
    """Pixels, exactly those of the text drawn."""
    return sum(map(_widths(weight, size).__getitem__, text))


@lru_cache(maxsize=16_384)
def glyph(char: str, weight: str, size: int) -> tuple[NDArray[np.uint8], int, int]:
    """A letter in shades from 0 to SHADES − 1, cut to its ink, and the ink's place right of the pen and below it."""
    mask, (x, y) = font(weight, size).getmask2(char, "L", anchor="ls")
    grey = np.array(mask, np.uint16).reshape(mask.size[::-1])
    shades = ((grey * (SHADES - 1) + 127) // 255).astype(np.uint8)
    rows, columns = np.flatnonzero(shades.any(1)), np.flatnonzero(shades.any(0))
    if not len(rows):
        return shades[:0, :0], 0, 0
    top, left = int(rows[0]), int(columns[0])
    return shades[top : rows[-1] + 1, left : columns[-1] + 1], int(x) + left, int(y) + top


@lru_cache(maxsize=64)
def reach(weight: str, size: int) -> tuple[int, int]:
    """Rows that Vietnamese letters need above and below the line that they stand on."""
    above = max(-glyph(char, weight, size)[2] for char in _TALL)
    below = max(y + len(ink) for ink, _, y in (glyph(char, weight, size) for char in _DEEP))
    return above, below


@lru_cache(maxsize=64)
def leading(weight: str, size: int) -> int:
    """From line to line: always a row of paper between the marks of one and the dots of the other."""
    return max(round(size * LEADING), sum(reach(weight, size)) + 1)
