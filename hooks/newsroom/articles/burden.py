"""What a body would ask of Python-Markdown, reckoned before it is rendered.

For every sign that may open something the library looks for what closes it, and looks through the same letters again
for the next such sign: where nothing is closed, that grows with the square of the text. The letters it would look at
are counted here, in one pass, so that a text is refused on every machine alike, however quick or busy that is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_LETTERS = 1_000_000
BUDGET = 100_000_000  # units of 10 ns: what takes a second today takes no less on a slower machine
_UNITS = {"[": 25, "![": 50, "](": 10, "<": 3, "<!--": 1, "line": 4}
"""What each letter costs that is looked at for the sake of a sign: measured with Python-Markdown 3.11."""
_MEANT = {
    "[": "quá nhiều dấu “[” mà không có “]” ở gần; hãy đóng ngoặc, hoặc viết “\\[” khi muốn hiện dấu ngoặc",
    "](": "quá nhiều liên kết “[…](” mà không có “)” ở gần; hãy viết “)” vào cuối mỗi địa chỉ",
    "<": "quá nhiều dấu “<” mà không có “>” ở gần; hãy viết “&lt;” khi muốn hiện dấu này, hoặc đóng thẻ bằng “>”",
    "<!--": "quá nhiều dấu “<!--” mà không có “-->” ở gần; hãy viết “-->” vào cuối mỗi chú thích",
    "line": "quá nhiều dòng kẻ, tiêu đề, hộp hay chữ tắt liền nhau; hãy để dòng trống giữa các đoạn",
}
_LINE = re.compile(r" {0,3}(?:[-=*_]{3}|[-*_] [-*_ ]|!!!|\?\?\?|#|\*\[)")
_SIGN = re.compile(r"\\.|!?\[|\]\(?|\)|<!--|<(?=[a-zA-Z/?!])", re.DOTALL)
_CLOSERS = {"<": ">", "<!--": "-->"}


class Excess(NamedTuple):
    """Where a body asks too much, in lines from its first, 0, and what to do about it."""

    line: int
    message: str


class _Block(NamedTuple):
    """Lines without an empty one between them; `at` and `line` are its beginning."""

    at: int
    line: int
    text: str


@dataclass
class _Bill:
    """Units by sign, and where each sign stands first."""

    units: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)

    def add(self, sign: str, at: int, letters: int) -> None:
        self.units[sign] += letters * _UNITS[sign]
        self.first.setdefault(sign, at)


def excess(body: str) -> Excess | None:
    """The first stretch that asks for more than all of a body may, None for nearly every body that is written."""
    if len(body) > MOST_LETTERS:
        said = f"bài dài quá {MOST_LETTERS:,} chữ cái; hãy tách thành nhiều bài".replace(",", ".")
        return Excess(body.count("\n", 0, MOST_LETTERS), said)
    if len(body) * (_UNITS["!["] * body.count("[") + 8 * body.count("<") + 4 * body.count("\n")) < BUDGET:
        return None
    return _first_excess(body)


def _first_excess(body: str) -> Excess | None:
    left = BUDGET
    closers = {sign: _Closers(body, close) for sign, close in _CLOSERS.items()}
    for block in _blocks(body):
        bill = _bill(block, closers)
        left -= bill.units.total()
        if left < 0:
            worst, _ = bill.units.most_common(1)[0]
            said = f"bài này cần quá nhiều thời gian để dựng: {_MEANT[worst.lstrip('!')]}"
            return Excess(block.line + block.text.count("\n", 0, bill.first[worst]), said)
    return None


def _blocks(body: str) -> Iterator[_Block]:
    """Code between fences is none: nothing in it is looked for."""
    at, found, start, fence = 0, list[str](), (0, 0), ""
    for line, text in enumerate(body.split("\n")):
        bare = text.strip()
        is_fence = bare.startswith(fence) if fence else bare.startswith(("```", "~~~"))
        if is_fence:
            fence = "" if fence else bare[:3]
        if bare and not is_fence and not fence:
            start = start if found else (at, line)
            found.append(text)
        elif found:
            yield _Block(*start, "\n".join(found))
            found = []
        at += len(text) + 1
    if found:
        yield _Block(*start, "\n".join(found))


class _Closers:
    """Tells how far it is to the next closing sign; asked for ever later places, it looks at each letter once."""

    def __init__(self, body: str, sign: str) -> None:
        self._body, self._sign, self._next = body, sign, -1

    def letters_from(self, at: int) -> int:
        if self._next < at:
            found = self._body.find(self._sign, at)
            self._next = len(self._body) if found < 0 else found
        return self._next - at


def _bill(block: _Block, closers: dict[str, _Closers]) -> _Bill:
    bill, opened = _Bill(), {"[": list[tuple[str, int]](), "](": list[tuple[str, int]]()}
    for found in _SIGN.finditer(block.text):
        sign, at = found[0], found.start()
        if sign in closers:
            bill.add(sign, at, closers[sign].letters_from(block.at + at))
        elif sign in ("[", "!["):
            opened["["].append((sign, at))
        elif sign != ")" and sign[0] == "]" and opened["["]:
            opener, since = opened["["].pop()
            bill.add(opener, since, at - since)
            if sign == "](":
                opened["]("].append((sign, at))
        elif sign == ")" and opened["]("]:
            opener, since = opened["]("].pop()
            bill.add(opener, since, at - since)
    for opener, since in (*opened["["], *opened["]("]):
        bill.add(opener, since, len(block.text) - since)
    _add_lines(block.text, bill)
    return bill


def _add_lines(text: str, bill: _Bill) -> None:
    at = 0
    for line in text.split("\n"):
        if _LINE.match(line):
            bill.add("line", at, len(text) - at)
        at += len(line) + 1
