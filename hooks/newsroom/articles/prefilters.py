"""Spares Python-Markdown its search for what is not there.

It tries some twenty regular expressions on every stretch of text, most of which step through all of it. Those named
here can match only where a certain string stands, and whether a text has that at all is known at once.
"""

import re
from collections.abc import Collection, Iterable
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown import blockprocessors, inlinepatterns
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX, AtomicString
from pymdownx.details import DetailsProcessor
from pymdownx.tabbed import TabbedProcessor

from newsroom.articles.bare_addresses import MAIL, WEB, WWW
from newsroom.articles.marks import NEEDED

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
    WEB: "://",
    WWW: "ww.",
    MAIL: "@",
    r"\[\^([^\]]*)\]": "[^",  # footnotes
    **NEEDED,
}
"""By the library's own expression, so that an extension's, or another version's, is left as it is."""
_EMPHASIS = r"\*|_"
_BLOCKS = (
    (blockprocessors.BlockQuoteProcessor, "RE", ">"),
    (blockprocessors.HashHeaderProcessor, "RE", "#"),
    (blockprocessors.ReferenceProcessor, "RE", "]:"),
    (AbbrBlockprocessor, "RE", "*["),
    (FootnoteBlockProcessor, "RE", "[^"),
    (AdmonitionProcessor, "RE", "!!!"),
    (DetailsProcessor, "START", "???"),
    (TabbedProcessor, "START", "==="),
)


class _Prefiltered:
    """Stands for a compiled expression."""

    def __init__(self, expression: re.Pattern[str], needed: str) -> None:
        self._expression, self._needed = expression, needed

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        return self._expression.finditer(text, start) if text.find(self._needed, start) >= 0 else ()

    def search(self, text: str) -> re.Match[str] | None:
        return self._expression.search(text) if self._needed in text else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._expression, name)


class _Sparing(InlineProcessor):
    """Leaves alone what holds none of the signs that mean something within a line: most paragraphs do not."""

    def __init__(self, md: markdown.Markdown, signs: Collection[str]) -> None:
        super().__init__(md)
        self._signs = [sign for sign in signs if not any(other in sign and other != sign for other in signs)]
        self._patterns = [(one, _NEEDED.get(getattr(one, "pattern", ""), "")) for one in self.inlinePatterns]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        texts = [(element, element.text) for element in tree.iter() if element.text]
        whole = "\n".join([text for _, text in texts])
        signs = [sign for sign in self._signs if sign in whole]
        plain = [(element, text) for element, text in texts if not any(map(text.__contains__, signs))]
        for element, text in plain:
            element.text = AtomicString(text)
        super().run(tree, ancestors)
        for element, text in plain:  # as it was, for those who come after
            element.text = text
        return tree

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """As the library does it, without its preparations for patterns that can't match."""
        start = 0
        while patternIndex < len(self._patterns) and not isinstance(data, AtomicString):
            pattern, needed = self._patterns[patternIndex]
            matched = False
            if data.find(needed, start) >= 0:
                apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
                data, matched, start = apply(pattern, data, patternIndex, start)
            if not matched:
                patternIndex, start = patternIndex + 1, 0
        return data


def _spare_plain_texts(converter: markdown.Markdown) -> None:
    """Needs to know the signs of all patterns, and the library's own way to apply them."""
    patterns = {pattern.pattern for pattern in converter.inlinePatterns} - {_EMPHASIS}
    if patterns <= _NEEDED.keys() and type(converter.treeprocessors["inline"]) is InlineProcessor:
        signs = {_NEEDED[pattern] for pattern in patterns} | {"*", "_"}
        converter.treeprocessors.register(_Sparing(converter, signs), "inline", 20)


class _Whitespace(NormalizeWhitespace):
    """Goes over a text only where it has something to make normal."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join([*lines, "", ""])  # the library adds these two first: a last line of spaces becomes empty, too
        if any(sign in text for sign in (STX, ETX, "\r", "\t", " \n")):
            return super().run(lines)
        return text.split("\n")


def _contents(processor: TocTreeprocessor, tokens: list[Any]) -> Element:
    """The list of all headings, made only for a text that asks for it: nothing else reads it."""
    lines = processor.md.lines  # type: ignore[attr-defined]
    asked = processor.marker and any(processor.marker in line for line in lines)
    return TocTreeprocessor.build_toc_div(processor, tokens) if asked else Element("div")


def _spare_whole_texts(converter: markdown.Markdown) -> None:
    """In the places of the library's own, but of none that an extension has put there."""
    before, after = converter.preprocessors, converter.treeprocessors
    if type(before["normalize_whitespace"]) is NormalizeWhitespace:
        before.register(_Whitespace(converter), "normalize_whitespace", 30)
    if "toc" in after and type(found := after["toc"]) is TocTreeprocessor:
        vars(found)["build_toc_div"] = partial(_contents, found)


def add_prefilters(converter: markdown.Markdown) -> None:
    """Changes what a converter costs, and nothing else about it."""
    _spare_plain_texts(converter)
    _spare_whole_texts(converter)
    for pattern in converter.inlinePatterns:
        needed = _NEEDED.get(pattern.pattern)
        if needed and isinstance(pattern, inlinepatterns.InlineProcessor):
            vars(pattern)["compiled_re"] = _Prefiltered(pattern.compiled_re, needed)
    for processor in converter.parser.blockprocessors:
        for kind, name, needed in _BLOCKS:
            if isinstance(processor, kind):
                vars(processor)[name] = _Prefiltered(getattr(type(processor), name), needed)
