"""The head of a Word text: letterhead, cell, title and author, as far as they stand above the running text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from word.authors import byline, credit_in
from word.blocks import Block, Paragraph, Table, paragraphs
from word.casing import is_capital
from word.head_lines import (
    SHORT,
    TITLE_LENGTH,
    is_kind,
    is_of_letterhead,
    is_running,
    is_sentence,
    names_cell,
    tells_of_head,
)

_TOP = 16  # blocks that may belong to a head
_CAPTION = 250  # letters


@dataclass(frozen=True)
class Head:
    """`kept` are blocks that belong to the body."""

    titles: tuple[Paragraph, ...] = ()
    cells: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    kept: tuple[Block, ...] = ()


def head_of(blocks: Sequence[Block]) -> Head:
    """All that stands above; the rest of the text is kept."""
    pictures, below = _first_pictures(blocks)
    top, rest = _top(below)
    head = Head()
    styled = any(one.look.style in ("title", "h1") for one in top if isinstance(one, Paragraph))
    for block in top:
        head = _add(head, block, styled)
    titles, kept = (head.titles, (*head.kept, *rest)) if head.titles else _plain_title((*head.kept, *rest))
    return replace(head, titles=titles, kept=(*pictures, *kept))


def _first_pictures(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Photos that stand above the head, with their captions, and what is below."""
    at = 0
    for block in blocks:
        if not isinstance(block, Paragraph) or (block.text and not (at and _is_below_photo(block))):
            break
        at += 1
    return (blocks[:at], blocks[at:]) if any(one.pictures for one in paragraphs(tuple(blocks[:at]))) else ((), blocks)


def _is_below_photo(block: Paragraph) -> bool:
    return (block.is_all("italic") or block.look.style == "caption") and len(block.text) < _CAPTION


def _top(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks before the running text; tables that are only there to set lines side by side are taken apart."""
    top: list[Block] = []
    for at, block in enumerate(blocks[:_TOP]):
        if isinstance(block, Table):
            if not _is_letterhead(block):
                return top, list(blocks[at:])
            top += paragraphs((block,))
        elif is_running(block):
            return top, list(blocks[at:])
        else:
            top.append(block)
    return top, list(blocks[_TOP:])


def _is_letterhead(table: Table) -> bool:
    """A table whose cells say nothing but a head: the nation, offices, the cell, a date, a title, an author."""
    inner = [one for one in paragraphs((table,)) if one.text]
    if not inner or any(len(one.text) > TITLE_LENGTH for one in inner):
        return False
    told = [tells_of_head(one.text) for one in inner]
    credits = [bool(credit_in(one.text)) for one in inner]
    return (any(told) and all(map(_may_be_of_head, inner))) or (all(credits) and len(inner) < 4)


def _may_be_of_head(one: Paragraph) -> bool:
    known = tells_of_head(one.text) or credit_in(one.text) or is_of_letterhead(one.text, before_title=True)
    return bool(known or one.is_all("bold"))


def _add(head: Head, block: Block, styled: bool) -> Head:
    if isinstance(block, Table) or not block.text:
        return replace(head, kept=(*head.kept, block))
    text = block.text
    if credit := _credit(text, below_title=bool(head.titles)):
        return replace(head, credits=(*head.credits, credit))
    if block.look.style not in ("title", "h1"):
        if names_cell(text) and not (head.titles and block.is_all("bold")):
            return replace(head, cells=(*head.cells, text))
        if is_of_letterhead(text, before_title=not head.titles):
            return replace(head, letterhead=(*head.letterhead, text))
        if styled or block.look.style or not _may_be_title(block, head):
            return replace(head, kept=(*head.kept, block))
    return replace(head, titles=(*head.titles, block))


def _credit(text: str, *, below_title: bool) -> str:
    if credit_in(text):
        return text
    return f"Người viết: {text}" if below_title and not is_capital(text) and byline(text) else ""


def _may_be_title(block: Paragraph, head: Head) -> bool:
    """A line that stands out as the first one of the title did, with nothing between the two."""
    if head.kept or block.pictures or is_sentence(block.text):
        return False
    text, centred = block.text, block.look.align == "center"
    if head.titles:
        first = head.titles[0]
        like = is_capital(first.text) == is_capital(text) and first.is_all("bold") == block.is_all("bold")
        goes_on = is_kind(first.text) and len(head.titles) == 1 and (centred or block.is_all("bold"))
        return goes_on or (like and first.look.align == block.look.align) or (is_capital(text) and centred)
    return is_capital(text) or block.is_all("bold") or (centred and not block.is_all("italic"))


def _plain_title(blocks: Sequence[Block]) -> tuple[tuple[Paragraph, ...], tuple[Block, ...]]:
    """A short first line without a full stop, before longer ones."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and not (first.look.item or first.pictures) and 0 < len(first.text) < SHORT:
        ends = first.text.endswith((".", ":", ";", ","))
        if not ends and any(len(one.text) > len(first.text) for one in blocks[1:4]):
            return (first,), tuple(blocks[1:])
    return (), tuple(blocks)
