"""The working tree and the index of a repository that dulwich has."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dulwich.index import index_entry_from_stat
from dulwich.objects import Blob as Stored
from dulwich.objects import ObjectID

from newsdesk.repository import Blob, Changes


@dataclass(frozen=True)
class WorkingTree:
    """The files at `root`, with line ends as Git is told to keep them."""

    root: Path
    repo: Any
    """A `Repo`; the library has a type of its own for each kind of bytes."""

    def store(self, path: str) -> Blob | None:
        """A file as a blob of the repository, None when it is not there."""
        place = self.root / path
        if not place.is_file():
            return None
        stored = self._normal(place, path)
        self.repo.object_store.add_object(stored)
        return Blob(0o100644, stored.id.decode())

    def differs(self, path: str, blob: Blob | None) -> bool:
        """Whether a file that is there is not that blob."""
        place = self.root / path
        return place.is_file() and (blob is None or self._normal(place, path).id.decode() != blob.id)

    def put(self, path: str, blob: Blob | None) -> None:
        """Makes a file be that blob, or go."""
        place = self.root / path
        if blob is None:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        stored = self.repo.object_store[ObjectID(blob.id.encode())]
        place.write_bytes(self.repo.get_blob_normalizer().checkout_normalize(stored, path.encode()).data)
        place.chmod(blob.mode & 0o777)

    def enter(self, changes: Changes) -> None:
        """Enters files into the index."""
        index = self.repo.open_index()
        for path, blob in changes.items():
            key, place = path.encode(), self.root / path
            if blob is None:
                if key in index:
                    del index[key]
            elif place.is_file():
                index[key] = index_entry_from_stat(place.stat(), ObjectID(blob.id.encode()), mode=blob.mode)
        index.write()

    def _normal(self, place: Path, path: str) -> Stored:
        stored = Stored.from_string(place.read_bytes())
        normal = self.repo.get_blob_normalizer().checkin_normalize(stored, path.encode())
        assert isinstance(normal, Stored)
        return normal
