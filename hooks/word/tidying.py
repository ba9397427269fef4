"""Blocks as a teacher typed them → blocks as they are meant: line breaks, spaces, leftovers of converters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from word.authors import credit_in
from word.blocks import Block, Paragraph, Span, Table
from word.casing import is_capital
from word.marks import Item, Look

_LEFTOVER = re.compile(r"\[bookmark: ?[^\]]*\]")
_BULLET = re.compile(r"\A\s*([-–—−•·+*▪●○◦■□✓✔➢➤►→\uf0b7\uf0a7\uf0d8\uf0fc])\s+(?=\S)|\A\s*([-–+•])(?=[^\W\d])")
_NUMBERED = re.compile(r"\A\s*(\d{1,2})\.\s+(?=\S)")
_LETTERED = re.compile(r"\A\s*([ivx]{1,4}|[a-zđ])(?:\)\s*|\.\s+)(?=\S)")
_ALPHABET = "abcdđefghijklmnopqrstuvwxyz"
_TITLE = 20  # letters, more than an abbreviation has
_VERSES, _VERSE = 4, 50  # lines, letters
_ENDS = tuple('.!?:;…”"»)')


def tidy(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Gives the same text, with what only served the paper mended."""
    return tuple(_with_lists(_joined(_pieces(blocks))))


def _pieces(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table):
            rows = tuple(tuple(replace(cell, blocks=tidy(cell.blocks)) for cell in row) for row in block.rows)
            yield Table(rows, block.heads)
        else:
            for part in _lines(block):
                clean = Paragraph(tuple(_spaced(part.spans)), part.look)
                if clean.spans:
                    yield clean


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph cut where a line of it begins a list by hand, or is a line of its own in a heading."""
    apart = paragraph.look.align or paragraph.look.style == "title"
    lines: list[list[Span]] = [[]]
    for span in paragraph.spans:
        for at, piece in enumerate(span.text.split("\n")):
            if at:
                lines.append([])
            lines[-1].append(replace(span, text=piece) if "\n" in span.text else span)
    made, is_verse = [lines[0]], _is_verse(lines)
    for line in lines[1:]:
        text, before = _plain(line), _plain(made[-1])
        is_item = _BULLET.match(text) or _NUMBERED.match(text) or _LETTERED.match(text)
        if apart or is_item or _stands_apart(before, text):
            made.append(line)
        elif (_goes_on(before, text) and not is_verse) or not before or not text:
            made[-1] = [*made[-1], Span(" "), *line]
        else:
            made[-1] = [*made[-1], Span("\n"), *line]
    first, *rest = made
    yield replace(paragraph, spans=tuple(first))
    for line in rest:
        yield Paragraph(tuple(line), replace(paragraph.look, item=None))


def _plain(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans).strip()


def _stands_apart(before: str, text: str) -> bool:
    """Whether a line break stands for the end of a paragraph: at the author's line, below a title in capitals."""
    credited = bool(credit_in(before) or credit_in(text))
    return credited or (is_capital(before) and bool(text) and not is_capital(text) and len(before) > _TITLE)


def _is_verse(lines: Sequence[Sequence[Span]]) -> bool:
    """Whether lines end where they do as those of a poem: several, and each too short to have been cut by a margin."""
    texts = [text for line in lines if (text := _plain(line))]
    return len(texts) >= _VERSES and all(len(text) <= _VERSE and len(text.split()) > 1 for text in texts)


def _goes_on(before: str, text: str) -> bool:
    """Whether a line break stands in mid-sentence."""
    return bool(before) and not before.endswith(_ENDS) and text[:1].islower() and not _LETTERED.match(text)


def _spaced(spans: Iterable[Span]) -> Iterator[Span]:
    """Single spaces, none at either end; marks of converters gone."""
    spaced = [replace(span, text=re.sub(r"[^\S\n]+", " ", _LEFTOVER.sub("", span.text))) for span in spans]
    kept = [span for span in spaced if span.text or span.picture is not None or span.note]
    for before, span in pairwise([Span(" "), *kept]):
        glued = before.text.endswith((" ", "\n")) or before.picture is not None
        text = span.text.lstrip(" ") if glued else span.text
        if span is kept[-1]:
            text = text.rstrip()
        if text or span.picture is not None or span.note:
            yield replace(span, text=text)


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs that the Enter key cut in mid-sentence as one."""
    last: Block | None = None
    for block in blocks:
        if isinstance(last, Paragraph) and isinstance(block, Paragraph) and _is_cut(last, block):
            last = Paragraph((*last.spans, Span(" "), *block.spans), last.look)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _is_cut(last: Paragraph, block: Paragraph) -> bool:
    plain = not (block.look.align or block.look.item or block.look.style or last.look.align or last.look.style)
    long = len(last.text) > 60 and not last.pictures and not block.pictures
    return plain and long and _goes_on(last.text, block.text) and not _BULLET.match(block.text)


def _with_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """Lists by hand as lists; a lone number before a line is part of a heading more often than a list."""
    found = list(blocks)
    signs: list[str] = []
    letter: str | None = None  # the last below a numbered line, empty right below it
    for at, block in enumerate(found):
        text = _plain_text(block)
        number, lettered = _NUMBERED.match(text), _LETTERED.match(text)
        if not isinstance(block, Paragraph) or not text:
            signs, letter = [], None
            yield block
        elif bullet := _BULLET.match(text):
            sign, letter = bullet[1] or bullet[2], None
            signs = signs[: signs.index(sign) + 1] if sign in signs else [*signs, sign]
            yield _item(block, bullet.end(), Item(len(signs) - 1))
        elif number and _has_neighbour(found, at, int(number[1])):
            signs, letter = [], ""
            yield _item(block, number.end(), Item(0, f"{number[1]}.", int(number[1])))
        elif lettered and letter is not None and _follows(letter, lettered[1]):
            letter = lettered[1]
            yield _item(block, lettered.end(), Item(1, lettered[0].strip()))
        else:
            signs, letter = [], None
            yield block


def _plain_text(block: Block) -> str:
    """The words of a line that may be one of a list by hand."""
    look = block.look if isinstance(block, Paragraph) else None
    return block.text if look and not (look.item or look.style or look.align) else ""


def _follows(before: str, letter: str) -> bool:
    """Whether one letter comes after the other; `d` is followed by `đ` or by `e`."""
    if not before:
        return letter == "a"
    return 1 <= _ALPHABET.find(letter) - _ALPHABET.index(before) <= 2


def _has_neighbour(blocks: Sequence[Block], at: int, number: int) -> bool:
    return any(_number_beside(blocks, at, step) == number + step for step in (-1, 1))


def _number_beside(blocks: Sequence[Block], at: int, step: int) -> int | None:
    """The number of the next line, those with letters left out."""
    at += step
    while 0 <= at < len(blocks) and _LETTERED.match(_plain_text(blocks[at])):
        at += step
    beside = blocks[at] if 0 <= at < len(blocks) else None
    found = _NUMBERED.match(beside.text) if isinstance(beside, Paragraph) else None
    return int(found[1]) if found else None


def _item(paragraph: Paragraph, start: int, item: Item) -> Paragraph:
    left, spans = start, []
    for span in paragraph.spans:
        cut = min(left, len(span.text))
        left -= cut
        if span.text[cut:] or span.picture is not None or span.note:
            spans.append(replace(span, text=span.text[cut:]))
    return Paragraph(tuple(spans), Look(item=item))
