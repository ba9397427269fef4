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

from newsdesk.drafts import Draft, ReadDraft, WithUnsaved, read_draft
from newsdesk.first_look import FirstLook
from newsdesk.in_memory import InMemory
from newsdesk.post_plan import Known, plan_post
from newsdesk.quick_photos import QuickPhotos, prepare_small
from newsdesk.workplace import Workplace
from newsroom.articles.batches import DigestedFile, parse_each
from newsroom.articles.bodies import Bodies
from newsroom.articles.parsing import Parsed, parse
from newsroom.cache.lock import held
from newsroom.cache.refusals import patiently
from newsroom.docs import Docs
from newsroom.editing.reading import remind
from newsroom.filing import Filed, build_time, file
from newsroom.planning import Plan, plan
from newsroom.processes import start

FRESH = 3  # seconds for which docs/ is taken to be as it was: looking through thousands of files takes a part of one


def collect() -> None:
    """Thousands of pages that stay need not be looked through at each pause."""
    gc.collect()
    gc.freeze()


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
        self._reminders = InMemory(place.store)
        self._photos = QuickPhotos()
        self._first = FirstLook(place, home, self._photos)
        self._known: tuple[Mapping[str, str], Known] | None = None
        self._looked = -FRESH * 1.0
        self.is_warm = threading.Event()

    def forget(self) -> None:
        """Forgets what is known of docs/, to be called when the desk itself has changed a file."""
        self._looked = -FRESH * 1.0

    def at_hand(self) -> Mapping[str, DigestedFile] | None:
        """Gives `files` without waiting for the first plan of the site; None as long as docs/ is being read first."""
        if not self._is_read:
            return None
        if self._lock.acquire(blocking=self.is_warm.is_set()):
            try:
                self._refresh()
            finally:
                self._lock.release()
        return dict(self._files)

    def files(self) -> Mapping[str, DigestedFile]:
        """All Markdown files of docs/ as they are now, with what came of parsing each."""
        with self._lock:
            self._refresh()
            return dict(self._files)

    def warm(self) -> None:
        """Reads and loads what the first question would have to wait for."""
        try:
            path = next((path for path in sorted(self.files()) if path.startswith("bai-viet/")), "")
            with suppress(OSError):  # of a file that goes meanwhile
                if path:
                    self.draft(path, patiently((self.place.docs_folder / path).read_bytes))
        finally:
            self._first.listed(self._docs)
            self.is_warm.set()
        self._reminders.settle()
        collect()

    def close(self) -> None:
        """Makes nothing more."""
        self._photos.close()

    def look(self, path: str, data: bytes) -> Draft:
        """The post as `draft` gives it; while the site is still being read, by itself, without waiting."""
        if self.is_warm.is_set():
            return self.draft(path, data)
        return self._first.draft(path, data, self._parse)

    def draft(self, path: str, data: bytes) -> Draft:
        """The post at `path` if it held these bytes and were published."""
        with self._drafting:
            read = read_draft(path, data, self._home / "draft.md", self._parse)
            with self._lock:
                self._refresh()
                return self._planned(read)

    def _planned(self, read: ReadDraft) -> Draft:
        whole, filed, planned = self._with(read.path, read.place, read.parsed)
        reminders = remind(whole, filed, planned.linker, self._reminders, self.place.setup.settings)
        found = {*planned.problems, *(problem for problem in reminders if problem.path == read.path)}
        seen = self._with(read.path, *read.shown)[2] if read.shown else planned
        page = read.parsed[1].page
        return Draft(read.path, page, tuple(sorted(found)), planned, seen)

    def _with(self, path: str, place: Path, parsed: DigestedFile) -> tuple[Parsed, Filed, Plan]:
        """The site with a post that lies at `place`."""
        docs = WithUnsaved(self._docs, self.place.docs_folder, path, place, parsed[0])
        files = {**self._files, path: parsed}
        whole = Parsed(docs, dict(sorted(files.items())), Bodies(files, docs, self.place.setup.markdown))
        filed = file(whole, build_time())
        return whole, filed, plan_post(self._known_without(path), whole, filed, path)

    def _known_without(self, path: str) -> Known:
        """The site's own plan, made anew when files other than this one have changed since."""
        others = {name: digest for name, digest in self._docs.digests.items() if name != path}
        known = self._known
        if known is None or {name: digest for name, digest in known[0].items() if name != path} != others:
            whole = Parsed(self._docs, self._files, Bodies(self._files, self._docs, self.place.setup.markdown))
            filed = file(whole, build_time())
            shop = self._photos.workshop(self.place)
            planned = plan(self.place.setup, whole, filed, replace(shop, prepare=prepare_small))
            known = self._known = self._docs.digests, Known(self.place.setup, planned, shop)
        return known[1]

    def _refresh(self) -> None:
        """Reads what is new; the first time, what earlier checks have kept is taken."""
        if time.monotonic() - self._looked < FRESH:
            return
        docs, store = self.place.read_docs(), self.place.store
        self._first.listed(docs)
        if not self._is_read:
            with held(store.folder):
                parsed = parse(docs, self.place.setup.markdown, store)
                parsed.wait_until_kept()
            self._files = {path: (digest, replace(one, body=None)) for path, (digest, one) in parsed.files.items()}
            collect()
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
