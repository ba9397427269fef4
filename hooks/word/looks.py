"""What a paragraph looks like once styles are counted: its place on the line, its heading, its number in a list."""

from dataclasses import dataclass, field, replace

from word.marks import Item, Look
from word.numbering import Numbering, Place, label
from word.ooxml import W
from word.styles import Chain, Styles, first_value

_HEADING = {"heading 1": "h1", "heading 2": "h2", "heading 3": "h3", "title": "title", "subtitle": "subtitle"}
_HEADINGS = _HEADING | {f"heading {number}": "h4" for number in range(4, 10)} | {"caption": "caption"}
_HEADINGS |= {f"toc {number}": "toc" for number in range(1, 10)} | {"toc heading": "toc", "table of figures": "toc"}
_ALIGN = {"center": "center", "right": "right", "end": "right"}


@dataclass(frozen=True)
class Looks:
    """Asked paragraph by paragraph, in order: `counts` are how far lists have come, by series and level; `begun` are
    the lists, by id and level, that have begun.
    """

    styles: Styles
    numbering: Numbering
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def of(self, style: str, chain: Chain, *, visible: bool) -> Look:
        """Gives the look of a paragraph with this style and these properties; a list's without a sign has no number."""
        align = _ALIGN.get(first_value(chain, "jc"), "")
        names = (self.styles.name(one.get(W + "styleId", "")) for one in self.styles.chain(style))
        heading = next((_HEADINGS[name] for name in names if name in _HEADINGS), "")
        outline = first_value(chain, "outlineLvl")
        if not heading and outline in ("0", "1", "2", "3"):
            heading = f"h{int(outline) + 1}"
        place = self.numbering.place(chain, style) if visible else None
        return Look(align, heading, self._item(place) if place else None)

    def _start(self, place: Place) -> int | None:
        """The number at which a list begins anew, where this is its first paragraph on the level."""
        key = place.number, place.level
        if key in self.begun:
            return None
        self.begun.add(key)
        return self.numbering.starts.get(key)

    def _item(self, place: Place) -> Item | None:
        level, counts = self.numbering.level(place), self.counts.setdefault(place.series, {})
        start = self._start(place)
        counts[place.level] = start if start is not None else counts.get(place.level, level.start - 1) + 1
        for left_out in range(min(counts) + 1, place.level):
            counts.setdefault(left_out, self.numbering.level(replace(place, level=left_out)).start)
        for deeper in [one for one in counts if one > place.level]:
            del counts[deeper]
        if level.format == "bullet":
            return Item(place.level)
        if level.format == "none" or not level.text.strip():
            return None
        written = label(self.numbering, place, counts)
        plain = level.format == "decimal" and level.text.strip() == f"%{place.level + 1}."
        return Item(place.level, written, counts[place.level] if plain else None)
