"""The XML of Word files: names of its namespaces, safe parsing, and what is asked of any element."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, XMLParser, fromstring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
_WRITTEN = {W + "t", W + "br", W + "cr", W + "tab"}
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/": A[1:-1].removesuffix("main"),
}


def parse_part(data: bytes) -> Element:
    """A part as a tree, in the names of the usual format even where it is in the strict one.

    Raises ParseError, and ValueError for a document type: no Word file has one, and entities that grow come in them.
    """
    if b"<!DOCTYPE" in data[:4096] or b"<\0!\0D\0O\0C" in data[:4096]:
        raise ValueError("document type")
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT.items():
            data = data.replace(strict.encode(), usual.encode())
    return fromstring(data, XMLParser())


def part_relationships(tree: Element) -> Iterator[tuple[str, str, str, bool]]:
    """Id, last word of the type, target, and whether it leads out of the file."""
    for one in tree:
        kind = one.get("Type", "").rpartition("/")[2]
        yield one.get("Id", ""), kind, one.get("Target", ""), one.get("TargetMode") == "External"


def value(element: Element | None, name: str, default: str = "") -> str:
    """`w:val` of a child."""
    child = element.find(W + name) if element is not None else None
    return child.get(W + "val", default) if child is not None else default


def flag(element: Element | None, name: str) -> bool | None:
    """A property that is on, off, or left to the style (None)."""
    child = element.find(W + name) if element is not None else None
    return None if child is None else child.get(W + "val", "1") not in ("0", "false", "off", "none")


def number_in(text: str | None, default: int, base: int = 10) -> int:
    """The number that an attribute should hold, however it is written."""
    try:
        return int(text or "", base) if len(text or "") < 7 else default
    except ValueError:
        return default


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def text_of(element: Element) -> str:
    """All that is written in an element, deleted text left out; ends of lines are spaces."""
    return "".join((one.text or "") if one.tag == W + "t" else " " for one in element.iter() if one.tag in _WRITTEN)
