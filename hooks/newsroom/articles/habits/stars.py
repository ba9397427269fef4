"""Stars at the beginning of lines: `* Nguồn: Internet*` is no item of a list, and `*Một` above `*Hai` are two."""

import re
from collections.abc import Sequence

from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r"\A[ ]*\*[ ]+\S")
_SLANTED = re.compile(r"\A([ ]*\*)[ ]+([^*\s](?:[^*\n]*[^*\s])?\*)(?![*\w])(.*)\Z")

_GLUED = re.compile(r"\A[ ]*\*(?=[^\s*\[])[^*]*\Z")


class Stars(Preprocessor):
    """Takes the space out where all items of what would be a list end so, or the one that there is has such words.

    Puts one in where no star of two lines is closed.
    """

    def run(self, lines: list[str]) -> list[str]:
        if not any("*" in line for line in lines):
            return lines
        made, run = _apart(lines), list[int]()
        for at, line in enumerate([*made, "\0"]):
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


def _apart(lines: Sequence[str]) -> list[str]:
    glued = [_GLUED.match(line) is not None for line in lines]
    pairs = zip([False, *glued], glued, [*glued[1:], False], strict=False)
    return [
        line.replace("*", "* ", 1) if here and (before or after) else line
        for line, (before, here, after) in zip(lines, pairs, strict=True)
    ]
