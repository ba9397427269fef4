"""Terms of many posts as one sorted table, cut into small text files that a reader fetches singly.

A record is a key and, for each written form of it, what is marked in it and the posts that have it:

    SHARED  rest of the key  (MARK [MARK]  (GAP [LEVEL])…)  [ space  MARK [MARK]  (GAP [LEVEL])… ]…

SHARED says how many letters the key takes from the key before, MARK names the marked letters of a syllable (an entry
of `Segment.marks`), GAP the posts passed over since the last one, LEVEL a place in LEVELS other than the first. No
two parts that can follow one another use the same characters, so nothing need stand between them.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsroom.search.tokens import parts

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

_SUFFIX = ("", *LEVEL)
_MOST_SHARED = len(SHARED) - 1
_TOP = LEVELS[-1]
_LEVEL_OF = [0, *(max(i for i, least in enumerate(LEVELS) if weight >= least) for weight in range(1, _TOP + 1))]


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


def _collect(posts: Iterable[Mapping[str, int]]) -> tuple[dict[str, int | array[int]], int]:
    """Term → post × 8 + level, ascending, and how many posts; most terms are in one post, and need no array."""
    found: dict[str, int | array[int]] = {}
    base = 0
    for terms in posts:
        for term, weight in terms.items():
            entry = base + _LEVEL_OF[weight if weight < _TOP else _TOP]
            seen = found.get(term)
            if seen is None:
                found[term] = entry
            elif isinstance(seen, array):
                seen.append(entry)
            else:
                found[term] = array("I", (seen, entry))
        base += 8
    return found, base // 8


def _gaps(count: int) -> list[str]:
    """What stands for a posting, by the difference of its entry and the last one's, the level left out."""
    return [number(gap) + level for gap in range(count) for level in _SUFFIX * 2]


def _postings(entries: array[int], gaps: Sequence[str]) -> str:
    rest = [gaps[entry - (before | 7) - 1] for before, entry in pairwise(entries)]
    return gaps[entries[0]] + "".join(rest)


def _syllables(
    found: Mapping[str, int | array[int]],
) -> tuple[dict[str, tuple[str, str]], tuple[str, ...], tuple[str, ...]]:
    """Written syllable → (key, code of its marks); marks in the order of their codes; keys that are not rare."""
    split = {term: parts(term) for term in found if " " not in term}
    marked: Counter[str] = Counter()
    keyed: Counter[str] = Counter()
    for term, (key, mark) in split.items():
        entries = found[term]
        times = len(entries) if isinstance(entries, array) else 1
        marked[mark] += times
        keyed[key] += times
    marks = tuple(sorted(marked, key=lambda mark: (-marked[mark], mark)))
    codes = {mark: number(i, MARKS) for i, mark in enumerate(marks)}
    words = tuple(sorted(key for key, times in keyed.items() if times >= RARE))
    return {term: (key, codes[mark]) for term, (key, mark) in split.items()}, marks, words


def _forms(
    found: Mapping[str, int | array[int]], syllables: Mapping[str, tuple[str, str]], gaps: Sequence[str]
) -> dict[str, dict[str, str]]:
    """First key → second key → the forms of the two, as a record has them; single syllables come second after ""."""
    forms: dict[str, dict[str, str]] = {"": {}}
    for term, entries in found.items():
        first, _, second = term.partition(" ")
        key, code = syllables[first]
        if second:
            other, mark = syllables[second]
            code += mark
        else:
            key, other = "", key
        code += _postings(entries, gaps) if isinstance(entries, array) else gaps[entries]
        beside = forms.setdefault(key, {})
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


def encode(posts: Iterable[Mapping[str, int]]) -> Segment:
    """The table of posts numbered from 0; equal input gives equal output."""
    found, count = _collect(posts)
    syllables, marks, words = _syllables(found)
    blocks = list(_blocks(_records(_forms(found, syllables, _gaps(count)))))
    return Segment(tuple(text for _, text in blocks), tuple(start for start, _ in blocks), marks, words)
