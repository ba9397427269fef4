"""Lists as they were typed: items two spaces in are nested, and each number stays what it is."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r"\A[ ]*([-*+]|\d{1,9}\.)[ ]+\S")
_ODD = re.compile(r"\A(?:[ ]{4})*[ ]{1,3}(?:[-*+]|\d{1,9}\.)[ ]+\S")
_NUMBER = re.compile(r"^[ ]{0,3}(\d{1,9})\.[ ]+\S", re.MULTILINE)
_STEP = 4  # spaces by which Python-Markdown nests


class _Level(NamedTuple):
    """Where an item stood, where it is put, and from where on what follows is a part of it."""

    put: int
    inner: int


class _Nesting(Preprocessor):
    """Items that begin below their parent's text, as most programs nest them, go in by four spaces a level."""

    def run(self, lines: list[str]) -> list[str]:
        return list(_nested(lines)) if any(map(_ODD.match, lines)) else lines


def _nested(lines: Sequence[str]) -> Iterator[str]:
    levels: list[_Level] = []
    begins = True  # a paragraph
    for line in lines:
        text = line.lstrip(" ")
        indent, item = len(line) - len(text), _ITEM.match(line)
        if item or (text and begins):
            levels = [level for level in levels if indent >= level.inner]
        if item:
            put = levels[-1].put + _STEP if levels else indent - indent % _STEP
            yield " " * put + text
            levels.append(_Level(put, item.end(1) + 1))
        else:
            least = levels[-1].put + _STEP if levels and begins else 0
            yield " " * max(indent, least) + text if text else line
        begins = not text


class _Count(NamedTuple):
    """The number that follows those of a list, and whether all of them were typed like the first."""

    following: int
    alike: bool


class _Numbered(SaneOListProcessor):
    """An item has the number that was typed, unless all are numbered alike for Markdown to count."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self._counts: WeakKeyDictionary[Element, _Count] = WeakKeyDictionary()

    def run(self, parent: Element, blocks: list[str]) -> None:
        numbers = [int(number) for number in _NUMBER.findall(blocks[0])]
        before = self.lastChild(parent)
        count = len(before) if before is not None else 0
        super().run(parent, blocks)
        made = self.lastChild(parent)
        if made is not None and made.tag == "ol":
            added = made[count:] if made is before else made[:]
            if len(added) == len(numbers):
                self._number(made, added, numbers)

    def _number(self, made: Element, added: Sequence[Element], numbers: Sequence[int]) -> None:
        first = int(made.get("start", "1"))
        following, alike = self._counts.get(made, _Count(first, alike=True))
        for item, number in zip(added, numbers, strict=True):
            alike = alike and number == first
            if number != following and not alike:
                item.set("value", str(number))
                following = number
            following += 1
        self._counts[made] = _Count(following, alike)


def keep_lists(converter: markdown.Markdown) -> None:
    """Puts ours in the place of the library's own, but of none that an extension has put there."""
    converter.preprocessors.register(_Nesting(converter), "nesting", 15)  # after code and HTML were put aside
    blocks = converter.parser.blockprocessors
    if type(blocks["olist"]) is SaneOListProcessor:
        blocks.register(_Numbered(converter.parser), "olist", 40)
