"""What is in a folder on disk, and whether it is what was there before."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

Stat = tuple[int, int]  # bytes, mtime in ns
SECOND = 1_000_000_000


def survey(tree: Path) -> dict[str, Stat]:
    """Every file of a tree, with `/` in its path; empty when there is no tree."""
    return dict(_walk(str(tree), "")) if tree.is_dir() else {}


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, Stat]]:
    for path, entry in _entries(folder, prefix):
        stat = entry.stat(follow_symlinks=False)
        yield path, (stat.st_size, stat.st_mtime_ns)


def _entries(folder: str, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", entry


def numbered_survey(tree: Path) -> tuple[dict[str, Stat], dict[str, int]]:
    """The files of a tree as `survey` has them, and the number of each, from one look."""
    files: dict[str, Stat] = {}
    numbers: dict[str, int] = {}
    for path, entry in _entries(str(tree)) if tree.is_dir() else ():
        stat = entry.stat(follow_symlinks=False)
        files[path], numbers[path] = (stat.st_size, stat.st_mtime_ns), entry.inode()
    return files, numbers


def are_linked(numbers: Mapping[str, int], tree: Path) -> bool:
    """Whether a tree on the same file system is links to these very files: found out without looking at any."""
    return tree.is_dir() and {path: entry.inode() for path, entry in _entries(str(tree))} == numbers


def stat_of(path: Path | str) -> Stat:
    """What `survey` tells of a file; no inode and no ctime, since published files are links to those of the cache."""
    stat = os.stat(path)  # noqa: PTH116, as a Path of each of thousands takes as long as all the rest
    return stat.st_size, stat.st_mtime_ns


def untouched(found: Mapping[str, Stat], known: Mapping[str, Stat]) -> bool:
    """Whether a tree is as it was left; archives, from which a tree may come back, keep whole seconds only."""
    return found.keys() == known.keys() and all(
        stat == known[path] or stat == (known[path][0], known[path][1] // SECOND * SECOND)
        for path, stat in found.items()
    )
