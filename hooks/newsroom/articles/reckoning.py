"""What stretches of a body cost Python-Markdown, in units of 10 ns, measured with Python-Markdown 3.11.

For every sign that may open something the library looks for what closes it, and looks through the same letters again
for the next such sign: where nothing is closed, that grows with the square of the text. Whatever it makes is put into
its place by copying what stands beside it. All is counted here in one pass.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

OF_LETTERS = {"[": 25, "![": 50, "](": 10, "<": 3, "<!--": 1, "`": 8, "line": 4}
"""What each letter costs that is looked at for the sake of a sign."""
OF_PIECES = {
    "block": 3000,
    "row": 1200,
    "begin": 3000,
    "note": 6500,
    "number": 4000,
    "light": 600,
    "mark": 1000,
    "piece": 2500,
    "part": 5000,
}
"""What each costs by itself, whatever stands beside it."""
CELL, LISTED, FENCE = 3000, 1900, 5000
"""Of a table, of a heading in a list of contents, and a line that begins or ends code."""
BESIDE, JOINED_BESIDE = 0.03, 0.35
"""What each piece costs for each other one of its block, and each sign of emphasis that begins where another ends."""

_LINE = re.compile(r" {0,3}(?:[-=*_]{3}|[-*_] [-*_ ]|!!!|\?\?\?|#|\*\[)")
_BEGIN = re.compile(r"\s{0,40}(?:[-*+>|]|\d{1,9}[.)]|</?[a-zA-Z]|#|===|!!!|\?\?\?)")
_SIGN = re.compile(r"\\.|!?\[|\]\(?|\)|<!--|<(?=[a-zA-Z/?!])", re.DOTALL)
_PIECE = re.compile(
    r"(?P<note>\[\^)|(?P<number>\d-[^\W\d_]{1,9}/)|(?P<light>\\.)"
    r"|(?P<part></?(?:p|h[1-6]|[duo]l|d[dt]|li|t[dhr]|r[pt]|source)\b)"
    r"|(?P<mark>\*+|_+|`+|~~|==|\^\^|\+\+)|(?P<piece></?[a-zA-Z!?]|&[\w#]|!?\[|:[\w+-]{1,60}:|://|@|(?<=/)>)",
    re.DOTALL,
)
_TICKS, _OPENING_TICKS = re.compile(r"`+"), re.compile(r"(?<!\\)`+")
_JOINED = re.compile(r"(?<=\w)[*_]{2,}(?=\w)")
_CLOSERS = {"<": ">", "<!--": "-->"}


class Block(NamedTuple):
    """Lines without an empty one between them; `at` and `line` are its beginning."""

    at: int
    line: int
    text: str


@dataclass
class Bill:
    """Units by sign, and where each sign stands first."""

    units: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)

    def add(self, sign: str, at: int, units: int) -> None:
        self.units[sign] += units
        self.first.setdefault(sign, at)

    def looked_at(self, sign: str, at: int, letters: int) -> None:
        """For the sake of a sign."""
        self.add(sign, at, letters * OF_LETTERS[sign])


def blocks(body: str) -> Iterator[Block]:
    """Of a body without code between fences, for nothing in it is looked for."""
    at, found, start = 0, list[str](), (0, 0)
    for line, text in enumerate(body.split("\n")):
        if text.strip():
            start = start if found else (at, line)
            found.append(text)
        elif found:
            yield Block(*start, "\n".join(found))
            found = []
        at += len(text) + 1
    if found:
        yield Block(*start, "\n".join(found))


class Reckoner:
    """Makes out bills for the blocks of one body, in their order."""

    def __init__(self, body: str) -> None:
        self._closers = {sign: _Closers(body, close) for sign, close in _CLOSERS.items()}

    def bill(self, block: Block) -> Bill:
        bill = Bill()
        self._add_openers(block, bill)
        for add in (_add_code, _add_lines, _add_cells, _add_pieces):
            add(block.text, bill)
        return bill

    def _add_openers(self, block: Block, bill: Bill) -> None:
        opened = {"[": list[tuple[str, int]](), "](": list[tuple[str, int]]()}
        for found in _SIGN.finditer(block.text):
            sign, at = found[0], found.start()
            if sign in self._closers:
                bill.looked_at(sign, at, self._closers[sign].letters_from(block.at + at))
            elif sign in ("[", "!["):
                opened["["].append((sign, at))
            elif sign != ")" and sign[0] == "]" and opened["["]:
                opener, since = opened["["].pop()
                bill.looked_at(opener, since, at - since)
                if sign == "](":
                    opened["]("].append((sign, at))
            elif sign == ")" and opened["]("]:
                opener, since = opened["]("].pop()
                bill.looked_at(opener, since, at - since)
        for opener, since in (*opened["["], *opened["]("]):
            bill.looked_at(opener, since, len(block.text) - since)


class _Closers:
    """Tells how far it is to the next closing sign; asked for ever later places, it looks at each letter once."""

    def __init__(self, body: str, sign: str) -> None:
        self._body, self._sign, self._next = body, sign, -1

    def letters_from(self, at: int) -> int:
        if self._next < at:
            found = self._body.find(self._sign, at)
            self._next = len(self._body) if found < 0 else found
        return self._next - at


def _add_code(text: str, bill: Bill) -> None:
    """Code ends with as many signs as it begins with; where there are none, all that follows is looked through.

    So it is again from the library's next place on, which is as many signs farther on, be that within others.
    """
    runs = defaultdict[int, list[int]](list)
    for found in _TICKS.finditer(text):
        runs[len(found[0])].append(found.start())
    at = 0
    while opening := _OPENING_TICKS.search(text, at):
        ticks, starts = len(opening[0]), runs[len(opening[0])]
        later = bisect_left(starts, opening.end())
        close = starts[later] if later < len(starts) else len(text)
        bill.looked_at("`", opening.start(), close - opening.start())
        at = close + ticks if later < len(starts) else opening.end() + ticks


def _add_lines(text: str, bill: Bill) -> None:
    at = 0
    for line in text.split("\n"):
        if _LINE.match(line):
            bill.looked_at("line", at, len(text) - at)
        at += len(line) + 1


def _add_cells(text: str, bill: Bill) -> None:
    """A table has as many cells in each row as in its widest; rows may come with tabs, or without a line of dashes."""
    if "|" in text or "\t" in text:
        rows = text.split("\n")
        bill.add("cell", 0, CELL * len(rows) * max(max(row.count("|"), row.strip().count("\t") + 1) for row in rows))


def _add_pieces(text: str, bill: Bill) -> None:
    rows = text.split("\n")
    counts = Counter(found.lastgroup or "" for found in _PIECE.finditer(text))
    counts |= {"block": 1, "row": len(rows), "begin": sum(_BEGIN.match(row) is not None for row in rows)}
    for name, count in counts.items():
        bill.add(name, 0, count * OF_PIECES[name])
    made, joined = counts.total() - counts["mark"] // 2, sum(1 for _ in _JOINED.finditer(text))
    bill.add("piece", 0, int(BESIDE * made**2 + JOINED_BESIDE * joined**2))
