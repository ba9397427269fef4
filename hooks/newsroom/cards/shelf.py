"""The cards that are already drawn: one list vouches for all their files, as there are thousands and they are small."""

import json
import os
from pathlib import Path

from newsroom.photos.store import digest_of, write_whole

Vouched = list[int | str]  # bytes, mtime in ns, digest


def put_down(folder: Path, path: str, data: bytes) -> Vouched:
    """Writes a file, and returns what the list has to say of it."""
    write_whole(folder / path, data)
    return [*_signature(f"{folder}/{path}"), digest_of(data)]


def _signature(place: str) -> list[int]:
    """No inode and no ctime, since published files are links to these."""
    about = os.stat(place)  # noqa: PTH116, as a Path of each takes as long as all the rest
    return [about.st_size, about.st_mtime_ns]


class Shelf:
    """Files by their path under `folder`; without `close` the next build draws what is new once more."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._list = folder / "the-list.json"
        self._known = _read(self._list)
        self._changed = False

    def holds(self, path: str) -> bool:
        """Whether the file is there as it was written; read again only if its time is not the one that was noted."""
        known = self._known.get(path)
        if known is None:
            return False
        try:
            found = _signature(f"{self._folder}/{path}")
            if found == known[:2]:
                return True
            if digest_of(Path(self._folder, path).read_bytes()) != known[2]:
                return False
        except OSError:
            return False
        self.add(path, [*found, known[2]])  # it was copied, or restored from an archive
        return True

    def add(self, path: str, vouched: Vouched) -> None:
        """Notes a file."""
        self._known[path] = vouched
        self._changed = True

    def close(self) -> None:
        """Keeps the list."""
        if self._changed:
            write_whole(self._list, json.dumps(self._known).encode("utf-8"))


def _read(path: Path) -> dict[str, Vouched]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {place: one for place, one in known.items() if isinstance(one, list) and len(one) == 3}
