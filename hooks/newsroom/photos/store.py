"""A folder of finished files, by what they were made from: written whole or not at all, and never trusted unread."""

import hashlib
import json
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

_SETTLED = 2_000_000_000  # ns: a file changed more recently may change again without its time showing it (FAT: 2 s)


@dataclass(frozen=True)
class PhotoFile:
    """A picture to publish: `path` under the site and under the cache folder alike, with `/`."""

    path: str
    width: int
    height: int
    mime: str

    def stored(self, cache_dir: Path) -> Path:
        """Where the bytes lie until they are published."""
        return cache_dir / self.path


def digest_of(data: bytes) -> str:
    """The name by which contents are known: 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Nobody ever sees half a file, and a second build that writes the same one does no harm."""
    part = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
    try:
        part.replace(path)
    except PermissionError:  # on Windows, while another build reads it; contents are named by hash, so they're equal
        part.unlink()
        if not path.exists():
            raise


class Store:
    """Entries of `kind` under `folder`. One per build and kind; `close` keeps what it learnt about unchanged files."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder = folder
        self._entries = folder / f"{kind}-entries"
        self._seen_file = folder / f"{kind}-seen.json"
        self._met: dict[str, list[int | str]] = {}

    @cached_property
    def _seen(self) -> dict[str, list[int | str]]:
        return _read_seen(self._seen_file)

    def digest(self, path: Path, *, ours: bool = False) -> str:
        """Digest of a file's contents; read only when its size, times or inode are new. Raises OSError.

        Of a file in the cache (`ours`), which is never changed, ctime says only that it was published by a link.
        """
        place, about = str(path), path.stat()
        changed = 0 if ours else about.st_ctime_ns
        signature = [about.st_size, about.st_mtime_ns, changed, about.st_ino]
        known = self._met.get(place) or self._seen.get(place)
        if known is None or known[:-1] != signature:
            known = [*signature, digest_of(path.read_bytes())]
        if time.time_ns() - max(about.st_mtime_ns, changed) > _SETTLED:
            self._met[place] = known
        return str(known[-1])

    def get(self, key: str) -> tuple[PhotoFile, ...] | None:
        """The files of an entry, or None when it is missing or any of them is not what was put there."""
        try:
            entry = json.loads(self._entry(key).read_text(encoding="utf-8"))
            files = [(PhotoFile(**one["file"]), one["digest"]) for one in entry]
            whole = all(self.digest(file.stored(self._folder), ours=True) == digest for file, digest in files)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return tuple(file for file, _ in files) if whole and files else None

    def put(self, key: str, made: Iterable[tuple[PhotoFile, bytes]]) -> tuple[PhotoFile, ...]:
        """Files first, then the entry that vouches for them."""
        digests: dict[PhotoFile, str] = {}
        for file, data in made:
            write_whole(file.stored(self._folder), data)
            digests[file] = digest_of(data)
        entry = [{"file": asdict(file), "digest": digest} for file, digest in digests.items()]
        write_whole(self._entry(key), json.dumps(entry).encode("utf-8"))
        return tuple(digests)

    def close(self) -> None:
        """Without this the next build reads every file again, and nothing else is lost."""
        if self._met != self._seen:
            write_whole(self._seen_file, json.dumps(self._met).encode("utf-8"))

    def _entry(self, key: str) -> Path:
        return self._entries / key[:2] / f"{key}.json"


def _read_seen(path: Path) -> dict[str, list[int | str]]:
    try:
        seen = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {place: one for place, one in seen.items() if isinstance(one, list)} if isinstance(seen, dict) else {}
