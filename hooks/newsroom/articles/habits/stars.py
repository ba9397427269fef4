"""A line that is slanted by stars, with a space behind the first one: `* Nguồn: Internet*` is no item of a list."""

import re
from collections.abc import Sequence

from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r"\A[ ]*\*[ ]+\S")
_SLANTED = re.compile(r"\A([ ]*\*)[ ]+([^*\s](?:[^*\n]*[^*\s])?\*)(?![*\w])(.*)\Z")


class Stars(Preprocessor):
    """Takes the space out where all items of what would be a list end so, or the one that there is has such words."""

    def run(self, lines: list[str]) -> list[str]:
        made, run = list(lines), list[int]()
        for at, line in enumerate([*lines, "\0"]):
            if _ITEM.match(line):
                run.append(at)
            elif line.strip():
                self._take(made, run)
                run = []
        return made

    @staticmethod
    def _take(lines: list[str], run: Sequence[int]) -> None:
        found = [_SLANTED.match(lines[at]) for at in run]
        rests = [one[3] for one in found if one and one[3].count("*") % 2 == 0]
        if len(rests) == len(run) and (len(run) == 1 or not any(rest.strip(" .,;:)") for rest in rests)):
            for at in run:
                lines[at] = _SLANTED.sub(r"\1\2\3", lines[at])
