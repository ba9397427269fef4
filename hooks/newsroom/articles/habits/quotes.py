"""A `>` before a number at the beginning of a line is the sign of arithmetic: `>5 năm`, `> 90% học sinh`, `>= 5`."""

import re
from collections.abc import Sequence
from itertools import groupby

from markdown.preprocessors import Preprocessor

_QUOTED = re.compile(r"\A[ ]{0,3}(?:(?:[-*+]|\d{1,3}\.)[ ]+)?(?=>)")
_MORE_THAN = re.compile(r">(?:=|\d|[ ]?\d+(?:[.,]\d+)?[ ]?%)")


class MoreThan(Preprocessor):
    """Escapes it, where all lines of a quotation would begin so."""

    def run(self, lines: list[str]) -> list[str]:
        if not any(">" in line for line in lines):
            return lines
        made: list[str] = []
        for is_quoted, run in groupby(lines, lambda line: _QUOTED.match(line) is not None):
            same = [*run]
            made += _escaped(same) if is_quoted else same
        return made


def _escaped(lines: Sequence[str]) -> Sequence[str]:
    ends = [found.end() for line in lines if (found := _QUOTED.match(line))]
    if not all(_MORE_THAN.match(line, end) for line, end in zip(lines, ends, strict=True)):
        return lines
    return [f"{line[:end]}\\{line[end:]}" for line, end in zip(lines, ends, strict=True)]
