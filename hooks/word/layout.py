"""Which lines of a Word text are its head (letterhead, cell, title, author), its body, and its signature block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsroom.vietnamese import fold, nfc
from word.authors import credit_in, is_signer, person_in
from word.blocks import Block, Paragraph, Table, paragraphs
from word.casing import is_capital
from word.events import letterhead_date

TOP, END = 16, 12  # blocks that may belong to a head or to a signature block
_SHORT, _TITLE_LENGTH = 160, 300
_ORNAMENT = re.compile(r"[\W_]*\Z")
_NATIONAL = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s*[-–—]\s*tu do|dang cong san viet nam\W*\Z|so:? ?[\d….]*\s*[-/][\w/-]+\Z"
)
_OFFICE = re.compile(
    r"(?:dang (?:uy|bo)|ubnd|uy ban|quan uy|thanh uy|huyen uy|phong gd|phong giao duc|so gd|so giao duc"
    r"|truong|cong doan)\b"
)
_LABEL = re.compile(r"(?:bai viet|tin bai|bai tuyen truyen|ban tin|tin hoat dong|tin tuc|bai du thi)\W*\Z")
_CELL = re.compile(r"(?:chi|dang) bo\b")
_NAME_OF_CELL = re.compile(
    r"(?:chi|dang) bo (?:(?:truong|th ?& ?thcs|thcs|thpt|th|tieu hoc|mam non|mau giao|mn|so|\d+)\b ?)+"
    r"(?:[^\W\d]+(?: |\b)){0,4}\W*\Z"
)
_VERBS = re.compile(
    r"\b(?:to chuc|sinh hoat|hop|ket nap|trien khai|thuc hien|dai hoi|tong ket|so ket|chuc mung|hoc tap|voi|quyet tam"
    r"|thi dua)\b"
)
_SIGNATURE = re.compile(
    r"(?:noi nhan|t ?/ ?m|tm\.?|kt\.?|bi thu|pho bi thu|hieu truong|nguoi viet|nguoi viet bai|tac gia|chi uy|xac nhan"
    r"|\(?(?:da )?ky\b|nguoi bao cao|- ?luu\b|- ?nhu tren)"
)


@dataclass(frozen=True)
class Layout:
    """`titles` are the lines of the title, `credits` those that name authors; the rest was cut."""

    titles: tuple[str, ...]
    cells: tuple[str, ...]
    credits: tuple[str, ...]
    letterhead: tuple[str, ...]
    body: tuple[Block, ...]
    signature: tuple[str, ...]


@dataclass(frozen=True)
class _Head:
    titles: tuple[Paragraph, ...] = ()
    cells: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    kept: tuple[Block, ...] = ()


def lay_out(blocks: Sequence[Block]) -> Layout:
    """The parts of a text."""
    top, rest = _top(blocks)
    head = _Head()
    styled = any(one.look.style in ("title", "h1") for one in top if isinstance(one, Paragraph))
    for block in top:
        head = _add(head, block, styled)
    titles, kept = head.titles, (*head.kept, *rest)
    if not titles:
        titles, kept = _plain_title(kept)
    body, signature, credits = _without_end(kept)
    return Layout(
        tuple(one.text for one in titles), head.cells, (*head.credits, *credits), head.letterhead, body, signature
    )


def _top(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks before the running text; tables that are only there to set lines side by side are taken apart."""
    top: list[Block] = []
    for at, block in enumerate(blocks[:TOP]):
        if isinstance(block, Table):
            if not _is_letterhead(block):
                return top, list(blocks[at:])
            top += paragraphs((block,))
        elif _is_running(block):
            return top, list(blocks[at:])
        else:
            top.append(block)
    return top, list(blocks[TOP:])


def _is_running(block: Paragraph) -> bool:
    text = block.text
    if block.look.item or block.pictures:
        return True
    stands_out = block.look.align or block.look.style or is_capital(text) or credit_in(text) or letterhead_date(text)
    if stands_out and block.look.style not in ("h2", "h3", "h4"):
        return len(text) > _TITLE_LENGTH
    if block.is_all("bold") and len(text) < _SHORT:
        return False
    return bool(text) and not _ORNAMENT.match(text) and not _LABEL.match(fold(text)) and not _is_letter_line(fold(text))


def _is_letterhead(table: Table) -> bool:
    """A table whose cells say nothing but a head: the nation, offices, the cell, a date, a title, an author."""
    inner = [one for one in paragraphs((table,)) if one.text]
    if not inner or any(len(one.text) > _TITLE_LENGTH for one in inner):
        return False
    told = [_is_letter_line(fold(one.text)) or _CELL.match(fold(one.text)) or is_capital(one.text) for one in inner]
    credits = [credit_in(one.text) for one in inner]
    return (
        any(told)
        and all(
            said or credit or letterhead_date(one.text) or _ORNAMENT.match(one.text) or one.is_all("bold")
            for one, said, credit in zip(inner, told, credits, strict=True)
        )
    ) or (all(credits) and len(inner) < 4)


