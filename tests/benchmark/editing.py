"""Edits made one after the other in a project that is up to date, each built as a push is, and undone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmark import layouts
from benchmark.articles import Article
from benchmark.contest import Contestant
from benchmark.costs import Cost, cost, opened
from benchmark.edits import Changes, Edit, Posts, around
from benchmark.measuring import run

BUILD = (sys.executable, "scripts/build.py")
CHECK = (sys.executable, "scripts/check.py")
SITE, KEPT = "site", ".cache"
PUBLISHED = f"{KEPT}/newsroom/published.txt"
HUGO = "Hugo, the whole site"
RESTORED = ("newest post", "nothing")  # each takes a whole unpacked site, which stays until the end


@dataclass(frozen=True)
class Project:
    """A site that is up to date, its posts the newest first; `archive` has what it was built from and its cache."""

    folder: Path
    posts: Posts
    archive: "Archive | None"


@dataclass(frozen=True)
class Archive:
    """The files of a fresh checkout, and a tar of what the last build made."""

    checkout: Path
    cache: Path


@dataclass(frozen=True)
class Taken:
    """What one build under a name cost, in place or with a restored cache."""

    name: str
    restored: bool
    cost: Cost


def project(folder: Path, articles: Sequence[Article], cards: bool, restorable: bool) -> Project:
    """Laid out and built; what is `restorable` is packed as well."""
    posts = sorted(articles, key=lambda article: (article.date, article.name), reverse=True)
    place = folder / "edited"
    (layouts.ours_with_cards if cards else layouts.ours)(place, posts)
    apply(place, around(posts))
    checkout = shutil.copytree(place, folder / "checkout") if restorable else None
    run(BUILD, place)
    run(BUILD, place)  # now the site's twin is up to date too
    if checkout:
        run(CHECK, place)
    return Project(place, posts, Archive(checkout, _packed(place)) if checkout else None)


def _packed(place: Path) -> Path:
    """Site and cache as GitHub's action keeps them: a tar with times to the nanosecond."""
    archive = place.with_suffix(".tar")
    subprocess.run(["tar", "--format=pax", "-cf", str(archive), "-C", str(place), SITE, KEPT], check=True)
    return archive


def apply(folder: Path, changes: Changes) -> Changes:
    """Makes the changes; those that come back undo them."""
    before = {path: _bytes(folder / path) for path in changes}
    for path, content in changes.items():
        if content is None:
            (folder / path).unlink()
        else:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    return before


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def in_place(made: Project, edit: Edit, number: int) -> Cost:
    """What the edit costs where the last build was made; the project is up to date again afterwards."""
    undo = _done(made, edit, number)
    _settle()
    took = cost(BUILD, made.folder, SITE, KEPT)
    apply(made.folder, undo)
    run(BUILD, made.folder)
    return took


def _done(made: Project, edit: Edit, number: int) -> Changes:
    """Makes an edit; to undo it, its addresses are forgotten, too, else each build tells of them."""
    published = _bytes(made.folder / PUBLISHED)
    return {PUBLISHED: published, **apply(made.folder, edit.changes(made.posts, number))}


def restored(made: Project, archive: Archive, edit: Edit, number: int) -> Cost:
    """What it costs in a fresh checkout, all of whose files are of now, with the cache unpacked into it.

    It has been checked, as publish.yml has it, and stands where the project stood, as on a runner; it is put aside,
    because deleting slows what comes after it.
    """
    away = made.folder.with_name("in-place")
    made.folder.rename(away)
    shutil.copytree(archive.checkout, made.folder, copy_function=shutil.copyfile)
    apply(made.folder, edit.changes(made.posts, number))
    subprocess.run(["tar", "-xf", str(archive.cache), "-C", str(made.folder)], check=True)
    run(CHECK, made.folder)
    _settle()
    took = cost(BUILD, made.folder, SITE, KEPT)
    made.folder.rename(made.folder.with_name(f"restored-{edit.name}-{number}"))
    away.rename(made.folder)
    return took


def files_opened(made: Project, edit: Edit, number: int) -> int | None:
    """How many files the build after an edit opens; not timed, since being watched takes its time."""
    undo = _done(made, edit, number)
    found = opened(BUILD, made.folder)
    apply(made.folder, undo)
    run(BUILD, made.folder)
    return found


def whole_by(hugo: Contestant) -> Cost:
    """What Hugo's whole build costs."""
    hugo.before()
    _settle()
    return cost(hugo.command, hugo.folder, hugo.site, "resources")


def rounds(made: Project, edits: Sequence[Edit], hugo: Sequence[Contestant], times: int) -> Iterator[Taken]:
    """Each edit once in each round, after Hugo; some in a restored cache too where there is one."""
    for number in range(times):
        for one in hugo:
            yield _told(Taken(HUGO, False, whole_by(one)))
        for edit in edits:
            yield _told(Taken(edit.name, False, in_place(made, edit, number)))
            if made.archive and edit.name in RESTORED:
                yield _told(Taken(edit.name, True, restored(made, made.archive, edit, number)))


def _told(taken: Taken) -> Taken:
    figures = f"{taken.cost.seconds:.2f} s, {taken.cost.published:,.0f} files of the site made anew"
    print(f"{taken.name}{', restored' if taken.restored else ''}: {figures}", flush=True)
    return taken


def _settle() -> None:
    """What came before is on the disk when the build begins."""
    if hasattr(os, "sync"):
        os.sync()
