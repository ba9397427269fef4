"""What a page should show of a post: the words and looks of its parts, as Word had them."""

from collections.abc import Callable, Iterator

from word.blocks import Paragraph, Span, Table, paragraphs
from word.figures import Figure
from word.headings import Heading, Part
from word.seen import BOLD, GAP, ITALIC, STRIKE, SUB, SUP, UNDERLINE, Piece
from word.writing import Writer

_LOOKS = {"bold": BOLD, "italic": ITALIC, "underline": UNDERLINE, "strike": STRIKE}
_SCRIPTS = {"sup": SUP, "sub": SUB}


def meant_by(part: Part, writer: Writer) -> Iterator[Piece]:
    """A part's own words, with the label of its list."""
    yield GAP
    if isinstance(part, Heading):
        yield from _in_line(part.paragraph)
    elif isinstance(part, Figure):
        is_there = part.picture in writer.pictures
        yield part.caption or (writer.alts.get(part.picture, "") if is_there else ""), 0 if is_there else ITALIC
    elif isinstance(part, Table):
        yield from _in_table(part, writer)
    else:
        yield from _in_line(part, looks=True)
    yield GAP


def meant_by_notes(writer: Writer) -> Iterator[Piece]:
    """All notes that are referred to, in the order in which they are."""
    for key in writer.numbers:
        for one in paragraphs(writer.text.notes.get(key, ())):
            yield from _in_line(one, looks=True)
            yield GAP


def _in_line(paragraph: Paragraph, note: Callable[[str], str] | None = None, *, looks: bool = False) -> Iterator[Piece]:
    """`note` gives the text of a note where it stands in the line."""
    item = paragraph.look.item
    yield (f"{item.label} " if item else ""), 0
    for span in paragraph.spans:
        yield span.text, _look(span) if looks else 0
        if span.note and note:
            yield f" ({note(span.note)})", 0


def _look(span: Span) -> int:
    look = sum(bit for name, bit in _LOOKS.items() if getattr(span, name))
    return look | _SCRIPTS.get(span.script, 0)


def _in_table(table: Table, writer: Writer) -> Iterator[Piece]:
    is_html = not writer.fits(table)
    for cell in table.cells:
        for block in cell.blocks:
            yield GAP
            if isinstance(block, Table):
                yield from _in_table(block, writer)
                continue
            if is_html and block.look.item and not block.look.item.label:
                yield "– ", 0
            yield from _in_line(block, writer.note_text if is_html else None)
        yield GAP
