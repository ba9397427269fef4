"""A build without the engine: that of a push in which nothing but pages and pictures has changed.

Loading MkDocs and having it look through all files takes longer than everything else about one new post. What it has
to say of a site, its settings and its navigation, is kept from the last build; where that may no longer hold, or an
author must be told of an error, the engine is asked again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.cache.lock import held
from newsroom.cache.manifest import Inspection, inspect
from newsroom.cache.publishing import place_for_spare
from newsroom.cache.record import Record, forget, is_framed, look, prints, recall, remember, rivals, stands
from newsroom.cache.sources import Listing
from newsroom.cache.store import Store
from newsroom.workers import begin, call, can_copy, hire, load, processors
from newsroom.workers.processes import Call, WorkerDied

if TYPE_CHECKING:
    from newsroom.building import Build
    from newsroom.navigation import NavEntry
    from newsroom.photos.pool import Progress
    from newsroom.setup import Setup

KNOWN = "setup"
MANY = 500  # files: a process that reads, indexes and writes is started at once, so that it is ready when its work is
_NOT_FOR_READERS = ("templates/",)  # nor what begins with a dot: as MkDocs has it


@dataclass(frozen=True)
class Known:
    """What the engine said last; `everywhere` is what all pages showed then (`Build.everywhere`)."""

    setup: Setup
    nav: tuple[NavEntry, ...]
    everywhere: str


@dataclass(frozen=True)
class Updated:
    """How many files were made anew, and what authors are to be reminded of."""

    files: int
    warnings: Sequence[str] = ()


@dataclass(frozen=True)
class Seen:
    """The record of the last build with the content of now, its files, those that it did not know as they are now.

    Nothing is to be built when it `stands`.
    """

    record: Record
    listing: Listing = ()
    fresh: Sequence[str] = ()
    stands: bool = False


def update(folder: Path, site: Path, progress: Progress) -> Updated | None:
    """Brings a site up to date; None when that takes the engine, the site being as it was. `folder` is the build's."""
    if not (folder / "lock").exists():
        return None
    with held(folder):
        seen, inspection = _seen(folder, site)
        if seen is None or seen.stands:
            return Updated(0) if seen else None
        from newsroom.building import Build

        build = Build(site, Store(folder, seen.record.stamp))
        if len(seen.listing) > MANY:
            hire("newsroom.articles.reader", count=1)  # which is needed first
            build.when_read = partial(begin, load, ("newsroom.output.printing", "newsroom.search.pieces"))
        build.publisher.look(inspection)
        return _update(build, seen, progress)


def _seen(folder: Path, site: Path) -> tuple[Seen | None, Callable[[], Inspection] | None]:
    """None when it takes the engine; and how to learn what can be kept, if somebody is finding it out already.

    While a copy of this process looks, this one loads what most builds need.
    """
    if processors() < 2 or not can_copy():
        return _look(folder, site), None
    looking: Call[Any] = call(partial(_look_and_inspect, folder, site))
    import_module("newsroom.building")
    try:
        return looking.result(), looking.result
    except WorkerDied:  # no reason to give up
        return _look(folder, site), None


def _look_and_inspect(folder: Path, site: Path) -> Iterator[Seen | Inspection | None]:
    seen = _look(folder, site)
    yield seen
    if seen and not seen.stands:
        os.nice(10)  # the answer is needed last
        yield inspect((site, place_for_spare(site, folder), Store(folder, seen.record.stamp)))


def _look(folder: Path, site: Path) -> Seen | None:
    record, sources = recall(folder), look(folder)
    try:
        if record is None or not is_framed(record, sources):
            return None
        listing = sources.listing(Path(record.docs))
    except (OSError, ValueError):
        return None
    content, rest = prints(listing, record.emblem)
    if rest != record.rest or rivals(listing):
        return None
    if content == record.content and time.time() < record.until and stands(folder, record, site):
        return Seen(record, stands=True)
    sources.save()
    return Seen(replace(record, content=content), listing, sources.fresh(Path(record.docs)))


def _update(build: Build, seen: Seen, progress: Progress) -> Updated | None:
    record, known = seen.record, build.store.load(KNOWN)
    if not isinstance(known, Known):
        return None
    forget(build.store.folder)
    try:
        build.start()
        count = _build(build, seen, known, progress)
    except BaseException:
        build.abandon()
        build.end()
        raise
    if count is None:
        build.abandon()
        build.end()
        return None
    build.drop_bodies()  # the processes end with this one, which has nothing more to do
    problems = build.newsroom.problems
    remember(build.store.folder, replace(record, until=0 if problems else build.newsroom.holds_until()))
    return Updated(count, [str(problem) for problem in problems])


def _build(build: Build, seen: Seen, known: Known, progress: Progress) -> int | None:
    """How many files were made and published; None when the engine has to be asked."""
    if not build.publisher.may_keep:
        return None
    from newsroom.collisions import check_forms
    from newsroom.docs import Docs

    shown = [one for one in seen.listing if not _is_hidden(one[0])]
    docs = Docs(Path(seen.record.docs), shown, (name for name in seen.fresh if not _is_hidden(name)))
    build.read(known.setup, docs, check_forms(name for name, _ in shown), progress)
    others = build.publisher.others()
    if others is None or build.everywhere != known.everywhere or any(one.fatal for one in build.newsroom.problems):
        return None
    build.kept |= others
    count = build.write(known.nav)
    try:
        build.publish()
    except OSError:  # the engine will meet it, too, and say it well
        return None
    return count


def _is_hidden(name: str) -> bool:
    return name.startswith(_NOT_FOR_READERS) or any(part.startswith(".") for part in name.split("/"))
