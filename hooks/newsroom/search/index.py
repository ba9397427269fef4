"""The index as a plan: its pieces, those that the last build has not made, and the manifest that names them all."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsroom.search.abbreviations import together
from newsroom.search.files import digest
from newsroom.search.notation import LEVELS
from newsroom.search.passages import EACH, GROUP
from newsroom.search.pieces import Job, Made
from newsroom.search.source import Source

PAGE = "tim-kiem/"
START = "search/search_index.json"


class Entry(NamedTuple):
    """A post to be indexed; another `key` says that anything the index tells of it has changed."""

    url: str
    date: datetime.date
    key: str


@dataclass(frozen=True)
class Record:
    """What a build keeps for the next: its pieces by key, and by key the posts of the newest segment."""

    pieces: Mapping[str, Made]
    newest: Mapping[str, Source]


@dataclass(frozen=True)
class Piece:
    """A segment or a group of passages of neighbouring posts, the first of them numbered `first`."""

    kind: str
    first: int
    entries: Sequence[Entry]

    @cached_property
    def key(self) -> str:
        """A digest of all that settles the piece's files."""
        keys = "".join([f"{len(entry.key)}:{entry.key}" for entry in self.entries])
        return digest(f"{self.kind} {self.first} {keys}".encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Plan:
    """All pieces of an index, and the record of the last build."""

    segments: Sequence[Piece]
    groups: Sequence[Piece]
    record: Record

    @cached_property
    def missing(self) -> Sequence[Piece]:
        """The pieces that the last build did not make."""
        return [piece for piece in (*self.segments, *self.groups) if piece.key not in self.record.pieces]

    @property
    def unread(self) -> list[str]:
        """Keys of the posts that missing pieces need and the record does not hold."""
        keys = dict.fromkeys(entry.key for piece in self.missing for entry in piece.entries)
        return [key for key in keys if key not in self.record.newest]

    def jobs(self, posts: Mapping[str, Source]) -> list[Job]:
        """The missing pieces, to be made of posts by key."""
        return [
            Job(piece.key, piece.kind, piece.first, tuple(posts[entry.key] for entry in piece.entries))
            for piece in self.missing
        ]

    def next_record(self, posts: Mapping[str, Source], made: Iterable[Made]) -> Record:
        """The record of an index whose missing pieces have been made."""
        pieces = {**self.record.pieces, **{one.key: one for one in made}}
        keys = [entry.key for entry in self.segments[-1].entries] if self.segments else []
        newest = {key: posts[key] for key in keys} if all(key in posts for key in keys) else self.record.newest
        return Record({piece.key: pieces[piece.key] for piece in (*self.segments, *self.groups)}, newest)


def plan_index(entries: Iterable[Entry], record: Record) -> Plan:
    """Segments and groups of all posts."""
    entries = sorted(entries, key=lambda entry: (entry.date, entry.url))
    sealed = len(entries) - len(entries) % step(len(entries))
    bounds = [(first, last) for first, last in ((0, sealed), (sealed, len(entries))) if first < last]
    segments = [Piece("segment", first, entries[first:last]) for first, last in bounds]
    groups = [Piece("group", first, entries[first : first + GROUP]) for first in range(0, len(entries), GROUP)]
    return Plan(segments, groups, record)


def step(count: int) -> int:
    """By how many posts the large segment grows: a power of two, at least 32, about a thirty-second of them all."""
    return max(32, 1 << max(count // 32, 1).bit_length() - 1)


def manifest_files(plan: Plan, pieces: Mapping[str, Made], more: Iterable[tuple[str, str]] = ()) -> dict[str, bytes]:
    """The manifest, and the file by which every page knows the manifest's name; `more` are a site's abbreviations."""
    manifest = {
        "abbreviations": together(more),
        "levels": LEVELS,
        "group": GROUP,
        "each": EACH,
        "folders": "".join(str(pieces[group.key].facts["folder"]) for group in plan.groups),
        "segments": [pieces[segment.key].facts for segment in plan.segments],
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


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
