"""The site as it is at this moment, with one post as it is being written: what is wrong with it, and its page.

Everything that is read stays in memory, so that a pause in typing costs the planning alone.
"""

import gc
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from newsdesk.drafts import Draft, WithUnsaved, as_published
from newsdesk.post_plan import Known, plan_post
from newsroom.articles.batches import DigestedFile, parse_each
from newsroom.articles.bodies import Bodies
from newsroom.articles.pages import ParsedFile
from newsroom.articles.parsing import Parsed, parse
from newsroom.cache.lock import held
from newsroom.cache.refusals import patiently
from newsroom.cache.store import Store, digest_of
from newsroom.docs import Docs
from newsroom.editing.reading import remind
from newsroom.filing import build_time, file
from newsroom.navigation import NavEntry
from newsroom.planning import plan
from newsroom.processes import start
from newsroom.setup import Setup

FRESH = 3  # seconds for which docs/ is taken to be as it was: looking through thousands of files takes a part of one


class Workplace(Protocol):
    """What the adapter makes of the settings."""

    @property
    def setup(self) -> Setup: ...
    @property
    def store(self) -> Store: ...
    @property
    def docs_folder(self) -> Path: ...
    @property
    def nav(self) -> tuple[NavEntry, ...]: ...
    def read_docs(self) -> Docs: ...


class InMemory(Store):
    """Keeps values for as long as the desk is open."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "")
        self._values: dict[str, object] = {}

    def load(self, name: str) -> Any:
        return self._values.get(name)

    def save(self, name: str, value: object) -> None:
        self._values[name] = value


class Live:
    """The one view of docs/ that a desk has; whoever asks waits for whoever asked before."""

    def __init__(self, place: Workplace, home: Path) -> None:
        self.place = place
        self._home = home
        self._lock = threading.RLock()
        self._drafting = threading.Lock()
        self._docs = Docs(place.docs_folder, ())
        self._files: dict[str, DigestedFile] = {}
        self._is_read = False
        self._reminders = InMemory(home)
        self._known: tuple[Mapping[str, str], Known] | None = None
        self._looked = -FRESH * 1.0

    def forget(self) -> None:
        """Forgets what is known of docs/, to be called when the desk itself has changed a file."""
        self._looked = -FRESH * 1.0

    def at_hand(self) -> Mapping[str, DigestedFile] | None:
        """Gives what is known of `files` without waiting; None as long as docs/ is being read first."""
        return self.files() if self._is_read else None

    def files(self) -> Mapping[str, DigestedFile]:
        """All Markdown files of docs/ as they are now, with what came of parsing each."""
        with self._lock:
            self._refresh()
            return dict(self._files)

    def warm(self) -> None:
        """Reads and loads what the first question would have to wait for."""
        path = next((path for path in sorted(self.files()) if path.startswith("bai-viet/")), "")
        with suppress(OSError):  # of a file that goes meanwhile
            if path:
                self.draft(path, patiently((self.place.docs_folder / path).read_bytes))

    def draft(self, path: str, data: bytes) -> Draft:
        """The post at `path` if it held these bytes and were published."""
        with self._drafting:
            place, digest = self._home / "draft.md", digest_of(data)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            parsed = as_published(self._parse(path, place)[1])
            return self._planned(path, place, digest, parsed)

    def _planned(self, path: str, place: Path, digest: str, parsed: ParsedFile) -> Draft:
        with self._lock:
            self._refresh()
            docs = WithUnsaved.of(self._docs, self.place.docs_folder, path, place, digest)
            files = {**self._files, path: (digest, parsed)}
            whole = Parsed(docs, dict(sorted(files.items())), Bodies(files, docs, self.place.setup.markdown))
            filed, setup = file(whole, build_time()), self.place.setup
            planned = plan_post(self._known_without(path), whole, filed, path)
            reminders = remind(whole, filed, planned.linker, self._reminders, setup.settings)
            found = {*planned.problems, *(problem for problem in reminders if problem.path == path)}
            return Draft(path, parsed.page, tuple(sorted(found)), planned)

    def _known_without(self, path: str) -> Known:
        """The site's own plan, made anew when files other than this one have changed since."""
        others = {name: digest for name, digest in self._docs.digests.items() if name != path}
        known = self._known
        if known is None or {name: digest for name, digest in known[0].items() if name != path} != others:
            whole = Parsed(self._docs, self._files, Bodies(self._files, self._docs, self.place.setup.markdown))
            home = self.place.store.folder.parent
            planned = plan(self.place.setup, whole, file(whole, build_time()), home, lambda _: None)
            known = self._known = self._docs.digests, Known(self.place.setup, planned, home)
        return known[1]

    def _refresh(self) -> None:
        """Reads what is new; the first time, what earlier checks have kept is taken."""
        if time.monotonic() - self._looked < FRESH:
            return
        docs, store = self.place.read_docs(), self.place.store
        if not self._is_read:
            with held(store.folder):
                parsed = parse(docs, self.place.setup.markdown, store)
                parsed.wait_until_kept()
            self._files = {path: (digest, replace(one, body=None)) for path, (digest, one) in parsed.files.items()}
            gc.collect()
            gc.freeze()  # thousands of pages that stay need not be looked through at each pause
        else:
            self._files = {path: self._read(path, docs) for path in sorted(docs) if path.endswith(".md")}
        self._docs, self._is_read, self._looked = docs, True, time.monotonic()

    def _read(self, path: str, docs: Docs) -> DigestedFile:
        known = self._files.get(path)
        if known and known[0] and known[0] == docs.digests[path]:
            return known
        digest, found = self._parse(path, docs[path])
        return digest, replace(found, body=None)

    def _parse(self, path: str, place: Path) -> DigestedFile:
        """Parses a post in another process, which is ended when a text takes it too long."""
        start(count=1)
        return next(read for _, read in parse_each([(path, place)], self.place.setup.markdown))
