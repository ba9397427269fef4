"""What office programs write into files about whoever made them: read, and taken out.

Of a PDF it is the document's information and its XMP packet, of an Office file the parts of `docProps`, of an
OpenDocument file `meta.xml`. What the pages themselves say is left alone, and so are names in comments and changes.
"""

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.cache.refusals import patiently
from newsroom.problems import seen

if TYPE_CHECKING:
    from PIL import Image
    from pypdf import PdfReader

ZIPPED = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", ".ppsx", ".odt", ".ods", ".odp", ".odg")
_LARGEST = 5_000_000  # bytes of a part that is unpacked
_PARTS = re.compile(r"docProps/(?:core|app|custom)\.xml|meta\.xml")
_NAMED = rb"creator|lastModifiedBy|Company|Manager|initial-creator|printed-by"
_ELEMENT = re.compile(rb"<((?:[\w.-]{1,40}:)?(?:" + _NAMED + rb"))(\s[^<>]*)?>([^<]*)</\1\s*>")
_OWN = re.compile(rb"(<(?:[\w.-]{1,40}:)?(?:user-defined|lpwstr)\b[^<>]*>)[^<]*(?=</)")
_INFORMATION = ("/Author", "/Company", "/Manager", "/SourceModified")


@dataclass(frozen=True)
class Properties:
    """`makers` are the persons and bodies that a file names; `is_fixed` where they can't be taken out of it."""

    makers: tuple[str, ...] = ()
    is_fixed: bool = False


def properties_of(path: Path) -> Properties:
    """Reads who is named in a file's properties; nobody in one that can't be read."""
    ending = path.suffix.lower()
    try:
        if ending == ".pdf":
            return _of_pdf(patiently(path.read_bytes))
        return Properties(_distinct(_in_zip(path))) if ending in ZIPPED else Properties()
    except Exception:  # the readers raise all kinds of errors; that a file is broken is told elsewhere
        return Properties()


def clean_file(path: Path) -> bytes:
    """The file without them, or as it is where nothing can be taken out. Raises OSError."""
    data, ending = patiently(path.read_bytes), path.suffix.lower()
    clean: Mapping[str, Callable[[bytes], bytes]] = {".pdf": _clean_pdf, **dict.fromkeys(ZIPPED, _clean_zip)}
    try:
        return clean[ending](data) if ending in clean else data
    except Exception:  # as above
        return data


def clean_picture(path: Path) -> bytes:
    """A picture of which readers get no rendition, without what cameras and programs write into it. Raises OSError."""
    data, written = patiently(path.read_bytes), io.BytesIO()
    try:
        image, form = _pixels(data, path.name)
        image.save(written, form, **({"quality": 92} if form == "JPEG" else {"lossless": True}))
    except Exception:  # as above; a drawing, say
        return data
    return written.getvalue()


def _pixels(data: bytes, name: str) -> "tuple[Image.Image, str]":
    """A picture with nothing but its pixels, and the form that it has."""
    from PIL import Image

    from newsroom.photos.reading import read_photo

    image: Image.Image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    if image.format == "JPEG":
        return read_photo(data, name, 4096), "JPEG"  # upright, for that is among what is taken out
    image.load()
    image.info = {key: value for key, value in image.info.items() if key == "transparency"}
    return image, str(image.format)


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    clean = (seen(" ".join(name.split())) for name in names)
    return tuple(dict.fromkeys(name for name in clean if name))


def _in_zip(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as whole:
        for part in whole.infolist():
            if _PARTS.fullmatch(part.filename) and part.file_size <= _LARGEST:
                for found in _ELEMENT.finditer(whole.read(part)):
                    yield unescape(found[3].decode("utf-8", "replace"))


def _clean_zip(data: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(written, "w") as clean:
        for part in whole.infolist():
            text = whole.read(part)
            if _PARTS.fullmatch(part.filename):
                text = _OWN.sub(rb"\1", _ELEMENT.sub(rb"<\1\2></\1>", text))
            clean.writestr(part, text, part.compress_type)
    return written.getvalue()


def _reader(data: bytes) -> "PdfReader":
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is told in one way, ours
    return PdfReader(io.BytesIO(data))


def _of_pdf(data: bytes) -> Properties:
    reader = _reader(data)
    if reader.is_encrypted:
        return Properties(is_fixed=True)
    return Properties(_distinct(_in_pdf(reader)), _is_signed(reader))


def _in_pdf(reader: "PdfReader") -> Iterator[str]:
    information: Mapping[str, object] = reader.metadata or {}
    yield from (str(information[name]) for name in _INFORMATION if name in information)
    packet = reader.xmp_metadata
    if packet:
        yield from (str(one) for one in packet.dc_creator or ())


def _is_signed(reader: "PdfReader") -> bool:
    """Whether a change would break a signature of whoever issued the document."""
    form = reader.root_object.get("/AcroForm")
    return bool(form and int(form.get_object().get("/SigFlags", 0)) & 1)


def _clean_pdf(data: bytes) -> bytes:
    from pypdf import PdfWriter

    reader = _reader(data)
    if reader.is_encrypted or _is_signed(reader):
        return data
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    for page in (writer.root_object, *writer.pages):
        page.pop("/Metadata", None)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
