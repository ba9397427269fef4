"""Which terms stand in which posts, and at which level: occurrences are sorted and added up.

A term is a number here, that of its first syllable in the upper half and that of its second in the lower.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from newsroom.search.notation import LEVELS
from newsroom.search.tokens import SearchPost, loose_terms, weighed_texts
from newsroom.search.words import Ints, Numbers, Shorts, Vocabulary, changes, split

HALF = 32
LEVEL_BITS = 2
_WEIGHT_BITS = 4
_AT_ONCE = 1 << 20  # characters of texts: enough to be worth NumPy's calls, little enough to be small in memory
_MOST = 1 << 16 - _WEIGHT_BITS  # posts of a portion: of postings there are millions, so two bytes must do for each
_LEVEL_OF = np.searchsorted(LEVELS, np.arange(LEVELS[-1] + 1), "right").astype(np.uint16) - np.uint16(1)


@dataclass(frozen=True)
class Runs:
    """Terms, ascending in each portion of the posts; how many posts of it have each; and which, term by term.

    A posting is a post's number within its portion and, in its lowest bits, the level; they ascend within a term.
    `sizes` are how many terms each portion has, `lengths` how many posts.
    """

    terms: Ints
    counts: Shorts
    postings: Shorts
    sizes: Numbers
    lengths: Numbers

    def add(self, other: "Runs") -> None:
        """Appends in place: both side by side in memory, and then the whole, would be a lot."""
        for column in fields(self):
            mine, more = getattr(self, column.name), getattr(other, column.name)
            mine.resize(len(mine) + len(more), refcheck=False)
            mine[-len(more) :] = more


@dataclass(frozen=True)
class _Occurrences:
    """Where they are, the syllables of their terms, and what they add: a post and, in the lowest bits, a weight."""

    places: Numbers
    firsts: Numbers
    seconds: Numbers
    sources: Shorts


def weigh_all(posts: Iterable[SearchPost], vocabulary: Vocabulary) -> Runs:
    """Gives the weights in neighbouring posts, portion by portion, so that a term may have several.

    No post is needed once its portion is done.
    """
    whole = Runs(
        np.empty(0, np.int64),
        np.empty(0, np.uint16),
        np.empty(0, np.uint16),
        np.empty(0, np.int32),
        np.empty(0, np.int32),
    )
    for some in _portions(posts):
        whole.add(_weigh(some, vocabulary))
    return whole


def _portions(posts: Iterable[SearchPost]) -> Iterator[Sequence[SearchPost]]:
    some: list[SearchPost] = []
    size = 0
    for post in posts:
        some.append(post)
        size += len(post.body)
        if size > _AT_ONCE or len(some) == _MOST:
            yield some
            some, size = [], 0
    if some:
        yield some


@dataclass(frozen=True)
class _Keys:
    """Occurrences as numbers: a term's two syllables and, in the lowest bits, the place; and by place the sources."""

    keys: Ints
    sources: Shorts
    id_bits: int
    place_bits: int

    @classmethod
    def of(cls, found: Sequence[_Occurrences], vocabulary: Vocabulary) -> "_Keys":
        end = 1 + max(int(some.places.max(initial=0)) for some in found)
        id_bits, place_bits = len(vocabulary.syllables).bit_length(), end.bit_length()
        assert 2 * id_bits + place_bits < 64, "a million different words, and a million of them in these posts"
        sources = np.empty(end, np.uint16)
        for some in found:
            sources[some.places] = some.sources
        terms = (some.firsts.astype(np.int64) << id_bits | some.seconds for some in found)
        keys = np.concatenate([term << place_bits | some.places for term, some in zip(terms, found, strict=True)])
        return cls(keys, sources, id_bits, place_bits)

    def terms(self, keys: Ints) -> Ints:
        first, second = keys >> self.id_bits + self.place_bits, keys >> self.place_bits
        return first << HALF | second & (1 << self.id_bits) - 1


def _weigh(posts: Sequence[SearchPost], vocabulary: Vocabulary) -> Runs:
    found = _Keys.of(list(_unified(list(_occurrences(posts, vocabulary)), vocabulary)), vocabulary)
    keys = np.sort(found.keys)
    places = keys & (1 << found.place_bits) - 1
    sources = found.sources[places]
    fresh = changes(keys >> found.place_bits)
    at = np.flatnonzero(fresh | changes(sources >> _WEIGHT_BITS))
    weights = np.add.reduceat(sources & (1 << _WEIGHT_BITS) - 1, at)
    levels = _LEVEL_OF[np.minimum(weights, LEVELS[-1])]
    first = np.flatnonzero(fresh[at])
    return Runs(
        found.terms(keys[at[first]]),
        np.diff(first, append=len(at)).astype(np.uint16),
        sources[at] >> _WEIGHT_BITS << LEVEL_BITS | levels,
        np.array([len(first)], np.int32),
        np.array([len(posts)], np.int32),
    )


def _unified(found: Sequence[_Occurrences], vocabulary: Vocabulary) -> Iterator[_Occurrences]:
    """Forms that the index can't tell apart are one."""
    of = vocabulary.unified()
    for some in found:
        yield replace(some, firsts=of[some.firsts], seconds=of[some.seconds])


def _occurrences(posts: Sequence[SearchPost], vocabulary: Vocabulary) -> Iterator[_Occurrences]:
    """Places run on from post to post; in each the pairs and then the syllables of every text, last the loose terms."""
    texts = [(at, weight, text) for at, post in enumerate(posts) for text, weight in weighed_texts(post)]
    loose = [(at, weight, term) for at, post in enumerate(posts) for term, weight in loose_terms(post)]
    owners, loose_owners = (np.array([at for at, *_ in rows], np.int32) for rows in (texts, loose))
    sources, loose_sources = (
        np.array([at << _WEIGHT_BITS | weight for at, weight, *_ in rows], np.uint16) for rows in (texts, loose)
    )
    words, ends = split(text for *_, text in texts)
    earlier = np.searchsorted(loose_owners, owners).astype(np.int32)  # loose terms of posts before a text's own
    yield from _of_texts(vocabulary.numbers(words), ends, earlier, sources)
    places = np.arange(len(loose), dtype=np.int32)
    places += 2 * ends[np.searchsorted(owners, loose_owners, "right") - 1]  # behind all texts of its post
    firsts, seconds = (vocabulary.numbers([term[side] for *_, term in loose]) for side in (0, 1))
    yield _Occurrences(places, firsts, seconds, loose_sources)


def _of_texts(ids: Numbers, ends: Numbers, earlier: Numbers, sources: Shorts) -> Iterator[_Occurrences]:
    starts = np.concatenate([ends[:1] * 0, ends[:-1]])
    text = np.repeat(np.arange(len(ends), dtype=np.int32), ends - starts)
    pairs = np.flatnonzero(text[1:] == text[:-1]).astype(np.int32)
    around = text[pairs]
    yield _Occurrences(pairs + (starts + earlier)[around], ids[pairs], ids[pairs + 1], sources[around])
    places = np.arange(len(ids), dtype=np.int32) + (ends + earlier)[text]
    yield _Occurrences(places, np.zeros_like(ids), ids, sources[text])
