"""The index as a plan: its segments and passages, those that the last build has not made, and the manifest of all."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from newsroom.search.abbreviations import together
from newsroom.search.files import SHORT_VERSION, VERSION, digest
from newsroom.search.grid import Entry, Grid, newest_from
from newsroom.search.leaves import Kept, Table
from newsroom.search.notation import LEVELS, MARKED, number, records_text
from newsroom.search.passages import MOST_FILES, places
from newsroom.search.pieces import KeptFile, Made, PassageFiles

PAGE = "tim-kiem/"
START = "search/search_index.json"
OLD, NEW = "old", "new"
LEAST = 64
"""Posts that count as the newest ones at least: most edits are of one of them."""
BLOCKS: Mapping[str, int] = {OLD: 10240, NEW: 5120}
"""Characters of a block at most: a query reads blocks of both segments, and of few posts small ones are few."""
FEW, PART = 16, 64
"""Posts of a segment that may change before it is sooner made of all its posts: so many, or one of so many."""


@dataclass(frozen=True)
class Record:
    """What a build keeps for the next: segments by name, and groups of files of passages by key."""

    segments: Mapping[str, Kept] = field(default_factory=dict)
    passages: Mapping[str, PassageFiles] = field(default_factory=dict)

    @property
    def paths(self) -> Iterable[str]:
        """All files but those of the manifest."""
        for segment in self.segments.values():
            yield from segment.table.paths
            yield segment.facets_path
        for files in self.passages.values():
            yield from files.paths.values()

    @cached_property
    def kept_files(self) -> Mapping[str, KeptFile]:
        """The files of passages by key."""
        groups = self.passages.values()
        return {
            group.files[place].key: KeptFile(path, group.files[place])
            for group in groups
            for place, path in group.paths.items()
        }


@dataclass(frozen=True)
class Group:
    """Neighbouring files of passages, each by its place as its posts by number; they have one version."""

    name: str
    files: Mapping[int, Mapping[int, Entry]]

    @cached_property
    def keys(self) -> Mapping[int, str]:
        """Of each file a digest of all that settles it."""
        return {place: _key(f"{self.name} {place}", entries) for place, entries in self.files.items()}

    @cached_property
    def key(self) -> str:
        """A digest of all that settles the files."""
        return " ".join(self.keys.values())


@dataclass(frozen=True)
class Part:
    """A segment as it is to be: its posts by number, ascending."""

    name: str
    grid: Grid
    entries: Mapping[int, Entry]

    @cached_property
    def key(self) -> str:
        """A digest of all that settles its files."""
        return _key(f"{self.name} {self.grid} {self.size}", self.entries)

    @property
    def size(self) -> int:
        """Characters of a block at most."""
        return BLOCKS[self.name]

    @cached_property
    def groups(self) -> Sequence[Group]:
        """Groups a segment's posts as files of passages have them."""
        found = places(list(self.entries))
        files = {place: {at: self.entries[at] for at in numbers} for place, numbers in found.items()}
        groups = places(list(files), MOST_FILES).values()
        return [Group(self.name, {place: files[place] for place in some}) for some in groups]


def _key(what: str, entries: Mapping[int, Entry]) -> str:
    keys = "".join([f"{at} {len(entry.key)}:{entry.key}" for at, entry in entries.items()])
    return digest(f"{what} {keys}".encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Difference:
    """Posts of a segment that are others now: by number the keys of those that were there, and those that are."""

    table: Table
    before: Mapping[int, str]
    after: Mapping[int, Entry]


@dataclass(frozen=True)
class Plan:
    """All parts of an index, and the record of the last build."""

    parts: Sequence[Part]
    record: Record

    @cached_property
    def stale(self) -> Sequence[Part]:
        """The segments that are not what the last build made."""
        return [part for part in self.parts if self._kept_key(part) != part.key]

    def _kept_key(self, part: Part) -> str | None:
        kept = self.record.segments.get(part.name)
        return kept.key if kept else None

    @cached_property
    def groups(self) -> Sequence[Group]:
        """The groups of passages that the last build did not make."""
        groups = (group for part in self.parts for group in part.groups)
        return [group for group in groups if group.key not in self.record.passages]

    def difference(self, part: Part) -> Difference | None:
        """Tells in what a segment differs from that of the last build; None where that is much."""
        kept = self.record.segments.get(part.name)
        if kept is None or not kept.grid.numbers_as(part.grid) or not kept.posts:
            return None
        now = {at: entry.key for at, entry in part.entries.items()}
        before = {at: key for at, key in kept.posts.items() if now.get(at) != key}
        after = {at: entry for at, entry in part.entries.items() if kept.posts.get(at) != entry.key}
        few = len(before.keys() | after.keys()) <= max(FEW, len(part.entries) // PART)
        return Difference(kept.table, before, after) if few else None

    def next_record(self, made: Iterable[Made], facets: Callable[[Part], str]) -> Record:
        """The record of an index whose missing pieces have been made; `facets` gives the version of a segment's."""
        pieces = [one.piece for one in made]
        tables = {one.name: one for one in pieces if isinstance(one, Table)}
        files = {**self.record.passages, **{one.key: one for one in pieces if isinstance(one, PassageFiles)}}
        segments = {
            part.name: Kept(
                part.key,
                part.grid,
                {at: entry.key for at, entry in part.entries.items()},
                tables[part.name],
                facets(part),
            )
            if part.name in tables
            else self.record.segments[part.name]
            for part in self.parts
        }
        return Record(segments, {group.key: files[group.key] for part in self.parts for group in part.groups})


def plan_index(entries: Iterable[Entry], record: Record) -> Plan:
    """Segments and passages of all posts."""
    entries = sorted(entries, key=lambda entry: entry.date)
    if not entries:
        return Plan((), record)
    bound = newest_from([entry.date for entry in entries], LEAST)
    old, new = ([one for one in entries if (one.date >= bound) == newest] for newest in (False, True))
    return Plan([_part(name, some) for name, some in ((OLD, old), (NEW, new)) if some], record)


def _part(name: str, entries: Sequence[Entry]) -> Part:
    grid = Grid.of([entry.date for entry in entries])
    return Part(name, grid, dict(grid.numbered(entries)))


def manifest_files(plan: Plan, record: Record, more: Iterable[tuple[str, str]] = ()) -> dict[str, bytes]:
    """The manifest, and the file by which every page knows the manifest's name; `more` are a site's abbreviations."""
    manifest = {
        "abbreviations": together(more),
        "levels": LEVELS,
        "marks": "|".join(MARKED),
        "versions": [VERSION, SHORT_VERSION],
        "segments": [_facts(part, record) for part in plan.parts],
    }
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
    return {name: content, START: _json({"config": config, "docs": []})}


def _facts(part: Part, record: Record) -> dict[str, object]:
    """What the manifest says of a segment; starts are written as the keys of a block, versions one behind the other."""
    kept, begins = record.segments[part.name], [place for group in part.groups for place in group.files]
    steps = (begin - before for begin, before in zip(begins, [0, *begins], strict=False))
    return {
        "name": part.name,
        "count": len(part.entries),
        "day": part.grid.first,
        "days": part.grid.days,
        "slots": part.grid.slots,
        "starts": records_text((leaf.start, "") for leaf in kept.table.leaves),
        "blocks": "".join(leaf.version for leaf in kept.table.leaves),
        "facets": kept.facets,
        "words": kept.table.words,
        "places": "".join(map(number, steps)),
        "files": "".join(number(len(group.files)) for group in part.groups),
        "passages": "".join(record.passages[group.key].version for group in part.groups),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
