"""Which part of a photo to keep when a listing or a share card needs another shape, so that heads stay in.

The largest window of the wanted shape can only slide along one axis. Along it every row (or column) of a tiny copy gets
a weight: how much detail it has, and how much of it has the colour of skin. The window that holds the most weight
wins; skin left out above it, or with no room for hair, counts against it twice, for a cut at the chest is a portrait
and one at the forehead a mistake. Upright photos are drawn to their upper part, wide ones to the middle.
"""

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter

Box = tuple[int, int, int, int]
_SMALL = 64  # pixels of the tiny copy's longer side
_HAIR = 4  # pixels of it between a forehead and the top of its head
_SKIN = 3.0  # weight of skin against detail
_PLACE = {"upright": 0.5, "wide": 0.12}  # share of all the weight that the way from one end to the other costs


def best_box(image: Image.Image, width: int, height: int) -> Box:
    """The largest box (left, top, right, bottom) of the shape width:height in an upright RGB image."""
    wide = image.width * height > image.height * width
    long, kept = image.size if wide else image.size[::-1]
    shown = min(long, max(1, round(kept * width / height if wide else kept * height / width)))
    start = _start(_weights(image, across=wide), shown / long, wide)
    offset = min(long - shown, round(start * long))
    return (offset, 0, offset + shown, kept) if wide else (0, offset, kept, offset + shown)


def _weights(image: Image.Image, across: bool) -> list[tuple[float, float]]:
    """(detail, skin) of each column when `across`, of each row otherwise."""
    scale = _SMALL / max(image.size)
    small = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    tiny = image.resize(small, Image.Resampling.BOX, reducing_gap=2.0)
    edges = tiny.convert("L").filter(ImageFilter.FIND_EDGES)
    edges.paste(0, (0, 0, edges.width, 1))  # the filter leaves the border as it was
    edges.paste(0, (0, edges.height - 1, edges.width, edges.height))
    size = (tiny.width, 1) if across else (1, tiny.height)
    lines = [plane.resize(size, Image.Resampling.BOX).tobytes() for plane in (edges, _skin(tiny))]
    return [(detail, _SKIN * skin) for detail, skin in zip(*lines, strict=True)]


def _skin(image: Image.Image) -> Image.Image:
    """255 where the colour is that of skin of any shade: a narrow range of hue in YCbCr, whatever the brightness."""
    luma, blue, red = image.convert("YCbCr").split()
    lit = luma.point([255 if 50 < level < 245 else 0 for level in range(256)])
    hue = ImageChops.multiply(
        blue.point([255 if 85 <= level <= 124 else 0 for level in range(256)]),
        red.point([255 if 136 <= level <= 170 else 0 for level in range(256)]),
    )
    return ImageChops.multiply(lit, hue)


def _start(weights: Sequence[tuple[float, float]], share: float, wide: bool) -> float:
    """Where the window begins, as a share of the whole length."""
    window = max(1, round(len(weights) * share))
    spare = len(weights) - window
    total = sum(detail + skin for detail, skin in weights) or 1.0
    usual, pull = (0.5, _PLACE["wide"]) if wide else (0.2, _PLACE["upright"])

    def worth(first: int) -> float:
        held = sum(detail + skin for detail, skin in weights[first : first + window])
        lost = 0.0 if wide or not first else 2 * sum(skin for _, skin in weights[: first + _HAIR])
        return (held - lost) / total - pull * abs(first / spare - usual)

    return max(range(spare + 1), key=worth) / len(weights) if spare > 0 else 0.0
