"""The site's folder is replaced only by a whole build, and at the cost of what changed.

There are two trees: `site`, which readers see, and a spare one, its equal file for file. A build changes the spare,
lets the two change places, and brings the other one up to date after. While that goes on there is no manifest, so a
build that is killed here is followed by one from scratch.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from newsroom.cache.manifest import MANIFEST, Inspection, Manifest, Times, clock_of, folders_of, inspect, times_of
from newsroom.cache.store import Store
from newsroom.cache.survey import Stat, stat_of, survey
from newsroom.cache.trees import clear, link, mirror, move, one_file_system, remove, same, swap
from newsroom.workers import WorkerDied, begin, in_copies, processors

MANY = 2000  # files: fewer are looked through sooner than a process starts
_Left = tuple[dict[str, Stat], dict[str, Times]]
"""The files of a published site, and when folders changed."""


@dataclass
class Publisher:
    """`spare` and `site` must be on one file system; the caller sees to it that one build runs at a time."""

    site: Path
    spare: Path
    store: Store
    _known: Manifest | None = field(default=None, init=False)
    _inspection: Callable[[], Inspection] | None = field(default=None, init=False)
    _looked: int = field(default=0, init=False)

    def start(self, *, clean: bool = False) -> Path:
        """An empty folder to build in; mends what a killed build left."""
        for folder in (self.spare.parent, self.site.parent):
            folder.mkdir(parents=True, exist_ok=True)
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        remove(self._old)
        remove(self._building)
        last = None if clean else self.store.load(MANIFEST)
        self._known = last if isinstance(last, Manifest) else None
        self._building.mkdir()
        return self._building

    def look(self, inspection: Callable[[], Inspection] | None = None) -> None:
        """Begins to find out what can be kept, in another process if that takes long, unless somebody does already."""
        if inspection:
            self._inspection = inspection
        elif self._inspection is None and self._known and len(self._known.files) > MANY:
            self._inspection = begin(inspect, self._trees).result

    @property
    def _trees(self) -> tuple[Path, Path, Store]:
        return self.site, self.spare, self.store

    @cached_property
    def _found(self) -> Inspection:
        if self._known is None:
            return Inspection(site=False, spare=False)
        try:
            return self._inspection() if self._inspection else inspect(self._trees)
        except WorkerDied:
            return inspect(self._trees)

    @property
    def _last(self) -> Manifest | None:
        """The last build's manifest when the spare tree is as it says."""
        return self._known if self._found.spare else None

    @property
    def may_keep(self) -> bool:
        """Whether there is anything to keep, as far as can be said before the trees have been looked at."""
        return self._known is not None

    def keeps(self, path: str, key: str) -> bool:
        """Whether the last build made this file by the same key."""
        return self._keys.get(path) == key

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return self._last.keys if self._last else {}

    def others(self) -> set[str] | None:
        """Files of the last build that were made without a key; None when nothing of it can be kept."""
        last = self._last
        return None if last is None else set(last.files) - last.keys.keys()

    def publish(self, kept: set[str], keys: Mapping[str, str]) -> None:
        """The site becomes what was built and kept. Raises OSError, with the old site as it was."""
        last = self._last
        self.store.drop(MANIFEST)
        files, times = self._publish_all() if last is None else self._publish_changes(last, kept)
        known = {path: key for path, key in keys.items() if path in files}
        self.store.save(MANIFEST, Manifest(files, known, times, self._looked))

    def _publish_all(self) -> _Left:
        swap(self._building, self.site, self._old)
        remove(self._building)
        return self._with_a_new_spare()

    def _with_a_new_spare(self) -> _Left:
        """Makes the spare tree the equal of the site, on every processor when there are many files."""
        half = self.spare.with_name(f"{self.spare.name}.half")
        remove(self.spare)
        remove(half)
        half.mkdir()
        files = survey(self.site)
        paths = sorted(files)
        count = processors() if len(paths) > MANY else 1
        size = -(-len(paths) // count) or 1
        parts = [partial(mirror, self.site, half, paths[at : at + size]) for at in range(0, len(paths), size)]
        are_links = in_copies(parts)
        half.rename(self.spare)
        return files, self._times(folders_of(paths) if all(are_links) else ())

    def _times(self, folders: Iterable[str]) -> dict[str, Times]:
        self._looked = clock_of(self._building)
        return times_of(folders, self.site, self.spare)

    def _publish_changes(self, last: Manifest, kept: set[str]) -> _Left:
        built = survey(self._building)
        changed = [path for path in built if not same(self._building / path, self.spare / path)]
        gone = {path for path in last.files if path not in built and path not in kept}
        clear(self.spare, gone)
        for path in changed:
            move(f"{self._building}/{path}", f"{self.spare}/{path}")
        remove(self._building)
        swap(self.spare, self.site, self._old)
        if not self._found.site:  # readers saw something else, or nothing
            return self._with_a_new_spare()
        are_links = self._catch_up(changed, gone)
        now = {path: stat_of(self.site / path) for path in changed}
        files = {path: stat for path, stat in {**last.files, **now}.items() if path not in gone}
        return files, self._times_after(last, {*changed, *gone}, files) if are_links and self._found.twins else {}

    def _times_after(self, last: Manifest, touched: Iterable[str], files: Iterable[str]) -> dict[str, Times]:
        """Of all folders: those on the way to some files have changed, and the trees have changed places."""
        if not self._found.by_times:
            return self._times(folders_of(files))
        changed = folders_of(touched)
        times = {folder: (b, a) for folder, (a, b) in last.folders.items() if folder not in changed}
        return times | self._times(changed)

    def _catch_up(self, changed: list[str], gone: set[str]) -> bool:
        """Makes the tree that readers saw until now the equal of the new one; whether by links alone."""
        clear(self.spare, gone)
        are_links = [link(f"{self.site}/{path}", f"{self.spare}/{path}") for path in changed]
        return all(are_links)

    def discard(self) -> None:
        """Drops what was built; the site and what can be kept are as they were."""
        if self._inspection:
            with suppress(WorkerDied):
                self._inspection()  # nothing must be at work in the trees any more
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
