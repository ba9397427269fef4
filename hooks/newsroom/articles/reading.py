"""Reads many files at once: those seen before come from the store, many new ones are shared out over the processors."""

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from newsroom.articles.filling import Body
from newsroom.articles.pages import Reading
from newsroom.articles.spool import forget, spool
from newsroom.cache.store import Store, digest_of
from newsroom.cache.trees import remove
from newsroom.docs import Docs
from newsroom.problems import Problem
from newsroom.workers import aside, begin, is_staffed, run_all

if TYPE_CHECKING:
    from newsroom.articles.markup import Renderer

READINGS, SINCE = "readings", "readings-since"
CHUNK = 40  # files: some 50 ms of work, against which a message to another process is nothing
Markdown = tuple[list[Any], dict[str, Any]]
"""Extensions and their settings."""
Work = tuple[bytes, Sequence[tuple[str, Path]], Path | None]
"""What a renderer is made from, files, and the folder where their bodies are put aside."""
Read = tuple[str, Reading]
"""The digest of a file, and what came of reading it."""


def read_all(docs: Docs, markdown: Markdown, store: Store) -> tuple[dict[str, Read], Callable[[], object]]:
    """All Markdown files, by path and in its order; and what to call before the build ends, so that they are kept."""
    ahead = _ahead(docs, markdown)
    known = _Known(store)
    digests = {path: docs.digests[path] for path in sorted(docs) if path.endswith(".md")}
    new = [path for path, source in digests.items() if known.source(path) != source or not source]
    many = len(new) > CHUNK
    drop_bodies(store)
    found = {path: read for path, read in ahead() if path in new}
    rest = docs.written(path for path in new if path not in found)
    found |= read_each(rest, markdown, _bodies(store) if many else None)
    readings = {path: found.get(path) or known.readings[path] for path in digests}
    for path in new:
        docs.digests[path] = readings[path][0]
    return readings, aside(partial(known.save, readings, new), worth=many)


def _ahead(docs: Docs, markdown: Markdown) -> Callable[[], Sequence[tuple[str, Read]]]:
    """Begins to read what is most likely new, where a process is ready for it: others still load what is known."""
    files, recipe = docs.written(path for path in docs.fresh if path.endswith(".md")), packed(markdown)
    if not (recipe and is_staffed() and 0 < len(files) <= CHUNK):
        return lambda: ()
    reading = begin(read_chunk, (recipe, files, None))

    def found() -> Sequence[tuple[str, Read]]:
        try:
            return reading.result()
        except Exception:  # whoever reads the files after all will tell what is wrong
            return ()

    return found


def _bodies(store: Store) -> Path:
    return store.folder / "bodies"


def drop_bodies(store: Store) -> None:
    """Those put aside by this build, once it has ended, or by one that was killed."""
    forget()
    remove(_bodies(store))


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


def read_each(
    files: Sequence[tuple[str, Path]], markdown: Markdown, spool_in: Path | None = None
) -> Iterator[tuple[str, Read]]:
    """Reads files whatever is known of them, on every processor when they are many; may put their bodies aside."""
    recipe = packed(markdown)
    if recipe is None:
        from newsroom.articles.markup import Renderer

        renderer = Renderer(*markdown)
        yield from ((path, _read(path, place, renderer)) for path, place in files)
        return
    if spool_in:
        spool_in.mkdir(parents=True)
    chunks: list[Work] = [(recipe, files[at : at + CHUNK], spool_in) for at in range(0, len(files), CHUNK)]
    for work, result in run_all(read_chunk, chunks):
        # A process that died is no reason to give up: what it had is read here.
        yield from read_chunk(work) if isinstance(result, Exception) else result


def packed(markdown: Markdown) -> bytes | None:
    """What another process makes the same renderer from; None when a Markdown extension cannot be sent."""
    try:
        return pickle.dumps(markdown)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None


def read_chunk(work: Work) -> list[tuple[str, Read]]:
    """Reads some files, perhaps in another process."""
    from newsroom.articles.reader import renderer_of

    recipe, files, spool_in = work
    renderer = renderer_of(recipe)
    found = [(path, _read(path, place, renderer)) for path, place in files]
    if spool_in is None:
        return found
    bodies = spool([cast(Body | None, reading.body) for _, (_, reading) in found], spool_in)
    pairs = zip(found, bodies, strict=True)
    return [(path, (source, replace(reading, body=body))) for (path, (source, reading)), body in pairs]


def _read(path: str, place: Path, renderer: "Renderer") -> Read:
    """The digest is of the very bytes that are read: the file may have changed since somebody else looked at it."""
    from newsroom.articles.reader import read_page

    try:
        data = place.read_bytes()
        return digest_of(data), read_page(path, data, renderer)
    except OSError:
        said = "không mở được tệp; hãy xem tệp còn ở đó không và có được phép đọc không"
        return "", Reading(None, (Problem(path, 1, "", said),))
