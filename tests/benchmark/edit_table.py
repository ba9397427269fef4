"""The table of `bench.py edits`: medians of each kind of edit, as ratios to the newest post and to Hugo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmark.costs import Cost, median
from benchmark.editing import HUGO, Taken
from benchmark.edits import EDITS

NEWEST = EDITS[0].name


@dataclass(frozen=True)
class Row:
    """Medians; `restored` where the cache was unpacked into a fresh checkout, `opened` where strace is."""

    cost: Cost
    restored: Cost | None
    opened: int | None


def rows(taken: Sequence[Taken], opened: Mapping[str, int | None]) -> dict[str, Row]:
    """The medians of all that was measured under each name, in the order of the first round."""
    names = dict.fromkeys(one.name for one in taken)
    return {name: _row([one for one in taken if one.name == name], opened.get(name)) for name in names}


def _row(taken: Sequence[Taken], opened: int | None) -> Row:
    restored = [one.cost for one in taken if one.restored]
    in_place = median([one.cost for one in taken if not one.restored])
    return Row(in_place, median(restored) if restored else None, opened)


def table(rows: Mapping[str, Row]) -> str:
    """Markdown; a column for which nothing was measured is left out."""
    newest, hugo = rows.get(NEWEST), rows.get(HUGO)
    lines = [_cells(row, newest, hugo) for row in rows.values()]
    names = [name for name in lines[0] if any(line[name] for line in lines)]
    head = [["", *names], ["---", *["---:"] * len(names)]]
    body = [[label, *(line[name] or "–" for name in names)] for label, line in zip(rows, lines, strict=True)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [*head, *body])


def _cells(row: Row, newest: Row | None, hugo: Row | None) -> dict[str, str]:
    """Empty where nothing was measured."""
    cost = row.cost
    return {
        "wall": f"{cost.seconds:.2f} s",
        "× newest": _ratio(cost, newest),
        "× Hugo": _ratio(cost, hugo),
        "processor": "" if cost.processor is None else f"{cost.processor:.2f} s",
        "files of the site made anew": f"{cost.published:,.0f}",
        "files written": f"{cost.written:,.0f}",
        "files opened": "" if row.opened is None else f"{row.opened:,}",
        "read": "" if cost.read is None else f"{cost.read / 1e6:.1f} MB",
        "restored": "" if row.restored is None else f"{row.restored.seconds:.2f} s",
        "restored × in place": _ratio(row.restored, row) if row.restored else "",
    }


def _ratio(cost: Cost, base: Row | None) -> str:
    return "" if base is None else f"{cost.seconds / base.cost.seconds:.2f}"
