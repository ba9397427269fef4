"""One piece of the index, a segment or a group of passages: made of its posts, and written."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.search.facets import facets
from newsroom.search.files import digest
from newsroom.search.passages import group_files
from newsroom.search.source import Source

BLOCK, NEWEST_BLOCK = 6144, 1536
"""Characters after which a block ends: a query reads blocks of both segments, and of few posts small ones are few."""


@dataclass(frozen=True)
class Job:
    """A piece to be made: its key and kind, the number of its first post, and its posts."""

    key: str
    kind: str
    first: int
    posts: tuple[Source, ...]


@dataclass(frozen=True)
class Made:
    """A piece that has been made: its key, what the manifest says of it, and the paths of its files."""

    key: str
    facts: Mapping[str, object]
    paths: tuple[str, ...]


Content = tuple[dict[str, object], dict[str, bytes]]
"""What the manifest says of a piece, and its files by path."""


def make_piece(job: Job) -> Content:
    """What comes of a job."""
    return _segment(job) if job.kind == "segment" else _group(job)


def write_pieces(folder: str, jobs: Sequence[Job]) -> list[Made]:
    """Makes pieces and writes their files under a folder, so that no content passes between processes."""
    return [_write_piece(folder, job) for job in jobs]


def _write_piece(folder: str, job: Job) -> Made:
    facts, files = make_piece(job)
    for path in {path.rpartition("/")[0] for path in files}:
        os.makedirs(f"{folder}/{path}", exist_ok=True)  # noqa: PTH103 - thousands of files: paths as objects are dearer
    for path, content in files.items():
        with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123
            file.write(content)
    return Made(job.key, facts, tuple(files))


def _segment(job: Job) -> Content:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix is multiplied, and its threads take as long to start
    from newsroom.search.segments import encode  # with NumPy: a tenth of a second, which most builds can spare

    posts = (post.read() for post in job.posts)  # one by one: their texts together are the largest thing of a build
    table = encode(posts, NEWEST_BLOCK if job.first else BLOCK)
    files = {f"{at}.txt": block.encode() for at, block in enumerate(table.blocks)}
    files |= {"facets.json": facets(job.posts), "words.txt": "\n".join(table.words).encode()}
    starts, marks = "|".join(table.starts), "|".join(table.marks)
    folder = digest(starts.encode(), marks.encode(), *files.values())
    facts: dict[str, object] = {"folder": folder, "count": len(job.posts), "starts": starts, "marks": marks}
    return facts, {f"search/{folder}/{name}": content for name, content in files.items()}


def _group(job: Job) -> Content:
    folder, files = group_files(job.first, [post.read() for post in job.posts])
    return {"folder": folder}, files
