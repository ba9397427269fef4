"""Which cells of a table its style hides: all, or those of the first row, of every other column and so on."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from word.ooxml import W, flag, number_in, value
from word.styles import Chain, Styles, first_value

_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
         "noVBand": 0x400}  # fmt: skip


@dataclass(frozen=True)
class Position:
    """A cell's row and column, and how many there are."""

    row: int
    rows: int
    column: int
    columns: int


@dataclass(frozen=True)
class HiddenCells:
    """`hiding` are the parts of a table that are hidden, as Word calls them (`firstRow`); `used` are the parts that
    this table sets apart; `bands` tells how many rows and columns each of the parts that take turns has.
    """

    hiding: frozenset[str]
    used: frozenset[str]
    bands: tuple[int, int]

    def has(self, at: Position) -> bool:
        """Whether any of the parts to which a cell belongs is hidden."""
        return bool(self.hiding) and any(part in self.hiding for part in self._parts(at))

    def _parts(self, at: Position) -> Iterator[str]:
        top, bottom = self._ends("firstRow", "lastRow", at.row, at.rows)
        left, right = self._ends("firstColumn", "lastColumn", at.column, at.columns)
        ends = {"firstRow": top, "lastRow": bottom, "firstCol": left, "lastCol": right}
        corners = {"nwCell": top and left, "neCell": top and right, "swCell": bottom and left,
                   "seCell": bottom and right}  # fmt: skip
        yield "wholeTable"
        yield from (name for name, is_in in (ends | corners).items() if is_in)
        if "noHBand" not in self.used and not (top or bottom):
            yield f"band{(at.row - ('firstRow' in self.used)) // self.bands[0] % 2 + 1}Horz"
        if "noVBand" not in self.used and not (left or right):
            yield f"band{(at.column - ('firstColumn' in self.used)) // self.bands[1] % 2 + 1}Vert"

    def _ends(self, first: str, last: str, at: int, count: int) -> tuple[bool, bool]:
        return first in self.used and at == 0, last in self.used and at == count - 1


def hidden_cells(table: Element, styles: Styles) -> HiddenCells:
    """Reads a table's style and its bases, of which the nearest that says anything of a part decides."""
    properties = table.find(W + "tblPr")
    chain = styles.chain(value(properties, "tblStyle") or styles.usual_table)
    said = {part: hides for style in reversed(chain) for part, hides in _said_by(style)}
    bands = _band(chain, "tblStyleRowBandSize"), _band(chain, "tblStyleColBandSize")
    return HiddenCells(frozenset(part for part, hides in said.items() if hides), frozenset(_used(properties)), bands)


def _said_by(style: Element) -> Iterator[tuple[str, bool]]:
    parts = ((one.get(W + "type", ""), one) for one in style.iter(W + "tblStylePr"))
    for part, owner in (("wholeTable", style), *parts):
        if (hides := flag(owner.find(W + "rPr"), "vanish")) is not None:
            yield part, hides


def _band(chain: Chain, name: str) -> int:
    size = first_value(tuple(one for style in chain if (one := style.find(W + "tblPr")) is not None), name)
    return max(1, number_in(size, 1))


def _used(properties: Element | None) -> Iterator[str]:
    look = properties.find(W + "tblLook") if properties is not None else None
    if look is not None:
        bits = number_in(look.get(W + "val"), 0, base=16)
        for name, bit in _BITS.items():
            told = look.get(W + name)
            if told in ("1", "true", "on") or (told is None and bits & bit):
                yield name
