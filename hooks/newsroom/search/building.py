"""The pieces of the index: which there are, which of them the last build has made, and the manifest that names all."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsroom.search.files import digest
from newsroom.search.notation import LEVELS
from newsroom.search.passages import EACH, GROUP
from newsroom.search.pieces import Content, Source, Work, make_here

PAGE = "tim-kiem/"
Files = dict[str, bytes | None]
"""What is in each; nothing is said of those that the last build has made."""


class Entry(NamedTuple):
    """A post to be indexed. `key` settles all of its `make()`, which is asked for only when a piece must be made."""

    url: str
    date: datetime.date
    key: str
    make: Callable[[], Source]


@dataclass(frozen=True)
class Made:
    """A piece that has been made: what the manifest says of it, and the paths of its files."""

    facts: Mapping[str, object]
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What a build leaves for the next one: pieces, and the posts of the newest, which the next post makes anew."""

    made: Mapping[str, Made]
    posts: Mapping[str, Source]


MakeAll = Callable[[Sequence[Work]], Iterable[tuple[Work, Content]]]


@dataclass(frozen=True)
class _Piece:
    """A segment or a group of passages of some neighbouring posts, the first of them numbered `first`."""

    kind: str
    first: int
    entries: Sequence[Entry]

    @cached_property
    def key(self) -> str:
        keys = "".join([f"{len(entry.key)}:{entry.key}" for entry in self.entries])
        return digest(f"{self.kind} {self.first} {keys}".encode("utf-8", "surrogatepass"))

    def work(self, posts: Mapping[str, Source]) -> Work:
        return self.kind, self.first, [posts.get(entry.key) or entry.make() for entry in self.entries]


@dataclass(frozen=True)
class Plan:
    """All pieces of an index, and what the last build knew."""

    segments: Sequence[_Piece]
    groups: Sequence[_Piece]
    known: Known

    @cached_property
    def missing(self) -> Sequence[_Piece]:
        """Those that the last build did not make."""
        return [piece for piece in (*self.segments, *self.groups) if piece.key not in self.known.made]

    def wanted(self) -> list[Entry]:
        """The posts of missing pieces that the last build did not leave."""
        entries = {entry.key: entry for piece in self.missing for entry in piece.entries}
        return [entry for key, entry in entries.items() if key not in self.known.posts]

    @cached_property
    def todo(self) -> Mapping[str, Work]:
        """The work on missing pieces; reads their posts, and no others."""
        return {piece.key: piece.work(self.known.posts) for piece in self.missing}

    def sources(self) -> Iterator[tuple[Entry, Source]]:
        """The posts of the segments that had to be made."""
        for piece in self.segments:
            yield from zip(piece.entries, self.todo.get(piece.key, ("", 0, ()))[2], strict=False)

    @property
    def tail(self) -> Mapping[str, Source]:
        """The posts of the newest segment, which the next post makes anew."""
        last = self.segments[-1] if self.segments else _Piece("segment", 0, ())
        sources = self.todo.get(last.key, ("", 0, ()))[2]
        return dict(zip((entry.key for entry in last.entries), sources, strict=False)) or self.known.posts


def plan_index(entries: Iterable[Entry], known: Known) -> Plan:
    """Segments and groups of all posts."""
    entries = sorted(entries, key=lambda entry: (entry.date, entry.url))
    sealed = len(entries) - len(entries) % step(len(entries))
    bounds = [(first, last) for first, last in ((0, sealed), (sealed, len(entries))) if first < last]
    segments = [_Piece("segment", first, entries[first:last]) for first, last in bounds]
    groups = [_Piece("group", first, entries[first : first + GROUP]) for first in range(0, len(entries), GROUP)]
    return Plan(segments, groups, known)


def index_files(plan: Plan, make_all: MakeAll = make_here) -> tuple[Files, Known]:
    """Every file of the index by its path, and what to know next time. Files are named by their contents."""
    keys = {id(work): key for key, work in plan.todo.items()}
    contents = {keys[id(work)]: content for work, content in make_all(list(plan.todo.values()))}
    made = {piece.key: _made(piece.key, contents, plan.known) for piece in (*plan.segments, *plan.groups)}
    files: Files = {path: None for one in made.values() for path in one.paths}
    for _, new in contents.values():
        files |= new
    facts_of = [[made[piece.key].facts for piece in some] for some in (plan.segments, plan.groups)]
    manifest = _manifest(facts_of[0], [str(facts["folder"]) for facts in facts_of[1]])
    return files | manifest, Known(made, plan.tail)


def _made(key: str, contents: Mapping[str, Content], known: Known) -> Made:
    if key not in contents:
        return known.made[key]
    facts, files = contents[key]
    return Made(facts, tuple(files))


def step(count: int) -> int:
    """By how many posts the large segment grows: a power of two, at least 32, about a thirty-second of them all."""
    return max(32, 1 << max(count // 32, 1).bit_length() - 1)


def _manifest(segments: Sequence[Mapping[str, object]], folders: Sequence[str]) -> Files:
    manifest = {"levels": LEVELS, "group": GROUP, "each": EACH, "folders": "".join(folders), "segments": segments}
    content = _json(manifest)
    name = f"search/{digest(content)}.json"
    config = {
        "lang": ["vi"],
        "separator": "[\\s\\-]+",
        "pipeline": [],
        "fields": {"title": {}, "text": {}},
        "manifest": name,
        "page": PAGE,
    }
    start = _json({"config": config, "docs": []})
    return {name: content, "search/search_index.json": start}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
