"""Bullets as Word and phones leave them: all are Markdown's."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown.preprocessors import Preprocessor

_SIGNS = "•●▪◦‣∙\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06c\uf06e\uf0b2"  # the last ones are Wingdings' and Symbol's
_BULLET = re.compile(
    rf"\A([ ]*)(?:[{_SIGNS}][ \u00a0]*|[·§Øü][ \u00a0]+|[ov][ \u00a0]{{2,}})(?=[^\W_]|[\"“‘(*\[<])"
)  # Word's plain text writes the signs of its fonts as the letters that stand in their places
_DASH = re.compile(r"\A([ ]*)(?:[–—][ ]+(?=\S)|-(?=[^\W\d_]))")
_HYPHEN = re.compile(r"\A[ ]*-[ ]+\S")


class Bullets(Preprocessor):
    """Writes a hyphen and a space for each, and for dashes of Word, or hyphens without a space, within a list."""

    def run(self, lines: list[str]) -> list[str]:
        return list(_alike([_BULLET.sub(r"\1- ", line) for line in lines]))


def _alike(lines: Sequence[str]) -> Iterator[str]:
    before = ""
    for line, following in pairwise([*lines, ""]):
        listed = _DASH.match(line) and (_HYPHEN.match(before) or _HYPHEN.match(following))
        before = _DASH.sub(r"\1- ", line) if listed else line
        yield before
