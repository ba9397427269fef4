"""What is typed and not saved yet, kept outside docs/ so that a crash or a closed tab loses next to nothing."""

import datetime
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.messages import DeskError
from newsroom.cache.store import digest_of
from newsroom.cache.trees import move, remove
from newsroom.frontmatter.days import HANOI

_TAB = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Unsaved:
    """A folder with a file for each post and tab, so that what is typed in one tab never takes another's place."""

    folder: Path

    def keep(self, path: str, tab: str, content: Mapping[str, Any]) -> None:
        """Whole or not at all, and on the disk when this comes back. Raises DeskError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = {**content, "path": path, "tab": tab, "kept": datetime.datetime.now(HANOI).strftime("%H:%M %d/%m/%Y")}
        write_whole(self.place(path, tab), json.dumps(kept, ensure_ascii=False).encode())

    def of(self, path: str) -> list[Mapping[str, Any]]:
        """What was kept of a post, by each tab, the newest first."""
        return [found for place in sorted(self._places(path), key=_time, reverse=True) if (found := _read(place))]

    def drop(self, path: str, tab: str) -> None:
        """Drops what a tab has kept of a post, since it has been saved, or is not wanted. Raises DeskError."""
        remove(self.place(path, tab))

    def put_aside(self, path: str, folder: Path) -> None:
        """What tabs have kept of a post that is deleted goes with it."""
        for place in self._places(path):
            move(str(place), str(folder / f"chua-luu-{place.name}"))

    def follow(self, old: str, new: str) -> None:
        """What was kept of a post goes with it to its new address."""
        for found in self.of(old):
            write_whole(self.place(new, found["tab"]), json.dumps({**found, "path": new}, ensure_ascii=False).encode())
            self.drop(old, found["tab"])

    def paths(self) -> Iterator[str]:
        """Lists the posts with something unsaved, each once."""
        found = filter(None, map(_read, sorted(self.folder.glob("*.json"))))
        yield from dict.fromkeys(str(one["path"]) for one in found)

    def place(self, path: str, tab: str) -> Path:
        """The file of what a tab has kept of a post. Raises DeskError."""
        if not _TAB.fullmatch(tab):
            raise DeskError("Không hiểu yêu cầu; hãy tải lại trang này.")
        return self.folder / f"{digest_of(path.encode())}-{tab}.json"

    def _places(self, path: str) -> list[Path]:
        return list(self.folder.glob(f"{digest_of(path.encode())}-*.json"))


def _read(place: Path) -> Mapping[str, Any] | None:
    """What a tab has kept; None where the file goes meanwhile, or is not the desk's."""
    try:
        found = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and {"path", "tab"} <= found.keys() else None


def _time(place: Path) -> float:
    return place.stat().st_mtime if place.exists() else 0


def write_whole(place: Path, data: bytes) -> None:
    """Replaces a file in one step, keeping its permissions; a power cut later leaves the new one, one now either."""
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
        _settle(place.parent)
    finally:
        remove(new)


def _settle(folder: Path) -> None:
    """Has the disk know what a folder holds: by itself a name that was put there may take it another five seconds."""
    with suppress(OSError):  # on Windows folders can't be opened
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
