"""Where an item of a list may stand in Markdown, so that it has the number and the depth there that Word gave it."""

from dataclasses import dataclass

from word.marks import Item


@dataclass(frozen=True)
class Level:
    """An open list by the number of its last item, None where it has bullets."""

    number: int | None


@dataclass(frozen=True)
class Place:
    """What stands before the words of an item: the sign of Markdown with its indent, empty where it is no list there,
    and the label as text; the lists that are open after it; whether a blank line comes before it.
    """

    sign: str
    label: str
    levels: tuple[Level, ...]
    apart: bool


def place_of(item: Item, levels: tuple[Level, ...]) -> Place:
    """`levels` are open before it. A number that Markdown would not count to is text; so is a label such as `a)`."""
    depth = min(item.level, len(levels))
    before = levels[depth] if depth < len(levels) else None
    number = item.number if before is None or before.number is None or item.number == before.number + 1 else None
    if number is None and item.label and not depth:
        return Place("", item.label, (), apart=True)
    sign = "-" if number is None else f"{number}."
    changes = before is not None and (before.number is None) != (number is None)
    label = "" if number is not None else item.label
    return Place(f"{'    ' * depth}{sign} ", label, (*levels[:depth], Level(number)), apart=changes or not levels)
