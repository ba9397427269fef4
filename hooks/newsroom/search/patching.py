"""A segment made of what it was and of the few posts that are others now: only blocks with their syllables are read."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from newsroom.search.block import Changed, Changes, changed, records, weight
from newsroom.search.cutting import Records
from newsroom.search.files import version
from newsroom.search.forms import Change, is_common
from newsroom.search.leaves import Leaf
from newsroom.search.notation import records_text

_LAST = "\uffff\uffff"


class Block(NamedTuple):
    """A block with its text, or None where it is the one that a leaf tells of, and nothing is changed."""

    leaf: Leaf
    text: str | None


@dataclass(frozen=True)
class Patched:
    """The blocks as they are now, in order, and which of the syllables looked at are common, and which rare."""

    blocks: Sequence[Block]
    common: frozenset[str]
    rare: frozenset[str]


class _Unit(NamedTuple):
    """A record, or all records in a room of a block: what may go into another block."""

    key: str
    weight: int
    leaf: int


@dataclass(frozen=True)
class _Blocks:
    """The blocks that were, and of those with changes the text as it is now, and the records that are others."""

    leaves: Sequence[Leaf]
    read: Callable[[Leaf], str]
    texts: Mapping[int, str]
    found: Mapping[int, Sequence[Changed]]

    @classmethod
    def of(cls, leaves: Sequence[Leaf], read: Callable[[Leaf], str], made: Changes) -> "_Blocks":
        """Makes changes, each in the block in which its key is or would be."""
        starts = [leaf.start for leaf in leaves]
        of_leaf: dict[int, dict[str, Sequence[Change]]] = defaultdict(dict)
        for key, some in made.items():
            of_leaf[max(bisect_right(starts, key) - 1, 0)][key] = some
        done = {at: changed(read(leaves[at]) if leaves else "", some) for at, some in of_leaf.items()}
        texts, found = {at: text for at, (text, _) in done.items()}, {at: found for at, (_, found) in done.items()}
        return cls(leaves or [Leaf("", (("", 0),))], read, texts, found)

    def text(self, at: int) -> str:
        """The records of a block as they are now."""
        return self.texts[at] if at in self.texts else self.read(self.leaves[at])

    def units(self, at: int, size: int) -> Iterator[_Unit]:
        """Gives the rooms of a block, but the records of those that may be other rooms now."""
        starts, weights = map(list, zip(*self.leaves[at].rooms, strict=True))
        is_open = set()
        for key, before, after in self.found.get(at, ()):
            room = max(bisect_right(starts, key) - 1, 0)
            weights[room] += weight(key, after) - weight(key, before)
            if not before or weights[room] > size:
                is_open.add(room)
        known = list(records(self.text(at))) if is_open else []
        for room, (low, high) in enumerate(pairwise(["", *starts[1:], _LAST])):
            if room in is_open:
                yield from (_Unit(key, weight(key, forms), at) for key, forms in known if low <= key < high)
            elif weights[room]:
                yield _Unit(starts[room], weights[room], at)


def patch(leaves: Sequence[Leaf], read: Callable[[Leaf], str], made: Changes, size: int) -> Patched:
    """The table after some changes. `read` gives the text of a block."""
    blocks = _Blocks.of(leaves, read, made)
    singles = [one for some in blocks.found.values() for one in some if one.key[0] == " "]
    common = frozenset(one.key[1:] for one in singles if is_common(one.key, one.after))
    rare = frozenset(one.key[1:] for one in singles) - common
    return Patched(list(_cut(blocks, size)), common, rare)


def _cut(blocks: _Blocks, size: int) -> Iterator[Block]:
    """Cuts the table anew; a block of the same records is the one that was, or with a text that is known."""
    units: list[_Unit] = []
    whole: dict[tuple[int, int], int] = {}
    for at in range(len(blocks.leaves)):
        begin = len(units)
        units += blocks.units(at, size)
        whole[begin, len(units)] = at
    found = Records(lambda at: units[at].key, list(accumulate(unit.weight for unit in units)))
    for spans in found.cut(size):
        first, end = spans[0].first, spans[-1].end
        rooms = tuple((span.start, found.weight(span.first, span.end)) for span in spans)
        one = whole.get((first, end))
        if one is not None and one not in blocks.texts and blocks.leaves[one].rooms == rooms:
            yield Block(blocks.leaves[one], None)
        else:
            high = units[end].key if end < len(units) else _LAST
            some = dict.fromkeys(unit.leaf for unit in units[first:end])
            text = blocks.text(one) if one is not None else records_text(_between(blocks, some, units[first].key, high))
            yield Block(Leaf(version(text.encode()), rooms), text)


def _between(blocks: _Blocks, some: Iterable[int], low: str, high: str) -> Iterator[tuple[str, str]]:
    for at in some:
        yield from ((key, forms) for key, forms in records(blocks.text(at)) if low <= key < high)
