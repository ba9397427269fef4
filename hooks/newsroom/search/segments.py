"""Terms of many posts as one sorted table, cut into small text files that a reader fetches singly.

A record is a key and, for each written form of it, what is marked in it and the posts that have it:

    SHARED  rest of the key  (MARK [MARK]  (GAP [LEVEL])…)  [ space  MARK [MARK]  (GAP [LEVEL])… ]…

SHARED says how many letters the key takes from the key before, MARK names the marked letters of a syllable (an entry
of `Segment.marks`), GAP the posts passed over since the last one, LEVEL a place in LEVELS other than the first. No
two parts that can follow one another use the same characters, so nothing need stand between them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from newsroom.search.notation import MARKS, number
from newsroom.search.records import Spelling, blocks
from newsroom.search.table import Table, ordered
from newsroom.search.tokens import SearchPost, parts
from newsroom.search.weighing import weigh_all
from newsroom.search.words import Vocabulary

RARE = 3
"""Syllables in fewer posts are not offered as corrections."""


@dataclass(frozen=True)
class Segment:
    """`starts[i]` is the shortest text that is after every key of block i-1 and not after any of block i."""

    blocks: tuple[str, ...]
    starts: tuple[str, ...]
    marks: tuple[str, ...]
    words: tuple[str, ...]


def encode(posts: Iterable[SearchPost], block: int) -> Segment:
    """The table of posts numbered from 0, cut after so many characters; equal input gives equal output."""
    vocabulary = Vocabulary()
    runs, count = weigh_all(posts, vocabulary)
    if not count:
        return Segment((), (), (), ())
    syllables = parts(vocabulary.forms)
    keys = sorted({key for key, _ in syllables})
    places = {key: at for at, key in enumerate(keys)}
    key_of = np.array([places[key] for key, _ in syllables], np.int64)
    table = ordered(runs, key_of)
    del runs  # which takes more memory than the text will
    marks, words = _marks_and_words(syllables, table)
    codes = {mark: number(at, MARKS) for at, mark in enumerate(marks)}
    spelling = Spelling(keys, key_of, ["", *(codes[mark] for _, mark in syllables[1:])])
    starts, texts = zip(*blocks(table, spelling, count, block), strict=True)
    return Segment(texts, starts, marks, words)


def _marks_and_words(syllables: Sequence[tuple[str, str]], table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Marks in the order of their codes, the commonest first; keys that are not rare."""
    marked: Counter[str] = Counter()
    keyed: Counter[str] = Counter()
    single = table.firsts == 0
    for at, count in zip(table.seconds[single].tolist(), table.counts[single].tolist(), strict=True):
        key, mark = syllables[at]
        marked[mark] += count
        keyed[key] += count
    marks = tuple(sorted(marked, key=lambda mark: (-marked[mark], mark)))
    return marks, tuple(sorted(key for key, count in keyed.items() if count >= RARE))
