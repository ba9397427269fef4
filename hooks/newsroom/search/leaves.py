"""What a build keeps of a segment: its blocks by name, by which the next one finds what to change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from newsroom.search.files import block_path, list_path
from newsroom.search.grid import Grid


class Leaf(NamedTuple):
    """A block as the manifest knows it, and the rooms in it: where each begins, and what its records count."""

    version: str
    rooms: tuple[tuple[str, int], ...]

    @property
    def start(self) -> str:
        """What no key in it comes before."""
        return self.rooms[0][0]


@dataclass(frozen=True)
class Table:
    """The blocks of a segment in order, and the version of its list of words."""

    name: str
    leaves: tuple[Leaf, ...]
    words: str

    @property
    def paths(self) -> Iterable[str]:
        """Lists all files of the tree."""
        return [*(block_path(self.name, leaf.start, leaf.version) for leaf in self.leaves), self.words_path]

    @property
    def words_path(self) -> str:
        """Where its words lie."""
        return list_path(self.name, "words", self.words)


@dataclass(frozen=True)
class Kept:
    """A finished segment: its key, the posts by number as their keys, and the version of its facets."""

    key: str
    grid: Grid
    posts: Mapping[int, str]
    table: Table
    facets: str

    @property
    def facets_path(self) -> str:
        """Where its facets lie."""
        return list_path(self.table.name, "facets", self.facets)
