"""The site's folder is replaced only by a whole build, and at the cost of what changed.

There are two trees: `site`, which readers see, and a spare one, its equal file for file. A build changes the spare,
lets the two change places, and brings the other one up to date after. While that goes on there is no manifest, so a
build that is killed here is followed by one from scratch.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from newsroom.cache.manifest import MANIFEST, Inspection, Manifest, Times, clock_of, folders_of, inspect, times_of
from newsroom.cache.store import Store
from newsroom.cache.survey import stat_of, survey
from newsroom.cache.trees import clear, link, mirror, move, one_file_system, remove, rename, same, swap
from newsroom.processes import processors, submit

MANY = 2000  # files: fewer are looked through sooner than a process starts


@dataclass(frozen=True)
class Trees:
    """`spare` and `site` must be on one file system; the caller sees to it that one build runs at a time."""

    site: Path
    spare: Path

    @property
    def building(self) -> Path:
        """Where a build puts what it makes."""
        return self.spare.with_name(f"{self.spare.name}.building")

    @property
    def old(self) -> Path:
        """Where the old site is for a moment, on systems that cannot swap two folders in one step."""
        return self.spare.with_name(f"{self.spare.name}.old")


def trees_of(site: Path, folder: Path) -> Trees:
    """The spare tree is in `folder` where the site can be renamed into it, else beside the site."""
    if one_file_system(site.parent, folder):
        return Trees(site, folder / "spare")
    return Trees(site, site.with_name(f".{site.name}.spare"))


@dataclass(frozen=True)
class LastBuild:
    """What the last build left: its manifest, None without one, and `inspect`, which waits for a look at the trees."""

    manifest: Manifest | None
    inspect: Callable[[], Inspection]

    @cached_property
    def found(self) -> Inspection:
        """Whether the trees are as they were left."""
        return self.inspect() if self.manifest else Inspection(site=False, spare=False)

    @property
    def kept(self) -> Manifest | None:
        """The manifest when the spare tree is as it says."""
        return self.manifest if self.found.spare else None

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return self.kept.keys if self.kept else {}

    def keeps(self, path: str, key: str) -> bool:
        """Whether the last build made this file by the same key."""
        return self._keys.get(path) == key

    def others(self) -> set[str] | None:
        """Files of the last build that were made without a key; None when nothing of it can be kept."""
        return None if self.kept is None else set(self.kept.files) - self.kept.keys.keys()


NOTHING = LastBuild(None, lambda: Inspection(site=False, spare=False))
"""What is left where nothing may be kept."""


def begin_building(trees: Trees) -> Path:
    """An empty folder to build in; mends what a killed build left."""
    for folder in (trees.spare.parent, trees.site.parent):
        folder.mkdir(parents=True, exist_ok=True)
    if trees.old.exists() and not trees.site.exists():
        rename(trees.old, trees.site)
    remove(trees.old)
    remove(trees.building)
    trees.building.mkdir()
    return trees.building


def look(trees: Trees, store: Store, inspection: Callable[[], Inspection] | None = None) -> LastBuild:
    """Finds out what can be kept, in another process if that takes long, unless somebody does it already."""
    last = store.load(MANIFEST)
    manifest = last if isinstance(last, Manifest) else None
    if inspection is None:
        call = partial(inspect, trees.site, trees.spare, store)
        inspection = submit(call).result if manifest and len(manifest.files) > MANY else call
    return LastBuild(manifest, inspection)


def discard(trees: Trees, last: LastBuild = NOTHING) -> None:
    """Drops what was built; the site and what can be kept are as they were."""
    _ = last.found  # nobody must be at work in the trees any more
    remove(trees.building)


def publish(trees: Trees, store: Store, last: LastBuild, kept: set[str], keys: Mapping[str, str]) -> bool:
    """The site becomes what was built and kept. Raises OSError, with the old site as it was.

    False when the site is the new one, but nothing could be kept for the next build, which begins from nothing.
    """
    before = last.kept
    store.drop(MANIFEST)
    finish = _publish_changes(trees, last, before, kept) if before else _publish_all(trees)
    try:  # readers have the new site already
        made = finish()
        known = {path: key for path, key in keys.items() if path in made.files}
        store.save(MANIFEST, Manifest(made.files, known, made.folders, made.looked))
    except OSError:
        return False
    return True


def _publish_all(trees: Trees) -> Callable[[], Manifest]:
    """Publishes; what is left to do makes the next build quick."""
    swap(trees.building, trees.site, trees.old)

    def finish() -> Manifest:
        remove(trees.building)
        return _with_a_new_spare(trees)

    return finish


def _with_a_new_spare(trees: Trees) -> Manifest:
    """Makes the spare tree the equal of the site, on every processor when there are many files."""
    half = trees.spare.with_name(f"{trees.spare.name}.half")
    remove(trees.spare)
    remove(half)
    half.mkdir()
    files = survey(trees.site)
    paths = sorted(files)
    count = processors() if len(paths) > MANY else 1
    size = -(-len(paths) // count) or 1
    parts = [partial(mirror, trees.site, half, paths[at : at + size]) for at in range(0, len(paths), size)]
    calls = [submit(part, copied=True).result if len(parts) > 1 else part for part in parts]
    are_links = sum(call() for call in calls) == len(calls)
    rename(half, trees.spare)
    looked = clock_of(trees.building)
    return Manifest(files, {}, _times(trees, folders_of(paths) if are_links else ()), looked)


def _times(trees: Trees, folders: Iterable[str]) -> dict[str, Times]:
    return times_of(folders, trees.site, trees.spare)


def _publish_changes(trees: Trees, last: LastBuild, before: Manifest, kept: set[str]) -> Callable[[], Manifest]:
    """Publishes; what is left to do makes the next build quick."""
    built = survey(trees.building)
    # A name that differs in capitals from the last build's finds its file where the system takes them for one name.
    changed = [
        path for path in built if path not in before.files or not same(trees.building / path, trees.spare / path)
    ]
    gone = {path for path in before.files if path not in built and path not in kept}
    clear(trees.spare, gone)
    for path in changed:
        move(f"{trees.building}/{path}", f"{trees.spare}/{path}")
    remove(trees.building)
    swap(trees.spare, trees.site, trees.old)
    if not last.found.site:  # readers saw something else, or nothing
        return partial(_with_a_new_spare, trees)
    return partial(_follow, trees, last, before, changed, gone)


def _follow(trees: Trees, last: LastBuild, before: Manifest, changed: list[str], gone: set[str]) -> Manifest:
    """Has the spare tree follow the site."""
    are_links = _catch_up(trees, changed, gone)
    now = {path: stat_of(trees.site / path) for path in changed}
    files = {path: stat for path, stat in {**before.files, **now}.items() if path not in gone}
    looked = clock_of(trees.building)
    if not (are_links and last.found.linked):
        return Manifest(files, {}, {}, looked)
    if not last.found.by_times:
        return Manifest(files, {}, _times(trees, folders_of(files)), looked)
    return Manifest(files, {}, _times_after(trees, before, {*changed, *gone}), looked)


def _times_after(trees: Trees, before: Manifest, touched: Iterable[str]) -> dict[str, Times]:
    """Gives all folders' times: those on the way to some files have changed, and the trees have changed places."""
    changed = folders_of(touched)
    times = {folder: (b, a) for folder, (a, b) in before.folders.items() if folder not in changed}
    return times | _times(trees, changed)


def _catch_up(trees: Trees, changed: list[str], gone: set[str]) -> bool:
    """Makes the tree that readers saw until now the equal of the new one; whether by links alone."""
    clear(trees.spare, gone)
    are_links = [link(f"{trees.site}/{path}", f"{trees.spare}/{path}") for path in changed]
    return all(are_links)
