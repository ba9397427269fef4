"""A share picture of 1200×630: cell, title, site and date on the party's red, or over the photo."""

from functools import lru_cache

import numpy as np

from newsroom.cards.card import SIZE, ShareCard
from newsroom.cards.layout import BAR, FOOT, RULE, Part, lay_out
from newsroom.cards.letters import Canvas, Ink, Style, write
from newsroom.cards.palette import Colour, Palette, mixed
from newsroom.cards.photo_card import draw_over
from newsroom.cards.png import png

_TITLE, _CELL = Ink(0, 1, 6), Ink(0, 7, 9)
_SITE, _DATE = Ink(10, 11, 13), Ink(10, 14, 15)


def draw_card(card: ShareCard) -> bytes:
    """PNG without a photo, JPEG with one; the same bytes for the same card. Raises PhotoError for a bad photo."""
    palette, layout = Palette.of(*card.colours), lay_out(card)
    if card.photo:
        return draw_over(card.photo, layout, palette)
    canvas = _sheet()
    np.copyto(canvas, _ground())
    for part, ink in ((layout.cell, _CELL), (layout.title, _TITLE), (layout.site, _SITE), (layout.date, _DATE)):
        _set(canvas, part, ink)
    return png(canvas, _colour_table(palette))


def _set(canvas: Canvas, part: Part, ink: Ink) -> None:
    style = Style(part.text.weight, part.text.size, ink)
    for base, line in zip(part.bases, part.text.lines, strict=True):
        write(canvas, line, style, part.x, base)


@lru_cache(maxsize=1)
def _sheet() -> Canvas:
    """One sheet for all cards: memory that is new to the process takes longer to get than to fill."""
    return np.empty_like(_ground())


@lru_cache(maxsize=1)
def _ground() -> Canvas:
    """A card without text."""
    canvas = np.full((SIZE[1], SIZE[0]), _TITLE.paper, np.uint8)
    canvas[:BAR] = canvas[FOOT : FOOT + RULE] = _CELL.last
    canvas[FOOT + RULE :] = _SITE.paper
    return canvas


@lru_cache(maxsize=4)
def _colour_table(palette: Palette) -> bytes:
    """Gives for each paper its own colour, then the steps from it to white, and those to the accent."""
    papers = ((palette.ground, _TITLE, _CELL), (palette.foot, _SITE, _DATE))
    found = [colour for paper, *inks in papers for colour in _colours(paper, palette, *inks)]
    return bytes(channel for colour in found for channel in colour)


def _colours(paper: Colour, palette: Palette, white: Ink, accent: Ink) -> list[Colour]:
    steps = [(colour, ink.last - ink.first + 1) for colour, ink in ((palette.white, white), (palette.accent, accent))]
    return [paper, *(mixed(paper, colour, at / count) for colour, count in steps for at in range(1, count + 1))]
