"""A share picture of 1200×630: cell, title, site and date on the party's red, or over the photo."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from newsroom.cards.lettering import Fitted, drawable, fit, font
from newsroom.cards.tints import Colour, Tints, mixed
from newsroom.photos.cropping import Box, best_box
from newsroom.photos.reading import read_photo

SIZE = (1200, 630)
MOST_BYTES = 78_000
_MARGIN = 72
_FOOT = 542  # where the line with site and date begins
_WIDTH = SIZE[0] - 2 * _MARGIN
_SIZES = (94, 84, 74, 68, 62, 57, 52, 48, 44, 40, 36, 33)
_PHOTO_SIZES = (60, 54, 49, 45, 41, 38, 35, 32)
_SHADES = 16  # steps between paper and ink: the eye sees no more, and PNG packs them well


@dataclass(frozen=True)
class ShareCard:
    """What a share picture shows; `colours` are the settings' (primary, accent) as `#rrggbb`; any text may be empty."""

    title: str
    cell: str = ""
    date_text: str = ""
    site_name: str = ""
    colours: tuple[str, str] = ("#a61b1b", "#c8901a")
    photo: Path | None = None

    @property
    def ending(self) -> str:
        """Letters on flat colour are smaller as PNG, photos as JPEG."""
        return "jpg" if self.photo else "png"


@dataclass(frozen=True)
class _Part:
    """Text of one colour, its first line's top left corner at (x, y), on the paper named."""

    text: Fitted
    x: int
    y: int
    ink: str
    foot: bool = False


def draw_card(card: ShareCard) -> bytes:
    """PNG without a photo, JPEG with one; the same bytes for the same card. Raises PhotoError for a bad photo."""
    tints = Tints.of(*card.colours)
    if card.photo is None:
        return _draw_flat(_layout(card, _SIZES, 336), tints)
    return _draw_photo(_layout(card, _PHOTO_SIZES, 250), tints, card.photo)


def _layout(card: ShareCard, sizes: tuple[int, ...], height: int) -> list[_Part]:
    title = fit(card.title, "bold", (_WIDTH, height), sizes)
    cell = fit(card.cell, "semibold", (_WIDTH, 50), (34, 31, 28))
    if card.photo:
        title_at = _FOOT - 26 - title.height
        cell_at = title_at - 54
    else:
        cell_at = 84
        title_at = 150 + (height + 26 - title.height) // 3
    return [
        _Part(cell, _MARGIN, cell_at, "accent"),
        _Part(title, _MARGIN, title_at, "white"),
        *_foot(card),
    ]


def _foot(card: ShareCard) -> list[_Part]:
    date = fit(card.date_text, "regular", (_WIDTH // 2, 50), (29, 26, 23))
    taken = int(font(date.weight, date.size).getlength(date.lines[0])) + 40 if date.lines else 0
    site = fit(card.site_name, "semibold", (_WIDTH - taken, 50), (31, 28, 25))
    left = SIZE[0] - _MARGIN - taken + 40
    return [_Part(site, _MARGIN, _FOOT + 24, "white", True), _Part(date, left, _FOOT + 25, "accent", True)]


def _draw_flat(parts: list[_Part], tints: Tints) -> bytes:
    """Drawn as shades of grey, then coloured through a palette: a third of the work of drawing in colour."""
    canvas, palette = _ground(tints)
    canvas = canvas.copy()
    for part in parts:
        if part.text.lines:
            ramp = 2 * part.foot + (part.ink == "accent")
            canvas.paste(_mask(part).point(_ramp(ramp)), (part.x, part.y))
    canvas.putpalette(palette)
    out = io.BytesIO()
    canvas.save(out, "PNG", compress_level=4)
    return out.getvalue()


@lru_cache(maxsize=256)
def _ramp(number: int) -> list[int]:
    return [number * _SHADES + (level * (_SHADES - 1) + 127) // 255 for level in range(256)]


@lru_cache(maxsize=4)
def _ground(tints: Tints) -> tuple[Image.Image, bytes]:
    """Paper without text, and the palette: a ramp from each paper to each ink."""
    papers, inks = (tints.ground, tints.foot), (tints.white, tints.accent)
    ramps = [(paper, ink) for paper in papers for ink in inks]
    palette = [mixed(paper, ink, step / (_SHADES - 1)) for paper, ink in ramps for step in range(_SHADES)]
    canvas = Image.new("P", SIZE, 0)
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((0, _FOOT, *SIZE), fill=2 * _SHADES)
    draw.rectangle((0, 0, SIZE[0], 11), fill=2 * _SHADES - 1)
    draw.rectangle((0, _FOOT, SIZE[0], _FOOT + 2), fill=2 * _SHADES - 1)
    return canvas, bytes(channel for colour in palette for channel in colour)


def _mask(part: _Part) -> Image.Image:
    face = font(part.text.weight, part.text.size)
    width = min(SIZE[0] - part.x, max(int(face.getlength(line)) for line in part.text.lines) + 8)
    mask = Image.new("L", (width, part.text.height + part.text.size // 6))
    draw = ImageDraw.Draw(mask)
    for row, line in enumerate(part.text.lines):
        draw.text((0, row * part.text.leading), line, fill=255, font=face)
    return mask


def _draw_photo(parts: list[_Part], tints: Tints, photo: Path) -> bytes:
    image = read_photo(photo.read_bytes(), photo.name)
    first = parts[0].y if parts[0].text.lines else parts[1].y
    canvas = image.resize(SIZE, Image.Resampling.BILINEAR, box=_box(image, first), reducing_gap=2.0)
    canvas = Image.composite(Image.new("RGB", SIZE, tints.foot), canvas, _veil(first))
    canvas.paste(tints.foot, (0, _FOOT, *SIZE))
    canvas.paste(tints.accent, (0, _FOOT, SIZE[0], _FOOT + 3))
    for part in parts:
        if part.text.lines:
            canvas.paste(tints.accent if part.ink == "accent" else tints.white, (part.x, part.y), _mask(part))
    return _as_jpeg(canvas)


def _box(image: Image.Image, first: int) -> Box:
    """What fills the card, placed so that the best of it stands above the text, which begins at `first`."""
    left, top, right, bottom = best_box(image, *SIZE)
    if (right - left, first > 200) != (image.width, True):
        return left, top, right, bottom
    higher = min(image.height - (bottom - top), best_box(image, SIZE[0], first)[1])
    return left, higher, right, higher + bottom - top


@lru_cache(maxsize=64)
def _veil(first: int) -> Image.Image:
    """How much of the paper covers the photo, by row: nothing above the text, nearly all behind it."""
    start, full, most = first - 170, first - 10, 226
    shades = [min(most, max(0, round(most * (row - start) / (full - start)))) for row in range(SIZE[1])]
    column = Image.new("L", (1, SIZE[1]))
    column.putdata(shades)
    return column.resize(SIZE)


def _as_jpeg(canvas: Image.Image) -> bytes:
    quality = 80
    while True:
        out = io.BytesIO()
        canvas.save(out, "JPEG", quality=quality)
        if out.tell() <= MOST_BYTES or quality <= 40:
            return out.getvalue()
        quality -= 8


def shown_text(card: ShareCard) -> ShareCard:
    """The card with its texts as they are drawn, so that what can't be seen doesn't draw it again."""
    return ShareCard(
        drawable(card.title), drawable(card.cell), drawable(card.date_text), drawable(card.site_name),
        card.colours, card.photo,
    )  # fmt: skip


__all__ = ["MOST_BYTES", "SIZE", "Colour", "ShareCard", "draw_card", "shown_text"]
