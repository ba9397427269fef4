"""One piece of the index, a segment or a group of passages: made of its posts, and written."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from newsroom.search.facets import facets
from newsroom.search.files import digest
from newsroom.search.passages import group_files
from newsroom.search.tokens import SearchPost

BLOCK, NEWEST_BLOCK = 6144, 1536
"""Characters after which a block ends: a query reads blocks of both segments, and of few posts small ones are few."""


class Source(Protocol):
    """A post as it goes to another process, to be read there."""

    def read(self) -> SearchPost: ...


Content = tuple[dict[str, object], dict[str, bytes]]
Work = tuple[str, int, Sequence[Source]]
"""Kind of a piece, number of its first post, its posts."""


def make_here(works: Sequence[Work]) -> Iterator[tuple[Work, Content]]:
    """Makes pieces one after the other."""
    return ((work, make_piece(work)) for work in works)


def make_piece(work: Work) -> Content:
    """What the manifest says of a piece, and its files."""
    kind, first, sources = work
    posts = (source.read() for source in sources)
    return _segment(first, posts) if kind == "segment" else _group(first, list(posts))


def write_piece(order: tuple[str, Work]) -> Content:
    """Makes a piece and writes its files under a folder, so that they need not come back from another process."""
    folder, work = order
    facts, files = make_piece(work)
    for path in {path.rpartition("/")[0] for path in files}:
        os.makedirs(f"{folder}/{path}", exist_ok=True)  # noqa: PTH103 - thousands of files: paths as objects are dearer
    for path, content in files.items():
        with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123
            file.write(content)
    return facts, dict.fromkeys(files, b"")


def write_pieces(orders: Sequence[tuple[str, Work]]) -> list[Content]:
    """Several, one after the other."""
    return [write_piece(order) for order in orders]


def _segment(first: int, posts: Iterable[SearchPost]) -> Content:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix is multiplied, and its threads take as long to start
    from newsroom.search.segments import encode  # with NumPy: a tenth of a second, which most builds can spare

    labels: list[SearchPost] = []
    table = encode(_without_texts(posts, labels), NEWEST_BLOCK if first else BLOCK)
    files = {f"{at}.txt": block.encode() for at, block in enumerate(table.blocks)}
    files |= {"facets.json": facets(labels), "words.txt": "\n".join(table.words).encode()}
    folder = digest("|".join(table.starts).encode(), "|".join(table.marks).encode(), *files.values())
    facts: dict[str, object] = {
        "folder": folder,
        "count": len(labels),
        "starts": "|".join(table.starts),
        "marks": "|".join(table.marks),
    }
    return facts, {f"search/{folder}/{name}": content for name, content in files.items()}


def _without_texts(posts: Iterable[SearchPost], labels: list[SearchPost]) -> Iterator[SearchPost]:
    """Keeps what is left of each post that goes by: together, their texts are the largest thing of a build."""
    for post in posts:
        labels.append(replace(post, lead="", body="", captions=()))
        yield post


def _group(first: int, posts: Sequence[SearchPost]) -> Content:
    folder, files = group_files(first, posts)
    return {"folder": folder}, files
