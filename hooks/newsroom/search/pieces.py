"""One piece of the index, a segment or some files of passages: made of its posts, and written."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from newsroom.search.files import SHORT_VERSION, block_path, digest, passages_path, version
from newsroom.search.leaves import Leaf, Table
from newsroom.search.passages import passages
from newsroom.search.source import Source

Files = Iterable[tuple[str, bytes]]


class Damaged(Exception):
    """A file of the last build does not hold what was written."""


@dataclass(frozen=True)
class Whole:
    """A segment to be made of all its posts, by number, its blocks of some size; the files `known` are there."""

    name: str
    size: int
    posts: Mapping[int, Source]
    known: frozenset[str] = frozenset()

    def make(self) -> tuple[Table, Files]:
        """The segment, and its files that are not there."""
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing is multiplied, and threads take as long to start
        from newsroom.search.segments import encode  # with NumPy: a tenth of a second, which most builds can spare

        posts = (post.read() for post in self.posts.values())  # their texts together are the largest thing of a build
        segment = encode(posts, list(self.posts), self.size)
        texts, words = [block.encode() for block in segment.blocks], "\n".join(segment.words).encode()
        leaves = tuple(map(Leaf, map(version, texts), segment.rooms))
        table = Table(self.name, leaves, version(words))
        paths = [block_path(self.name, leaf.start, leaf.version) for leaf in leaves]
        files = [*zip(paths, texts, strict=True), (table.words_path, words)]
        return table, [(path, text) for path, text in files if path not in self.known]


@dataclass(frozen=True)
class Patch:
    """A segment in which few posts change, given by number as they were and as they are; `site` holds its blocks."""

    table: Table
    size: int
    before: Mapping[int, Source]
    after: Mapping[int, Source]
    site: str

    @property
    def name(self) -> str:
        """The name of the piece's segment."""
        return self.table.name

    @property
    def posts(self) -> Mapping[int, Source]:
        """The posts to be read."""
        return {**self.before, **self.after}

    def make(self) -> tuple[Table, Files]:
        """The segment, and its files that are not there. Raises Damaged."""
        try:
            return self._make()
        except (OSError, LookupError, ValueError, AssertionError) as error:
            raise Damaged(str(error)) from error

    def _make(self) -> tuple[Table, Files]:
        from newsroom.search.changes import changes
        from newsroom.search.patching import patch

        before, after = ({at: post.read() for at, post in posts.items()} for posts in (self.before, self.after))
        patched = patch(self.table.leaves, self._read, changes(before, after), self.size)
        words = (set(self._text(self.table.words_path).split("\n")) | patched.common) - patched.rare - {""}
        text = "\n".join(sorted(words)).encode()
        table = Table(self.name, tuple(block.leaf for block in patched.blocks), version(text))
        files = [
            (block_path(self.name, block.leaf.start, block.leaf.version), block.text.encode())
            for block in patched.blocks
            if block.text is not None
        ]
        known = {*self.table.paths}
        return table, [(path, content) for path, content in [*files, (table.words_path, text)] if path not in known]

    def _read(self, leaf: Leaf) -> str:
        return self._text(block_path(self.name, leaf.start, leaf.version))

    def _text(self, path: str) -> str:
        return Path(self.site, path).read_bytes().decode()


@dataclass(frozen=True)
class Passages:
    """Files of passages to be made with one version, by the key of all that settles them.

    Of each file, by its place, either its key and its posts are given, or the one that lies in `site`.
    """

    key: str
    name: str
    fresh: Mapping[int, tuple[str, Mapping[int, Source]]]
    kept: Mapping[int, "KeptFile"]
    site: str

    @property
    def posts(self) -> Mapping[int, Source]:
        """The posts to be read."""
        return {at: post for _, posts in self.fresh.values() for at, post in posts.items()}

    def make(self) -> tuple["PassageFiles", Files]:
        """The files and where they go. Raises Damaged."""
        contents = {place: file.content(self.site) for place, file in self.kept.items()}
        files = {place: kept.file for place, kept in self.kept.items()}
        for place, (key, posts) in self.fresh.items():
            contents[place] = passages({number: post.read() for number, post in posts.items()})
            files[place] = PassageFile(key, digest(contents[place]))
        made = PassageFiles(self.key, self.name, dict(sorted(files.items())))
        return made, [(path, contents[place]) for place, path in made.paths.items()]


class PassageFile(NamedTuple):
    """What settles a file of passages, and a digest of what is in it."""

    key: str
    digest: str


class KeptFile(NamedTuple):
    """A file of passages that the last build made, and where it lies."""

    path: str
    file: PassageFile

    def content(self, site: str) -> bytes:
        """What is in it. Raises Damaged."""
        try:
            content = Path(site, self.path).read_bytes()
        except OSError as error:
            raise Damaged(str(error)) from error
        if digest(content) != self.file.digest:
            raise Damaged(self.path)
        return content


@dataclass(frozen=True)
class PassageFiles:
    """Neighbouring files of passages that have been made, by place."""

    key: str
    name: str
    files: Mapping[int, PassageFile]

    @cached_property
    def version(self) -> str:
        """Another one where any of the files is another."""
        return version("".join([file.digest for file in self.files.values()]).encode(), SHORT_VERSION)

    @property
    def paths(self) -> Mapping[int, str]:
        """Where each of them lies."""
        return {place: passages_path(self.name, place, self.version) for place in self.files}


Job = Whole | Patch | Passages


@dataclass(frozen=True)
class Made:
    """A piece that has been made, and the paths of its files that were written."""

    piece: Table | PassageFiles
    paths: tuple[str, ...]


def write_pieces(folder: str, jobs: Sequence[Job]) -> list[Made]:
    """Makes pieces and writes their files under a folder, so that no content passes between processes."""
    return [_write_piece(folder, job) for job in jobs]


def _write_piece(folder: str, job: Job) -> Made:
    piece, made = job.make()
    files = list(made)
    for path in {path.rpartition("/")[0] for path, _ in files}:
        os.makedirs(f"{folder}/{path}", exist_ok=True)  # noqa: PTH103 - thousands of files: paths as objects are dearer
    for path, content in files:
        with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123
            file.write(content)
    return Made(piece, tuple(path for path, _ in files))
