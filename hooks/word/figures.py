"""Pictures of a text with the captions that stand by them, on their own between the blocks of text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from newsroom.vietnamese import fold, nfc
from word.blocks import Block, Cell, Paragraph, Table, paragraphs

_CAPTION = 250  # letters
_LABEL = re.compile(
    r"\A[\W_]{0,9}(?:(?:hinh|anh)(?: anh| chup)?\s{0,9}:"
    r"|(?:hinh|anh|h|so do|bieu do)(?: anh| chup)?\.?\s{0,9}(?:so )?\d{1,3}\s{0,9}(?:[.:)–—-]|\Z))"
)


@dataclass(frozen=True)
class Figure:
    """One picture, by its number among those of the file; neighbours become a gallery."""

    picture: int
    caption: str = ""


Content = Block | Figure


def with_figures(blocks: Sequence[Block]) -> tuple[Content, ...]:
    """The blocks in order; a picture in the middle of a text comes after its paragraph."""
    found, made = list(_flattened(blocks)), list[Content]()
    above = dict(captions_above(found))
    for at, block in enumerate(found):
        if at in above:
            continue
        if isinstance(block, Paragraph):
            _add(made, block)
        else:
            made.append(block)
        if at - 1 in above and isinstance(last := made[-1], Figure):
            made[-1] = Figure(last.picture, above[at - 1])
    return tuple(made)


def captions_above(blocks: Sequence[Content]) -> Iterator[tuple[int, str]]:
    """Which lines are captions of the picture right below them: a numbered one, or one over each of several pictures.

    A line between two pictures belongs to the upper one unless all captions are seen to stand above.
    """
    at = 0
    while at < len(blocks):
        end = at
        while end + 1 < len(blocks) and _may_be_caption(blocks[end]) and _is_photo(blocks[end + 1]):
            end += 2
        apart = not (at and _is_photo(blocks[at - 1])) and not (end < len(blocks) and _may_be_caption(blocks[end]))
        if end > at and apart and (end > at + 2 or is_labelled(blocks[at])):
            yield from ((one, block.text) for one in range(at, end, 2) if isinstance(block := blocks[one], Paragraph))
        at = max(end, at + 1)


def _is_photo(block: Content) -> bool:
    return isinstance(block, Figure) or (isinstance(block, Paragraph) and bool(block.pictures) and not block.text)


def _may_be_caption(block: Content) -> bool:
    return isinstance(block, Paragraph) and not block.pictures and _is_caption(block, beside=False)


def is_labelled(block: Content) -> bool:
    """Whether a line says itself that it is a caption: `Hình 2. …`, `Ảnh: …`, Word's own style."""
    is_styled = isinstance(block, Paragraph) and block.look.style == "caption"
    return is_styled or (isinstance(block, Paragraph) and bool(_LABEL.match(fold(nfc(block.text)))))


def _flattened(blocks: Iterable[Block]) -> Iterator[Content]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif _is_of_photos(block):
            yield from _photos(block)
        elif len(cells := list(block.cells)) == 1:  # a frame round a text
            yield from _flattened(cells[0].blocks)
        elif block.text or any(one.pictures for one in paragraphs((block,))):
            yield block


def _add(made: list[Content], paragraph: Paragraph) -> None:
    """Puts a paragraph down: text, then its pictures; or the caption of the pictures right above it."""
    words = replace(paragraph, spans=tuple(span for span in paragraph.spans if span.picture is None))
    if paragraph.pictures:
        caption = words.text if _is_caption(paragraph, beside=True) else ""
        if words.text and not caption:
            made.append(words)
        made += [Figure(one) for one in paragraph.pictures]
        if caption:
            made[-1] = Figure(paragraph.pictures[-1], caption)
    elif made and isinstance(made[-1], Figure) and not made[-1].caption and _is_caption(paragraph, beside=False):
        made[-1] = Figure(made[-1].picture, paragraph.text)
    elif paragraph.text or paragraph.notes:
        made.append(paragraph)


def _is_caption(paragraph: Paragraph, *, beside: bool) -> bool:
    """Whether the words beside or below a picture say what is seen on it."""
    if not paragraph.text or len(paragraph.text) > _CAPTION or paragraph.look.item:
        return False
    if paragraph.notes or any(span.href for span in paragraph.spans):
        return False
    stands_out = paragraph.look.align == "center" or paragraph.is_all("italic") or is_labelled(paragraph)
    short = beside and len(paragraph.text) < 90 and not paragraph.text.endswith(".")
    return paragraph.look.style == "caption" or (stands_out and not paragraph.look.style) or short


def _is_of_photos(table: Table) -> bool:
    """Whether a table is only there to set pictures side by side, with a line or two below each."""
    inner = list(paragraphs((table,)))
    pictures = sum(len(one.pictures) for one in inner)
    words = [one for one in inner if one.text]
    nested = any(isinstance(block, Table) for cell in table.cells for block in cell.blocks)
    return (
        pictures > 0 and not nested and all(len(one.text) <= _CAPTION for one in words) and len(words) <= pictures + 1
    )


def _photos(table: Table) -> Iterator[Content]:
    """The pictures, each with the words below it in its cell, else in the same column of the next row."""
    rows = [list(_columns(row)) for row in table.rows]
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else []
        for column, (cell, under) in enumerate(zip_longest(row, below, fillvalue=None)):
            if cell is None or (at, column) in taken:
                continue
            pictures, words = _of(cell)
            lower = _of(under) if under is not None else ((), "")
            if pictures and not words and not lower[0] and lower[1]:
                words = lower[1]
                taken.add((at + 1, column))
            yield from (Figure(one) for one in pictures[:-1])
            if pictures:
                yield Figure(pictures[-1], words)
            elif words:
                yield from (one for one in cell if one.text)


def _columns(row: Sequence[Cell]) -> Iterator[list[Paragraph]]:
    """What stands in each column; what is below several stands in the last of them."""
    for cell in row:
        yield from [[]] * (cell.colspan - 1)
        yield list(paragraphs(cell.blocks))


def _of(cell: Sequence[Paragraph]) -> tuple[tuple[int, ...], str]:
    return tuple(one for each in cell for one in each.pictures), " ".join(one.text for one in cell if one.text)
