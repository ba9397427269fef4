"""Reads many files at once: those seen before come from the store, many new ones are shared out over the processors."""

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from newsroom.articles.markup import Renderer
from newsroom.articles.pages import Reading, read_page
from newsroom.cache.store import Store, digest_of
from newsroom.docs import Docs
from newsroom.problems import Problem
from newsroom.workers import run_all

READINGS, SINCE = "readings", "readings-since"
CHUNK = 40  # files: some 50 ms of work, against which a message to another process is nothing
Work = tuple[bytes, Sequence[tuple[str, Path]]]
Read = tuple[str, Reading]
"""The digest of a file, and what came of reading it."""


def read_all(docs: Docs, renderer: Renderer, store: Store) -> dict[str, Read]:
    """All Markdown files, by path and in its order."""
    known = _Known(store)
    digests = {path: docs.digests[path] for path in sorted(docs) if path.endswith(".md")}
    new = [path for path, source in digests.items() if known.source(path) != source or not source]
    found = dict(read_each(docs.written(new), renderer))
    readings = {path: found.get(path) or known.readings[path] for path in digests}
    known.save(readings, new)
    return readings


class _Known:
    """Readings of earlier builds: most in one stored value, those made since in a small one beside it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._most: dict[str, Read] = store.load(READINGS) or {}
        self._since: dict[str, Read] = (store.load(SINCE) or {}) if self._most else {}
        self.readings: Mapping[str, Read] = self._most | self._since

    def source(self, path: str) -> str:
        """The digest of the file as it was read last."""
        return self.readings[path][0] if path in self.readings else ""

    def save(self, readings: Mapping[str, Read], new: Sequence[str]) -> None:
        """Writes as little as will do."""
        since = {path: _kept(readings[path]) for path in {*self._since, *new} if path in readings}
        if 8 * len(since) > len(readings) or len(self._most) > 2 * len(readings):
            self._store.drop(SINCE)
            self._store.save(READINGS, {path: _kept(read) for path, read in readings.items()})
        elif new or len(since) != len(self._since):
            self._store.save(SINCE, since)


def _kept(read: Read) -> Read:
    return read[0], replace(read[1], body=None)


def read_each(files: Sequence[tuple[str, Path]], renderer: Renderer) -> Iterator[tuple[str, Read]]:
    """Reads files whatever is known of them, on every processor when they are many."""
    recipe = _recipe(renderer) if len(files) > 2 * CHUNK else None
    if recipe is None:
        yield from _read_here(files, renderer)
        return
    chunks: list[Work] = [(recipe, files[at : at + CHUNK]) for at in range(0, len(files), CHUNK)]
    for (_, chunk), result in run_all(read_chunk, chunks):
        # A process that died is no reason to give up: what it had is read here.
        yield from _read_here(chunk, renderer) if isinstance(result, Exception) else result


def _recipe(renderer: Renderer) -> bytes | None:
    """What another process makes the same renderer from; None when a Markdown extension cannot be sent."""
    try:
        return pickle.dumps(renderer.recipe)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None


def read_chunk(work: Work) -> list[tuple[str, Read]]:
    """Reads some files in another process."""
    recipe, files = work
    return list(_read_here(files, _renderer(recipe)))


def _read_here(files: Iterable[tuple[str, Path]], renderer: Renderer) -> Iterator[tuple[str, Read]]:
    return ((path, _read(path, place, renderer)) for path, place in files)


def _read(path: str, place: Path, renderer: Renderer) -> Read:
    """The digest is of the very bytes that are read: the file may have changed since somebody else looked at it."""
    try:
        data = place.read_bytes()
        return digest_of(data), read_page(path, data, renderer)
    except OSError:
        said = "không mở được tệp; hãy xem tệp còn ở đó không và có được phép đọc không"
        return "", Reading(None, (Problem(path, 1, "", said),))


@lru_cache(maxsize=1)
def _renderer(recipe: bytes) -> Renderer:
    return Renderer(*pickle.loads(recipe))
