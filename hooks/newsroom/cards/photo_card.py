"""A share card whose ground is the post's photo: JPEG, with an overlay of the party's red behind the text."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw

from newsroom.cards.card import SIZE, CardPhoto
from newsroom.cards.fonts import font
from newsroom.cards.layout import FOOT, RULE, Layout, Part
from newsroom.cards.palette import Palette
from newsroom.photos.cropping import Box, best_box
from newsroom.photos.reading import read_photo

MOST_BYTES = 78_000


def draw_over(photo: CardPhoto, layout: Layout, palette: Palette) -> bytes:
    """JPEG of at most MOST_BYTES, as long as that is possible. Raises PhotoError."""
    image = read_photo(photo.place.read_bytes(), photo.place.name)
    canvas = image.resize(SIZE, Image.Resampling.BILINEAR, box=_box(image, layout.first), reducing_gap=2.0)
    canvas = Image.composite(Image.new("RGB", SIZE, palette.foot), canvas, _overlay(layout.first))
    canvas.paste(palette.foot, (0, FOOT, *SIZE))
    canvas.paste(palette.accent, (0, FOOT, SIZE[0], FOOT + RULE))
    draw = ImageDraw.Draw(canvas)
    for part in (layout.cell, layout.title, layout.site, layout.date):
        _write(draw, part, palette)
    return _as_jpeg(canvas)


def _write(draw: ImageDraw.ImageDraw, part: Part, palette: Palette) -> None:
    face, ink = font(part.text.weight, part.text.size), palette.accent if part.accent else palette.white
    for base, line in zip(part.bases, part.text.lines, strict=True):
        draw.text((part.x, base), line, fill=ink, font=face, anchor="ls")


def _box(image: Image.Image, first: int) -> Box:
    """What fills the card, placed so that the best of it stands above the text, which begins at `first`."""
    left, top, right, bottom = best_box(image, *SIZE)
    if (right - left, first > 200) != (image.width, True):
        return left, top, right, bottom
    higher = min(image.height - (bottom - top), best_box(image, SIZE[0], first)[1])
    return left, higher, right, higher + bottom - top


@lru_cache(maxsize=64)
def _overlay(first: int) -> Image.Image:
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
