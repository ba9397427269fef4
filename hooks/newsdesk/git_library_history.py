"""What a repository's commits hold, read by dulwich."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dulwich.diff_tree import tree_changes
from dulwich.graph import find_merge_base
from dulwich.object_store import iter_tree_contents
from dulwich.objects import Blob as Stored
from dulwich.objects import ObjectID

from newsdesk.git_library_commits import Commits
from newsdesk.repository import Blob, Changes


@dataclass(frozen=True)
class History:
    """The part of a `Repository` that changes nothing."""

    repo: Any
    """A `Repo`; the library has a type of its own for each kind of bytes."""

    @property
    def _commits(self) -> Commits:
        return Commits(self.repo)

    def base(self, one: str, other: str) -> str:
        found = find_merge_base(self.repo, [id_of(one), id_of(other)]) if one and other else []
        return found[0].decode() if found else ""

    def ahead(self, base: str, head: str) -> Sequence[str]:
        walker = self.repo.get_walker([id_of(head)], [id_of(base)] if base else None, order="topo", reverse=True)
        return [entry.commit.id.decode() for entry in walker]

    def parents(self, commit: str) -> Sequence[str]:
        return [parent.decode() for parent in self._commits.of(commit).parents]

    def changes(self, old: str, new: str) -> Changes:
        trees = (self._commits.of(old).tree if old else None), self._commits.of(new).tree
        found: dict[str, Blob | None] = {}
        for change in tree_changes(self.repo.object_store, *trees):
            if change.new is not None and change.new.path is not None:
                found[_text(change.new.path)] = _blob(change.new)
            elif change.old is not None:
                found[_text(change.old.path)] = None
        return found

    def files(self, commit: str, folder: str) -> Mapping[str, Blob]:
        if not commit:
            return {}
        entries = iter_tree_contents(self.repo.object_store, self._commits.of(commit).tree)
        found = {_text(one.path): _blob(one) for one in entries}
        return {path: one for path, one in found.items() if not folder or f"{path}/".startswith(f"{folder}/")}

    def read(self, blob: Blob) -> bytes:
        stored = self.repo.object_store[id_of(blob.id)]
        assert isinstance(stored, Stored)
        return stored.data

    def message(self, commit: str) -> str:
        return bytes(self._commits.of(commit).message).decode(errors="replace").strip()


def id_of(name: str) -> ObjectID:
    """A name as the library wants it."""
    return ObjectID(name.encode())


def _text(path: bytes | None) -> str:
    return (path or b"").decode(errors="surrogateescape")


def _blob(entry: Any) -> Blob:
    return Blob(int(entry.mode), entry.sha.decode())
