"""The site's folder is replaced only by a whole build, and at the cost of what changed.

There are two trees: `site`, which readers see, and a spare one, its equal file for file. A build changes the spare,
swaps the two by renaming, and brings the other one up to date after. While that goes on there is no manifest, so a
build that is killed here is followed by one from scratch.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.store import Store

MANIFEST = "manifest"
Stat = tuple[int, int]  # bytes, mtime in ns


@dataclass(frozen=True)
class Manifest:
    """The files of the last build, and the keys of those that a later one may keep."""

    files: Mapping[str, Stat]
    keys: Mapping[str, str]


@dataclass
class Publisher:
    """`spare` and `site` must be on one file system; the caller sees to it that one build runs at a time."""

    site: Path
    spare: Path
    store: Store
    _last: Manifest | None = field(default=None, init=False)

    def start(self, *, clean: bool = False) -> Path:
        """An empty folder to build in; mends what a killed build left, and finds out whether anything can be kept."""
        self.spare.parent.mkdir(parents=True, exist_ok=True)
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        remove(self._old)
        remove(self._building)
        self._last = None if clean else self._intact()
        if self._last is None:
            remove(self.spare)
        self._building.mkdir()
        return self._building

    def _intact(self) -> Manifest | None:
        last = self.store.load(MANIFEST)
        if not isinstance(last, Manifest):
            return None
        if self.spare.exists():
            return last if survey(self.spare) == last.files else None
        if survey(self.site) != last.files:
            return None
        for path in last.files:
            link(self.site / path, self.spare / path)
        return last

    def kept(self, keys: Mapping[str, str]) -> set[str]:
        """Those files of the last build that were made by the same key."""
        last = self._last.keys if self._last else {}
        return {path for path, key in keys.items() if last.get(path) == key}

    def publish(self, kept: set[str], keys: Mapping[str, str]) -> None:
        """The site becomes what was built and kept. Raises OSError, with the old site as it was."""
        built = survey(self._building)
        self.store.drop(MANIFEST)
        if self._last is None:
            self._swap(self._building)
            files = survey(self.site)
        else:
            files = self._publish_changes(self._last, built, kept)
        self.store.save(MANIFEST, Manifest(files, {path: key for path, key in keys.items() if path in files}))

    def _publish_changes(self, last: Manifest, built: Mapping[str, Stat], kept: set[str]) -> dict[str, Stat]:
        changed = [path for path in built if not _same(self._building / path, self.spare / path)]
        gone = [path for path in last.files if path not in built and path not in kept]
        self._clear(self.spare, gone)
        for path in changed:
            move(self._building / path, self.spare / path)
        remove(self._building)
        had_site = self.site.exists()
        self._swap(self.spare)
        if had_site:
            self._catch_up(last, changed, gone)
        now = {path: stat_of(self.site / path) for path in changed}
        return {path: stat for path, stat in {**last.files, **now}.items() if path not in set(gone)}

    def _swap(self, new: Path) -> None:
        if self.site.exists():
            _rename(self.site, self._old)
        try:
            _rename(new, self.site)
        except OSError:
            if self._old.exists():
                self._old.rename(self.site)
            raise
        if new == self.spare and self._old.exists():
            _rename(self._old, self.spare)
        remove(self._old)

    def _catch_up(self, last: Manifest, changed: list[str], gone: list[str]) -> None:
        """Makes the tree that readers saw until now the equal of the new one."""
        self._clear(self.spare, gone)
        for path in changed:
            link(self.site / path, self.spare / path)

    @staticmethod
    def _clear(tree: Path, gone: list[str]) -> None:
        for path in gone:
            (tree / path).unlink(missing_ok=True)
        folders = {parent for path in gone for parent in Path(path).parents if parent != Path()}
        for folder in sorted(folders, key=lambda folder: -len(folder.parts)):
            with contextlib.suppress(OSError):  # something else is still in it
                (tree / folder).rmdir()

    def discard(self) -> None:
        """Drops what was built; the site and what can be kept are as they were."""
        remove(self._building)

    @property
    def _building(self) -> Path:
        return self.spare.with_name(f"{self.spare.name}.building")

    @property
    def _old(self) -> Path:
        return self.site.with_name(f"{self.site.name}.old")


def survey(tree: Path) -> dict[str, Stat]:
    """Every file of a tree, with `/` in its path."""
    return dict(_walk(str(tree), "")) if tree.is_dir() else {}


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, Stat]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                stat = entry.stat(follow_symlinks=False)
                yield f"{prefix}{entry.name}", (stat.st_size, stat.st_mtime_ns)


def stat_of(path: Path) -> Stat:
    """As `survey` has it."""
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def link(source: Path, target: Path) -> None:
    """The same file in another tree: a hard link where the file system has them, else a copy with its time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def move(source: Path, target: Path) -> None:
    """Puts a file in the place of another; readers of the old one keep it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def remove(tree: Path) -> None:
    """Removes a folder and all that is in it, if it is there."""
    if tree.exists():
        shutil.rmtree(tree)


def _same(a: Path, b: Path) -> bool:
    try:
        return a.stat().st_size == b.stat().st_size and a.read_bytes() == b.read_bytes()
    except OSError:
        return False


def _rename(source: Path, target: Path) -> None:
    for wait in (0.05, 0.2, 0.5, 1.0, None):  # on Windows a virus scanner or an open page may hold a file for a moment
        try:
            source.rename(target)
            return
        except PermissionError:
            if wait is None:
                raise
            time.sleep(wait)
