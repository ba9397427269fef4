"""The last publication, remembered so that it can be taken back, be it after the desk was closed."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from newsdesk.publishing import Publication
from newsdesk.unsaved import write_whole


@dataclass(frozen=True)
class Last:
    """A publication: of the post at `path` under docs/, by a commit of these `paths` under the repository's root."""

    path: str
    title: str
    commit: str
    paths: tuple[str, ...]

    @property
    def publication(self) -> Publication:
        """Gives the kept publication as Git needs it."""
        return Publication(self.commit, self.paths)


@dataclass(frozen=True)
class Record:
    """Keeps it in a file."""

    place: Path

    def keep(self, last: Last) -> None:
        """Whole or not at all."""
        self.place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.place, json.dumps(asdict(last), ensure_ascii=False).encode())

    def last(self) -> Last | None:
        """Reads the last publication; None where there is none, or none that can be read."""
        try:
            found = json.loads(self.place.read_bytes())
            paths = tuple(map(str, found["paths"]))
            return Last(str(found["path"]), str(found["title"]), str(found["commit"]), paths)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def forget(self) -> None:
        """Forgets the last publication, once it has been taken back."""
        self.place.unlink(missing_ok=True)
