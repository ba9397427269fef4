"""What is wrong with a file, told to its author in one line; and what the author may have meant."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from newsroom.vietnamese import slug


@dataclass(frozen=True, order=True)
class Problem:
    """`path` is relative to docs/, with `/`; `line` counts from 1 (0: none); what is not `fatal` stops no build.

    A `check` is the name by which an author can turn off what was found (`editing/table.py`).
    """

    path: str
    line: int
    field: str
    message: str
    fatal: bool = True
    check: str = ""

    @property
    def file(self) -> str:
        """The path from the project's folder."""
        return posixpath.normpath(f"docs/{self.path}")

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        line = f":{self.line}" if self.line else ""
        place = "" if self.file == "." else f"{self.file}{line}: "
        return seen(f"{place}{field}{self.message}")


def seen(text: str) -> str:
    """A text as a terminal may be given it: what would move its cursor, or can't be seen at all, by its number."""
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text)


def suggest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` is a slip of; marks, case and punctuation count nothing, digits must agree."""
    wanted, numbers = _folded(name)
    limit = min(3, len(wanted) // 4) or (1 if len(wanted) == 3 else 0)
    near = [
        (distance, candidate)
        for candidate in known
        if (folded := _folded(candidate))[1] == numbers and (distance := edits(wanted, folded[0], limit)) <= limit
    ]
    return min(near)[1] if near and wanted else None


@lru_cache(maxsize=65_536)
def _folded(name: str) -> tuple[str, tuple[str, ...]]:
    """Letters and digits of a name, and its numbers: of thousands of names, each is held against many others."""
    folded = slug(name)
    return folded.replace("-", ""), tuple(re.findall(r"\d+", folded))


def edits(a: str, b: str, limit: int) -> int:
    """Letters to add, drop, change or swap with the next one; anything above `limit` may come back as limit + 1.

    Only places no farther apart than the limit are looked at, so long names cost no more than their length.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    far = limit + 1
    before, row = dict[int, int](), {j: j for j in range(far)}
    for i, x in enumerate(a, 1):
        previous, row = row, {0: i}
        for j in range(max(1, i - limit), min(len(b), i + limit) + 1):
            y = b[j - 1]
            cost = min(previous.get(j, far) + 1, row.get(j - 1, far) + 1, previous.get(j - 1, far) + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before.get(j - 2, far) + 1)
            row[j] = cost
        if min(row.values()) > limit:
            return far
        before = previous
    return row.get(len(b), far)
