"""What stands where on a share card."""

from dataclasses import dataclass

from newsroom.cards.card import SIZE, ShareCard
from newsroom.cards.fonts import font
from newsroom.cards.lettering import Fitted, fit

MARGIN = 72
FOOT = 542  # where the line with site and date begins
BAR = 12  # rows of the accent at the top
RULE = 3  # and above the foot
_FOOT_BASE = 600
_WIDTH = SIZE[0] - 2 * MARGIN
_SIZES = (94, 84, 74, 68, 62, 57, 52, 48, 44, 40, 36, 33)
_PHOTO_SIZES = (60, 54, 49, 45, 41, 38, 35, 32)


@dataclass(frozen=True)
class Part:
    """Text in white or in the accent, its lines beginning at `x`, the first one standing on the row `base`."""

    text: Fitted
    x: int
    base: int
    accent: bool

    @property
    def bases(self) -> list[int]:
        """The row on which each line stands."""
        return [self.base + at * self.text.leading for at in range(len(self.text.lines))]


@dataclass(frozen=True)
class Layout:
    """The parts of a card, and the row at which its text above the foot begins."""

    title: Part
    cell: Part
    site: Part
    date: Part
    first: int


def lay_out(card: ShareCard) -> Layout:
    """Sizes and places: the text fits whatever it is."""
    height, sizes = (250, _PHOTO_SIZES) if card.photo else (336, _SIZES)
    title = fit(card.title, "bold", (_WIDTH, height), sizes)
    cell = fit(card.cell, "semibold", (_WIDTH, 50), (34, 31, 28))
    if card.photo:
        title_at = FOOT - 26 - title.height
        cell_at = title_at - 54
    else:
        cell_at = 84
        title_at = 150 + (height + 26 - title.height) // 3
    first = cell_at if cell.lines else title_at
    return Layout(_below(title, title_at, False), _below(cell, cell_at, True), *_foot(card), first)


def _below(text: Fitted, top: int, accent: bool) -> Part:
    return Part(text, MARGIN, top + font(text.weight, text.size).getmetrics()[0], accent)


def _foot(card: ShareCard) -> tuple[Part, Part]:
    date = fit(card.date_text, "regular", (_WIDTH // 2, 50), (29, 26, 23))
    taken = date.width + 40 if date.lines else 0
    site = fit(card.site_name, "semibold", (_WIDTH - taken, 50), (31, 28, 25))
    return Part(site, MARGIN, _FOOT_BASE, False), Part(date, SIZE[0] - MARGIN - date.width, _FOOT_BASE, True)
