"""Terms of many posts as one sorted table, cut into small text files that a reader fetches singly.

A record is a key and, for each written form of it, what is marked in it and the posts that have it:

    SHARED  rest of the key  (MARK [MARK]  (GAP [LEVEL])…)  [ space  MARK [MARK]  (GAP [LEVEL])… ]…

SHARED says how many letters the key takes from the key before, MARK names the marked letters of a syllable (a place
in MARKED, or one more and then the letters), GAP the numbers passed over since the last post's, LEVEL a place in
LEVELS other than the first. No two parts that can follow one another use the same characters, so nothing need stand
between them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from newsroom.search.notation import RARE, mark_code
from newsroom.search.records import Rooms, Spelling, blocks
from newsroom.search.table import Table, ordered
from newsroom.search.tokens import SearchPost
from newsroom.search.weighing import weigh_all
from newsroom.search.words import Ints, Vocabulary


@dataclass(frozen=True)
class Segment:
    """The text of each block and the rooms in it, whose weights count all keys in full; words to correct queries by."""

    blocks: tuple[str, ...]
    rooms: tuple[Rooms, ...]
    words: tuple[str, ...]


def encode(posts: Iterable[SearchPost], numbers: Sequence[int], block: int) -> Segment:
    """The table of posts whose numbers ascend, cut after so many characters; equal input gives equal output."""
    vocabulary = Vocabulary()
    runs = weigh_all(posts, vocabulary)
    if not numbers:
        return Segment((), (), ())
    syllables = vocabulary.syllables
    keys = sorted({key for key, _ in syllables})
    marks = sorted({mark for _, mark in syllables})
    key_of, mark_of = _places(keys, [key for key, _ in syllables]), _places(marks, [mark for _, mark in syllables])
    table = ordered(runs, key_of, mark_of, np.array(numbers, np.int64))
    del runs  # which takes more memory than the text will
    words = _words(keys, key_of, table)
    spelling = Spelling(keys, key_of, ["", *(mark_code(mark) for _, mark in syllables[1:])])
    found = blocks(table, spelling, block)
    del table  # which is coded there
    rooms, texts = zip(*found, strict=True)
    return Segment(texts, rooms, words)


def _places(order: Sequence[str], texts: Sequence[str]) -> Ints:
    places = {text: at for at, text in enumerate(order)}
    return np.array([places[text] for text in texts], np.int64)


def _words(keys: Sequence[str], key_of: Ints, table: Table) -> tuple[str, ...]:
    """Keys that are not rare."""
    single = table.firsts == 0
    counts = np.bincount(key_of[table.seconds[single]], table.counts[single])
    return tuple(keys[at] for at in np.flatnonzero(counts >= RARE).tolist())
