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
    """Each style by id; `usual` and `usual_table` are those of what names none; `defaults` are the run properties of
    the whole document, `theme` its fonts; `hidden` where a style of tables hides the text.
    """

    by_id: Mapping[str, Element]
    usual: str
    defaults: Element | None
    theme: Mapping[str, str]
    usual_table: str = ""
    hidden: bool = False

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

    def run(self, own: Element | None, style: str) -> "RunStyle":
        """The run properties that apply in a paragraph of a style."""
        named = (self._runs(value(own, "rStyle")), self._runs(style or self.usual))
        return RunStyle(own, (*named, () if self.defaults is None else (self.defaults,)), hidden=self.hidden)

    def _runs(self, style: str) -> Chain:
        parts = (one.find(W + "rPr") for one in self.chain(style))
        return tuple(part for part in parts if part is not None)


@dataclass(frozen=True)
class RunStyle:
    """The run properties that apply to a run: its `own`, and those of its character style, of its paragraph's style and
    of the whole document, nearest first; `hidden` if a style of tables hides what stands there.
    """

    own: Element | None
    named: tuple[Chain, Chain, Chain]
    hidden: bool

    @property
    def chain(self) -> Chain:
        """All of them, nearest first."""
        own = () if self.own is None else (self.own,)
        return (*own, *(one for chain in self.named for one in chain))

    def toggled(self, name: str) -> bool:
        """Whether a run is bold, or the like: in Word, a bold style within a bold one is not (ECMA-376, 17.7.3)."""
        character, paragraph, defaults = (first_flag(chain, name) for chain in self.named)
        said = flag(self.own, name)
        return said if said is not None else defaults or character != paragraph

    @property
    def is_hidden(self) -> bool:
        """What one style hides stays hidden, whatever others say: here, no text is better than one text too many."""
        said = flag(self.own, "vanish")
        return said if said is not None else self.hidden or any(first_flag(chain, "vanish") for chain in self.named)


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
    usual = {one.get(W + "type"): key for key, one in by_id.items() if one.get(W + "default") in ("1", "true")}
    defaults = tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles(by_id, usual.get("paragraph", ""), defaults, _theme(package), usual.get("table", ""))


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
