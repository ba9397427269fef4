"""The last publication, remembered so that it is sent or taken back, be it after the desk was closed."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from newsdesk.publishing import Publication
from newsdesk.unsaved import write_whole


@dataclass(frozen=True)
class Last:
    """A publication: of the post at `path` under docs/, by a commit of these `paths` under the repository's root.

    `waits` is what is still to be sent of it, as its message begins; `texts` are what its public page will have.
    """

    path: str
    title: str
    commit: str
    paths: tuple[str, ...]
    waits: str = ""
    texts: tuple[str, ...] = ()

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
            path, title, commit, waits = (str(found.get(name, "")) for name in ("path", "title", "commit", "waits"))
            return Last(path, title, commit, tuple(map(str, found["paths"])), waits, tuple(found.get("texts", ())))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def settle(self) -> None:
        """Nothing waits to be sent any more."""
        if (last := self.last()) and last.waits:
            self.keep(replace(last, waits=""))

    def forget(self) -> None:
        """Forgets the last publication, once it has been taken back."""
        self.place.unlink(missing_ok=True)
