"""A share picture of 1200×630: cell, title, site and date on the party's red, or over the photo."""

from collections.abc import Iterator
from functools import lru_cache

from newsroom.cards.fonts import SHADES, reach, width
from newsroom.cards.layout import BAR, FOOT, RULE, Part, ShareCard, lay_out
from newsroom.cards.letters import Style, encoded
from newsroom.cards.over_photo import draw_over
from newsroom.cards.png import STRIDE, Placed, png
from newsroom.cards.tints import Tints, mixed

_RAMP = SHADES - 1
_STEPS = ((BAR, _RAMP), (FOOT, _RAMP + 1), (FOOT + RULE, _RAMP))


def draw_card(card: ShareCard) -> bytes:
    """PNG without a photo, JPEG with one; the same bytes for the same card. Raises PhotoError for a bad photo."""
    tints, layout = Tints.of(*card.colours), lay_out(card)
    if card.photo:
        return draw_over(card.photo, layout, tints)
    parts = (layout.cell, layout.title, layout.site, layout.date)
    return png([placed for part in parts for placed in _placed(part)], _STEPS, _palette(tints))


def _placed(part: Part) -> Iterator[Placed]:
    weight, size = part.text.weight, part.text.size
    above, below = reach(weight, size)
    style = Style(weight, size, -1 if part.accent else 1, above, above + below + 1)  # a row of paper ends them
    for base, line in zip(part.bases, part.text.lines, strict=True):
        yield base - above, part.x - width(" ", weight, size), encoded(line, style, STRIDE)


@lru_cache(maxsize=4)
def _palette(tints: Tints) -> bytes:
    """Two ramps, each from the accent to the paper and on to white: letters are told by the difference to paper."""
    ramps = [(tints.accent, paper, tints.white) for paper in (tints.ground, tints.foot)]
    colours = [
        mixed(paper, white if step > 0 else accent, abs(step) / _RAMP)
        for accent, paper, white in ramps
        for step in range(-_RAMP, _RAMP + 1)
    ]
    return bytes(channel for colour in colours for channel in colour)
