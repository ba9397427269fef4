"""Tables in the pass over the XML: rows and cells out of what wraps them, merged cells and head rows kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from word.findings import Findings
from word.hidden_cells import HiddenCells, Position
from word.ooxml import W, flag, local, value
from word.unknown import holds_words

_MAX_SPAN = 60
Prepare = Callable[[Element, bool], Iterable[Element]]
"""A cell, and whether it is hidden → its blocks."""


def prepared_table(table: Element, hidden: HiddenCells, prepare: Prepare, findings: Findings) -> Element:
    """Rows that were deleted are counted."""
    made = Element(W + "tbl")
    rows = list(_unwrapped(table, "tr", findings))
    kept = [row for row in rows if row.find(f"{W}trPr/{W}del") is None]
    findings.counts["deleted"] += len(rows) - len(kept)
    for at, row in enumerate(kept):
        cells = list(_kept_cells(row, findings))
        made.append(_row(row))
        for column, cell in enumerate(cells):
            is_hidden = hidden.has(Position(at, len(kept), column, len(cells)))
            made[-1].append(_cell(_kept_properties(cell.find(W + "tcPr")), prepare(cell, is_hidden)))
    return made


def _row(row: Element) -> Element:
    made, properties = Element(W + "tr"), row.find(W + "trPr")
    if flag(properties, "tblHeader"):
        head = Element(W + "trPr")
        head.append(Element(W + "tblHeader"))
        made.append(head)
    before = value(properties, "gridBefore")
    if before.isdecimal() and 0 < int(before) < _MAX_SPAN:
        made.append(_cell({"gridSpan": before}, [Element(W + "p")]))
    return made


def _kept_cells(row: Element, findings: Findings) -> Iterator[Element]:
    for cell in _unwrapped(row, "tc", findings):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            findings.counts["deleted"] += 1
        else:
            yield cell


def _unwrapped(element: Element, name: str, findings: Findings) -> Iterator[Element]:
    """The rows of a table, the cells of a row; words that stand beside them, where none may, are one of their own."""
    for child in element:
        kind = local(child)
        if child.tag == W + name:
            yield child
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo") or child.find(W + name) is not None:
            yield from _unwrapped(child, name, findings)
        elif kind not in ("del", "moveFrom") and holds_words(child):
            findings.counts["odd"] += 1
            made = Element(W + name)
            made.extend([child] if child.tag in (W + "p", W + "tbl", W + "r") else child)
            yield made


def _kept_properties(properties: Element | None) -> Mapping[str, str]:
    span = value(properties, "gridSpan")
    merge = properties.find(W + "vMerge") if properties is not None else None
    kept = {"gridSpan": span} if span.isdecimal() and 1 < int(span) <= _MAX_SPAN else {}
    return kept if merge is None else {**kept, "vMerge": merge.get(W + "val", "continue")}


def _cell(kept: Mapping[str, str], content: Iterable[Element]) -> Element:
    cell, properties = Element(W + "tc"), Element(W + "tcPr")
    properties.extend(Element(W + name, {W + "val": said}) for name, said in kept.items())
    cell.append(properties)
    cell.extend(content)
    return cell
