"""What a build leaves behind, and whether both trees still are as it left them.

A file that was written to has another size or time; a name that came or went gave its folder another time of change,
which no program can set. So two trees of the same files can be told to be untouched without opening any folder, which
costs several times as much as asking for a time.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from newsroom.cache.store import Store
from newsroom.cache.survey import Stat, are_linked, numbered_survey, survey, untouched

MANIFEST = "manifest"
Times = tuple[int, int]
"""When a folder changed last, in ns, in the site and in the spare tree."""
_TELLING = os.name != "nt"  # Windows has no time of change that a program can't set


@dataclass(frozen=True)
class Manifest:
    """The files of the last build, and the keys of those that a later one may keep.

    `folders` are there when both trees hold the same files. By the file system's clock it was `looked` then: a folder
    that changed no earlier may have changed once more since and show the same time.
    """

    files: Mapping[str, Stat]
    keys: Mapping[str, str]
    folders: Mapping[str, Times] = field(default_factory=dict)
    looked: int = 0


@dataclass(frozen=True)
class Inspection:
    """Whether the two trees are as they were left, and hold the very same files; and whether times told it all."""

    site: bool
    spare: bool
    linked: bool = False
    by_times: bool = False


def inspect(site: Path, spare: Path, store: Store) -> Inspection:
    """Looks through both trees."""
    last = store.load(MANIFEST)
    if not isinstance(last, Manifest):
        return Inspection(site=False, spare=False)
    if _is_untouched(last, site, spare):
        return Inspection(site=True, spare=True, linked=True, by_times=True)
    files, numbers = numbered_survey(site)
    intact = untouched(files, last.files)
    linked = intact and are_linked(numbers, spare)
    return Inspection(intact, linked or untouched(survey(spare), last.files), linked)


def is_untouched(site: Path, last: Manifest) -> bool:
    """Whether the site alone is as it was left."""
    return _is_untouched(last, site) or untouched(survey(site), last.files)


def _is_untouched(last: Manifest, *trees: Path) -> bool:
    """Whether that can be told of the site, or of both trees, by times alone; of an unpacked one it can't at once."""
    if not last.folders:
        return False
    try:
        return (
            all(_folders_are_untouched(last, str(tree), place) for place, tree in enumerate(trees))
            and _files_are_untouched(last, str(trees[0]))
            and _fresh_are_untouched(last, [str(tree) for tree in trees])
        )
    except OSError:
        return False


def _files_are_untouched(last: Manifest, tree: str) -> bool:
    look = os.lstat
    return all(
        (found := look(f"{tree}/{path}")).st_size == size and found.st_mtime_ns == time
        for path, (size, time) in last.files.items()
    )


def _folders_are_untouched(last: Manifest, tree: str, place: int) -> bool:
    look = os.lstat
    return all(look(f"{tree}/{path}").st_ctime_ns == times[place] for path, times in last.folders.items())


def _fresh_are_untouched(last: Manifest, trees: Sequence[str]) -> bool:
    fresh = {path for path, times in last.folders.items() if max(times) >= last.looked}
    paths = chain(last.files, last.folders) if fresh else ()
    known = {path for path in paths if path and path.rpartition("/")[0] in fresh}
    found = [_entries(tree, fresh) for tree in trees]
    return found[0].keys() == known and found[0] == found[-1]


def _entries(tree: str, folders: Iterable[str]) -> dict[str, int]:
    """The number of each file, none of each folder, by path."""
    found: dict[str, int] = {}
    for folder in folders:
        with os.scandir(f"{tree}/{folder}") as entries:
            for entry in entries:
                number = 0 if entry.is_dir(follow_symlinks=False) else entry.inode()
                found[f"{folder}/{entry.name}".lstrip("/")] = number
    return found


def folders_of(paths: Iterable[str]) -> set[str]:
    """Lists the folders on the way to some files, and the tree itself."""
    found = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def times_of(folders: Iterable[str], site: Path, spare: Path) -> dict[str, Times]:
    """When folders that are there changed last."""
    trees, found = (str(site), str(spare)), {}
    for folder in folders if _TELLING else ():
        with suppress(FileNotFoundError, NotADirectoryError):
            first, second = (os.lstat(f"{tree}/{folder}").st_ctime_ns for tree in trees)
            found[folder] = first, second
    return found


def clock_of(place: Path) -> int:
    """The time, in ns, that a folder has that is made there now."""
    place.mkdir()
    now = place.lstat().st_ctime_ns
    place.rmdir()
    return now
