"""What is kept between builds, in a folder outside docs/: whole or not at all.

A stored value is made by one stamp (code, templates, settings, packages) and found again under the same one only; an
old, foreign or damaged file is as good as none, and one that somebody else made is never unpickled.
"""

import hashlib
import os
import pickle
import sys
import threading
from pathlib import Path
from typing import Any

from newsroom.cache.refusals import patiently
from newsroom.cache.secret import secret
from newsroom.cache.trees import move, remove


class Store:
    """Values by name in `folder`."""

    def __init__(self, folder: Path, stamp: str) -> None:
        self.folder = folder
        self.stamp = stamp
        self._secret = secret()  # which goes along to other processes

    def load(self, name: str) -> Any:
        """The value saved last under this stamp, None when there is none."""
        try:
            data = memoryview(
                patiently(self._path(name).read_bytes)
            )  # of megabytes, a copy takes as long as reading them
        except OSError:
            return None
        if data[:32] != self._seal(name, data[32:]):
            return None
        try:
            return pickle.loads(data[32:])
        except (AttributeError, ImportError, TypeError):  # of a class that is gone, or made otherwise now
            return None

    def has(self, name: str) -> bool:
        """Whether something was saved, be it under this stamp or another."""
        return self._path(name).exists()

    def save(self, name: str, value: object) -> None:
        """Replaces a value in one step, so that a build killed here leaves the old one or the new one."""
        payload = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(name)
        new = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")  # others may be saving the same
        with new.open("wb") as file:
            file.writelines((self._seal(name, payload), payload))
        move(str(new), str(path))

    def clear(self) -> None:
        """Forgets everything."""
        for path in self.folder.glob("*.pickle"):
            remove(path)

    def tidy(self) -> None:
        """Removes what killed builds left half written; no other build may be going on."""
        for path in self.folder.glob("*.new"):
            remove(path)

    def drop(self, name: str) -> None:
        """Forgets a value."""
        remove(self._path(name))

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.pickle"

    def _seal(self, name: str, payload: bytes | memoryview) -> bytes:
        key = hashlib.sha256(self._secret + (self.stamp + name).encode()).digest()
        return hashlib.blake2b(payload, digest_size=32, key=key).digest()


def digest(*parts: str) -> str:
    """Gives one short name for all parts; where one ends and the next begins counts."""
    text = "\0".join((*parts, str(len(parts))))
    if text.count("\0") != len(parts):  # one of them holds the mark itself
        text = "".join([f"{len(part)}:{part}" for part in parts]) + "\0"
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    """A short name for what a file holds."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def stamp_of(settings: str, code: str) -> str:
    """The stamp of a build: its settings, a digest of code and templates, and all that is installed."""
    return digest(settings, code, *versions())


def versions() -> list[str]:
    """Python's and those of all packages, by their folders' names: any may have a part in what is written."""
    names = (name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder))  # noqa: PTH112, PTH208
    return [sys.version, *sorted({name for name in names if name.endswith((".dist-info", ".egg-info"))})]
