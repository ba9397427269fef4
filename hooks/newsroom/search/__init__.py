"""The search index: posts → small static files that overrides/assets/javascripts/search-worker.js reads.

Posts are numbered from the oldest. All but the newest stand in one large segment, which stays as it is until the
newest are as many as `_step` says; those have a small segment of their own, and it alone changes with a new post.

    search/search_index.json       what the theme fetches on every page: the manifest's name
    search/<hash>.json             the manifest: the segments, where their blocks begin, the folders of passages
    search/<hash>/<n>.txt          a block of a segment (segments.py)
    search/<hash>/facets.json      campaign, cell, author, directive and day of each of its posts (facets.py)
    search/<hash>/words.txt        syllables to correct a query by
    search/posts/<hash>/<n>.json   what is shown of post n (passages.py)
"""

import json
from collections.abc import Callable, Mapping, Sequence

from newsroom.search.facets import facets
from newsroom.search.files import digest
from newsroom.search.passages import GROUP, group_files
from newsroom.search.segments import LEVELS, encode
from newsroom.search.tokens import SearchPost, post_terms

__all__ = ["VERSION", "Piece", "SearchPost", "build_index", "post_terms"]

VERSION = "1"
"""Part of every piece's key; to be raised when the same posts give other files."""
PAGE = "tim-kiem/"

Piece = tuple[dict[str, object], dict[str, bytes]]
"""What the manifest says of a piece of the index, and its files."""
Keep = Callable[[str, Callable[[], Piece]], Piece]


def _step(count: int) -> int:
    """By how many posts the large segment grows: a power of two, at least 32, about a sixteenth of them all."""
    return max(32, 1 << max(count // 16, 1).bit_length() - 1)


def _segment(posts: Sequence[SearchPost]) -> Piece:
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


def _group(first: int, posts: Sequence[SearchPost]) -> Piece:
    folder, files = group_files(first, posts)
    return {"folder": folder}, files


def _key(kind: str, keys: Sequence[str]) -> str:
    return digest(VERSION.encode(), kind.encode(), *(key.encode() for key in keys))


def _make(_key: str, make: Callable[[], Piece]) -> Piece:
    return make()


def build_index(posts: Sequence[SearchPost], keep: Keep = _make) -> dict[str, bytes]:
    """Path from the site's root → content; `keep(key, make)` may give back what the same key once made."""
    ordered = sorted(posts, key=lambda post: (post.date, post.url))
    keys = [digest(repr(post).encode()) for post in ordered]
    sealed = len(ordered) - len(ordered) % _step(len(ordered))
    files: dict[str, bytes] = {}

    def piece(kind: str, first: int, last: int, make: Callable[[Sequence[SearchPost]], Piece]) -> dict[str, object]:
        facts, made = keep(_key(f"{kind} {first}", keys[first:last]), lambda: make(ordered[first:last]))
        files.update(made)
        return facts

    bounds = [(first, last) for first, last in ((0, sealed), (sealed, len(ordered))) if first < last]
    segments = [piece("segment", first, last, _segment) for first, last in bounds]
    folders = [
        piece("passages", first, first + GROUP, lambda some, first=first: _group(first, some))["folder"]
        for first in range(0, len(ordered), GROUP)
    ]
    return files | _manifest(segments, [str(folder) for folder in folders])


def _manifest(segments: Sequence[Mapping[str, object]], folders: Sequence[str]) -> dict[str, bytes]:
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
    return {name: content, "search/search_index.json": _json({"config": config, "docs": []})}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
