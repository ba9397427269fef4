"""A repository by dulwich, for computers without the program git. It has no helpers that keep passwords."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dulwich.client import HTTPUnauthorized, get_transport_and_path
from dulwich.diff_tree import tree_changes
from dulwich.errors import GitProtocolError, NotGitRepository
from dulwich.file import FileLocked
from dulwich.graph import find_merge_base
from dulwich.index import index_entry_from_stat
from dulwich.object_store import commit_tree_changes, iter_tree_contents
from dulwich.objects import Blob as Stored
from dulwich.objects import Commit, ObjectID, Tree
from dulwich.repo import Repo

from newsdesk.git_program import NO_NETWORK, NO_SIGN_IN
from newsdesk.repository import Author, Blob, Changes, Obstacle, Offline, Rejected

_LOCKED = "Một chương trình Git khác đang làm việc trong thư mục này; hãy đợi nó xong rồi thử lại."
_ZONE = 7 * 3600  # Vietnam's


@dataclass(frozen=True)
class GitLibrary:
    """By dulwich, in the working tree at `root`."""

    root: Path
    repo: Any
    """A `Repo`; the library has a type of its own for each kind of bytes."""

    @classmethod
    def at(cls, folder: Path) -> "GitLibrary | None":
        """The repository that a folder is the root of, or lies in."""
        try:
            repo = Repo.discover(str(folder))
        except NotGitRepository:
            return None
        return cls(Path(os.fsdecode(repo.path)), repo)

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

        with _network():
            client, path = self._client()
            refs = client.fetch(path, self.repo, determine_wants=wants).refs
        if found := refs.get(wanted):
            self.repo.refs[self._tracking()] = found

    def base(self, one: str, other: str) -> str:
        found = find_merge_base(self.repo, [_id(one), _id(other)]) if one and other else []
        return found[0].decode() if found else ""

    def ahead(self, base: str, head: str) -> Sequence[str]:
        walker = self.repo.get_walker([_id(head)], [_id(base)] if base else None, order="topo", reverse=True)
        return [entry.commit.id.decode() for entry in walker]

    def parents(self, commit: str) -> Sequence[str]:
        return [parent.decode() for parent in self._commit(commit).parents]

    def changes(self, old: str, new: str) -> Changes:
        trees = (self._commit(old).tree if old else None), self._commit(new).tree
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
        entries = iter_tree_contents(self.repo.object_store, self._commit(commit).tree)
        found = {_text(one.path): _blob(one) for one in entries}
        return {path: one for path, one in found.items() if not folder or f"{path}/".startswith(f"{folder}/")}

    def read(self, blob: Blob) -> bytes:
        stored = self.repo.object_store[_id(blob.id)]
        assert isinstance(stored, Stored)
        return stored.data

    def store(self, path: str) -> Blob | None:
        place = self.root / path
        if not place.is_file():
            return None
        stored = self._normal(Stored.from_string(place.read_bytes()), path)
        self.repo.object_store.add_object(stored)
        return Blob(0o100644, stored.id.decode())

    def commit(self, parent: str, changes: Changes, message: str, author: Author) -> str:
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
        old = self._commit(commit)
        made = self._made(parent, changes, old.message)
        made.author, made.author_time, made.author_timezone = old.author, old.author_time, old.author_timezone
        made.committer, made.commit_timezone, made.commit_time = old.committer, old.commit_timezone, int(time.time())
        return self._kept(made)

    def advance(self, old: str, new: str, changes: Changes) -> None:
        with _locked():
            self._move(old, new)
            self._enter(changes)

    def follow(self, old: str, new: str, keep: frozenset[str]) -> None:
        changes = self.changes(old, new)
        before = self.files(old, "")
        moved = {path: blob for path, blob in changes.items() if path not in keep}
        if any(self._differs(path, before.get(path)) for path in moved):
            raise Obstacle(
                "Trên máy này đang sửa dở một tệp mà người khác cũng vừa sửa, nên chưa lấy được bài mới của họ về."
            )
        for path, blob in moved.items():
            self._put(path, blob)
        self.advance(old, new, changes)

    def push(self, commit: str) -> None:
        branch = b"refs/heads/" + self._branch()

        def update(refs: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
            if refs.get(branch, b"").decode() != self.tip() and refs.get(branch):
                raise Rejected("Có người vừa đăng bài khác.")
            return {branch: _id(commit)}

        with _network():
            client, path = self._client()
            client.send_pack(path, update, self.repo.generate_pack_data)
        self.repo.refs[self._tracking()] = _id(commit)

    def message(self, commit: str) -> str:
        return bytes(self._commit(commit).message).decode(errors="replace").strip()

    def _branch(self) -> bytes:
        names, _ = self.repo.refs.follow(b"HEAD")
        if not names[-1].startswith(b"refs/heads/"):
            raise Obstacle("Kho Git không đứng ở nhánh nào; hãy nhờ người quản trị chuyển về nhánh chính.")
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
        url = config.get((b"remote", self._remote()), b"url").decode()
        return get_transport_and_path(url, config=config, quiet=True)

    def _commit(self, name: str) -> Commit:
        found = self.repo[_id(name)]
        assert isinstance(found, Commit)
        return found

    def _made(self, parent: str, changes: Changes, message: bytes) -> Commit:
        made, store = Commit(), self.repo.object_store
        base = self._commit(parent).tree if parent else _empty_tree(self.repo)
        told = [(path.encode(), blob.mode if blob else None, _id(blob.id) if blob else None)
                for path, blob in changes.items()]  # fmt: skip
        made.tree = commit_tree_changes(store, base, told)
        made.parents = [_id(parent)] if parent else []
        made.message, made.encoding = message, b"UTF-8"
        return made

    def _kept(self, made: Commit) -> str:
        self.repo.object_store.add_object(made)
        return bytes(made.id).decode()

    def _move(self, old: str, new: str) -> None:
        name = b"refs/heads/" + self._branch()
        if not self.repo.refs.set_if_equals(name, old.encode() or None, _id(new)):
            raise Obstacle(_LOCKED)

    def _enter(self, changes: Changes) -> None:
        index = self.repo.open_index()
        for path, blob in changes.items():
            key, place = path.encode(), self.root / path
            if blob is None:
                if key in index:
                    del index[key]
            elif place.is_file():
                index[key] = index_entry_from_stat(place.stat(), _id(blob.id), mode=blob.mode)
        index.write()

    def _normal(self, stored: Stored, path: str) -> Stored:
        normal = self.repo.get_blob_normalizer().checkin_normalize(stored, path.encode())
        assert isinstance(normal, Stored)
        return normal

    def _differs(self, path: str, blob: Blob | None) -> bool:
        place = self.root / path
        if not place.is_file():
            return False
        return blob is None or self._normal(Stored.from_string(place.read_bytes()), path).id.decode() != blob.id

    def _put(self, path: str, blob: Blob | None) -> None:
        place = self.root / path
        if blob is None:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        stored = self.repo.object_store[_id(blob.id)]
        place.write_bytes(self.repo.get_blob_normalizer().checkout_normalize(stored, path.encode()).data)
        place.chmod(blob.mode & 0o777)


def _empty_tree(repo: Any) -> ObjectID:
    """The tree of no files, kept in the repository."""
    tree = Tree()
    repo.object_store.add_object(tree)
    return tree.id


def _id(name: str) -> ObjectID:
    return ObjectID(name.encode())


def _text(path: bytes | None) -> str:
    return (path or b"").decode(errors="surrogateescape")


def _blob(entry: Any) -> Blob:
    return Blob(int(entry.mode), entry.sha.decode())


@contextmanager
def _network() -> Iterator[None]:
    try:
        yield
    except HTTPUnauthorized:
        raise Obstacle(NO_SIGN_IN) from None
    except (OSError, NotGitRepository):
        raise Offline(NO_NETWORK) from None
    except GitProtocolError as error:
        raise Obstacle(f"Git báo: {str(error)[:300]}") from None
    except Exception as error:
        if type(error).__module__.startswith("urllib3"):  # which is not loaded before somebody connects
            raise Offline(NO_NETWORK) from None
        raise


@contextmanager
def _locked() -> Iterator[None]:
    try:
        yield
    except FileLocked:
        raise Obstacle(_LOCKED) from None
