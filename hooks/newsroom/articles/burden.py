"""What a body would ask of Python-Markdown, reckoned before it is rendered.

The reckoning is of letters and signs, so that a text is refused on every machine alike, however quick or busy that is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom.articles.fences import without_code
from newsroom.articles.reckoning import (
    BESIDE,
    CELL,
    FENCE,
    JOINED_BESIDE,
    LISTED,
    OF_LETTERS,
    OF_PIECES,
    Bill,
    Block,
    Reckoner,
    blocks,
)

MOST_LETTERS = 1_000_000
BUDGET = 100_000_000  # units of 10 ns: what takes a second today takes no less on a slower machine
_FEW = 20_000  # letters, in which nothing can be explained at such length and so often that it matters
_MEANT = {
    "[": "quá nhiều dấu “[” mà không có “]” ở gần; hãy đóng ngoặc, hoặc viết “\\[” khi muốn hiện dấu ngoặc",
    "](": "quá nhiều liên kết “[…](” mà không có “)” ở gần; hãy viết “)” vào cuối mỗi địa chỉ",
    "<": "quá nhiều dấu “<” mà không có “>” ở gần; hãy viết “&lt;” khi muốn hiện dấu này, hoặc đóng thẻ bằng “>”",
    "<!--": "quá nhiều dấu “<!--” mà không có “-->” ở gần; hãy viết “-->” vào cuối mỗi chú thích",
    "`": "quá nhiều dấu “`” lẻ; hãy đóng mỗi đoạn mã bằng đúng số dấu “`” đã mở, hoặc viết “\\`” khi muốn hiện dấu",
    "line": "quá nhiều dòng kẻ, tiêu đề, hộp hay chữ tắt liền nhau; hãy để dòng trống giữa các đoạn",
    "cell": "bảng quá nhiều ô (mỗi hàng có số ô của hàng dài nhất); hãy bỏ ô trống ở cuối hàng, hoặc chia bảng",
    "block": "quá nhiều đoạn, dòng; hãy tách thành nhiều bài",
    "piece": "quá nhiều dấu đánh dấu (*, `, <, &, [, …); hãy bỏ những dấu không cần, hoặc tách thành nhiều bài",
    "toc": "mục lục [TOC] đặt quá nhiều chỗ; hãy để một chỗ",
    "long": "lời giải nghĩa hay địa chỉ này quá dài mà dùng quá nhiều lần; hãy viết ngắn lại",
}
_OF_A_PIECE = ("note", "number", "light", "mark", "part")
_SAID_AS = {"![": "[", "row": "block", "begin": "block"} | dict.fromkeys(_OF_A_PIECE, "piece")
_DEFINED = re.compile(r"^ {0,3}\*?\[([^\[\]\n]++)\]:([^\n]{200,})", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(?:#|=|-{3})", re.MULTILINE)
_LIST = "[TOC]"


class Excess(NamedTuple):
    """Where a body asks too much, in lines from its first, 0, and what to do about it."""

    line: int
    message: str


def excess(body: str) -> Excess | None:
    """The first stretch that asks for more than all of a body may, None for nearly every body that is written."""
    if len(body) > MOST_LETTERS:
        said = f"bài dài quá {MOST_LETTERS:,} chữ cái; hãy tách thành nhiều bài".replace(",", ".")
        return Excess(body.count("\n", 0, MOST_LETTERS), said)
    return None if _is_light(body) else _first_excess(body)


def heaviest(text: str) -> int:
    """The line, from 0, of the stretch that asks for most."""
    return max(_stretches(text), key=lambda one: one.units, default=_Stretch(0, "block", 0)).line


class _Stretch(NamedTuple):
    """What is asked for in all, and the line of the sign for which most is asked."""

    line: int
    sign: str
    units: int


def _is_light(body: str) -> bool:
    """Whether a glance is enough."""
    lines, signs, pipes = body.count("\n") + 1, sum(map(body.count, "<[*_`&\\:@~=^+/")), sum(map(body.count, "|\t"))
    opened = OF_LETTERS["!["] * body.count("[") + 8 * (body.count("<") + body.count("`")) + OF_LETTERS["line"] * lines
    each = (OF_PIECES["block"] + OF_PIECES["row"] + OF_PIECES["begin"]) * lines + OF_PIECES["note"] * signs
    beside = BESIDE * (lines + signs) ** 2 + JOINED_BESIDE * signs**2
    together = lines * (CELL * pipes + LISTED * body.count(_LIST))
    return len(body) * opened + each + beside + together < BUDGET and not (len(body) > _FEW and "]:" in body)


def _first_excess(body: str) -> Excess | None:
    left = BUDGET
    for stretch in _stretches(body):
        left -= stretch.units
        if left < 0:
            meant = _MEANT[_SAID_AS.get(stretch.sign, stretch.sign)]
            return Excess(stretch.line, f"bài này cần quá nhiều thời gian để dựng: {meant}")
    return None


def _stretches(body: str) -> Iterator[_Stretch]:
    yield from _of_code(body)
    body = without_code(body)
    reckoner = Reckoner(body)
    yield from _of_the_whole(body)
    yield from (_stretch(block, reckoner.bill(block)) for block in blocks(body))


def _stretch(block: Block, bill: Bill) -> _Stretch:
    (worst, _), *_ = bill.units.most_common(1)
    return _Stretch(block.line + block.text.count("\n", 0, bill.first[worst]), worst, bill.units.total())


def _of_code(body: str) -> Iterator[_Stretch]:
    """What is between the fences costs next to nothing."""
    fences = [found.start() for found in _FENCE.finditer(body)]
    if fences:
        yield _Stretch(body.count("\n", 0, fences[0]), "block", len(fences) * FENCE)


def _of_the_whole(body: str) -> Iterator[_Stretch]:
    """What is written once and shown many times."""
    lists = body.count(_LIST)
    if lists > 1:
        line = body.count("\n", 0, body.find(_LIST))
        yield _Stretch(line, "toc", lists * (lists + LISTED * sum(1 for _ in _HEADING.finditer(body))))
    for found in _DEFINED.finditer(body) if "]:" in body else ():
        line = body.count("\n", 0, found.start())
        yield _Stretch(line, "long", body.count(found[1]) * len(found[2]))
