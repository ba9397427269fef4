"""A build without the engine: that of a push in which nothing but pages and pictures has changed.

Loading MkDocs and having it look through all files takes longer than everything else about one new post. What it has
to say of a site, its settings and its navigation, is kept from the last build; where that may no longer hold, or an
author must be told of an error, the engine is asked again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.cache.lock import held
from newsroom.cache.manifest import Inspection, inspect
from newsroom.cache.publishing import Trees, begin_building, discard, trees_of
from newsroom.cache.record import (
    Record,
    fingerprint,
    forget,
    has_namesakes,
    has_record,
    has_same_setup,
    is_current,
    look,
    recall,
    remember,
)
from newsroom.cache.sources import Listing
from newsroom.cache.store import Store
from newsroom.cache.trees import let_all_read
from newsroom.processes import shutdown, start, stream

if TYPE_CHECKING:
    from newsroom.build import Built, Source
    from newsroom.navigation import NavEntry
    from newsroom.problems import Problem
    from newsroom.progress import Progress
    from newsroom.setup import Setup

KNOWN = "setup"
MANY = 500  # files: a process that reads, indexes and writes is started at once, so that it is ready when its work is
_NOT_FOR_READERS = ("templates/",)  # nor what begins with a dot: as MkDocs has it


@dataclass(frozen=True)
class Known:
    """What the engine said last."""

    setup: Setup
    nav: tuple[NavEntry, ...]


@dataclass(frozen=True)
class Updated:
    """How many files were made anew, and what authors are to be reminded of.

    What was `built` is held so that it need not be taken apart, post by post, by a process that is about to end.
    """

    files: int
    warnings: Sequence[str] = ()
    built: Built | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Seen:
    """The record of the last build with the content of now, its files, those that it did not know as they are now.

    Nothing is to be built when the site `is_current`. `inspection` tells what can be kept, if somebody is finding it
    out already.
    """

    record: Record
    listing: Listing = ()
    fresh: Sequence[str] = ()
    is_current: bool = False
    inspection: Callable[[], Inspection] | None = None


def update(folder: Path, site: Path, progress: Progress) -> Updated | None:
    """Brings a site up to date; None when that takes the engine, the site being as it was. `folder` is the build's."""
    try:
        return _update_held(folder, site, progress) if has_record(folder) else None
    except OSError:  # a full disk, a folder that may not be written to: the engine will meet it, too
        return None


def _update_held(folder: Path, site: Path, progress: Progress) -> Updated | None:
    let_all_read()
    with held(folder):
        seen = _seen(folder, site)
        if seen is None or seen.is_current:
            return Updated(0) if seen else None
        store = Store(folder, seen.record.stamp)
        known = store.load(KNOWN)
        return _update(store, site, known, seen, progress) if isinstance(known, Known) else None


def _update(store: Store, site: Path, known: Known, seen: Seen, progress: Progress) -> Updated | None:
    """What was updated; None when the engine has to be asked, everything being as it was."""
    from newsroom.articles.spool import drop_bodies
    from newsroom.build import EngineNeeded, Target, build

    if len(seen.listing) > MANY:
        start("newsroom.articles.page_parser", count=1)  # which is needed first
    target = Target(trees_of(site, store.folder), known.nav, keeps_others=True, inspection=seen.inspection)
    forget(store.folder)
    try:
        store.tidy()
        begin_building(target.trees)
        built = build(_source(store, known, seen, progress), target, _stop_at_errors)
    except (EngineNeeded, OSError):  # what is wrong with a folder the engine will meet, too, and say it well
        _undo(target.trees)
        return None
    except BaseException:
        _undo(target.trees)
        raise
    finally:
        drop_bodies(store)
    problems = built.plan.problems
    remember(store.folder, replace(seen.record, until=0 if problems else built.plan.filed.until))
    return Updated(built.files, [str(problem) for problem in problems], built)


def _undo(trees: Trees) -> None:
    shutdown()
    discard(trees)


def _source(store: Store, known: Known, seen: Seen, progress: Progress) -> Source:
    from newsroom.build import Source
    from newsroom.docs import Docs

    shown = [one for one in seen.listing if not _is_hidden(one[0])]
    docs = Docs(Path(seen.record.docs), shown, (name for name in seen.fresh if not _is_hidden(name)))
    return Source(known.setup, docs, store, progress)


def _seen(folder: Path, site: Path) -> Seen | None:
    """Looks for what has changed; None when it takes the engine. Meanwhile this process loads what most builds need."""
    found = stream(partial(_look_and_inspect, folder, site, os.getpid()))
    import_module("newsroom.build")
    seen = next(found)
    assert not isinstance(seen, Inspection)
    return replace(seen, inspection=partial(_next_inspection, found)) if seen else None


def _look_and_inspect(folder: Path, site: Path, asker: int) -> Iterator[Seen | Inspection | None]:
    """What was seen, and then, if there is something to build, how both trees were found."""
    seen = _look(folder, site)
    yield seen
    if seen and not seen.is_current:
        if os.getpid() != asker:
            os.nice(10)  # the answer is needed last
        trees = trees_of(site, folder)
        yield inspect(trees.site, trees.spare, Store(folder, seen.record.stamp))


def _next_inspection(found: Iterator[Seen | Inspection | None]) -> Inspection:
    inspection = next(found)
    assert isinstance(inspection, Inspection)
    return inspection


def _look(folder: Path, site: Path) -> Seen | None:
    record, sources = recall(folder), look(folder)
    try:
        if record is None or not has_same_setup(record, sources):
            return None
        listing = sources.listing(Path(record.docs), confined=True)
    except (OSError, ValueError):
        return None
    content = fingerprint(listing)
    if has_namesakes(listing):
        return None
    if content == record.content and time.time() < record.until and is_current(folder, record, site):
        return Seen(record, is_current=True)
    sources.save()
    return Seen(replace(record, content=content), listing, sources.fresh(Path(record.docs)))


def _stop_at_errors(problems: Sequence[Problem]) -> None:
    """The engine tells them."""
    from newsroom.build import EngineNeeded

    if any(problem.fatal for problem in problems):
        raise EngineNeeded


def _is_hidden(name: str) -> bool:
    return name.startswith(_NOT_FOR_READERS) or any(part.startswith(".") for part in name.split("/"))
