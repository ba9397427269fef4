"""Lists as they were typed: items two spaces in are nested, and each number stays what it is."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.preprocessors import Preprocessor

from newsroom.articles.habits.apart import Apart
from newsroom.articles.habits.bullets import Bullets
from newsroom.articles.habits.pictures import Pictures
from newsroom.articles.habits.stars import Stars

_ITEM = re.compile(r"\A[ ]*([-*+]|\d{1,9}\.)[ ]+\S")
_INTRODUCES = re.compile(r":[*_]*[ ]*\Z")
_ODD = re.compile(r"\A(?:[ ]{4})*[ ]{1,3}(?:[-*+]|\d{1,9}\.)[ ]+\S")
_NUMBER = re.compile(r"^[ ]{0,3}(\d{1,9})\.[ ]+\S", re.MULTILINE)
_STEP = 4  # spaces by which Python-Markdown nests


class _Level(NamedTuple):
    """Where an item stood and by which sign, where it is put, and from where on what follows is a part of it."""

    indent: int
    sign: str
    put: int
    inner: int


class _Nesting(Preprocessor):
    """Items that begin below their parent's text, as most programs nest them, go in by four spaces a level.

    So do those under `* Ưu điểm:` that begin with another sign, however far they stand in.
    """

    def run(self, lines: list[str]) -> list[str]:
        if not any(map(_ITEM.match, lines)):
            return lines
        returning = frozenset(_returning(lines))
        odd = any(map(_ODD.match, lines)) or returning or _has_signs_for_levels(lines) or _goes_on(lines)
        return list(_parted(list(_nested(lines, returning)) if odd else lines))


def _parted(lines: Sequence[str]) -> Iterator[str]:
    """With an empty line between an inner block that begins after one and the outer item right below it."""
    first: int | None = None  # of the lines since the last empty one, how far it stands in
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if first is not None and indent < first and _ITEM.match(line):
            yield ""
            first = indent
        yield line
        first = None if not line.strip() else indent if first is None else first


def _has_signs_for_levels(lines: Sequence[str]) -> bool:
    written = [line for line in lines if line.strip()]
    return any(
        _INTRODUCES.search(line) and _sign(line) and _sign(line) != (_sign(following) or _sign(line))
        for line, following in pairwise(written)
    )


def _returning(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Signs of a level and of the one below: `*` and `-` where `* Ưu điểm`, `- Một`, `- Hai`, `* Hạn chế` follow."""
    signs: list[str] = []
    for before, line in pairwise(["", *lines]):
        if (sign := _sign(line)) and line[0] != " ":
            signs = signs if signs[-1:] == [sign] else [*signs[-3:], sign]
            if len(signs) > 3 and signs[-4:-2] == signs[-2:]:
                yield signs[-2], signs[-1]
        elif line.strip() and not before.strip():
            signs = []


def _goes_on(lines: Sequence[str]) -> bool:
    """Whether an item has a second paragraph that stands below its first letter, and another item follows."""
    item, before, is_inner = "", "", False
    for line in lines:
        found = _ITEM.match(line)
        if found and is_inner:
            return True
        if found or (line.strip() and line[0] != " "):
            item, is_inner = line if found else "", False
        elif item and line.strip() and not before.strip():
            is_inner = len(line) - len(line.lstrip()) == (2 if _sign(item) else 3)
        before = line
    return False


def _sign(line: str) -> str:
    """The bullet of an item, empty where there is none."""
    item = _ITEM.match(line)
    return item[1] if item and item[1] in "-*+" else ""


def _nested(lines: Sequence[str], orders: frozenset[tuple[str, str]]) -> Iterator[str]:
    """`orders` are signs that stand for a level and the one below."""
    levels: list[_Level] = []
    begins, before = True, ""  # a paragraph; the last line with words
    for line in lines:
        text = line.lstrip(" ")
        indent, item = len(line) - len(text), _ITEM.match(line)
        if item:
            order = (levels[-1].sign if levels else "", _sign(line))
            orders |= {order} if _INTRODUCES.search(before) else frozenset()
            levels = _above(levels, indent, _sign(line), introduced=order in orders)
            put = levels[-1].put + _STEP if levels else indent - indent % _STEP
            yield " " * put + text
            levels.append(_Level(indent, _sign(line), put, item.end(1) + 1))
        else:
            levels = [level for level in levels if indent >= level.inner] if text and begins else levels
            least = levels[-1].put + _STEP if levels and begins else 0
            yield " " * max(indent, least) + text if text else line
        begins, before = not text, text or before


def _above(levels: Sequence[_Level], indent: int, sign: str, *, introduced: bool) -> list[_Level]:
    """The levels that an item goes into: one with the sign of another at its place is none of that one's."""
    here = [level.sign for level in levels if level.indent == indent]
    if sign and here and sign not in here:
        return [*levels] if introduced and here[-1] else [*levels[:-1]]
    for number, level in enumerate(levels):
        if level.indent == indent and level.sign == sign:
            return [*levels[:number]]
    return [level for level in levels if indent >= level.inner]


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
    converter.preprocessors.register(Stars(converter), "stars", 17.5)
    converter.preprocessors.register(Bullets(converter), "bullets", 17)
    converter.preprocessors.register(Pictures(converter), "typed-pictures", 16.5)
    converter.preprocessors.register(Apart(converter), "apart", 16)
    converter.preprocessors.register(_Nesting(converter), "nesting", 15)  # after code and HTML were put aside
    blocks = converter.parser.blockprocessors
    if type(blocks["olist"]) is SaneOListProcessor:
        blocks.register(_Numbered(converter.parser), "olist", 40)
