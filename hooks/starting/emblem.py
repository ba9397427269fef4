"""The emblem's file: found where a school says that it is, read, and put into docs/ as browsers show it."""

import io
import os
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from newsroom.photos.photo import PhotoError
from newsroom.photos.reading import read_photo
from newsroom.photos.signatures import is_svg
from newsroom.vietnamese import slug

_SHOWN = ("PNG", "WEBP", "JPEG", "MPO")
"""By browsers, and MPO as JPEG; pictures of other kinds are written as PNG."""
_LONGEST = 1024  # pixels of an emblem that is written anew


@dataclass(frozen=True)
class Emblem:
    """Where the picture lies, and what browsers show in its place if they can't show it."""

    source: Path
    png: bytes | None

    @property
    def said(self) -> str:
        """What its owner should know of it; empty where all is well."""
        if self.source.suffix.lower() != ".svg":
            return ""
        return "biểu trưng SVG có trên trang, nhưng không làm được biểu tượng trên điện thoại; muốn cả hai thì dùng PNG"

    def put(self, docs: Path) -> str:
        """Its path in docs/, where it is copied to if it lies elsewhere."""
        if self.png is None and self.source.is_relative_to(docs.resolve()):
            return self.source.relative_to(docs.resolve()).as_posix()
        name = f"{slug(self.source.stem) or 'bieu-trung'}{self.source.suffix.lower() if self.png is None else '.png'}"
        (docs / name).write_bytes(self.source.read_bytes() if self.png is None else self.png)
        return name


def as_path(said: str) -> str:
    """Without what a terminal puts around a file that is dropped into it: quotation marks, a backslash at a space."""
    quoted = re.fullmatch(r"(['\"“])(.*)['\"”]", said)
    if quoted or os.sep != "/":
        return quoted[2] if quoted else said
    return re.sub(r"(?<=\S)\\(?=[ ()'&])", "", said)


def find_emblem(path: str, start: Path, docs: Path) -> Emblem:
    """In docs/, or from where the task was called. Raises ValueError where there is none, or no picture."""
    places = [docs / path, start / Path(path).expanduser()]
    source = next((place.resolve() for place in places if place.is_file()), None)
    if source is None:
        raise ValueError(f"không có tệp “{path}”; hãy ghi đúng đường dẫn của ảnh")
    data = source.read_bytes()
    if source.suffix.lower() == ".svg" and is_svg(data):
        return Emblem(source, None)
    try:
        pixels = read_photo(data, source.name, _LONGEST)
    except PhotoError as error:
        raise ValueError(str(error)) from None
    out = io.BytesIO()
    pixels.save(out, "PNG", optimize=True)
    return Emblem(source, None if Image.open(io.BytesIO(data)).format in _SHOWN else out.getvalue())
