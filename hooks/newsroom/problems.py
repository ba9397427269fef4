"""What is wrong with a file, told to its author in one line; and what the author may have meant."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.vietnamese import slug


@dataclass(frozen=True, order=True)
class Problem:
    """`path` is relative to docs/, with `/`; `line` counts from 1; what is not `fatal` does not stop a build."""

    path: str
    line: int
    field: str
    message: str
    fatal: bool = True

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{posixpath.normpath(f'docs/{self.path}')}:{self.line}: {field}{self.message}"


def suggest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` is a slip of; marks, case and punctuation count nothing, digits must agree."""
    wanted = _key(name)
    limit = min(3, len(wanted) // 4) or (1 if len(wanted) == 3 else 0)
    numbers = re.findall(r"\d+", slug(name))
    near = [
        (distance, candidate)
        for candidate in known
        if re.findall(r"\d+", slug(candidate)) == numbers
        and (distance := _edits(wanted, _key(candidate), limit)) <= limit
    ]
    return min(near)[1] if near and wanted else None


def _key(name: str) -> str:
    return slug(name).replace("-", "")


def _edits(a: str, b: str, limit: int) -> int:
    """Letters to add, drop, change or swap with the next one; anything above `limit` may come back as limit + 1."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before, row = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row = row, [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = previous
    return row[-1]
