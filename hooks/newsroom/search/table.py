"""The terms of all posts in the order of the index, and the posts that have each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from newsroom.search.weighing import HALF, LEVEL_BITS, Runs
from newsroom.search.words import Ints, Numbers, Shorts, changes

_AT_ONCE = 1 << 19  # postings: little is kept of each, but much is needed while they are put in order


@dataclass(frozen=True)
class Table:
    """Terms by their two syllables, how many posts have each, and which, term by term.

    A step is how many numbers are passed over since the last post's and, in its lowest bits, the level.
    """

    firsts: Numbers
    seconds: Numbers
    counts: Numbers
    steps: Numbers | Shorts


def ordered(runs: Runs, keys: Ints, marks: Ints, numbers: Ints) -> Table:
    """All terms by the keys of their syllables and then by their marks, both given as places in an order.

    `numbers` are those of the posts, which `runs` count from 0; the terms of `runs` are let go.
    """
    by_term = np.argsort(runs.terms, kind="stable").astype(np.int32)
    terms = runs.terms[by_term]
    runs.terms.resize(0, refcheck=False)  # here a build takes most memory
    begins = np.flatnonzero(changes(terms))  # the earliest run of each
    terms = terms[begins]
    order = _order(terms, keys, marks)
    terms = terms[order]
    counts_of_runs = np.diff(begins, append=len(by_term))[order]
    in_order = by_term[_spread(begins[order], counts_of_runs)]
    del by_term, begins, order
    fresh = np.cumsum(counts_of_runs) - counts_of_runs
    counts = np.add.reduceat(runs.counts[in_order], fresh, dtype=np.int32)
    steps = _steps(runs, in_order, fresh, numbers.astype(np.int32))
    return Table((terms >> HALF).astype(np.int32), terms.astype(np.int32), counts, steps)


def _order(terms: Ints, keys: Ints, marks: Ints) -> Ints:
    firsts, seconds = terms >> HALF, terms & (1 << HALF) - 1
    return np.lexsort((marks[firsts] << HALF | marks[seconds], keys[firsts] << HALF | keys[seconds]))


def _steps(runs: Runs, in_order: Numbers, fresh: Ints, numbers: Numbers) -> Numbers:
    """Gives how far each posting is from the one before; `fresh` are the runs, in order, with which a term begins."""
    counts = runs.counts[in_order]
    begins = np.cumsum(runs.counts, dtype=np.int32)[in_order]
    begins -= counts
    is_fresh = np.zeros(len(counts), np.bool_)
    is_fresh[fresh] = True
    steps = np.empty(len(runs.postings), np.int32)
    portion_ends, first_posts = np.cumsum(runs.sizes), np.cumsum(runs.lengths, dtype=np.int32) - runs.lengths
    at, last = 0, np.int32(-1)
    for some in slices(counts):
        found = runs.postings[_spread(begins[some], counts[some])]
        first_of_run = first_posts[np.searchsorted(portion_ends, in_order[some], "right")]
        posts = numbers[(found >> LEVEL_BITS) + np.repeat(first_of_run, counts[some])]
        before = np.concatenate([[last], posts[:-1]])
        before[(np.cumsum(counts[some]) - counts[some])[is_fresh[some]]] = -1
        levels = found & (1 << LEVEL_BITS) - 1
        steps[at : at + len(found)] = posts - before - 1 << LEVEL_BITS | levels
        at, last = at + len(found), posts[-1]
    return steps


def _spread(begins: Ints | Numbers, counts: Ints | Shorts) -> Numbers:
    """Gives for each beginning as many numbers from it on as are counted."""
    ends = np.cumsum(counts, dtype=np.int32)
    found = np.repeat((begins - (ends - counts)).astype(np.int32), counts)
    found += np.arange(ends[-1], dtype=np.int32)
    return found


def slices(counts: Numbers | Shorts) -> Iterator[slice]:
    """Rows whose counts together are not too many to be worked on at once."""
    ends = np.cumsum(counts, dtype=np.int32)
    bounds = np.searchsorted(ends, np.arange(0, ends[-1], _AT_ONCE)).tolist()
    del ends  # of millions, while somebody works on a slice
    for first, last in pairwise([*dict.fromkeys(bounds), len(counts)]):
        yield slice(first, last)
