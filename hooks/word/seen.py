"""What a reader sees: letters in order, each with how it looks; spaces count as one, and those at the ends not at all.

Looks are compared on letters and digits alone, and not in headings and tables, which have looks of their own.
"""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

BOLD, ITALIC, UNDERLINE, STRIKE, SUP, SUB = (1 << bit for bit in range(6))
_LOOKS = {
    "strong": BOLD, "b": BOLD, "em": ITALIC, "i": ITALIC, "u": UNDERLINE, "ins": UNDERLINE, "del": STRIKE, "s": STRIKE,
    "sup": SUP, "sub": SUB,
}  # fmt: skip
_PLAIN = {"h1", "h2", "h3", "h4", "h5", "h6", "table"}
_WITHIN = {*_LOOKS, "a", "abbr", "code", "span", "mark", "kbd", "small"}
_EMPTY = {"img", "br", "hr", "input", "col"}
_OF_NOTES = {"footnote-ref", "footnote-backref"}

Piece = tuple[str, int]
Seen = tuple[Piece, ...]
GAP = (" ", 0)


def seen(pieces: Iterable[Piece]) -> Seen:
    """Lists the letters that a reader sees, one by one."""
    made: list[Piece] = [GAP]
    for text, look in pieces:
        for letter in text:
            if not letter.isspace():
                made.append((letter, look if letter.isalnum() else 0))
            elif made[-1] != GAP:
                made.append(GAP)
    return tuple(made[1 : -1 if len(made) > 1 and made[-1] == GAP else None])


def seen_on(html: str) -> Seen:
    """Lists the letters of a page's text. Numbers of lists count; bullets, and the numbers of notes, do not."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return seen(reader.pieces)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._open: list[str] = []
        self._numbers: list[int | None] = []
        self._note_at = -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _WITHIN:
            self.pieces.append(GAP)
        if tag in _EMPTY:
            return
        told = dict(attrs)
        if told.get("class") in _OF_NOTES and self._note_at < 0:
            self._note_at = len(self._open)
        self._open.append(tag)
        if tag in ("ol", "ul"):
            counts = tag == "ol" and "footnotes" not in self._open
            self._numbers.append(int(told.get("start") or 1) if counts else None)
        elif tag == "li" and self._numbers and (number := self._numbers[-1]) is not None:
            self.pieces.append((f"{number}. ", 0))
            self._numbers[-1] = number + 1
        if told.get("class") == "footnote":
            self._open[-1] = "footnotes"

    def handle_endtag(self, tag: str) -> None:
        if tag not in _WITHIN:
            self.pieces.append(GAP)
        tag = "footnotes" if tag == "div" and "footnotes" in self._open else tag
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]
        if tag in ("ol", "ul") and self._numbers:
            self._numbers.pop()
        if len(self._open) <= self._note_at:
            self._note_at = -1

    def handle_data(self, data: str) -> None:
        if self._note_at < 0:
            self.pieces.append((data, self._look()))

    def _look(self) -> int:
        look = 0
        for tag in self._open:
            look |= _LOOKS.get(tag, 0)
        return 0 if _PLAIN.intersection(self._open) else look


def letters(one: Seen) -> str:
    """Gives letters without their looks."""
    return "".join(letter for letter, _ in one)


def words_of(pieces: Iterable[Piece]) -> Iterator[str]:
    """Gives the words of what is seen."""
    yield from letters(seen(pieces)).split()
