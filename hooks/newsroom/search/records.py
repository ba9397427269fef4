"""A table as text: its records, and where one block of them ends and the next begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from newsroom.search.cutting import Records
from newsroom.search.notation import LEVEL, MOST_SHARED, SHARED, number
from newsroom.search.strings import Strings, Units
from newsroom.search.table import Table, slices
from newsroom.search.weighing import LEVEL_BITS
from newsroom.search.words import Ints, Numbers, Shorts, changes

_SHARED = np.frombuffer(SHARED.encode(), np.uint8)
_SPACE = ord(" ")
Rooms = tuple[tuple[str, int], ...]
"""Of a block: where each begins, and what its records weigh."""


@dataclass(frozen=True)
class Spelling:
    """Gives each syllable, by number, its key as a place among all keys in order, and the code of its marks."""

    keys: Sequence[str]
    key_of: Ints
    mark_of: Sequence[str]


def blocks(table: Table, spelling: Spelling, size: int) -> Iterator[tuple[Rooms, str]]:
    """The rooms and the text of each block, none heavier if it can be cut.

    In the text, a key gives up what the one before has; the weights do not tell.
    """
    keys, marks = _Keys.of(table, spelling), Strings.of(spelling.mark_of)
    table, steps = _coded(table)
    sizes = 1 + marks.lengths[table.firsts] + marks.lengths[table.seconds] + _lengths(table, steps)
    shared = keys.shared()
    found = Records(keys.text, np.cumsum(np.add.reduceat(sizes, keys.heads) + keys.lengths).tolist())
    spans = found.cut(size)
    begins = [some[0].first for some in spans]
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
    for some, (first, last) in zip(spans, pairwise(edges), strict=True):
        rooms = tuple((span.start, found.weight(span.first, span.end)) for span in some)
        yield rooms, text[first:last].tobytes().decode("utf-16-le")


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
        """Counts letters of two syllables, with the space between them."""
        return self.strings.lengths[self.firsts] + 1 + self.strings.lengths[self.seconds]

    def text(self, record: int) -> str:
        return f"{self.texts[self.firsts[record]]} {self.texts[self.seconds[record]]}"

    def shared(self) -> Ints:
        """How many letters, of those that can be told, each has in common with the one before."""
        letters = np.array(self.texts, f"<U{MOST_SHARED}").view(np.uint32).reshape(len(self.texts), MOST_SHARED)
        same = ~changes(self.firsts)
        differing = np.where(same, self.seconds, self.firsts)
        before = np.where(same, np.roll(self.seconds, 1), np.roll(self.firsts, 1))
        alike = np.ones(len(same), np.bool_)
        count = np.where(same, self.strings.lengths[self.firsts] + 1, 0)
        for column in letters.T:
            alike &= column[differing] == column[before]
            count += alike
        return np.minimum(count, MOST_SHARED)

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


def _coded(table: Table) -> tuple[Table, Strings]:
    """The table with its steps as places among those that there are, and what stands for each of these."""
    is_there = np.zeros(table.steps.max() + 1, np.bool_)
    is_there[table.steps] = True
    there = np.flatnonzero(is_there)
    places = np.zeros(len(is_there), np.min_scalar_type(len(there)))
    places[there] = np.arange(len(there))
    levels, bits = ("", *LEVEL), LEVEL_BITS
    codes = [number(step >> bits) + levels[step & (1 << bits) - 1] for step in there.tolist()]
    return replace(table, steps=places[table.steps]), Strings.of(codes)


def _lengths(table: Table, steps: Strings) -> Ints:
    """Characters of the steps of each form."""
    return np.concatenate([np.add.reduceat(steps.lengths[which], begins) for _, which, begins in _by_slices(table)])


def _put_steps(text: Units, at: Ints, table: Table, steps: Strings) -> None:
    for some, which, begins in _by_slices(table):
        offsets = np.cumsum(steps.lengths[which]) - steps.lengths[which]
        steps.put(text, offsets + np.repeat(at[some] - offsets[begins], table.counts[some]), which)


def _by_slices(table: Table) -> Iterator[tuple[slice, Numbers | Shorts, Ints]]:
    """Gives some forms after the other with their steps, and where among these each form's begin."""
    ends = np.cumsum(table.counts)
    for some in slices(table.counts):
        counts = table.counts[some]
        yield some, table.steps[ends[some.start] - counts[0] : ends[some.stop - 1]], np.cumsum(counts) - counts
