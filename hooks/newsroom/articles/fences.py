"""Fenced code is found in time that grows with the text: the library looks for an end that may not be there, again
and again, and for that of a list of lines through all that follows.
"""

import re

import markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.fenced_code import FencedBlockPreprocessor

_OPENING = re.compile(
    r"^(?P<fence>~{3,}+|`{3,}+)[ ]*+(?:\{(?P<attrs>[^\n]*)\}|"
    r"\.?[\w#.+-]*[ ]*(?:hl_lines=(?P<quot>[\"'])[^\n]*?(?P=quot)[ ]*+)?)\n",
    re.MULTILINE,
)
_CLOSING = re.compile(r"^(~{3,}+|`{3,}+)[ ]*+$", re.MULTILINE)


class _Fenced:
    """Stands for the library's expression, and looks only where one of its matches begins.

    What has been found is replaced in the text, so places are counted from its end.
    """

    def __init__(self, expression: re.Pattern[str], text: str) -> None:
        self._expression = expression
        self._ends = {found[1]: len(text) - found.start() for found in _CLOSING.finditer(text)}

    def search(self, text: str, start: int) -> re.Match[str] | None:
        for found in _OPENING.finditer(text, start):
            if self._ends.get(found["fence"], len(text)) <= len(text) - found.end() and self._is_whole(found):
                return self._expression.match(text, found.start())
        return None

    def _is_whole(self, found: re.Match[str]) -> bool:
        return found["attrs"] is None or not get_attrs_and_remainder(found["attrs"])[1]


class _Fences(FencedBlockPreprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "```" not in text and "~~~" not in text:
            return lines
        vars(self)["FENCED_BLOCK_RE"] = _Fenced(FencedBlockPreprocessor.FENCED_BLOCK_RE, text)
        return super().run(lines)


def without_code(text: str) -> str:
    """A text of as many lines, with a letter on each that is code between fences."""
    parts, at = list[str](), 0
    fenced = _Fenced(FencedBlockPreprocessor.FENCED_BLOCK_RE, text)
    while found := fenced.search(text, at):
        parts += [text[at : found.start()], "x\n" * found[0].count("\n"), "x"]
        at = found.end()
    return "".join(parts) + text[at:]


def find_fences(converter: markdown.Markdown) -> None:
    """In the place of the library's own, but of none that an extension has put there."""
    name = "fenced_code_block"
    if name in converter.preprocessors and type(found := converter.preprocessors[name]) is FencedBlockPreprocessor:
        converter.preprocessors.register(_Fences(converter, vars(found)["config"]), name, 25)
