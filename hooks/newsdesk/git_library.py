"""A repository by dulwich, for computers without the program git. It has no helpers that keep passwords."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dulwich.errors import NotGitRepository
from dulwich.repo import Repo

from newsdesk.git_library_files import WorkingTree
from newsdesk.git_library_history import History, id_of
from newsdesk.git_library_network import client_of, locked, network
from newsdesk.repository import (
    BEING_EDITED,
    LOCKED,
    NO_BRANCH,
    PUSHED,
    Author,
    Blob,
    Changes,
    Obstacle,
    Rejected,
    SignIn,
)


@dataclass(frozen=True)
class GitLibrary(History):
    """The working tree at `root`, by the library dulwich."""

    root: Path
    sign_in: SignIn | None = None

    @classmethod
    def at(cls, folder: Path, sign_in: SignIn | None = None) -> "GitLibrary | None":
        """The repository that a folder is the root of, or lies in."""
        try:
            repo = Repo.discover(str(folder))
        except NotGitRepository:
            return None
        return cls(repo, Path(os.fsdecode(repo.path)), sign_in)

    @property
    def _files(self) -> WorkingTree:
        return WorkingTree(self.root, self.repo)

    def has_remote(self) -> bool:
        return bool(self._remote())

    def head(self) -> str:
        return self._ref(b"refs/heads/" + self._branch())

    def tip(self) -> str:
        return self._ref(self._tracking())

    def fetch(self) -> None:
        wanted = b"refs/heads/" + self._branch()

        def wants(refs: Mapping[bytes, bytes], depth: int | None = None) -> list[bytes]:
            return [refs[wanted]] if refs.get(wanted) and refs[wanted] not in self.repo.object_store else []

        with network():
            client, path = self._client()
            refs = client.fetch(path, self.repo, determine_wants=wants).refs
        if found := refs.get(wanted):
            self.repo.refs[self._tracking()] = found

    def store(self, path: str) -> Blob | None:
        return self._files.store(path)

    def commit(self, parent: str, changes: Changes, message: str, author: Author) -> str:
        return self._commits.new(parent, changes, message, author)

    def again(self, commit: str, parent: str, changes: Changes) -> str:
        return self._commits.again(commit, parent, changes)

    def advance(self, old: str, new: str, changes: Changes) -> None:
        with locked():
            self._move(old, new)
            self._files.enter(changes)

    def follow(self, old: str, new: str, keep: frozenset[str]) -> None:
        changes = self.changes(old, new)
        before = self.files(old, "")
        moved = {path: blob for path, blob in changes.items() if path not in keep}
        if any(self._files.differs(path, before.get(path)) for path in moved):
            raise Obstacle(BEING_EDITED)
        for path, blob in moved.items():
            self._files.put(path, blob)
        self.advance(old, new, changes)

    def push(self, commit: str) -> None:
        branch = b"refs/heads/" + self._branch()

        def update(refs: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
            if refs.get(branch, b"").decode() != self.tip() and refs.get(branch):
                raise Rejected(PUSHED)
            return {branch: id_of(commit)}

        with network():
            client, path = self._client()
            client.send_pack(path, update, self.repo.generate_pack_data)
        self.repo.refs[self._tracking()] = id_of(commit)

    def _branch(self) -> bytes:
        names, _ = self.repo.refs.follow(b"HEAD")
        if not names[-1].startswith(b"refs/heads/"):
            raise Obstacle(NO_BRANCH)
        return bytes(names[-1].removeprefix(b"refs/heads/"))

    def _ref(self, name: bytes) -> str:
        try:
            return str(self.repo.refs[name].decode())
        except KeyError:
            return ""

    def _remote(self) -> bytes:
        config = self.repo.get_config()
        names = [section[1] for section in config.sections() if section[0] == b"remote" and len(section) == 2]
        return b"origin" if b"origin" in names else next(iter(names), b"")

    def _tracking(self) -> bytes:
        return b"refs/remotes/" + self._remote() + b"/" + self._branch()

    def _client(self) -> tuple[Any, str]:
        config = self.repo.get_config_stack()
        address = config.get((b"remote", self._remote()), b"url").decode()
        return client_of(address, config, self.sign_in)

    def _move(self, old: str, new: str) -> None:
        name = b"refs/heads/" + self._branch()
        if not self.repo.refs.set_if_equals(name, old.encode() or None, id_of(new)):
            raise Obstacle(LOCKED)
