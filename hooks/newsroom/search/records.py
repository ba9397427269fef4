"""A table as text: its records, and where one block of them ends and the next begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from newsroom.search.notation import LEVEL, SHARED, number
from newsroom.search.strings import Strings, Units
from newsroom.search.table import Table, slices
from newsroom.search.words import Ints, changes

_MOST_SHARED = len(SHARED) - 1
_SHARED = np.frombuffer(SHARED.encode(), np.uint8)
_SPACE = ord(" ")


@dataclass(frozen=True)
class Spelling:
    """Of each syllable, by its number, the key, as a place among all keys in order, and the code of its marks."""

    keys: Sequence[str]
    key_of: Ints
    mark_of: Sequence[str]


def blocks(table: Table, spelling: Spelling, posts: int, size: int) -> Iterator[tuple[str, str]]:
    """(start, text) of each block, which ends when it has that size; in it, a key gives up what the one before has."""
    keys, marks, steps = _Keys.of(table, spelling), Strings.of(spelling.mark_of), Strings.of(_codes(posts))
    sizes = 1 + marks.lengths[table.firsts] + marks.lengths[table.seconds] + _lengths(table, steps)
    shared = keys.shared()
    begins = list(_begins(np.add.reduceat(sizes, keys.heads) + keys.lengths, shared, size))
    shared[begins] = 0
    sizes[keys.heads] += keys.lengths - shared
    ends = np.cumsum(sizes)
    text = np.full(ends[-1], _SPACE, np.uint16)
    at = ends - sizes
    edges = [*at[keys.heads[begins]].tolist(), len(text)]
    at = keys.put(text, at, shared)
    for syllables in (table.firsts, table.seconds):
        marks.put(text, at, syllables)
        at += marks.lengths[syllables]
    _put_steps(text, at, table, steps)
    starts = ["", *(keys.parting(record) for record in begins[1:])]
    for start, first, last in zip(starts, edges, edges[1:], strict=False):
        yield start, text[first:last].tobytes().decode("utf-16-le")


@dataclass(frozen=True)
class _Keys:
    """The records: their first forms as places in the table, and the keys of two syllables as places in `texts`."""

    heads: Ints
    firsts: Ints
    seconds: Ints
    texts: Sequence[str]
    strings: Strings

    @classmethod
    def of(cls, table: Table, spelling: Spelling) -> "_Keys":
        firsts, seconds = spelling.key_of[table.firsts], spelling.key_of[table.seconds]
        heads = np.flatnonzero(changes(firsts) | changes(seconds))
        return cls(heads, firsts[heads], seconds[heads], spelling.keys, Strings.of(spelling.keys))

    @property
    def lengths(self) -> Ints:
        """With the space between the two."""
        return self.strings.lengths[self.firsts] + 1 + self.strings.lengths[self.seconds]

    def text(self, record: int) -> str:
        return f"{self.texts[self.firsts[record]]} {self.texts[self.seconds[record]]}"

    def parting(self, record: int) -> str:
        """The shortest beginning of a key that the key before does not have."""
        before, key = self.text(record - 1), self.text(record)
        return next(key[:length] for length in range(1, len(key) + 1) if not before.startswith(key[:length]))

    def shared(self) -> Ints:
        """How many letters, of those that can be told, each has in common with the one before."""
        letters = np.array(self.texts, f"<U{_MOST_SHARED}").view(np.uint32).reshape(len(self.texts), _MOST_SHARED)
        same = ~changes(self.firsts)
        differing = np.where(same, self.seconds, self.firsts)
        before = np.where(same, np.roll(self.seconds, 1), np.roll(self.firsts, 1))
        alike = np.ones(len(same), np.bool_)
        count = np.where(same, self.strings.lengths[self.firsts] + 1, 0)
        for column in letters.T:
            alike &= column[differing] == column[before]
            count += alike
        return np.minimum(count, _MOST_SHARED)

    def put(self, text: Units, at: Ints, skipped: Ints) -> Ints:
        """Begins all forms, those of a record's first with its key; into spaces, and tells where each goes on."""
        heads, length = at[self.heads], self.strings.lengths[self.firsts]
        text[heads] = _SHARED[skipped]
        self.strings.put(text, heads + 1, self.firsts, np.minimum(skipped, length))
        second = np.maximum(length + 1 - skipped, 0)
        self.strings.put(text, heads + 1 + second, self.seconds, np.maximum(skipped - length - 1, 0))
        on = at + 1
        on[self.heads] += self.lengths - skipped
        return on


def _codes(posts: int) -> list[str]:
    """What stands for a step, by its number."""
    return [number(gap) + level for gap in range(posts) for level in ("", *LEVEL)]


def _lengths(table: Table, steps: Strings) -> Ints:
    """Characters of the steps of each form."""
    each = steps.lengths.astype(np.uint8)[table.steps]
    return np.add.reduceat(each, np.cumsum(table.counts) - table.counts, dtype=np.int64)


def _begins(lines: Ints, shared: Ints, size: int) -> Iterator[int]:
    """The first record of each block; `lines` are the lengths of records whose keys give up nothing."""
    ends = np.cumsum(lines - shared)
    at = 0
    while at < len(lines):
        yield at
        before = ends[at] - lines[at]
        at = max(int(np.searchsorted(ends, before + size)), at) + 1


def _put_steps(text: Units, at: Ints, table: Table, steps: Strings) -> None:
    ends = np.cumsum(table.counts)
    for some in slices(table.counts):
        counts = table.counts[some]
        which = table.steps[ends[some.start] - counts[0] : ends[some.stop - 1]]
        offsets = np.cumsum(steps.lengths[which]) - steps.lengths[which]
        of_form = offsets[np.cumsum(counts) - counts]
        steps.put(text, offsets + np.repeat(at[some] - of_form, counts), which)
