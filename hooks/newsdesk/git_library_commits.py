"""Commits that dulwich makes."""

import time
from dataclasses import dataclass
from typing import Any

from dulwich.object_store import commit_tree_changes
from dulwich.objects import Commit, ObjectID, Tree

from newsdesk.repository import Author, Changes

_ZONE = 7 * 3600  # Vietnam's


@dataclass(frozen=True)
class Commits:
    """Makes and reads commits of a repository; no branch knows those that are made."""

    repo: Any
    """A `Repo`; the library has a type of its own for each kind of bytes."""

    def of(self, name: str) -> Commit:
        """Reads a commit by its id."""
        found = self.repo[ObjectID(name.encode())]
        assert isinstance(found, Commit)
        return found

    def new(self, parent: str, changes: Changes, message: str, author: Author) -> str:
        """Makes a commit in the name that Git has been told, else in the author's."""
        config = self.repo.get_config_stack()
        said = []
        for key, usual in (("name", author.name), ("email", author.email)):
            try:
                said.append(config.get((b"user",), key.encode()))
            except KeyError:
                said.append(usual.encode())
        made = self._made(parent, changes, message.encode())
        made.author = made.committer = b"%s <%s>" % (said[0], said[1])
        made.author_time = made.commit_time = int(time.time())
        made.author_timezone = made.commit_timezone = _ZONE
        return self._kept(made)

    def again(self, commit: str, parent: str, changes: Changes) -> str:
        """Makes a commit once more, with another parent and its changes."""
        old = self.of(commit)
        made = self._made(parent, changes, old.message)
        made.author, made.author_time, made.author_timezone = old.author, old.author_time, old.author_timezone
        made.committer, made.commit_timezone, made.commit_time = old.committer, old.commit_timezone, int(time.time())
        return self._kept(made)

    def _made(self, parent: str, changes: Changes, message: bytes) -> Commit:
        made, store = Commit(), self.repo.object_store
        base = self.of(parent).tree if parent else self._empty_tree()
        told = [(path.encode(), blob.mode if blob else None, ObjectID(blob.id.encode()) if blob else None)
                for path, blob in changes.items()]  # fmt: skip
        made.tree = commit_tree_changes(store, base, told)
        made.parents = [ObjectID(parent.encode())] if parent else []
        made.message, made.encoding = message, b"UTF-8"
        return made

    def _kept(self, made: Commit) -> str:
        self.repo.object_store.add_object(made)
        return bytes(made.id).decode()

    def _empty_tree(self) -> ObjectID:
        """The tree of no files, kept in the repository."""
        tree = Tree()
        self.repo.object_store.add_object(tree)
        return tree.id
