"""The HTML that mammoth makes, whose tags are few → blocks."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

from word.blocks import Block, Cell, Paragraph, Span, Table, Text
from word.marks import PICTURES, Look, read_mark

_MARKS = {"strong": "bold", "em": "italic", "u": "underline", "del": "strike", "s": "strike"}
_SAFE = ("http://", "https://", "mailto:", "tel:")


def read_html(html: str) -> Text:
    """The text, and its notes."""
    body = fromstring(f"<body>{html}</body>")
    notes = {item.get("id", ""): tuple(_blocks(item)) for block in body if block.tag == "ol" for item in block}
    return Text(tuple(_blocks(body)), notes)


def _blocks(element: Element) -> Iterator[Block]:
    for child in element:
        if child.tag == "p":
            yield _paragraph(child)
        elif child.tag == "table":
            yield _table(child)


def _table(table: Element) -> Table:
    head = [row for part in table if part.tag == "thead" for row in part]
    body = [row for part in table if part.tag != "thead" for row in (part if part.tag == "tbody" else [part])]
    rows = tuple(tuple(map(_cell, row)) for row in (*head, *body))
    return Table(rows, len(head))


def _cell(cell: Element) -> Cell:
    return Cell(tuple(_blocks(cell)), int(cell.get("colspan", "1")), int(cell.get("rowspan", "1")))


def _paragraph(element: Element) -> Paragraph:
    spans = list(_spans(element, Span()))
    look, look_text = read_mark(spans[0].text) if spans else (Look(), "")
    if spans:
        spans[0] = replace(spans[0], text=look_text)
    return Paragraph(tuple(_joined(part for span in spans for part in _with_pictures(span))), look)


def _spans(element: Element, look: Span) -> Iterator[Span]:
    if element.text:
        yield replace(look, text=element.text)
    for child in element:
        yield from _child(child, look)
        if child.tail:
            yield replace(look, text=child.tail)


def _child(child: Element, look: Span) -> Iterator[Span]:
    href = child.get("href", "")
    if child.tag == "br":
        yield replace(look, text="\n")
    elif child.tag == "input":
        yield replace(look, text="☒" if child.get("checked") else "☐")
    elif child.tag == "a" and href.startswith(("#footnote-ref-", "#endnote-ref-")):
        return  # the way back from a note
    elif child.tag == "a" and href.startswith(("#footnote-", "#endnote-")) and "-ref-" in child.get("id", ""):
        yield Span(note=href[1:])
    elif child.tag == "a":
        yield from _spans(child, replace(look, href=href if href.lower().startswith(_SAFE) else look.href))
    elif child.tag in ("sup", "sub"):
        yield from _spans(child, replace(look, script=child.tag))
    elif child.tag in _MARKS:
        yield from _spans(child, replace(look, **{_MARKS[child.tag]: True}))  # type: ignore[arg-type]
    else:
        yield from _spans(child, look)


def _with_pictures(span: Span) -> Iterator[Span]:
    at = 0
    for found in PICTURES.finditer(span.text):
        yield replace(span, text=span.text[at : found.start()])
        yield Span(picture=int(found[1]))
        at = found.end()
    yield replace(span, text=span.text[at:])


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Neighbours of one look as one: Word cuts a sentence into runs wherever somebody corrected a letter."""
    last = Span()
    for span in spans:
        if span.picture is not None or span.note:
            yield from [last] if last.text else []
            yield span
            last = Span()
        elif span.text:
            if replace(last, text="") == replace(span, text="") and last.text:
                last = replace(last, text=last.text + span.text)
            else:
                yield from [last] if last.text else []
                last = span
    if last.text:
        yield last
