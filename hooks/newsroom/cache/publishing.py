"""The site's folder is replaced only by a whole build, and at the cost of what changed.

There are two trees: `site`, which readers see, and a spare one, its equal file for file. A build changes the spare,
lets the two change places, and brings the other one up to date after. While that goes on there is no manifest, so a
build that is killed here is followed by one from scratch.
"""

from collections.abc import Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from newsroom.cache.store import Store
from newsroom.cache.trees import (
    Stat,
    clear,
    link,
    mirror,
    move,
    one_file_system,
    remove,
    same,
    stat_of,
    survey,
    swap,
    untouched,
)
from newsroom.workers import begin

MANIFEST = "manifest"
MANY = 2000  # files: fewer are looked through sooner than a process starts


@dataclass(frozen=True)
class Manifest:
    """The files of the last build, and the keys of those that a later one may keep."""

    files: Mapping[str, Stat]
    keys: Mapping[str, str]


@dataclass(frozen=True)
class Inspection:
    """Whether the two trees are as the last build left them."""

    site: bool
    spare: bool


def inspect(trees: tuple[Path, Path, Store]) -> Inspection:
    """Looks through both trees; after a build from scratch it makes the spare one first."""
    site, spare, store = trees
    last: Manifest = store.load(MANIFEST)
    intact = untouched(survey(site), last.files)
    if intact and not spare.exists():
        half = spare.with_name(f"{spare.name}.half")
        remove(half)
        mirror(site, half, last.files)
        half.rename(spare)
    return Inspection(intact, untouched(survey(spare), last.files))


@dataclass
class Publisher:
    """`spare` and `site` must be on one file system; the caller sees to it that one build runs at a time."""

    site: Path
    spare: Path
    store: Store
    _known: Manifest | None = field(default=None, init=False)
    _inspection: "Future[Inspection] | None" = field(default=None, init=False)

    def start(self, *, clean: bool = False) -> Path:
        """An empty folder to build in; mends what a killed build left, and begins to find out what can be kept."""
        for folder in (self.spare.parent, self.site.parent):
            folder.mkdir(parents=True, exist_ok=True)
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        remove(self._old)
        remove(self._building)
        last = None if clean else self.store.load(MANIFEST)
        self._known = last if isinstance(last, Manifest) else None
        if self._known and len(self._known.files) > MANY:
            self._inspection = begin(inspect, (self.site, self.spare, self.store))
        self._building.mkdir()
        return self._building

    @cached_property
    def _found(self) -> Inspection:
        if self._known is None:
            return Inspection(site=False, spare=False)
        return self._inspection.result() if self._inspection else inspect((self.site, self.spare, self.store))

    @property
    def _last(self) -> Manifest | None:
        """The last build's manifest when the spare tree is as it says."""
        return self._known if self._found.spare else None

    def keeps(self, path: str, key: str) -> bool:
        """Whether the last build made this file by the same key."""
        last = self._last
        return last is not None and last.keys.get(path) == key

    def others(self) -> set[str] | None:
        """Files of the last build that were made without a key; None when nothing of it can be kept."""
        last = self._last
        return None if last is None else set(last.files) - last.keys.keys()

    def publish(self, kept: set[str], keys: Mapping[str, str]) -> None:
        """The site becomes what was built and kept. Raises OSError, with the old site as it was."""
        last = self._last
        self.store.drop(MANIFEST)
        files = self._publish_all() if last is None else self._publish_changes(last, kept)
        self.store.save(MANIFEST, Manifest(files, {path: key for path, key in keys.items() if path in files}))

    def _publish_all(self) -> dict[str, Stat]:
        remove(self.spare)  # its turn comes with the next build, for this one costs enough
        swap(self._building, self.site, self._old)
        remove(self._building)
        return survey(self.site)

    def _publish_changes(self, last: Manifest, kept: set[str]) -> dict[str, Stat]:
        built = survey(self._building)
        changed = [path for path in built if not same(self._building / path, self.spare / path)]
        gone = {path for path in last.files if path not in built and path not in kept}
        clear(self.spare, gone)
        for path in changed:
            move(f"{self._building}/{path}", f"{self.spare}/{path}")
        remove(self._building)
        swap(self.spare, self.site, self._old)
        if not self._found.site:  # readers saw something else, or nothing
            remove(self.spare)
            return survey(self.site)
        self._catch_up(changed, gone)
        now = {path: stat_of(self.site / path) for path in changed}
        return {path: stat for path, stat in {**last.files, **now}.items() if path not in gone}

    def _catch_up(self, changed: list[str], gone: set[str]) -> None:
        """Makes the tree that readers saw until now the equal of the new one."""
        clear(self.spare, gone)
        for path in changed:
            link(f"{self.site}/{path}", f"{self.spare}/{path}")

    def discard(self) -> None:
        """Drops what was built; the site and what can be kept are as they were."""
        if self._inspection:
            wait([self._inspection])
        remove(self._building)

    @property
    def _building(self) -> Path:
        return self.spare.with_name(f"{self.spare.name}.building")

    @property
    def _old(self) -> Path:
        return self.spare.with_name(f"{self.spare.name}.old")


def place_for_spare(site: Path, folder: Path) -> Path:
    """In `folder` where the site can be renamed into it, else beside the site."""
    if one_file_system(site.parent, folder):
        return folder / "spare"
    return site.with_name(f".{site.name}.spare")
