"""The site as it is at this moment, with one post as it is being written: what is wrong with it, and its page.

Everything that is read stays in memory, so that a pause in typing costs the planning alone.
"""

import gc
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from newsroom.articles.batches import DigestedFile
from newsroom.articles.bodies import Bodies
from newsroom.articles.filling import Body
from newsroom.articles.page_parser import parse_page, renderer_of
from newsroom.articles.pages import Page, ParsedFile
from newsroom.articles.parsing import Parsed, parse
from newsroom.cache.lock import held
from newsroom.cache.store import Store, digest_of
from newsroom.docs import Docs
from newsroom.editing.reading import remind
from newsroom.filing import build_time, file
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.navigation import NavEntry
from newsroom.planning import Plan, plan
from newsroom.problems import Problem
from newsroom.setup import Setup

FRESH = 3  # seconds for which docs/ is taken to be as it was: looking through thousands of files takes a part of one


class Workplace(Protocol):
    """What main.py makes of the settings."""

    @property
    def setup(self) -> Setup: ...
    @property
    def store(self) -> Store: ...
    @property
    def docs_folder(self) -> Path: ...
    @property
    def nav(self) -> tuple[NavEntry, ...]: ...
    def read_docs(self) -> Docs: ...


class WithUnsaved(Docs):
    """The files of docs/, one of them lying elsewhere."""

    @classmethod
    def of(cls, docs: Docs, folder: Path, path: str, place: Path, digest: str) -> "WithUnsaved":
        """`place` holds what `path` is to have."""
        digests = {**{name: docs.digests[name] for name in docs}, path: digest}
        made = cls(folder, sorted(digests.items()))
        made._elsewhere = {path: place}
        made._names |= {name: docs._names[name] for name in docs}  # as the disk has them
        return made

    def __getitem__(self, path: str) -> Path:
        return self._elsewhere.get(path) or super().__getitem__(path)

    _elsewhere: Mapping[str, Path] = {}


@dataclass(frozen=True)
class Draft:
    """A post as it is being written, with all that is wrong with it, and the site that it would be a part of."""

    path: str
    page: Page[PageFields] | None
    problems: tuple[Problem, ...]
    plan: Plan

    @property
    def texts(self) -> tuple[str, ...]:
        """What readers read in it, a block an entry."""
        body = self.plan.parsed.bodies.at_hand(self.page) if self.page else None
        return body.paragraphs if isinstance(body, Body) else ()


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
    """One for a desk; whoever asks waits for whoever asked before."""

    def __init__(self, place: Workplace, home: Path) -> None:
        self.place = place
        self._home = home
        self._lock = threading.RLock()
        self._docs = Docs(place.docs_folder, ())
        self._files: dict[str, DigestedFile] = {}
        self._reminders = InMemory(home)
        self._looked = -FRESH * 1.0

    def forget(self) -> None:
        """To be called when the desk itself has changed a file."""
        self._looked = -FRESH * 1.0

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
                self.draft(path, (self.place.docs_folder / path).read_bytes())

    def draft(self, path: str, data: bytes) -> Draft:
        """The post at `path` if it held these bytes and were published."""
        with self._lock:
            self._refresh()
            place, digest = self._home / "draft.md", digest_of(data)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            parsed = _published(parse_page(path, data, renderer_of(self.place.setup.packed_markdown or b"")))
            docs = WithUnsaved.of(self._docs, self.place.docs_folder, path, place, digest)
            files = {**self._files, path: (digest, parsed)}
            whole = Parsed(docs, dict(sorted(files.items())), Bodies(files, docs, self.place.setup.markdown))
            filed, setup = file(whole, build_time()), self.place.setup
            planned = plan(setup, whole, filed, self._pictures, lambda _: None)
            reminders = remind(whole, filed, planned.linker, self._reminders, setup.settings)
            found = (problem for problem in (*planned.problems, *reminders) if problem.path == path)
            return Draft(path, parsed.page, tuple(sorted(found)), planned)

    @property
    def _pictures(self) -> Path:
        return self.place.store.folder.parent / "pictures"

    def _refresh(self) -> None:
        """Reads what is new; the first time, what earlier checks have kept is taken."""
        if time.monotonic() - self._looked < FRESH:
            return
        docs, store = self.place.read_docs(), self.place.store
        if not self._files:
            with held(store.folder):
                parsed = parse(docs, self.place.setup.markdown, store)
                parsed.wait_until_kept()
            self._files = {path: (digest, replace(one, body=None)) for path, (digest, one) in parsed.files.items()}
            gc.collect()
            gc.freeze()  # thousands of pages that stay need not be looked through at each pause
        else:
            self._files = {path: self._read(path, docs) for path in sorted(docs) if path.endswith(".md")}
        self._docs, self._looked = docs, time.monotonic()

    def _read(self, path: str, docs: Docs) -> DigestedFile:
        known = self._files.get(path)
        if known and known[0] == docs.digests[path]:
            return known
        try:
            data = docs[path].read_bytes()
        except OSError:  # it has gone since, and will not be in the next listing
            return "", ParsedFile(None, ())
        renderer = renderer_of(self.place.setup.packed_markdown or b"")
        return digest_of(data), replace(parse_page(path, data, renderer), body=None)


def _published(parsed: ParsedFile) -> ParsedFile:
    """As if it were no draft and its time had come: what is wrong with it then is what its author wants to know."""
    page = parsed.page
    if page is None or not isinstance(page.fields, PostFields):
        return parsed
    fields = replace(page.fields, draft=False, publish_at=None, expires=None)
    return replace(parsed, page=replace(page, fields=fields))
