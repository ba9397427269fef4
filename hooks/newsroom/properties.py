"""What office programs write into files about whoever made them.

Of a PDF it is the document's information and its XMP packets, of an Office file the parts of `docProps`, of an
OpenDocument file `meta.xml`; of all of them, the places that cameras wrote into pictures. What the pages themselves say
is left alone, and so are names in comments and changes.
"""

import io
import logging
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.cache.refusals import patiently
from newsroom.camera_notes import tells_place
from newsroom.problems import seen

if TYPE_CHECKING:
    from pypdf import PdfReader

ZIPPED = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", ".ppsx", ".odt", ".ods", ".odp", ".odg")
_LARGEST = 5_000_000  # bytes of a part that is unpacked
_LARGEST_WHOLE = 500_000_000  # bytes of all parts: more fits into no file that a host takes, but for one that attacks
_HEAD = 200_000  # bytes of a picture, in which cameras write before its pixels
PARTS = re.compile(r"docProps/(?:core|app|custom)\.xml|meta\.xml")
PICTURES = (".jpg", ".jpeg", ".jfif", ".png")
NAMED = rb"creator|lastModifiedBy|Company|Manager|initial-creator|printed-by"
_ELEMENT = re.compile(rb"<((?:[\w.-]{1,40}:)?(?:" + NAMED + rb"))(\s[^<>]*)?>([^<]*)</\1\s*>")
JPEG_STREAM = re.compile(rb"stream\r?\n(?=\xff\xd8\xff)")
_INFORMATION = ("/Author", "/Company", "/Manager", "/SourceModified")


@dataclass(frozen=True)
class Properties:
    """`makers` are the persons and bodies that a file names, `tells_place` whether a picture says where it was taken.

    They can't be taken out of a file that `is_fixed`, and are not out of one that `is_large`.
    """

    makers: tuple[str, ...] = ()
    is_fixed: bool = False
    tells_place: bool = False
    is_large: bool = False


def properties_of(path: Path) -> Properties:
    """Reads who is named in a file's properties; nobody in one that can't be read."""
    ending = path.suffix.lower()
    try:
        if ending == ".pdf":
            return _of_pdf(patiently(path.read_bytes))
        return _of_zip(path) if ending in ZIPPED else Properties()
    except Exception:  # the readers raise all kinds of errors; that a file is broken is told elsewhere
        return Properties()


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    clean = (seen(" ".join(name.split())) for name in names)
    return tuple(dict.fromkeys(name for name in clean if name))


def _of_zip(path: Path) -> Properties:
    with zipfile.ZipFile(path) as whole:
        named = (found for part in whole.infolist() for found in _named(whole, part))
        pictures = (part for part in whole.infolist() if part.filename.lower().endswith(PICTURES))
        places = any(tells_place(_head(whole, part)) for part in pictures)
        return Properties(_distinct(named), tells_place=places, is_large=is_large(whole))


def is_large(whole: zipfile.ZipFile) -> bool:
    """Whether its parts are too large to be unpacked and packed again."""
    return sum(part.file_size for part in whole.infolist()) > _LARGEST_WHOLE


def _named(whole: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[str]:
    if PARTS.fullmatch(part.filename) and part.file_size <= _LARGEST:
        for found in _ELEMENT.finditer(whole.read(part)):
            yield unescape(found[3].decode("utf-8", "replace"))


def _head(whole: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with whole.open(part) as file:
        return file.read(_HEAD)


def reader_of(data: bytes) -> "PdfReader":
    """Reads a PDF file that may be anything."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is told in one way, ours
    return PdfReader(io.BytesIO(data))


def _of_pdf(data: bytes) -> Properties:
    reader = reader_of(data)
    if reader.is_encrypted:
        return Properties(is_fixed=True)
    places = any(tells_place(data, found.end()) for found in JPEG_STREAM.finditer(data))
    return Properties(_distinct(_in_pdf(reader)), is_signed(reader), places)


def _in_pdf(reader: "PdfReader") -> Iterator[str]:
    information: Mapping[str, object] = reader.metadata or {}
    yield from (str(information[name]) for name in _INFORMATION if name in information)
    packet = reader.xmp_metadata
    if packet:
        yield from (str(one) for one in packet.dc_creator or ())


def is_signed(reader: "PdfReader") -> bool:
    """Whether a change would break a signature of whoever issued the document."""
    form = reader.root_object.get("/AcroForm")
    return bool(form and int(form.get_object().get("/SigFlags", 0)) & 1)
