"""Spares Python-Markdown its search for what is not there.

It tries a dozen regular expressions on every stretch of text, each of which steps through all of it. All but one can
match only where a certain string stands, and whether a text has that at all is known at once.
"""

import re
from collections.abc import Iterable

import markdown
from markdown import inlinepatterns

_NEEDED = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "![",
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
    inlinepatterns.LINE_BREAK_RE: "  \n",
}
"""By the library's own expression, so that an extension's, or another version's, is left as it is."""


class _Gated:
    """Stands for a compiled expression, as far as Python-Markdown asks it."""

    def __init__(self, expression: re.Pattern[str], needed: str) -> None:
        self._expression, self._needed = expression, needed

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        return self._expression.finditer(text, start) if text.find(self._needed, start) >= 0 else ()


def gate(converter: markdown.Markdown) -> None:
    """Changes what a converter costs, and nothing else about it."""
    for pattern in converter.inlinePatterns:
        needed = _NEEDED.get(pattern.pattern)
        if needed and isinstance(pattern, inlinepatterns.InlineProcessor):
            pattern.compiled_re = _Gated(pattern.compiled_re, needed)  # type: ignore[assignment]
