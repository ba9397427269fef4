"""A build without the engine: that of a push in which nothing but pages and pictures has changed.

Loading MkDocs and having it look through all files takes longer than everything else about one new post. What it has
to say of a site, its settings and its navigation, is kept from the last build; where that may no longer hold, or an
author must be told of an error, the engine is asked again.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from newsroom.cache.record import Record, forget, is_framed, look, prints, recall, remember, rivals, stands
from newsroom.cache.sources import Listing
from newsroom.cache.store import Store
from newsroom.workers import hire

if TYPE_CHECKING:
    from newsroom.building import Build
    from newsroom.navigation import NavEntry
    from newsroom.photos.pool import Progress
    from newsroom.setup import Setup

KNOWN = "setup"
MANY = 500  # files: a process for the search index is started at once, so that it is ready when its work is
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


def update(folder: Path, site: Path, progress: Progress) -> Updated | None:
    """Brings a site up to date; None when that takes the engine, the site being as it was. `folder` is the build's."""
    if not (folder / "lock").exists():
        return None
    with FileLock(folder / "lock"):
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
            return Updated(0)
        if len(listing) > MANY:
            hire("newsroom.cache.publishing", "newsroom.search.packed", "newsroom.search.segments", count=1)
        # With all that it needs, which takes longer to load than it takes to see that there is nothing to do.
        from newsroom.building import Build

        sources.save()
        build = Build(site, Store(folder, record.stamp))
        return _update(build, replace(record, content=content), listing, progress)


def _update(build: Build, record: Record, listing: Listing, progress: Progress) -> Updated | None:
    known = build.store.load(KNOWN)
    if not isinstance(known, Known):
        return None
    from newsroom.collisions import check_forms
    from newsroom.docs import Docs

    forget(build.store.folder)
    try:
        build.start()
        shown = [one for one in listing if not _is_hidden(one[0])]
        build.read(known.setup, Docs(Path(record.docs), shown), check_forms(name for name, _ in shown), progress)
        count = _write(build, known)
    except BaseException:
        build.abandon()
        raise
    finally:
        build.end()
    if count is None:
        return None
    problems = build.newsroom.problems
    remember(build.store.folder, replace(record, until=0 if problems else build.newsroom.holds_until()))
    return Updated(count, [str(problem) for problem in problems])


def _write(build: Build, known: Known) -> int | None:
    """How many files were made and published; None, and all dropped, when the engine has to be asked."""
    others = build.publisher.others()
    if others is None or build.everywhere != known.everywhere or any(one.fatal for one in build.newsroom.problems):
        build.abandon()
        return None
    build.kept |= others
    count = build.write(known.nav)
    build.publish()
    return count


def _is_hidden(name: str) -> bool:
    return name.startswith(_NOT_FOR_READERS) or any(part.startswith(".") for part in name.split("/"))
