"""The outside of a Word file: bytes that may be anything → the parts of a package, or a refusal.

Sizes are counted while parts are unpacked, never believed, so a bomb costs no more than the limits below.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element, ParseError

from word import refusals
from word.ooxml import parse_part, part_relationships
from word.refusals import Refused

MAX_ENTRIES = 5_000
MAX_XML = 60_000_000  # bytes of one part; a text of 1,000 pages has some 20 million
MAX_PICTURE = 100_000_000
MAX_ALL = 600_000_000
MAX_FILE = 500_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "/officeDocument"
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Relationship:
    """What a part refers to: the name of another part, or an address when `external`; its kind is a last word."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """A Word file that may be read. `main` is the part with the text; `has_macros` are never looked at."""

    archive: zipfile.ZipFile
    names: Mapping[str, str]
    main: str
    has_macros: bool

    def read(self, name: str, most: int = MAX_XML) -> bytes | None:
        """A part, None when it isn't there or can't be read. Raises Refused when it is too large."""
        inside = self.names.get(name.lower())
        try:
            return _unpacked(self.archive, inside, most) if inside else None
        except _ERRORS:
            return None

    def xml(self, name: str) -> Element | None:
        """A part as a tree, None when it isn't there or is broken."""
        data = self.read(name)
        try:
            return parse_part(data) if data else None
        except (ParseError, ValueError):
            return None

    def beside(self, kind: str) -> Element | None:
        """The part that the main one names as its styles, numbering, footnotes and so on."""
        found = next((one.target for one in self.relationships(self.main).values() if one.kind == kind), None)
        return self.xml(found or posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    def place_of(self, kind: str) -> str:
        """The name of that part."""
        found = (one.target for one in self.relationships(self.main).values() if one.kind == kind)
        return next(found, posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    def relationships(self, name: str) -> Mapping[str, Relationship]:
        """What a part refers to, by id; a path that leads out of the file leads nowhere."""
        return self._relationships.get(name, {})

    @cached_property
    def _relationships(self) -> Mapping[str, Mapping[str, Relationship]]:
        endings = "_rels/", ".rels"
        rels = [name for name in self.names if posixpath.dirname(name).endswith("_rels") and name.endswith(endings[1])]
        return {_owner(self.names[name]): dict(_read_relationships(self, name)) for name in rels}


def open_package(data: bytes) -> Package:
    """The package in the bytes of a file. Raises Refused."""
    if not data:
        raise Refused(refusals.EMPTY)
    if not data.startswith(b"PK"):
        raise Refused(_strange(data))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _ERRORS as error:
        raise Refused(refusals.BROKEN) from error
    if len(entries) > MAX_ENTRIES or sum(min(one.file_size, MAX_ALL + 1) for one in entries) > MAX_ALL:
        raise Refused(refusals.TOO_LARGE)
    names = {one.filename.replace("\\", "/").lstrip("/").lower(): one.filename for one in entries}
    return _package(archive, names)


def _package(archive: zipfile.ZipFile, names: Mapping[str, str]) -> Package:
    macros = any(name.endswith("vbaproject.bin") for name in names)
    bare = Package(archive, names, "", macros)
    links = _read_relationships(bare, "_rels/.rels")
    mains = [one.target for _, one in links if one.kind == "officeDocument" and one.target.lower() in names]
    main = next(iter(mains), "word/document.xml")
    if main.lower() not in names:
        raise Refused(refusals.ODT if _is_odt(bare) else _no_main(names))
    tree = bare.xml(main)
    if tree is None:
        raise Refused(refusals.BROKEN)
    if not tree.tag.endswith("}document"):
        raise Refused(refusals.NOT_WORD)
    return Package(archive, names, main, macros)


def _no_main(names: Mapping[str, str]) -> str:
    return refusals.BROKEN if "[content_types].xml" in names and not _is_of_office(names) else refusals.NOT_WORD


def _is_of_office(names: Mapping[str, str]) -> bool:
    return any(name.startswith(("xl/", "ppt/", "visio/")) for name in names)


def _is_odt(package: Package) -> bool:
    return (package.read("mimetype") or b"").startswith(b"application/vnd.oasis.opendocument.text")


def _strange(data: bytes) -> str:
    if data.startswith(_OLE):
        entry = data.find("WordDocument".encode("utf-16-le"))
        if "EncryptedPackage".encode("utf-16-le") in data or _is_locked(data, entry):
            return refusals.ENCRYPTED
        return refusals.OLD_WORD if entry >= 0 else refusals.NOT_WORD
    return refusals.RTF if data.startswith(b"{\\rtf") else refusals.NOT_WORD


def _is_locked(data: bytes, entry: int) -> bool:
    """Whether a file of old Word has a password, as its text says in its first bytes; an entry of the directory tells
    the sector where it begins.
    """
    sector = int.from_bytes(data[entry + 116 : entry + 120], "little")
    begin = (sector + 1) << data[30] if len(data) > 30 else 0
    text = data[begin : begin + 12]
    return text.startswith(b"\xec\xa5") and len(text) > 11 and bool(text[11] & 1)


def _unpacked(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as part:
        data = part.read(most + 1)
    if len(data) > most:
        raise Refused(refusals.TOO_LARGE)
    return data


def _owner(rels: str) -> str:
    folder, name = posixpath.split(rels.replace("\\", "/").lstrip("/"))
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _read_relationships(package: Package, name: str) -> Iterator[tuple[str, Relationship]]:
    tree = package.xml(name)
    if tree is None:
        return
    base = posixpath.dirname(_owner(package.names[name.lower()]))
    for key, kind, target, external in part_relationships(tree):
        inside = target if external else _inside(base, target)
        if inside:
            yield key, Relationship(kind, inside, external)


def _inside(base: str, target: str) -> str:
    path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(base, target))
    return "" if path.startswith("..") else path
