"""Marks in the text, in letters of private use, by which what mammoth would drop goes through it."""

import re
from dataclasses import dataclass

OPEN, PICTURE, SPLIT, CLOSE = "\ue000", "\ue001", "\ue002", "\ue003"
OURS = re.compile("[\ue000-\ue003]")
_LOOK = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
PICTURES = re.compile(f"{PICTURE}(\\d+){CLOSE}")


@dataclass(frozen=True)
class Item:
    """A paragraph's place in a list: level from 0; the label as Word writes it (`a)`), empty for a bullet."""

    level: int
    label: str = ""
    number: int | None = None
    """When the label is a plain number that Markdown can write: `3.`"""


@dataclass(frozen=True)
class Look:
    """What a paragraph looks like: `align` is center, right or empty; `style` is title, h1 …, caption, toc (a table of
    contents) or empty.
    """

    align: str = ""
    style: str = ""
    item: Item | None = None


PLAIN = Look()


def mark(look: Look) -> str:
    """The mark that stands first in a paragraph."""
    item = look.item
    parts = (str(item.level), item.label, "" if item.number is None else str(item.number)) if item else ()
    return OPEN + SPLIT.join((look.align, look.style, *parts)) + CLOSE


def read_mark(text: str) -> tuple[Look, str]:
    """The look, and the text without its mark."""
    found = _LOOK.match(text)
    if not found:
        return Look(), text
    align, style, *rest = found[1].split(SPLIT)
    item = Item(int(rest[0]), rest[1], int(rest[2]) if rest[2] else None) if rest else None
    return Look(align, style, item), text[found.end() :]
