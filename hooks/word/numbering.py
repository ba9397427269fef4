"""Numbering of paragraphs: which level of which list a paragraph is on, and how its lists are numbered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from word.container import Package
from word.ooxml import W, value
from word.styles import Chain, Styles

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ENCLOSED = {"decimalEnclosedCircle": "①", "decimalEnclosedParen": "⑴", "decimalEnclosedFullstop": "⒈"}
_MOST_ENCLOSED = 20
MAX_LEVEL = 8


@dataclass(frozen=True)
class Level:
    """How one level is numbered: `format` and `text` as Word has them (`decimal`, `%1.`)."""

    format: str
    text: str
    start: int


@dataclass(frozen=True)
class Place:
    """A paragraph's place in a list: numbers are counted by `series`, which several lists share as Word has it; how
    they are written is told by the list's own `number`.
    """

    series: str
    level: int
    number: str


@dataclass(frozen=True)
class Numbering:
    """Levels by list id and level; the series of each list id; the numbers at which a list begins anew, once."""

    levels: Mapping[tuple[str, int], Level]
    series: Mapping[str, str]
    by_style: Mapping[str, Place]
    starts: Mapping[tuple[str, int], int]

    def place(self, properties: Chain, style: str) -> Place | None:
        """Where a paragraph with these properties (nearest first) and this style stands; None in no list."""
        ids = [one for chain in properties if (one := chain.find(W + "numPr")) is not None]
        number = next((said for one in ids if (said := value(one, "numId"))), "")
        if number == "0":
            return None
        series = self.series.get(number)
        if series is None:
            return self.by_style.get(style)
        level = next((said for one in ids if (said := value(one, "ilvl"))), "")
        styled = self.by_style.get(style)
        at = int(level) if level.isdecimal() else styled.level if styled and styled.series == series else 0
        return Place(series, min(at, MAX_LEVEL), number)

    def level(self, place: Place) -> Level:
        """A bullet when the file does not say."""
        return self.levels.get((place.number, place.level)) or Level("bullet", "•", 1)


def read_numbering(package: Package, styles: Styles) -> Numbering:
    """Empty when the file has none."""
    tree = package.beside("numbering")
    if tree is None:
        return Numbering({}, {}, {}, {})
    abstract = {one.get(W + "abstractNumId", ""): one for one in tree.iter(W + "abstractNum")}
    levels, starts = dict[tuple[str, int], Level](), dict[tuple[str, int], int]()
    series, by_style = dict[str, str](), dict[str, Place]()
    for one in tree.iter(W + "num"):
        number, base = one.get(W + "numId", ""), value(one, "abstractNumId")
        overrides = list(one.iter(W + "lvlOverride"))
        series[number] = base
        own = (level for override in overrides if (level := override.find(W + "lvl")) is not None)
        for level in (*_levels(abstract.get(base), abstract, styles, tree), *own):
            at = _number(level.get(W + "ilvl"), 0)
            levels[number, at] = _level(level, levels.get((number, at)))
            if style := value(level, "pStyle"):
                by_style[style] = Place(base, at, number)
        for override in overrides:
            if start := value(override, "startOverride"):
                starts[number, _number(override.get(W + "ilvl"), 0)] = _number(start, 1)
    return Numbering(levels, series, by_style, starts)


def _levels(base: Element | None, abstract: Mapping[str, Element], styles: Styles, tree: Element) -> list[Element]:
    """The levels of a definition, which may be those of a style of lists."""
    if base is None:
        return []
    found = list(base.iter(W + "lvl"))
    linked = value(base, "numStyleLink")
    if found or not linked:
        return found
    owner = (one for one in abstract.values() if value(one, "styleLink") == linked)
    return list(next(owner, base).iter(W + "lvl"))


def _level(level: Element, base: Level | None) -> Level:
    usual = base or Level("decimal", "%1.", 1)
    return Level(
        value(level, "numFmt", usual.format),
        value(level, "lvlText", usual.text),
        _number(value(level, "start"), usual.start),
    )


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default


def label(numbering: Numbering, place: Place, counts: Mapping[int, int]) -> str:
    """What Word writes before the paragraph: `a)`, `II.`, `1.2.`."""

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        level = numbering.level(Place(place.series, at, place.number))
        return spelled(counts.get(at, level.start), level.format)

    return re.sub(r"%([1-9])", number, numbering.level(place).text).strip()


def spelled(number: int, form: str) -> str:
    """A number as a list of that form writes it."""
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for worth, letters in (*_ROMAN, *_ROMAN_LOW):
            roman += letters * (number // worth)
            number %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form in _ENCLOSED and 0 < number <= _MOST_ENCLOSED:
        return chr(ord(_ENCLOSED[form]) + number - 1)
    return {"decimalZero": f"{number:02}", "numberInDash": f"- {number} -"}.get(form, str(number))
