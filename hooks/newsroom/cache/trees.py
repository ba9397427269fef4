"""Whole folders on disk: how files come into them, and how one takes another's place."""

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from newsroom.cache.refusals import patiently

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def let_all_read() -> None:
    """Has what this process and those it starts make from here on be read by all, as a site must be by its host.

    A folder that is there already, as that of the cache, keeps out whom it kept out.
    """
    os.umask(os.umask(0o022) & 0o022)


def link(source: str, target: str) -> bool:
    """Puts a file into another tree, by a hard link where it can, else as a copy with its time; whether it linked."""
    if _link(source, target):  # most likely nothing stands there yet, and the folder is there
        return True
    os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - as in `write`
    _drop(target)
    return _link(source, target) or not patiently(partial(shutil.copy2, source, target))


def _link(source: str, target: str) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _drop(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        patiently(partial(os.unlink, path))


def mirror(source: Path, target: Path, paths: Iterable[str]) -> bool:
    """Puts the same files into a new tree, each folder made once; whether all are links."""
    made, linked = {""}, True
    for path in paths:
        _make_folder(str(target), path.rpartition("/")[0], made)
        if not _link(f"{source}/{path}", f"{target}/{path}"):
            linked = link(f"{source}/{path}", f"{target}/{path}") and linked
    return linked


def _make_folder(target: str, folder: str, made: set[str]) -> None:
    if folder not in made:
        _make_folder(target, folder.rpartition("/")[0], made)
        with contextlib.suppress(FileExistsError):  # another process may be making the other half
            os.mkdir(f"{target}/{folder}")  # noqa: PTH102
        made.add(folder)


def write(path: str, data: bytes) -> None:
    """A new file, in folders that may be missing. Of thousands, without `Path`, which costs as much as the writing."""
    try:
        os.mkdir(os.path.dirname(path))  # noqa: PTH102, PTH120 - a page has a folder of its own, so most are missing
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    file = os.open(path, _NEW, 0o644)  # to be read by everybody, and run by nobody
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


def move(source: str, target: str) -> None:
    """Puts a file in the place of another; readers of the old one keep it."""
    put = partial(os.replace, source, target)
    try:
        patiently(put)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        patiently(put)


def remove(tree: Path) -> None:
    """Removes a folder and all that is in it, if it is there."""
    if tree.is_dir() and not tree.is_symlink():
        patiently(partial(_remove_folder, tree))
    else:
        patiently(partial(tree.unlink, missing_ok=True))


def _remove_folder(tree: Path) -> None:
    with contextlib.suppress(FileNotFoundError):  # what was held when it was tried before may have gone since
        shutil.rmtree(tree)


def clear(tree: Path, paths: Iterable[str]) -> None:
    """Removes files, and the folders that are empty then."""
    folders: set[str] = set()
    for path in paths:
        _drop(f"{tree}/{path}")
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for folder in sorted(folders, key=lambda folder: -folder.count("/")):
        with contextlib.suppress(OSError):  # something else is still in it
            os.rmdir(f"{tree}/{folder}")  # noqa: PTH106


def same(a: Path, b: Path) -> bool:
    """Whether two files hold the same bytes; not when either is missing."""
    try:
        return a.stat().st_size == b.stat().st_size and a.read_bytes() == b.read_bytes()
    except OSError:
        return False


def one_file_system(a: Path, b: Path) -> bool:
    """Whether what is in one folder can be renamed into the other; one that is not there yet counts as its parent."""
    a, b = (next(one for one in (folder, *folder.parents) if one.is_dir()) for folder in (a, b))
    return a.stat().st_dev == b.stat().st_dev


def swap(new: Path, place: Path, aside: Path) -> None:
    """What is at `new` and what is at `place`, if anything, change places. Raises OSError, with all as it was.

    In one step where the system can; else by way of `aside`, where a build that is killed between leaves the old one.
    """
    if not os.path.lexists(place):
        rename(new, place)
    elif not _exchange(os.fsencode(new), os.fsencode(place)):
        _swap_in_steps(new, place, aside)


def _swap_in_steps(new: Path, place: Path, aside: Path) -> None:
    rename(place, aside)
    try:
        rename(new, place)
        try:
            rename(aside, new)
        except OSError:
            rename(place, new)
            raise
    except OSError:
        rename(aside, place)
        raise


def _exchange(a: bytes, b: bytes) -> bool:
    try:
        if sys.platform == "linux":
            here, exchanging = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
            return bool(ctypes.CDLL(None).renameat2(here, a, here, b, exchanging) == 0)
        if sys.platform == "darwin":
            swapping = 2  # RENAME_SWAP
            return bool(ctypes.CDLL(None).renamex_np(a, b, swapping) == 0)
    except (AttributeError, OSError):  # a C library without it
        return False
    return False


def rename(source: Path, target: Path) -> None:
    """Gives a file or a folder another place. Raises OSError."""
    patiently(partial(source.rename, target))
