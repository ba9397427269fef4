"""The settings' two colours made into five with which white and gold can be read, whatever the school has chosen."""

from dataclasses import dataclass
from functools import lru_cache

Colour = tuple[int, int, int]
_WHITE: Colour = (255, 255, 255)
_BLACK: Colour = (0, 0, 0)
_LEGIBLE = 4.5  # WCAG AA
_CLEAR = 7.0


@dataclass(frozen=True)
class Palette:
    """Papers (`ground`, `foot`) and inks (`white`, `accent`) as (red, green, blue)."""

    ground: Colour
    foot: Colour
    white: Colour
    accent: Colour

    @staticmethod
    @lru_cache(maxsize=16)
    def of(primary: str, accent: str) -> "Palette":
        """The paper darkened until white is clear on it, then the accent lightened until it can be read."""
        ground = _until(_parse(primary), _BLACK, _WHITE, _CLEAR)
        return Palette(ground, mixed(ground, _BLACK, 0.28), _WHITE, _until(_parse(accent), _WHITE, ground, _LEGIBLE))


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21, as WCAG counts it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _until(colour: Colour, towards: Colour, against: Colour, wanted: float) -> Colour:
    steps = (mixed(colour, towards, step / 20) for step in range(21))
    return next((step for step in steps if contrast(step, against) >= wanted), towards)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        channel / 255 / 12.92 if channel <= 10 else ((channel / 255 + 0.055) / 1.055) ** 2.4 for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parse(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return red, green, blue
