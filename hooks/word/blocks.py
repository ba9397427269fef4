"""A Word text as paragraphs and tables: what the XML pass and mammoth make, and what is cut, read and written after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from word.marks import PLAIN, Look


@dataclass(frozen=True)
class Span:
    """Letters of one look; `\\n` is a line break. `picture` and `note` stand for a picture, for the mark of a note."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    script: str = ""
    href: str = ""
    note: str = ""
    picture: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """A block of text."""

    spans: tuple[Span, ...]
    look: Look = PLAIN

    @property
    def text(self) -> str:
        """What is read, in one line."""
        return " ".join("".join(span.text for span in self.spans).split())

    @property
    def pictures(self) -> tuple[int, ...]:
        """The pictures that stand in the block."""
        return tuple(span.picture for span in self.spans if span.picture is not None)

    @property
    def notes(self) -> tuple[str, ...]:
        """The ids of those that are referred to in it."""
        return tuple(span.note for span in self.spans if span.note)

    def is_all(self, look: str) -> bool:
        """Whether all its letters are `bold` or `italic`."""
        letters = [span for span in self.spans if span.text.strip()]
        return bool(letters) and all(getattr(span, look) for span in letters)


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    blocks: "tuple[Block, ...]"
    colspan: int = 1
    rowspan: int = 1

    @property
    def text(self) -> str:
        """What is read, in one line."""
        return " ".join(text for block in self.blocks if (text := block.text))


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first `heads` rows are its head."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0

    @property
    def cells(self) -> Iterator[Cell]:
        """Gives the cells in reading order."""
        return (cell for row in self.rows for cell in row)

    @property
    def text(self) -> str:
        """What is read, in one line."""
        return " ".join(text for cell in self.cells if (text := cell.text))


Block = Paragraph | Table


@dataclass(frozen=True)
class Text:
    """A whole Word text; `notes` by the number that its marks have."""

    blocks: tuple[Block, ...]
    notes: Mapping[str, tuple[Block, ...]]


def paragraphs(blocks: "tuple[Block, ...]") -> Iterator[Paragraph]:
    """Every paragraph, those of cells too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells:
                yield from paragraphs(cell.blocks)


def first_letters(paragraph: Paragraph, count: int) -> Paragraph:
    """A paragraph cut short; pictures that stand further on stay in it."""
    kept, left = [], count
    for span in paragraph.spans:
        text, left = span.text[:left], max(0, left - len(span.text))
        if text or span.picture is not None:
            kept.append(replace(span, text=text))
    return replace(paragraph, spans=tuple(kept))
