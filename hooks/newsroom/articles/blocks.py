"""The text of a body's blocks: as it is read, what it cites, and what Markdown left in it untouched."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from xml.etree.ElementTree import Element

from newsroom.articles.filling import CLOSE, OPEN
from newsroom.articles.habits.leftovers import may_have_signs, signs_in_html, signs_left
from newsroom.articles.habits.remarks import Remark
from newsroom.articles.stash import Stash, kind_of
from newsroom.articles.tree import PARTS, SILENT, Piece, Run, runs
from newsroom.citations import Citation, find_citations

_SENTENCE, _LEAD_LENGTH = 60, 600  # letters
_Place = tuple[Piece, int, int]


class Block(NamedTuple):
    """One block of text; `kind` is the tag that makes it one, `kept` what HTML within it cites, unlinked."""

    kind: str
    text: str
    pieces: list[Piece]
    kept: tuple[Citation, ...]
    cited: tuple[Citation, ...]
    signs: tuple[Remark, ...]
    has_open_comment: bool


def blocks_of(root: Element, stash: Stash) -> Iterator[Block]:
    """All blocks of a tree, in reading order, but for groups of pictures."""
    found = [run for run in runs(root) if not run.pieces[0].text.startswith(f"{OPEN}g")]
    looks = may_have_signs("\n".join([piece.text for run in found for piece in run.pieces]))
    return (_block(run, stash, looks) for run in found)


def _block(run: Run, stash: Stash, looks_for_signs: bool) -> Block:
    written = "".join(piece.text for piece in run.pieces)
    html = stash.only(written)
    of_html = stash.plain(written, SILENT) if html is not None else ""
    prose = stash.prose(run.pieces)
    return Block(
        run.block if html is None else kind_of(html),
        stash.plain("".join(piece.read for piece in run.pieces)),
        run.pieces,
        tuple(find_citations(of_html)) if of_html else (),
        tuple(find_citations(prose)),
        (*(signs_in_html(of_html) if of_html else ()), *(signs_left(prose) if looks_for_signs else ())),
        "<!--" in prose,
    )


def mark_citations(blocks: Iterable[Block]) -> tuple[Citation, ...]:
    """All citations, numbered; the first mention of a document that is whole in one linkable piece gets its marks."""
    found: list[Citation] = []
    linked: set[object] = set()
    for block in blocks:
        found += block.kept
        marks: list[tuple[_Place, int]] = []
        for number, citation in enumerate(block.cited, len(found)):
            if citation.symbol.key not in linked and (place := _place(citation, block.pieces)):
                linked.add(citation.symbol.key)
                marks.append((place, number))
        found += block.cited
        for (piece, start, end), number in reversed(marks):  # from the back, so that offsets before stay true
            inner = f"{OPEN}c{number}{CLOSE}{piece.text[start:end]}{OPEN}z{CLOSE}"
            piece.text = piece.text[:start] + inner + piece.text[end:]
            piece.write()
    return tuple(found)


def _place(citation: Citation, pieces: Sequence[Piece]) -> _Place | None:
    at = 0
    for piece in pieces:
        start, end = citation.start - at, citation.end - at
        if piece.linkable and start >= 0 and end <= len(piece.text):
            return piece, start, end
        at += len(piece.text)
    return None


def lead(blocks: Sequence[Block]) -> str:
    """The first paragraph that is a sentence rather than a caption, else the first text that is not part of a whole."""
    paragraphs = [block.text for block in blocks if block.kind == "p" and block.text]
    others = [block.text for block in blocks if block.kind not in PARTS and block.text]
    long = (text for text in paragraphs if len(text) > _SENTENCE)
    return next(chain(long, paragraphs, others), "")[:_LEAD_LENGTH]
