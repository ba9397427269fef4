"""Empty lines that authors leave out: under a list, round the heading of a part, round a picture."""

import re
from collections.abc import Iterator, Sequence

from markdown.preprocessors import Preprocessor

from newsroom.articles.habits.lines import begins_anew, is_broken_off

_ITEM = re.compile(r"\A[ ]*(?:[-*+]|\d{1,3}\.)[ ]+\S")
_BULLET = re.compile(r"\A[-*+][ ]+\S")
_PART = re.compile(r"\A(?:[IVX]{1,5})[.)][ ]+[^\W\d_]")
_PICTURES = re.compile(r"\A(?:!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))+\)(?:\{[^{}\n]*\})?[ ]*)+\Z")


class Apart(Preprocessor):
    """Puts them in where nothing else can have been meant."""

    def run(self, lines: list[str]) -> list[str]:
        return list(_apart(lines))


def _apart(lines: Sequence[str]) -> Iterator[str]:
    items: list[str] = []
    before = ""
    for at, line in enumerate(lines):
        is_item = _ITEM.match(line) is not None
        if before.strip() and line.strip() and _stands_apart(items, before, lines, at):
            yield ""
        yield line
        items = [*items, line] if is_item else []
        before = line


def _stands_apart(items: Sequence[str], before: str, lines: Sequence[str], at: int) -> bool:
    """Whether a line has nothing to do with the one before it."""
    line = lines[at]
    if _ITEM.match(line):
        return bool(_PART.match(before) or _PICTURES.match(before))
    if _PICTURES.match(line) or _PICTURES.match(before):
        return not (_PICTURES.match(line) and _PICTURES.match(before))
    if items and line.rstrip().endswith(":") and begins_anew(line) and line[0] != " ":
        following = "".join(lines[at + 1 : at + 2])
        if _BULLET.match(items[-1]) and _BULLET.match(following):
            return True
    return bool(items) and (_PART.match(line) is not None or line[0] == "|" or _is_paragraph(items, lines[at:]))


def _is_paragraph(items: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a line behind some items is none of the last one's, as no other has a second line either."""
    end = next((number for number, line in enumerate(rest) if not line.strip()), len(rest))
    if len(items) < 2 or rest[0][0] == " " or any(map(_ITEM.match, rest[:end])):
        return False
    return begins_anew(rest[0]) and is_broken_off(items[-1], rest[0], [*items, *rest[:end]])
