"""What authors are to be told about a body, and the lines on which it stands."""

import re
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

FORMULA = "công thức hiện ra như đã gõ, cả các dấu; hãy viết bằng chữ và <sup>…</sup>, <sub>…</sub>"
_LENGTH = 40  # letters of a line that tell it from others
_WORDS = re.compile(r"^[^\n\x02]++", re.MULTILINE)  # of a line, up to what the library keeps elsewhere
_ESCAPED = re.compile(r"\\(?=(.))", re.DOTALL)


class Remark(NamedTuple):
    """`places` are texts that may stand where the remark belongs, as near to the source as is known.

    A remark on a `sign` that came out as letters is none where the author wrote it otherwise: escaped, say.
    """

    places: tuple[str, ...]
    message: str
    sign: str = ""


class Remarks(list[Remark]):
    """What is to be told of the body being rendered: processors of Markdown can give nothing back but their tree."""

    def tell(self, place: str, message: str) -> None:
        """`place` may be several lines: the first with words on it counts."""
        lines = (found[0].strip() for found in _WORDS.finditer(place))
        self.append(Remark((next(filter(None, lines), "")[:_LENGTH],), message))


def with_lines(remarks: Collection[Remark], body: str) -> Iterator[tuple[int, str]]:
    """Lines of a body, from 0, with messages; of places that look the same, each is a line of its own."""
    if not remarks:
        return
    lines = [" ".join(line.split()) for line in body.split("\n")]
    ends, done = list(accumulate(len(line) + 1 for line in lines)), dict[Remark, int]()
    text, escaped = _Text("\n".join(lines)), frozenset(_ESCAPED.findall(body))
    for remark in remarks:
        places = remark.places if remark.sign[:1] in escaped else (*remark.places, remark.sign)
        at = text.place_of(places, done.get(remark, 0))
        is_escaped = at and remark.sign and text.is_escaped(at)
        if not is_escaped and (at is not None or not remark.sign):
            line = bisect(ends, at or 0)
            done[remark] = ends[line]
            yield line, remark.message.replace("\n", " ")  # it may quote what an author wrote over two lines


class _Text:
    """Where places stand in a text; of which nothing is looked for twice once it was not found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last: dict[str, int] = {}

    def is_escaped(self, at: int) -> bool:
        """Whether an author has marked what stands here as a letter."""
        return self._text[at - 1] == "\\"

    def place_of(self, places: Iterable[str], start: int) -> int | None:
        """The first of the places that is there, from `start` on or else before it."""
        for place in filter(None, (" ".join(place.split()) for place in places)):
            if (at := self._find(place, start)) >= 0:
                return at
        return None

    def _find(self, place: str, start: int) -> int:
        if place not in self._last:
            self._last[place] = self._text.rfind(place)
        return self._text.find(place, start if start <= self._last[place] else 0) if self._last[place] >= 0 else -1


def around(text: str, at: int) -> str:
    """The place of what stands in a text: from there to the end of the line, and a little before it."""
    before = text[max(at - _LENGTH // 2, 0) : at]
    return re.split(r"[\n\x03]", before)[-1] + text[at : at + _LENGTH].partition("\n")[0]
