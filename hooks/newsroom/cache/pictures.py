"""Pictures that are ready to publish, kept between builds and found by what they were made from.

A file is written whole or not at all. It is trusted while it has the size and time that it was written with; one that
has not, as after a copy of the folder, is read and must have the digest of what was written.
"""

import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from newsroom.cache.sources import recognise
from newsroom.cache.store import Store, digest_of
from newsroom.cache.survey import Stat, stat_of

_FORMAT = "pictures 1"  # raised when the lists get another form
_PATIENCE = 5.0  # seconds of work that a build which is killed may lose


class PictureFile(NamedTuple):
    """A picture to publish: `path` under the site and under the cache folder alike, with `/`."""

    path: str
    width: int
    height: int
    mime: str
    digest: str = ""

    def stored(self, cache_dir: Path) -> Path:
        """Where the bytes lie until they are published."""
        return cache_dir / self.path


class Entry(NamedTuple):
    """All files that were made from one thing, each with its stamp, and whether that thing was whole."""

    files: tuple[PictureFile, ...]
    stamps: tuple[Stat, ...]
    is_whole: bool


def write_pictures(folder: Path, made: Iterable[tuple[PictureFile, bytes]], *, is_whole: bool = True) -> Entry:
    """Writes files under a folder, in whatever process, and gives what a cache is to keep of them."""
    files, stamps = [], []
    for file, data in made:
        files.append(file._replace(digest=digest_of(data)))
        stamps.append(_write(file.stored(folder), data))
    return Entry(tuple(files), tuple(stamps), is_whole)


def _write(path: Path, data: bytes) -> Stat:
    part = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
    try:
        part.replace(path)
    except PermissionError:  # on Windows, while another build reads it; files are named by content, so they're equal
        part.unlink()
        if not path.exists():
            raise
    return stat_of(path)


class PictureCache:
    """The pictures of one kind under a folder; leaving its `with` block keeps what was added."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder, self._kind = str(folder), kind
        self._store = Store(folder, _FORMAT)
        self._entries: dict[str, tuple[Any, ...]] = self._store.load(kind) or {}
        self._changed, self._saved = False, time.monotonic()

    def get(self, key: str) -> Entry | None:
        """What was added under a key, None when any of its files is missing or not as it was written."""
        if key not in self._entries:
            return None
        files, noted, is_whole = self._entries[key]
        try:
            stamps = tuple(map(self._verified, files, noted))
        except (OSError, ValueError):
            return None
        entry = Entry(tuple(map(PictureFile._make, files)), stamps, is_whole)
        if stamps != noted:
            self.add(key, entry)
        return entry

    def _verified(self, file: tuple[Any, ...], stamp: Stat) -> Stat:
        """The stamp that a file has now. Raises OSError or ValueError when it is not what was written."""
        place, digest = f"{self._folder}/{file[0]}", file[-1]
        found = recognise(place, stat_of(place), (stamp, digest))
        if found[1] != digest:
            raise ValueError(place)
        return found[0]

    def add(self, key: str, entry: Entry) -> None:
        """Has an entry found from now on."""
        self._entries[key] = (tuple(map(tuple, entry.files)), entry.stamps, entry.is_whole)  # no classes: they may move
        self._changed = True
        if time.monotonic() - self._saved > _PATIENCE:
            self._save()

    def _save(self) -> None:
        self._store.save(self._kind, self._entries)
        self._changed, self._saved = False, time.monotonic()

    def __enter__(self) -> "PictureCache":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._changed:
            self._save()