def _is_letter_line(folded: str) -> bool:
    return bool(_NATIONAL.match(folded) or letterhead_date(folded))


def _add(head: _Head, block: Block, styled: bool) -> _Head:
    if isinstance(block, Table) or not block.text:
        return replace(head, kept=(*head.kept, block))
    text = block.text
    if credit_in(text):
        return replace(head, credits=(*head.credits, text))
    if block.look.style in ("title", "h1"):
        return replace(head, titles=(*head.titles, block))
    if names_cell(text) and not head.titles:
        return replace(head, cells=(*head.cells, text))
    if _is_of_letterhead(text, before_title=not head.titles):
        return replace(head, letterhead=(*head.letterhead, text))
    titled = not styled and not block.look.style and _may_be_title(block, head)
    return replace(head, titles=(*head.titles, block)) if titled else replace(head, kept=(*head.kept, block))


def _is_of_letterhead(text: str, *, before_title: bool) -> bool:
    folded = fold(nfc(text))
    if _is_letter_line(folded) or _ORNAMENT.match(text) or _LABEL.match(folded):
        return True
    return bool(before_title and _OFFICE.match(folded) and not _VERBS.search(folded) and len(text) < 80)


def names_cell(text: str) -> bool:
    """Whether a line names a cell and says nothing of it."""
    folded = fold(nfc(text)).strip()
    return bool(_NAME_OF_CELL.match(folded)) and not _VERBS.search(folded)


def _may_be_title(block: Paragraph, head: _Head) -> bool:
    """A line that stands out as the first one of the title did, with nothing between the two."""
    if head.kept or block.pictures:
        return False
    text = block.text
    if head.titles:
        first = head.titles[0]
        like = is_capital(first.text) == is_capital(text) and first.is_all("bold") == block.is_all("bold")
        return (like and first.look.align == block.look.align) or (is_capital(text) and block.look.align == "center")
    return is_capital(text) or block.is_all("bold") or (block.look.align == "center" and not block.is_all("italic"))


def _plain_title(blocks: Sequence[Block]) -> tuple[tuple[Paragraph, ...], tuple[Block, ...]]:
    """A short first line without a full stop, before longer ones."""
    first = blocks[0] if blocks else None
    plain = isinstance(first, Paragraph) and not first.look.item and not first.pictures and bool(first.text)
    if (
        plain
        and isinstance(first, Paragraph)
        and len(first.text) < _SHORT
        and not first.text.endswith((".", ":", ";", ","))
    ):
        longer = any(len(one.text) > len(first.text) for one in blocks[1:4])
        if longer:
            return (first,), tuple(blocks[1:])
    return (), tuple(blocks)


def _without_end(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[str, ...], tuple[str, ...]]:
    """Body, lines of the signature block, and those of them that name authors."""
    body, cut, credits = list(blocks), list[str](), list[str]()
    while body and len(blocks) - len(body) < END:
        last = body[-1]
        texts = [one.text for one in paragraphs((last,)) if one.text]
        if any(one.pictures or one.notes for one in paragraphs((last,))):
            break
        if not texts:
            body.pop()
        elif all(credit_in(text) for text in texts):
            credits[:0] = texts
            body.pop()
        elif _is_signature(last, texts, body):
            cut[:0] = texts
            body.pop()
        else:
            break
    for at, text in enumerate(cut):
        if is_signer(text) and (name := next((person for one in cut[at + 1 :] if (person := person_in(one))), "")):
            credits.append(f"Người viết: {name}")
    lone = [person for text in cut if (person := person_in(text))]
    if not credits and len(cut) == len(lone) == 1:
        credits.append(f"Người viết: {lone[0]}")
    return tuple(body), tuple(cut), tuple(credits)


def _is_signature(block: Block, texts: Sequence[str], body: Sequence[Block]) -> bool:
    if any(len(text) > 120 for text in texts):
        return False
    signed = any(_SIGNATURE.match(fold(nfc(text)).strip()) for text in texts)
    if isinstance(block, Table):
        return signed
    aside = block.look.align != "" or block.is_all("bold") or block.is_all("italic")
    named = bool(person_in(block.text)) and (aside or _signed_above(body))
    dated = letterhead_date(block.text) is not None and aside
    return (signed and (aside or is_capital(block.text) or len(block.text) < 40)) or named or dated


def _signed_above(body: Sequence[Block]) -> bool:
    above = [one for one in body[-4:-1] if isinstance(one, Paragraph)]
    return any(_SIGNATURE.match(fold(nfc(one.text)).strip()) for one in above)
