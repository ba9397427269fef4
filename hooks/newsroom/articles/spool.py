"""Rendered bodies, put aside in files until their pages are written: of thousands, they are the bulk of a build.

A process writes what it renders to a file of its own, and whoever needs a body reads it from there, so that bodies
neither go through pipes nor stay in the memory of the process that plans the site.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from newsroom.articles.filling import Body
from newsroom.cache.store import Store
from newsroom.cache.trees import remove


@dataclass(frozen=True)
class Spooled:
    """Where a body is: its HTML from `at` on, and then its text."""

    file: str
    at: int
    html: int
    text: int

    @property
    def packed_html(self) -> bytes:
        """Reads the packed HTML with its marks. Raises OSError."""
        return self._read(self.at, self.html)

    @property
    def packed_text(self) -> bytes:
        """Reads the packed text of a body. Raises OSError."""
        return self._read(self.at + self.html, self.text)

    def _read(self, at: int, length: int) -> bytes:
        file = _opened(self.file, os.getpid())  # a copy of a process shares with it where a file is being read
        file.seek(at)
        return file.read(length)


@lru_cache(maxsize=64)
def _opened(file: str, process: int) -> IO[bytes]:
    return open(file, "rb", buffering=0)  # noqa: PTH123 - closed when the process ends, or others take its place


def bodies_folder(store: Store) -> Path:
    """Where the bodies of a build wait that keeps things in this store."""
    return store.folder / "bodies"


def drop_bodies(store: Store) -> None:
    """Removes those put aside by this build, once it has ended, or by one that was killed."""
    _opened.cache_clear()  # Windows removes no open file
    remove(bodies_folder(store))


def spool(bodies: Iterable[Body | None], folder: Path) -> Iterator[Spooled | None]:
    """Puts bodies aside, in the order in which they are asked for."""
    file = folder / f"{os.getpid()}"
    with file.open("ab") as out:
        for body in bodies:
            if body is None:
                yield None
                continue
            at = out.tell()
            out.write(body.packed_html)
            out.write(body.packed_text)
            yield Spooled(str(file), at, len(body.packed_html), len(body.packed_text))
