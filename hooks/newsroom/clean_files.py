"""Files to download as readers get them: without what cameras, telephones and programs wrote beside what is shown."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.cache.refusals import patiently
from newsroom.camera_notes import overwrite_jpegs, overwrite_recording, without_notes
from newsroom.properties import JPEG_STREAM, NAMED, PARTS, PICTURES, ZIPPED, is_large, is_signed, reader_of

if TYPE_CHECKING:
    from PIL import Image
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject

_NOTED = NAMED + rb"|description|keywords?|category|Template|HyperlinkBase"
_NOTE = re.compile(rb"<((?:[\w.-]{1,40}:)?(?:" + _NOTED + rb"))(\s[^<>]*)?>([^<]*)</\1\s*>")
_TEMPLATE = re.compile(rb"<meta:template\b[^<>]*>")
_PRINTER = re.compile(rb"(<config:config-item\b[^<>]{0,40}\bconfig:name=.Printer[^<>]*>)[^<]*(?=</)")
_OWN = re.compile(rb"(<(?:[\w.-]{1,40}:)?(?:user-defined|lpwstr)\b[^<>]*>)[^<]*(?=</)")


def clean_file(path: Path, *, properties: bool) -> bytes:
    """Film and sound always, documents if their `properties` are to go; any other file as it is. Raises OSError."""
    data, ending = patiently(path.read_bytes), path.suffix.lower()
    documents: Mapping[str, Callable[[bytes], bytes]] = {".pdf": _clean_pdf, **dict.fromkeys(ZIPPED, _clean_zip)}
    clean = documents.get(ending, _clean_recording)
    try:
        return clean(data) if properties or ending not in documents else data
    except Exception:  # the readers raise all kinds of errors; that a file is broken is told elsewhere
        return data


def _clean_recording(data: bytes) -> bytes:
    written = bytearray(data)
    overwrite_recording(written)
    return bytes(written)


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


def _clean_zip(data: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(written, "w") as clean:
        if is_large(whole):
            return data
        for part in whole.infolist():
            clean.writestr(part, _clean_part(part.filename, whole.read(part)), part.compress_type)
    return written.getvalue()


def _clean_part(name: str, data: bytes) -> bytes:
    if PARTS.fullmatch(name):
        return _TEMPLATE.sub(b"", _OWN.sub(rb"\1", _NOTE.sub(rb"<\1\2></\1>", data)))
    if name == "settings.xml":
        return _PRINTER.sub(rb"\1", data)
    return without_notes(data) if name.lower().endswith(PICTURES) else data


def _clean_pdf(data: bytes) -> bytes:
    reader = reader_of(data)
    if reader.is_encrypted or is_signed(reader):
        return data
    written = bytearray(_written(_without_packets(reader)))
    for found in JPEG_STREAM.finditer(bytes(written)):
        overwrite_jpegs(written, found.end(), written.find(b"endstream", found.end()))
    return bytes(written)


def _without_packets(reader: "PdfReader") -> "PdfReader":
    """The same pages, of which no part leads to what programs wrote about it any more."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=reader)
    for part in _parts(writer):
        for name in ("/Metadata", "/PieceInfo"):
            part.pop(name, None)
    return reader_of(_written(writer))


def _parts(writer: "PdfWriter") -> "Iterator[DictionaryObject]":
    from pypdf.errors import PdfReadError
    from pypdf.generic import DictionaryObject

    for number in count(1):
        try:
            part = writer.get_object(number)
        except IndexError:
            return
        except PdfReadError:  # a number that stands for nothing
            continue
        if isinstance(part, DictionaryObject):
            yield part


def _written(source: "PdfReader | PdfWriter") -> bytes:
    """Written anew with what is led to, and without the document's information."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=source) if isinstance(source, PdfReader) else source
    writer.metadata = None
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
