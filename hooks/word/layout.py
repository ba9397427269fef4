"""Which lines of a Word text are its head (letterhead, cell, title, author), its body, and its signature block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.vietnamese import fold
from word.authors import credit_in
from word.blocks import Block, Paragraph, Span, Table
from word.endings import ending_of
from word.heads import head_of

_VALUE = 120  # letters


@dataclass(frozen=True)
class Layout:
    """`titles` are the lines of the title, `credits` those that name authors, `contents` those of a table of contents;
    the rest was cut.
    """

    titles: tuple[str, ...]
    cells: tuple[str, ...]
    credits: tuple[str, ...]
    letterhead: tuple[str, ...]
    body: tuple[Block, ...]
    signature: tuple[str, ...]
    contents: tuple[str, ...] = ()


def lay_out(blocks: Sequence[Block]) -> Layout:
    """The parts of a text."""
    unframed = tuple(_unframed(blocks))
    contents = set(_contents(unframed))
    head = head_of(tuple(block for at, block in enumerate(unframed) if at not in contents))
    end = ending_of(head.kept)
    titles = tuple(one.text for one in head.titles)
    told = tuple(unframed[at].text for at in sorted(contents))
    return Layout(titles, head.cells, (*head.credits, *end.credits), head.letterhead, end.body, end.signature, told)


def _contents(blocks: Sequence[Block]) -> Iterator[int]:
    """The lines of a table of contents that Word made, whose numbers of pages say nothing on a page of the site."""
    for at, block in enumerate(blocks):
        if _is_of_contents(block) or (_is_of_contents(*blocks[at + 1 : at + 2]) and fold(block.text) == "muc luc"):
            yield at


def _is_of_contents(block: Block | None = None) -> bool:
    return isinstance(block, Paragraph) and block.look.style == "toc" and not block.pictures and not block.notes


def _unframed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Frames round a text gone, and with them a table of one column that holds all of it."""
    for block in blocks:
        cells = list(block.cells) if isinstance(block, Table) else []
        is_all = len(blocks) == 1 and isinstance(block, Table) and all(len(row) == 1 for row in block.rows)
        if len(cells) == 1 or (cells and is_all):
            for cell in cells:
                yield from _unframed(cell.blocks)
        elif isinstance(block, Table) and any(map(credit_in, told := _labelled(block))):
            yield from (Paragraph((Span(text),)) for text in told)
        else:
            yield block


def _labelled(table: Table) -> list[str]:
    """Rows of a label and what it says, as lines; none for any other table."""
    pairs = [[cell.text for cell in row] for row in table.rows]
    fits = all(len(pair) == 2 and pair[0].endswith(":") and len(pair[1]) < _VALUE for pair in pairs)
    return [" ".join(pair) for pair in pairs] if fits else []
