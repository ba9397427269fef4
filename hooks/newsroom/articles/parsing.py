"""Parses all Markdown files of a build: those seen before come from the store, new ones are read on every processor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from newsroom.articles.batches import CHUNK, DigestedFile, Markdown, packed, parse_chunk, parse_each, parse_here
from newsroom.articles.bodies import Bodies
from newsroom.articles.pages import Rewrite
from newsroom.articles.spool import bodies_folder, drop_bodies
from newsroom.cache.store import Store
from newsroom.docs import Docs
from newsroom.processes import is_started, submit

PARSED, SINCE = "parsed", "parsed-since"


@dataclass(frozen=True)
class Parsed:
    """What came of parsing each Markdown file, by path; `docs` have the digests of the very bytes that were read.

    `wait_until_kept` is to be called before the build ends: they may be saved by another process.
    """

    docs: Docs
    files: Mapping[str, DigestedFile]
    bodies: Bodies
    wait_until_kept: Callable[[], object] = lambda: None


def parse(docs: Docs, markdown: Markdown, store: Store, rewrite: Rewrite | None = None) -> Parsed:
    """Every Markdown file, in the order of paths; with `rewrite`, all are read here and nothing is kept of them."""
    paths = sorted(path for path in docs if path.endswith(".md"))
    drop_bodies(store)
    if rewrite:
        return _parsed(docs, dict(parse_here(docs.places(paths), markdown, rewrite)), markdown)
    ahead = _begin_to_read(docs, markdown)
    known = _Known.of(store)
    new = [path for path in paths if not docs.digests[path] or known.source(path) != docs.digests[path]]
    many = len(new) > CHUNK
    found = {path: read for path, read in ahead() if path in new}
    rest = docs.places(path for path in new if path not in found)
    found |= parse_each(rest, markdown, bodies_folder(store) if many else None)
    files = {path: found.get(path) or known.files[path] for path in paths}
    save = partial(known.save, store, files, new)
    return _parsed(docs, files, markdown, submit(save, copied=True).result if many else save)


def _parsed(
    docs: Docs, files: Mapping[str, DigestedFile], markdown: Markdown, wait: Callable[[], object] = lambda: None
) -> Parsed:
    read = docs.with_digests({path: digest for path, (digest, _) in files.items()})
    return Parsed(read, files, Bodies(files, read, markdown), wait)


def _begin_to_read(docs: Docs, markdown: Markdown) -> Callable[[], Sequence[tuple[str, DigestedFile]]]:
    """Has what is most likely new read where a process is ready for it, while others still load what is known."""
    files, packed_markdown = docs.places(path for path in docs.fresh if path.endswith(".md")), packed(markdown)
    if not (packed_markdown and is_started() and 0 < len(files) <= CHUNK):
        return lambda: ()
    job = submit(parse_chunk, (packed_markdown, files, None))

    def found() -> Sequence[tuple[str, DigestedFile]]:
        try:
            return job.result()
        except Exception:  # whoever reads the files after all will tell what is wrong
            return ()

    return found


@dataclass(frozen=True)
class _Known:
    """Readings of earlier builds: `most` in one stored value, those made `since` in a small one beside it."""

    most: Mapping[str, DigestedFile]
    since: Mapping[str, DigestedFile]
    files: Mapping[str, DigestedFile]

    @classmethod
    def of(cls, store: Store) -> "_Known":
        most: dict[str, DigestedFile] = store.load(PARSED) or {}
        since: dict[str, DigestedFile] = (store.load(SINCE) or {}) if most else {}
        return cls(most, since, most | since)

    def source(self, path: str) -> str:
        """The digest of the file as it was read last."""
        return self.files[path][0] if path in self.files else ""

    def save(self, store: Store, files: Mapping[str, DigestedFile], new: Sequence[str]) -> None:
        """Writes as little as will do."""
        since = {path: _kept(files[path]) for path in {*self.since, *new} if path in files}
        if 8 * len(since) > len(files) or len(self.most) > 2 * len(files):
            store.drop(SINCE)
            store.save(PARSED, {path: _kept(read) for path, read in files.items()})
        elif new or len(since) != len(self.since):
            store.save(SINCE, since)


def _kept(read: DigestedFile) -> DigestedFile:
    return read[0], replace(read[1], body=None)
