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
    """A paragraph's place in a list; numbers are counted by `series`, which several list ids may share."""

    series: str
    level: int


@dataclass(frozen=True)
class Numbering:
    """Levels by series and level; the series of each list id; starts that an id begins anew at."""

    levels: Mapping[tuple[str, int], Level]
    series: Mapping[str, str]
    by_style: Mapping[str, Place]

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
        return Place(series, min(at, MAX_LEVEL))

    def level(self, place: Place) -> Level:
        """A bullet when the file does not say."""
        return self.levels.get((place.series, place.level)) or Level("bullet", "•", 1)


def read_numbering(package: Package, styles: Styles) -> Numbering:
    """Empty when the file has none."""
    tree = package.beside("numbering")
    if tree is None:
        return Numbering({}, {}, {})
    abstract = {one.get(W + "abstractNumId", ""): one for one in tree.iter(W + "abstractNum")}
    levels: dict[tuple[str, int], Level] = {}
    series, by_style = dict[str, str](), dict[str, Place]()
    for one in tree.iter(W + "num"):
        number, base = one.get(W + "numId", ""), value(one, "abstractNumId")
        overrides = list(one.iter(W + "lvlOverride"))
        series[number] = f"{base}/{number}" if overrides else base
        for level in (*_levels(abstract.get(base), abstract, styles, tree), *_overriding(overrides)):
            at = _number(level.get(W + "ilvl"), 0)
            levels[series[number], at] = _level(level, levels.get((series[number], at)))
            if style := value(level, "pStyle"):
                by_style[style] = Place(series[number], at)
    return Numbering(levels, series, by_style)


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


def _overriding(overrides: list[Element]) -> list[Element]:
    found = []
    for one in overrides:
        level = one.find(W + "lvl")
        if level is not None:
            found.append(level)
        elif start := value(one, "startOverride"):
            made = Element(W + "lvl", {W + "ilvl": one.get(W + "ilvl", "0")})
            made.append(Element(W + "start", {W + "val": start}))
            found.append(made)
    return found


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
        return spelled(counts.get(at, 1), numbering.level(Place(place.series, at)).format)

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
