"""The end of a Word text: signature block and author's line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.citations.events import letterhead_date
from newsroom.vietnamese import fold, nfc
from word.authors import byline, credit_in, group_in, is_signer, people_in, person_in
from word.blocks import Block, Paragraph, Table, first_letters, paragraphs
from word.casing import is_capital
from word.head_lines import is_signed

_END = 12  # blocks that may belong to it
_LINE = 120  # letters
_CLOSING = re.compile(r"(?:xin )?(?:tran trong|than ai|kinh thu)\W*\Z")
_BELOW_CLOSING = 6  # lines of one's name, post and address
_IN_BRACKETS = re.compile(r"(?<=\S)\s*\((?P<credit>[^()]{5,120})\)\s*\Z")


@dataclass(frozen=True)
class Ending:
    """The text without its end, the lines of the signature block, and those of them that name authors."""

    body: tuple[Block, ...]
    signature: tuple[str, ...]
    credits: tuple[str, ...]


def ending_of(blocks: Sequence[Block]) -> Ending:
    """What is cut is told by its lines."""
    body, cut = _without_farewell(blocks)
    credits = list[str]()
    while body and len(blocks) - len(body) < _END:
        last = body[-1]
        inner = list(paragraphs((last,)))
        texts = [one.text for one in inner if one.text]
        if any(one.pictures or one.notes for one in inner):
            break
        if texts and all(map(credit_in, texts)):
            credits[:0] = texts
        elif texts and not _is_signature(last, texts, body):
            break
        else:
            cut[:0] = texts
        body.pop()
    body, credit = _without_bracket(body)
    credits += credit
    return Ending(tuple(body), tuple(cut), (*credits, *_signed(cut, bool(credits))))


def _without_farewell(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """A text without what stands below `Trân trọng,` as below a letter, and the lines of that."""
    for at in range(max(1, len(blocks) - _BELOW_CLOSING), len(blocks)):
        below = [one for one in blocks[at:] if isinstance(one, Paragraph) and len(one.text) < _LINE]
        whole = len(below) == len(blocks) - at and not any(one.pictures or one.notes for one in below)
        if whole and _CLOSING.match(fold(nfc(blocks[at].text))):
            return list(blocks[:at]), [one.text for one in below if one.text]
    return list(blocks), []


def _without_bracket(body: list[Block]) -> tuple[list[Block], list[str]]:
    """A text without `(Bài và ảnh: …)` behind its last sentence, and the words of that."""
    last = body[-1] if body else None
    found = _IN_BRACKETS.search("".join(one.text for one in last.spans)) if isinstance(last, Paragraph) else None
    if isinstance(last, Paragraph) and found and credit_in(found["credit"]) and not last.notes:
        return [*body[:-1], first_letters(last, found.start())], [found["credit"]]
    return body, []


def _signed(cut: Sequence[str], credited: bool) -> Iterator[str]:
    """Who signed as author: the name below `Người viết`, else the only name, where nobody else is named."""
    signers = [at for at, text in enumerate(cut) if is_signer(text)]
    for at in signers:
        if name := next((person for one in cut[at + 1 :] if (person := person_in(one))), ""):
            yield f"Người viết: {name}"
    own = cut[1:2] if cut and _CLOSING.match(fold(nfc(cut[0]))) else cut
    if (
        not credited
        and not signers
        and len(own) == 1
        and (names := people_in(own[0]) or byline(own[0]) or group_in(own[0]))
    ):
        yield f"Người viết: {names}"


def _is_signature(block: Block, texts: Sequence[str], body: Sequence[Block]) -> bool:
    if any(len(text) > _LINE for text in texts) or _is_part(block):
        return False
    signed = any(map(is_signed, texts))
    if isinstance(block, Table):
        return signed
    aside = block.look.align != "" or block.is_all("bold") or block.is_all("italic")
    right = block.look.align == "right"
    named = bool(people_in(block.text) and (aside or _signed_above(body))) or (right and _names_group(block.text))
    dated = letterhead_date(block.text) is not None and aside
    return (signed and (aside or is_capital(block.text) or len(block.text) < 40)) or named or dated


def _is_part(block: Block) -> bool:
    """Whether a line is a heading or one of a list, and so a part of the text whatever it says."""
    return isinstance(block, Paragraph) and bool(block.look.item or block.look.style[:1] == "h")


def _names_group(text: str) -> bool:
    return bool(byline(text) or group_in(text))


def _signed_above(body: Sequence[Block]) -> bool:
    return any(is_signed(one.text) for one in body[-4:-1] if isinstance(one, Paragraph))
