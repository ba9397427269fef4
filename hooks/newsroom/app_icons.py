"""The site's sign on a telephone's screen and in search results: icons made of the emblem, or of our own mark."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.cache.store import digest
from newsroom.docs import Docs
from newsroom.photos.signatures import is_photo
from newsroom.problems import Problem
from newsroom.settings import Settings

if TYPE_CHECKING:
    from PIL import Image

FOLDER = "assets/icon"
SHAPES: Mapping[str, tuple[int, float]] = {
    "180": (180, 0.86), "192": (192, 0.94), "512": (512, 0.94), "512-maskable": (512, 0.66),
}  # fmt: skip
"""Pixels across, and the share of them that the emblem takes: a system may cut a maskable icon to a circle."""
_MARK = ((8, 9, 24), (8, 16, 24), (8, 23, 18))  # lines of 32 units: from, height, to


@dataclass(frozen=True)
class AppIcons:
    """Where the icons are, by names in SHAPES; `emblem` is the picture they are made of, None for our own mark."""

    folder: str
    colour: str
    emblem: Path | None

    def path(self, name: str) -> str:
        """Under the site's root."""
        return f"{self.folder}/{name}.png"

    def files(self) -> Iterator[tuple[str, str]]:
        """Path and name of each."""
        yield from ((self.path(name), name) for name in SHAPES)

    def draw(self, name: str) -> bytes:
        """A PNG. Raises PhotoError for an emblem that is damaged."""
        size, share = SHAPES[name]
        image = self._mark(size, share) if self.emblem is None else _on_white(self.emblem, size, share)
        out = io.BytesIO()
        image.save(out, "PNG", optimize=True)
        return out.getvalue()

    def _mark(self, size: int, share: float) -> "Image.Image":
        from PIL import Image, ImageDraw

        image = Image.new("RGB", (size, size), self.colour)
        unit, edge = size * share / 32, size * (1 - share) / 2
        pen = ImageDraw.Draw(image)
        for left, height, right in _MARK:
            ends = [(edge + unit * across, edge + unit * height) for across in (left, right)]
            pen.line(ends, "white", max(1, round(3 * unit)))
        return image


def _on_white(emblem: Path, size: int, share: float) -> "Image.Image":
    from PIL import Image

    from newsroom.photos.reading import read_photo

    found = read_photo(emblem.read_bytes(), emblem.name, 2 * max(pixels for pixels, _ in SHAPES.values()))
    scale = size * share / max(found.size)
    fitted = found.resize([max(1, round(side * scale)) for side in found.size], Image.Resampling.LANCZOS)
    image = Image.new("RGB", (size, size), "white")
    image.paste(fitted, ((size - fitted.width) // 2, (size - fitted.height) // 2))
    return image


def app_icons(settings: Settings, docs: Docs) -> AppIcons:
    """Named by what they are made from."""
    emblem = settings.emblem if settings.emblem in docs and _is_drawable(docs, settings.emblem) else ""
    made_from = docs.digests[emblem] if emblem else ""
    name = digest(made_from, settings.colours.primary)[:10]
    return AppIcons(f"{FOLDER}/{name}", settings.colours.primary, docs[emblem] if emblem else None)


def check_emblem(settings: Settings, docs: Docs) -> Iterator[Problem]:
    """An emblem that is not there; that no icon can be made of a drawing is told by `init`, and beside the setting."""
    if settings.emblem and settings.emblem not in docs:
        said = f"không có tệp “{settings.emblem}” trong docs/; hãy chép biểu trưng vào đó, hoặc bỏ mục này"
        yield Problem("../mkdocs.yml", _line(docs), "extra.newsroom.emblem", said)


def _is_drawable(docs: Docs, path: str) -> bool:
    with docs[path].open("rb") as file:
        return is_photo(file.read(64))


def _line(docs: Docs) -> int:
    """Where mkdocs.yml names the emblem; its place is beside docs/ as a rule, else nobody knows the line."""
    try:
        text = (docs.folder.parent / "mkdocs.yml").read_text(encoding="utf-8")
    except OSError:
        return 1
    return next((n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("emblem:")), 1)
