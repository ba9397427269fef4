"""Code between fences in items, boxes, tabs and quotes: the library finds what begins at the very start of a line.

A line that stands for the code takes its place before blocks are made, so nothing in it is read as text.
"""

import re
from bisect import bisect
from collections.abc import Mapping, Sequence

import markdown
from markdown.preprocessors import Preprocessor

_FENCE = re.compile(r"\A(?P<indent>(?:[ \t]|> ?)++)(?P<fence>~{3,}+|`{3,}+)(?P<rest>.*)\Z")
_Ends = Mapping[tuple[str, str], Sequence[int]]


class _InnerFences(Preprocessor):
    def __init__(self, md: markdown.Markdown, outer: Preprocessor) -> None:
        super().__init__(md)
        self._outer = outer

    def run(self, lines: list[str]) -> list[str]:
        ends, made, at = _ends(lines), list[str](), 0
        while at < len(lines):
            end = _end(lines, at, ends) if ends else at
            made += self._put_away(lines[at:end]) if end > at else [lines[at]]
            at = max(end, at + 1)
        return made

    def _put_away(self, code: list[str]) -> list[str]:
        """What stands for code, apart from what is around it; the code as it is if the library takes it for none."""
        indent = code[0][: len(code[0]) - len(code[0].lstrip("> \t"))]
        _, *held = self._outer.run([line.removeprefix(indent) if line.strip("> \t") else "" for line in code])
        return ["", indent + held[0], ""] if len(held) == 2 and not held[1] else code


def _ends(lines: Sequence[str]) -> _Ends:
    """Numbers of the lines that may end code, by indent and fence."""
    ends = dict[tuple[str, str], list[int]]()
    for number, line in enumerate(lines):
        if ("```" in line or "~~~" in line) and (found := _FENCE.match(line)) and not found["rest"].strip():
            ends.setdefault((found["indent"], found["fence"]), []).append(number)
    return ends


def _end(lines: Sequence[str], at: int, ends: _Ends) -> int:
    """The number of the line behind the code that begins there; the same number where none does."""
    found = _FENCE.match(lines[at])
    after = ends.get((found["indent"], found["fence"]), ()) if found else ()
    place = bisect(after, at)
    return after[place] + 1 if place < len(after) else at


def find_inner_fences(converter: markdown.Markdown) -> None:
    """Where the site has code between fences at all."""
    if "fenced_code_block" in converter.preprocessors:
        outer = converter.preprocessors["fenced_code_block"]
        converter.preprocessors.register(_InnerFences(converter, outer), "inner-fences", 24.9)
