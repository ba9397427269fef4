"""Styles of a Word file: what a paragraph or run looks like once styles, their bases and the defaults are counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from word.container import Package
from word.ooxml import A, W, flag, value

_DEPTH = 20  # a style that is its own base must not hang
Chain = tuple[Element, ...]


@dataclass(frozen=True)
class Styles:
    """Each style by id; `defaults` are the run properties of the whole document, `theme` its fonts."""

    by_id: Mapping[str, Element]
    usual: str
    defaults: Element | None
    theme: Mapping[str, str]

    def chain(self, style: str) -> Chain:
        """A style and its bases, nearest first."""
        found: list[Element] = []
        while style in self.by_id and len(found) < _DEPTH:
            found.append(self.by_id[style])
            style = value(found[-1], "basedOn")
        return tuple(found)

    def name(self, style: str) -> str:
        """Gives a style's name in lower case, as Word calls it whatever the program's language (`heading 1`)."""
        return value(self.by_id.get(style), "name", style).lower() if style else ""

    def paragraph(self, style: str) -> Chain:
        """The paragraph properties that apply, nearest first."""
        parts = (one.find(W + "pPr") for one in self.chain(style or self.usual))
        return tuple(part for part in parts if part is not None)

    def run(self, own: Element | None, style: str) -> Chain:
        """The run properties that apply in a paragraph of a style, nearest first."""
        named = (*self.chain(value(own, "rStyle")), *self.chain(style or self.usual))
        parts = (own, *(one.find(W + "rPr") for one in named), self.defaults)
        return tuple(part for part in parts if part is not None)


def first_flag(chain: Chain, name: str) -> bool:
    """The nearest that says anything decides."""
    return next((said for one in chain if (said := flag(one, name)) is not None), False)


def first_value(chain: Chain, name: str) -> str:
    """The nearest that says anything decides."""
    return next((said for one in chain if (said := value(one, name))), "")


def font_of(chain: Chain, theme: Mapping[str, str]) -> str:
    """The font in which letters above ASCII are drawn, which is where TCVN3 and VNI have theirs."""
    for one in chain:
        fonts = one.find(W + "rFonts")
        if fonts is None:
            continue
        if said := theme.get(fonts.get(W + "hAnsiTheme", "")) or fonts.get(W + "hAnsi") or fonts.get(W + "ascii"):
            return said
    return ""


def read_styles(package: Package) -> Styles:
    """Empty when the file has none."""
    tree = package.beside("styles")
    if tree is None:
        return Styles({}, "", None, {})
    by_id = {one.get(W + "styleId", ""): one for one in tree.iter(W + "style")}
    usual = (key for key, one in by_id.items() if one.get(W + "default") in ("1", "true") and _is_paragraph(one))
    defaults = tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles(by_id, next(usual, ""), defaults, _theme(package))


def _is_paragraph(style: Element) -> bool:
    return style.get(W + "type") == "paragraph"


def _theme(package: Package) -> dict[str, str]:
    tree = package.beside("theme")
    if tree is None:
        return {}
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = tree.find(f".//{A}{kind}Font/{A}latin")
        if latin is not None:
            found |= {f"{kind}HAnsi": latin.get("typeface", ""), f"{kind}Ascii": latin.get("typeface", "")}
    return found
