"""The pieces of the index: which there are, which of them the last build has made, and the manifest that names all."""

import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from newsroom.search.facets import facets
from newsroom.search.files import digest
from newsroom.search.passages import GROUP, group_files
from newsroom.search.segments import LEVELS, encode
from newsroom.search.tokens import SearchPost, post_terms

PAGE = "tim-kiem/"
Files = dict[str, Callable[[], bytes]]


@dataclass(frozen=True)
class Entry:
    """A post to be indexed. `key` settles all of its `make()`, which is asked for only when a piece must be made."""

    url: str
    date: datetime.date
    key: str
    make: Callable[[], SearchPost]


@dataclass(frozen=True)
class Made:
    """A piece that has been made: what the manifest says of it, and the paths of its files."""

    facts: Mapping[str, object]
    paths: tuple[str, ...]


@dataclass(frozen=True)
class _Piece:
    """A segment or a group of passages of some neighbouring posts, the first of them numbered `first`."""

    kind: Callable[[int, Sequence[SearchPost]], tuple[dict[str, object], dict[str, bytes]]]
    first: int
    entries: Sequence[Entry]

    @property
    def key(self) -> str:
        return digest(f"{self.kind.__name__} {self.first}".encode(), *(entry.key.encode() for entry in self.entries))

    def make(self) -> tuple[dict[str, object], dict[str, bytes]]:
        return self.kind(self.first, [entry.make() for entry in self.entries])


def index_files(entries: Sequence[Entry], known: Mapping[str, Made]) -> tuple[Files, dict[str, Made]]:
    """Every file of the index by its path, made when called; and what has been made, to be `known` next time.

    Files are named by their contents, so one that is there from the last build need not be made, nor its posts read.
    """
    files: Files = {}
    made: dict[str, Made] = {}
    segments, groups = _pieces(sorted(entries, key=lambda entry: (entry.date, entry.url)))
    for piece in (*segments, *groups):
        content = cache(piece.make)
        done = known.get(piece.key)
        if done is None:
            facts, contents = content()
            done = Made(facts, tuple(contents))
        made[piece.key] = done
        files |= {path: partial(_content, content, path) for path in done.paths}
    facts_of = [[made[piece.key].facts for piece in some] for some in (segments, groups)]
    return files | _manifest(facts_of[0], [str(facts["folder"]) for facts in facts_of[1]]), made


def _content(content: Callable[[], tuple[dict[str, object], dict[str, bytes]]], path: str) -> bytes:
    return content()[1][path]


def _pieces(entries: Sequence[Entry]) -> tuple[list[_Piece], list[_Piece]]:
    sealed = len(entries) - len(entries) % step(len(entries))
    bounds = [(first, last) for first, last in ((0, sealed), (sealed, len(entries))) if first < last]
    segments = [_Piece(_segment, first, entries[first:last]) for first, last in bounds]
    return segments, list(_groups(entries))


def _groups(entries: Sequence[Entry]) -> Iterator[_Piece]:
    for first in range(0, len(entries), GROUP):
        yield _Piece(_group, first, entries[first : first + GROUP])


def step(count: int) -> int:
    """By how many posts the large segment grows: a power of two, at least 32, about a sixteenth of them all."""
    return max(32, 1 << max(count // 16, 1).bit_length() - 1)


def _segment(_first: int, posts: Sequence[SearchPost]) -> tuple[dict[str, object], dict[str, bytes]]:
    table = encode(map(post_terms, posts))
    files = {f"{at}.txt": block.encode() for at, block in enumerate(table.blocks)}
    files |= {"facets.json": facets(posts), "words.txt": "\n".join(table.words).encode()}
    folder = digest("|".join(table.starts).encode(), "|".join(table.marks).encode(), *files.values())
    facts: dict[str, object] = {
        "folder": folder,
        "count": len(posts),
        "starts": "|".join(table.starts),
        "marks": "|".join(table.marks),
    }
    return facts, {f"search/{folder}/{name}": content for name, content in files.items()}


def _group(first: int, posts: Sequence[SearchPost]) -> tuple[dict[str, object], dict[str, bytes]]:
    folder, files = group_files(first, posts)
    return {"folder": folder}, files


def _manifest(segments: Sequence[Mapping[str, object]], folders: Sequence[str]) -> Files:
    manifest = {"levels": LEVELS, "group": GROUP, "folders": "".join(folders), "segments": segments}
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
    return {name: lambda: content, "search/search_index.json": lambda: start}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
