"""What authors are to be told about a body, and the lines on which it stands."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

_LENGTH = 40  # letters of a line that tell it from others


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
        lines = (line.partition("\x02")[0].strip() for line in place.split("\n"))
        self.append(Remark((next(filter(None, lines), "")[:_LENGTH],), message))


def with_lines(remarks: Iterable[Remark], body: str) -> Iterator[tuple[int, str]]:
    """Lines of a body, from 0, with messages; of places that look the same, each is a line of its own."""
    lines = [" ".join(line.split()) for line in body.split("\n")]
    text, ends, done = "\n".join(lines), list(accumulate(len(line) + 1 for line in lines)), dict[Remark, int]()
    for remark in remarks:
        is_escaped = f"\\{remark.sign[:1]}" in body
        places = remark.places if is_escaped else (*remark.places, remark.sign)
        at = next(_finds(places, text, done.get(remark, 0)), None)
        if at is not None or not remark.sign:
            line = bisect(ends, at or 0)
            done[remark] = ends[line]
            yield line, remark.message


def _finds(places: Iterable[str], text: str, start: int) -> Iterator[int]:
    """Where any of the places stands, from `start` on or else before it."""
    for place in filter(None, (" ".join(place.split()) for place in places)):
        yield from (at for at in (text.find(place, start), text.find(place)) if at >= 0)


def around(text: str, at: int) -> str:
    """The place of what stands in a text: from there to the end of the line, and a little before it."""
    start = max(text.rfind("\n", 0, at) + 1, text.rfind("\x03", 0, at) + 1, at - _LENGTH // 2)
    return text[start:].partition("\n")[0]
