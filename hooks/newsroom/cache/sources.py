"""What is in the files that a build is made from; one that looks as it did at the last build is not read again."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from newsroom.cache.refusals import patiently
from newsroom.cache.store import Store, digest, digest_of

SEEN = "sources"
Signature = tuple[int, int, int, int]
Stamp = TypeVar("Stamp", bound=tuple[int, ...])
"""What the system says of a file that is another when the file is."""
Listing = Sequence[tuple[str, str]]
"""Names under a folder and digests, in the order of names."""
OUTSIDE = "outside"
"""In place of a digest: a link out of the folder, or into itself, or what is no file at all."""
_TELLING = os.name != "nt"  # Windows has no time of change that a program can't set
_FEW = 16  # files that are read, before it is sooner to look what another build knows of the rest
_JUST_NOW = 2_000_000_000  # ns: a file changed twice within a tick of its file system's clock shows one time


def recognise(path: str, stamp: Stamp, known: tuple[Stamp, str] | None) -> tuple[Stamp, str]:
    """A file's stamp with the digest of its bytes: `known` itself, unread, when that has the stamp. Raises OSError."""
    return known if known and known[0] == stamp else (stamp, digest_of(patiently(partial(_bytes, path))))


def _bytes(path: str) -> bytes:
    """All that a file holds. In a fresh checkout all files are read, and for small ones a `Path` takes most of it."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()


class Sources:
    """Digests of files. `store` is under a stamp of its own, for what a file holds does not depend on ours.

    What is known to those `beside` it is asked for when many files are not as `store` knows them.
    """

    def __init__(self, store: Store, beside: Store | None = None) -> None:
        self._store, self._beside = store, beside
        known = store.load(SEEN)
        self._known: Mapping[str, tuple[Signature, str]] = known if isinstance(known, dict) else {}
        self._seen: dict[str, tuple[Signature, str]] = {}
        self._unread: dict[str, Signature] = {}
        self._fresh: set[str] = set()
        self._unknown = 0
        self._looked = time.time_ns()

    def digest(self, path: str) -> str:
        """Gives the digest of a file's bytes. Raises OSError."""
        return (self._seen.get(path) or self._look(path, os.stat(path)))[1]  # noqa: PTH116 - thousands of them

    def fingerprint(self, folders: Iterable[Path]) -> str:
        """All names and bytes under some folders; a file stands for itself. Raises OSError for what is not there."""
        return digest(*(part for folder in folders for part in self._parts(folder)))

    def _parts(self, place: Path) -> Iterator[str]:
        if place.is_file():
            yield self.digest(str(place))
        else:
            yield from (part for name, found in self.listing(place) for part in (name, found))

    def listing(self, folder: Path, unread: str | None = None, *, confined: bool = False) -> Listing:
        """Every file under a folder; the digest is empty for what can't be read, as a link to nothing.

        It is empty, too, for new and changed files whose names end in `unread`, until it is learnt from their reader.
        What leads out of a folder that is `confined` is OUTSIDE.
        """
        root = os.path.realpath(folder) if confined else None
        return [
            (name, self._waiting(path, stat) if unread and name.endswith(unread) else self._digest(path, stat))
            for name, path, stat in sorted(_files(str(folder), "", root))
        ]

    def fresh(self, folder: Path) -> list[str]:
        """Names under a folder of files that do not hold what they held at the last build."""
        start = f"{folder}{os.sep}"
        return [path.removeprefix(start).replace(os.sep, "/") for path in self._fresh if path.startswith(start)]

    def _waiting(self, path: str, stat: os.stat_result | None) -> str:
        if stat is None:
            return self._digest(path, stat)
        known = self._seen.get(path) or self._known.get(path)
        if known is None or known[0] != _signature(stat):
            self._unread[path] = _signature(stat)
            return ""
        self._seen[path] = known
        return known[1]

    def learn(self, path: str, digest: str) -> None:
        """Takes the digest of the very bytes that somebody has read, after this one has looked at the file."""
        if digest and path in self._unread:
            self._seen[path] = self._unread[path], digest

    def _digest(self, path: str, stat: os.stat_result | None) -> str:
        if not path:
            return OUTSIDE
        try:
            return (self._seen.get(path) or self._look(path, stat or os.stat(path)))[1]  # noqa: PTH116
        except OSError:  # editors leave such links beside a file that is open
            return ""

    def _look(self, path: str, stat: os.stat_result) -> tuple[Signature, str]:
        known, signature = self._known.get(path), _signature(stat)
        is_known = known is not None and known[0] == signature
        self._seen[path] = found = recognise(path, signature, known if is_known else self._from_beside(path))
        if not is_known:
            self._unknown += 1
        if known is None or found[1] != known[1]:  # in a fresh checkout all have other times, and few are others
            self._fresh.add(path)
        return found

    def _from_beside(self, path: str) -> tuple[Signature, str] | None:
        return self._of_others.get(path) if self._beside and self._unknown >= _FEW else None

    @cached_property
    def _of_others(self) -> Mapping[str, tuple[Signature, str]]:
        found = self._beside.load(SEEN) if self._beside else None
        return found if isinstance(found, dict) else {}

    def save(self) -> None:
        """Keeps what was seen for the next build, but for what changed just before it was."""
        before = self._looked - _JUST_NOW
        kept = {path: one for path, one in self._seen.items() if _TELLING and max(one[0][1:3]) < before}
        if kept != self._known:
            self._store.save(SEEN, kept)


def _signature(stat: os.stat_result) -> Signature:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _files(folder: str, prefix: str, root: str | None) -> Iterator[tuple[str, str, os.stat_result | None]]:
    """(name under the folder, path, what the system says of it); links are followed, but not out of `root`.

    There is no path to what leads out, nor to a folder that can't be read.
    """
    try:
        found = os.scandir(folder)
    except PermissionError:
        if not prefix:
            raise
        yield prefix.rstrip("/"), "", None
        return
    with found as entries:
        for entry in entries:
            if root and not _is_within(entry, root):
                yield f"{prefix}{entry.name}", "", None
            elif entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path, f"{prefix}{entry.name}/", root)
            else:
                yield f"{prefix}{entry.name}", entry.path, None if entry.is_symlink() else entry.stat()


def _is_within(entry: os.DirEntry[str], root: str) -> bool:
    """Whether it is a file or a folder under `root`, and no link to a folder that it is in itself."""
    if not entry.is_symlink():
        return entry.is_dir() or entry.is_file()
    link = Path(entry.path)
    target = Path(os.path.realpath(link))
    return target.is_relative_to(root) and not link.parent.resolve().is_relative_to(target)
