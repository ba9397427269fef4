"""Terms of many posts as one sorted table, cut into small text files that a reader fetches singly.

A record is a key and, for each written form of it, what is marked in it and the posts that have it:

    SHARED  rest of the key  (MARK [MARK]  (GAP [LEVEL])…)  [ space  MARK [MARK]  (GAP [LEVEL])… ]…

SHARED says how many letters the key takes from the key before, MARK names the marked letters of a syllable (an entry
of `Segment.marks`), GAP the posts passed over since the last one, LEVEL a place in LEVELS other than the first. No
two parts that can follow one another use the same characters, so nothing need stand between them.
"""

import gc
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from newsroom.search.tokens import Term, parts

LEVELS = (1, 4, 8, 16)
"""A term's weight is kept as the last of these that it reaches."""
BLOCK = 4096
"""Characters after which a block ends."""
RARE = 3
"""Syllables in fewer posts are not offered as corrections."""

SHARED = "!\"#$%&'()*+,-./:"
LEVEL = ";<="
GAPS = ("?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdef", "ghijklmnopqrstuvwxyz{|}~0123456789")
MARKS = ("?@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "[\\]^_`{|}~")
"""Alphabets of numbers: the last character of a number is of the first one, those before it of the second."""

T = TypeVar("T")
_SUFFIX = ("", *LEVEL)
_MOST_SHARED = len(SHARED) - 1


@dataclass(frozen=True)
class Segment:
    """`starts[i]` is the shortest text that is after every key of block i-1 and not after any of block i."""

    blocks: tuple[str, ...]
    starts: tuple[str, ...]
    marks: tuple[str, ...]
    words: tuple[str, ...]


def number(value: int, alphabets: tuple[str, str] = GAPS) -> str:
    """A natural number in as few characters as its size allows, the last one from the first alphabet."""
    last, more = alphabets
    value, at = divmod(value, len(last))
    text = last[at]
    while value:
        value, at = divmod(value - 1, len(more))
        text = more[at] + text
    return text


class _Levels(dict[int, int]):
    """Weight → place in LEVELS."""

    def __missing__(self, weight: int) -> int:
        level = self[weight] = max(i for i, least in enumerate(LEVELS) if weight >= least)
        return level


@dataclass(frozen=True)
class _Beside:
    """What follows a syllable, and in the same order where: post × 8 + level, ascending."""

    seconds: list[str]
    entries: list[int]


def _collect(posts: Iterable[Mapping[Term, int]]) -> tuple[dict[str, _Beside], int]:
    """First syllable → what stands beside it in all posts; and how many posts.

    Term by term, but in loops that run in C: this is most of the work, and there are hundreds of terms in a post.
    """
    seconds_of: defaultdict[str, list[str]] = defaultdict(list)
    entries_of: defaultdict[str, list[int]] = defaultdict(list)
    level = _Levels().__getitem__
    base = 0
    for terms in posts:
        if terms:
            firsts, seconds = zip(*terms, strict=True)
            _append_each(seconds_of, firsts, seconds)
            entries = [base + i for i in range(len(LEVELS))]  # not an object more for each term
            _append_each(entries_of, firsts, map(entries.__getitem__, map(level, terms.values())))
        base += 8
    return {first: _Beside(seconds, entries_of[first]) for first, seconds in seconds_of.items()}, base // 8


def _append_each(lists: defaultdict[str, list[T]], keys: Iterable[str], values: Iterable[T]) -> None:
    deque(map(list.append, map(lists.__getitem__, keys), values), maxlen=0)


def _by_second(beside: _Beside) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    _append_each(found, beside.seconds, beside.entries)
    return found


def _gaps(count: int) -> list[str]:
    """What stands for a posting, by the difference of its entry and the last one's, the level left out."""
    return [number(gap) + level for gap in range(count) for level in _SUFFIX * 2]


def _postings(entries: list[int], gaps: Sequence[str]) -> str:
    rest = [gaps[entry - (before | 7) - 1] for before, entry in pairwise(entries)]
    return gaps[entries[0]] + "".join(rest)


def _syllables(singles: Mapping[str, list[int]]) -> tuple[dict[str, tuple[str, str]], tuple[str, ...], tuple[str, ...]]:
    """Written syllable → (key, code of its marks); marks in the order of their codes; keys that are not rare."""
    marked: Counter[str] = Counter()
    keyed: Counter[str] = Counter()
    for syllable, entries in singles.items():
        key, mark = parts(syllable)
        marked[mark] += len(entries)
        keyed[key] += len(entries)
    marks = tuple(sorted(marked, key=lambda mark: (-marked[mark], mark)))
    codes = {mark: number(i, MARKS) for i, mark in enumerate(marks)}
    words = tuple(sorted(key for key, count in keyed.items() if count >= RARE))
    split = {syllable: parts(syllable) for syllable in singles}
    return {syllable: (key, codes[mark]) for syllable, (key, mark) in split.items()}, marks, words


def _forms(
    found: Mapping[str, _Beside], syllables: Mapping[str, tuple[str, str]], gaps: Sequence[str]
) -> dict[str, dict[str, str]]:
    """First key → second key → the forms of the two, as a record has them; single syllables come second after ""."""
    keys = {**syllables, "": ("", "")}
    forms: dict[str, dict[str, str]] = {key: {} for key, _ in keys.values()}
    for first, followers in found.items():
        key, mark = keys[first]
        beside = forms[key]
        for second, entries in _by_second(followers).items():
            other, more = syllables[second]
            code = mark + more + (_postings(entries, gaps) if len(entries) > 1 else gaps[entries[0]])
            beside[other] = f"{beside[other]} {code}" if other in beside else code
    return forms


def _records(forms: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for first in sorted(forms):
        for second in sorted(forms[first]):
            yield f"{first} {second}", forms[first][second]


def _shared(one: str, other: str) -> int:
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        at += 1
    return at


def _blocks(records: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(start, text) of each block; in it, a key gives up what it shares with the key before."""
    lines: list[str] = []
    size, before, start = 0, "", ""
    for key, forms in records:
        shared = _shared(before, key)
        if size >= BLOCK:
            yield start, "".join(lines)
            lines, size, start, shared = [], 0, key[: shared + 1], 0
        shared = shared if shared < _MOST_SHARED else _MOST_SHARED
        line = SHARED[shared] + key[shared:] + forms
        lines.append(line)
        size += len(line)
        before = key
    if lines:
        yield start, "".join(lines)


@contextmanager
def _no_collection() -> Iterator[None]:
    """The collector would look through all that a build holds, again and again, for the many small lists made here."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def encode(posts: Iterable[Mapping[Term, int]]) -> Segment:
    """The table of posts numbered from 0; equal input gives equal output."""
    with _no_collection():
        found, count = _collect(posts)
        syllables, marks, words = _syllables(_by_second(found[""]) if found else {})
        blocks = list(_blocks(_records(_forms(found, syllables, _gaps(count)))))
    return Segment(tuple(text for _, text in blocks), tuple(start for start, _ in blocks), marks, words)
