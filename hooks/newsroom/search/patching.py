"""A segment made of what it was and of the few posts that are others now: only blocks with their syllables are read."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from newsroom.search.block import Marks, read_forms, records, weight, write_forms, written
from newsroom.search.cutting import Records
from newsroom.search.files import version
from newsroom.search.leaves import Leaf
from newsroom.search.notation import LEVELS, RARE
from newsroom.search.tokens import SearchPost, loose_terms, parts, syllables, terms_of, weighed_texts

_LAST = "\uffff\uffff"
Change = tuple[Marks, int, int | None]
"""A form, a post that has it, and at which level, None if it has it no more."""
Changes = Mapping[str, Sequence[Change]]
"""By key."""


def levels(post: SearchPost) -> dict[tuple[str, Marks], int]:
    """Every term of a post; the same that weighing.py finds in many posts."""
    weights: Counter[tuple[str, str]] = Counter()
    for text, one in weighed_texts(post):
        for term in terms_of(syllables(text)):
            weights[term] += one
    for term, one in loose_terms(post):
        weights[term] += one
    forms = {form for term in weights for form in term}
    known = dict(zip(forms, parts(forms), strict=True))
    found: Counter[tuple[str, Marks]] = Counter()
    for (first, second), one in weights.items():
        (key, mark), (other, more) = known[first], known[second]
        found[f"{key} {other}", (mark, more) if first else (more,)] += one
    return {term: _level(one) for term, one in found.items()}


def _level(weight: int) -> int:
    return sum(weight >= least for least in LEVELS) - 1


def changes(before: Mapping[int, SearchPost], after: Mapping[int, SearchPost]) -> dict[str, list[Change]]:
    """What becomes other in the records, by key."""
    found: dict[str, list[Change]] = defaultdict(list)
    for number in sorted({*before, *after}):
        old, new = (levels(posts[number]) if number in posts else {} for posts in (before, after))
        for key, marks in old.keys() | new.keys():
            if old.get((key, marks)) != new.get((key, marks)):
                found[key].append((marks, number, new.get((key, marks))))
    return found


class Block(NamedTuple):
    """A block with its text, or None where it is the one that a leaf tells of, and nothing is changed."""

    leaf: Leaf
    text: str | None


@dataclass(frozen=True)
class Patched:
    """The blocks as they are now, in order, and which of the syllables looked at are common, and which rare."""

    blocks: Sequence["Block"]
    common: frozenset[str]
    rare: frozenset[str]


class _Unit(NamedTuple):
    """A record, or all records in a room of a block that nothing is changed in, which come before `end`."""

    key: str
    weight: int
    forms: str
    leaf: Leaf | None = None
    end: str = ""


def patch(leaves: Sequence[Leaf], read: Callable[[Leaf], str], made: Changes, size: int) -> Patched:
    """The table after some changes. `read` gives the text of a block."""
    starts = [leaf.start for leaf in leaves]
    of_leaf: dict[int, dict[str, Sequence[Change]]] = defaultdict(dict)
    for key, some in made.items():
        of_leaf[max(bisect_right(starts, key) - 1, 0)][key] = some
    words: dict[str, bool] = {}
    units: list[_Unit] = []
    for at, leaf in enumerate(leaves):
        units += _changed(records(read(leaf)), of_leaf[at], words) if at in of_leaf else _untouched(leaf)
    if not leaves:
        units += _changed((), made, words)
    blocks = list(_blocks(units, read, size))
    common = frozenset(key for key, is_common in words.items() if is_common)
    return Patched(blocks, common, frozenset(words) - common)


def _untouched(leaf: Leaf) -> Iterator[_Unit]:
    ends = [*(start for start, _ in leaf.rooms[1:]), _LAST]
    for (start, size), end in zip(leaf.rooms, ends, strict=True):
        yield _Unit(start, size, "", leaf, end)


def _changed(found: Iterable[tuple[str, str]], made: Changes, words: dict[str, bool]) -> Iterator[_Unit]:
    """Records in order; notes in `words` which of the single syllables among them are common now."""
    texts = dict(found)
    for key, some in made.items():
        forms = read_forms(key, texts.get(key, ""))
        for marks, number, level in some:
            postings = forms.setdefault(marks, {})
            if level is None:
                del postings[number]
            else:
                postings[number] = level
        texts[key] = write_forms(forms)
        if key[0] == " ":
            words[key[1:]] = sum(map(len, forms.values())) >= RARE
    for key in sorted(texts):
        if texts[key]:
            yield _Unit(key, weight(key, texts[key]), texts[key])


def _blocks(units: Sequence[_Unit], read: Callable[[Leaf], str], size: int) -> Iterator[Block]:
    found = Records(lambda at: units[at].key, list(accumulate(unit.weight for unit in units)))
    for spans in found.cut(size):
        some = units[spans[0].first : spans[-1].end]
        leaf, rooms = some[0].leaf, tuple((span.start, found.weight(span.first, span.end)) for span in spans)
        if leaf and leaf.rooms == rooms and all(unit.leaf is leaf for unit in some):
            yield Block(leaf, None)
        else:
            text = written(_records(some, read))
            yield Block(Leaf(version(text.encode()), rooms), text)


def _records(units: Iterable[_Unit], read: Callable[[Leaf], str]) -> Iterator[tuple[str, str]]:
    for unit in units:
        if unit.leaf:
            yield from ((key, forms) for key, forms in records(read(unit.leaf)) if unit.key <= key < unit.end)
        else:
            yield unit.key, unit.forms
