"""One build of a folder at a time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol


class Lock(Protocol):
    """Held from `acquire`, which waits for whoever holds it, to `release`, or to the end of the process."""

    def acquire(self) -> object: ...

    def release(self) -> None: ...


def lock_of(folder: Path) -> Lock:
    """The lock of a folder that is there."""
    if sys.platform == "win32":
        from filelock import FileLock

        return FileLock(folder / "lock")
    return _Flock(folder / "lock")


class _Flock:
    """What the library would do here, too."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> object:
        import fcntl

        self._file = self._path.open("ab")
        fcntl.flock(self._file, fcntl.LOCK_EX)
        return self

    def release(self) -> None:
        import fcntl

        if self._file:
            fcntl.flock(self._file, fcntl.LOCK_UN)  # copies of this process have the file open, too
            self._file.close()
            self._file = None


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """While it is, nobody else builds there."""
    lock = lock_of(folder)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()
