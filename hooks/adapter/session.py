"""What is known from the beginning of a build to its end, and what of it is kept for the next one."""

import os
import pickle
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from adapter.configuring import code_of, file_of, setup_of, stamp_of_all
from newsroom.articles.parsing import PARSED
from newsroom.build import Built
from newsroom.cache.lock import Lock
from newsroom.cache.publishing import Trees, trees_of
from newsroom.cache.record import Record, begin_record, fingerprint, forget, look, remember
from newsroom.cache.secret import VARIABLE, is_kept
from newsroom.cache.sources import Listing, Sources
from newsroom.cache.store import Store, digest
from newsroom.docs import Docs
from newsroom.navigation import NavEntry
from newsroom.output.writing import MANY
from newsroom.processes import start
from newsroom.settings import Settings
from newsroom.setup import Setup
from newsroom.update import KNOWN, Known

log = get_plugin_logger("newsroom")


@dataclass(frozen=True)
class Session:
    """What is known between the events of one build; `files` are all that MkDocs found in docs/, if other hooks ask."""

    lock: Lock
    store: Store
    trees: Trees
    sources: Sources
    record: Record
    setup: Setup
    is_first: bool
    listing: Listing = ()
    docs: Docs | None = None
    files: Mapping[str, File] | None = None
    nav: tuple[NavEntry, ...] = ()


def open_session(config: MkDocsConfig, settings: Settings, folder: Path, lock: Lock, *, is_apart: bool) -> Session:
    """Looks at what earlier builds kept, and takes it as lost until this one has ended. Raises OSError."""
    if os.environ.get("NEWSROOM_CLEAN"):
        Store(folder, "").clear()
    if not is_kept():
        log.info(f"Lần dựng sau sẽ làm lại từ đầu: không ghi được khoá vào thư mục của người dùng ({VARIABLE}).")
    is_first = not Store(folder, "").has(PARSED)
    if is_first and _is_large(config.docs_dir):
        start("newsroom.articles.page_parser", "newsroom.output.printing")
    sources = look(folder)
    stamp = stamp_of_all(config, sources)
    record = begin_record([file_of(config), *code_of(config)], Path(config.docs_dir), stamp, sources)
    setup = setup_of(config, settings, sources)
    forget(folder)
    store = Store(folder, digest(stamp, str(time.time_ns())) if is_apart else stamp)  # what others do can't be known
    store.tidy()
    trees = trees_of(Path(config.site_dir).resolve(), folder)
    return Session(lock, store, trees, sources, record, setup, is_first)


def _is_large(docs: str) -> bool:
    return len(list(islice(Path(docs).rglob("*.md"), MANY))) == MANY


def keep(config: MkDocsConfig, session: Session, built: Built, *, is_apart: bool) -> None:
    """Keeps what makes the next build quick. Raises OSError, which is no harm to the site."""
    docs, problems = built.plan.parsed.docs, built.plan.problems
    for path in docs:
        session.sources.learn(str(docs[path]), docs.digests[path])
    session.sources.save()
    _keep_setup(config, session)
    if not is_apart and built.keeps:
        content, until = fingerprint(docs.listed(session.listing)), 0 if problems else built.plan.filed.until
        remember(session.store.folder, replace(session.record, content=content, until=until))


def _keep_setup(config: MkDocsConfig, session: Session) -> None:
    """Keeps what builds without MkDocs need, unless a plugin, another hook or a pattern has a part in them."""
    ours = set(config.plugins) <= set(config.hooks) and len(config.hooks) == 1
    if not ours or config.exclude_docs or config.draft_docs:
        session.store.drop(KNOWN)
        return
    try:
        session.store.save(KNOWN, Known(session.setup, session.nav))
    except (pickle.PicklingError, AttributeError, TypeError):  # a Markdown extension, or a setting of one
        session.store.drop(KNOWN)
