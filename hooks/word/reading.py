"""A Word file's bytes → its text as blocks, its pictures, and what the pass over it met; mammoth makes the HTML."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from word import refusals
from word.blocks import Text
from word.container import Package, open_package
from word.fields import with_results
from word.findings import Findings, report
from word.html import read_html
from word.looks import Looks
from word.margins import margins
from word.numbering import read_numbering
from word.ooxml import W
from word.preparing import Preparing
from word.refusals import Refused
from word.styles import read_styles

_NOTES = ("footnote", "endnote")
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLE_MAP = "u => u\nstrike => del"


@dataclass(frozen=True)
class WordFile:
    """What a file holds; `findings` name the pictures that marks in the text stand for."""

    package: Package
    text: Text
    findings: Findings
    report: tuple[str, ...]


def read_word(data: bytes, *, keep_fonts: bool = False) -> WordFile:
    """The whole file. Raises Refused."""
    package = open_package(data)
    try:
        return _read(package, keep_fonts)
    except RecursionError as error:
        raise Refused(refusals.BROKEN) from error


def _read(package: Package, keep_fonts: bool) -> WordFile:
    findings, styles = Findings(), read_styles(package)
    looks = Looks(styles, read_numbering(package, styles))
    preparing = Preparing(package, styles, looks, findings, package.main, keep_fonts)
    parts = {"document": _document(preparing)} | {f"{kind}s": _notes(preparing, kind) for kind in _NOTES}
    text = read_html(_html(_bare_package(parts, package)))
    comments = package.beside("comments")
    if comments is not None:
        findings.counts["comments"] += sum(1 for _ in comments.iter(W + "comment"))
    macros = ["Tệp có macro; macro không được đọc và không được chạy."] if package.has_macros else []
    return WordFile(package, text, findings, (*macros, *report(findings), *margins(preparing)))


def _document(preparing: Preparing) -> Element:
    tree = preparing.package.xml(preparing.package.main)
    bodies = with_results(tree).findall(W + "body") if tree is not None else []
    if not bodies:
        raise Refused(refusals.BROKEN)
    made, inner = Element(W + "document"), Element(W + "body")
    inner.extend(preparing.blocks(one for body in bodies for one in body))
    made.append(inner)
    return made


def _notes(preparing: Preparing, kind: str) -> Element:
    made, tree = Element(f"{W}{kind}s"), preparing.package.beside(f"{kind}s")
    inside = preparing.of(preparing.package.place_of(f"{kind}s"))
    for note in with_results(tree).iter(W + kind) if tree is not None else ():
        if note.get(W + "type", "normal") == "normal":
            kept = Element(note.tag, note.attrib)
            kept.extend(inside.blocks(note))
            made.append(kept)
    return made


def _bare_package(parts: Mapping[str, Element], package: Package) -> io.BytesIO:
    """A file with text and links alone: whatever else the one that came holds, mammoth never sees it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("_rels/.rels", _rels([("main", "officeDocument", "word/document.xml", False)]))
        for name, tree in parts.items():
            archive.writestr(f"word/{name}.xml", tostring(tree, "utf-8"))
            own = package.main if name == "document" else package.place_of(name)
            links = [(key, "hyperlink", one.target, True) for key, one in package.relationships(own).items()
                     if one.kind == "hyperlink"]  # fmt: skip
            archive.writestr(f"word/_rels/{name}.xml.rels", _rels(links))
    made.seek(0)
    return made


def _rels(links: Sequence[tuple[str, str, str, bool]]) -> bytes:
    tree = Element(f"{{{_RELS}}}Relationships")
    for key, kind, target, external in links:
        told = {"Id": key, "Type": f"{_OFFICE}/{kind}", "Target": target}
        tree.append(Element(f"{{{_RELS}}}Relationship", told | ({"TargetMode": "External"} if external else {})))
    return bytes(tostring(tree, "utf-8"))


def _html(file: io.BytesIO) -> str:
    import mammoth

    try:
        return str(mammoth.convert_to_html(file, style_map=_STYLE_MAP, external_file_access=False).value)
    except (ValueError, KeyError, AttributeError, TypeError, IndexError) as error:  # of XML that no program writes
        raise Refused(refusals.BROKEN) from error
