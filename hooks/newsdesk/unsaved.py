"""What is typed and not saved yet, kept outside docs/ so that a crash or a closed tab loses next to nothing."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.cache.store import digest_of
from newsroom.cache.trees import move, remove


@dataclass(frozen=True)
class Unsaved:
    """A folder with a file for each post that is being written."""

    folder: Path

    def keep(self, path: str, content: Mapping[str, Any]) -> None:
        """Whole or not at all, and on the disk when this comes back."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._place(path), json.dumps({**content, "path": path}, ensure_ascii=False).encode())

    def of(self, path: str) -> Mapping[str, Any] | None:
        """What was kept of a post last."""
        try:
            found = json.loads(self._place(path).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def drop(self, path: str) -> None:
        """Drops what was kept of a post, since it has been saved, or is not wanted."""
        remove(self._place(path))

    def paths(self) -> Iterator[str]:
        """Lists the posts with something unsaved."""
        for place in sorted(self.folder.glob("*.json")):
            try:
                yield str(json.loads(place.read_bytes())["path"])
            except (OSError, ValueError, KeyError, TypeError):
                continue

    def _place(self, path: str) -> Path:
        return self.folder / f"{digest_of(path.encode())}.json"


def write_whole(place: Path, data: bytes) -> None:
    """Replaces a file in one step, keeping its permissions; a power cut leaves the old one or the new one."""
    new = place.with_name(f".{place.name}.{os.getpid()}.moi")
    mode = place.stat().st_mode & 0o777 if place.exists() else None
    try:
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            new.chmod(mode)
        move(str(new), str(place))
    finally:
        remove(new)
