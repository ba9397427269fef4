"""What publishing needs of a Git repository, whoever does it: commits made of named paths alone, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

NO_NETWORK = "Chưa nối được tới nơi chứa trang tin; bài đã được giữ trên máy này và sẽ gửi đi khi có mạng."
NO_SIGN_IN = "Máy chủ không nhận tên đăng nhập hay mật khẩu; hãy ghi lại tên và mật khẩu (hay mã truy cập) rồi gửi."
LOCKED = "Một chương trình Git khác đang làm việc trong thư mục này; hãy đợi nó xong rồi thử lại."
BEING_EDITED = "Trên máy này đang sửa dở một tệp mà người khác cũng vừa sửa, nên chưa lấy được bài mới của họ về."
NO_BRANCH = "Kho Git không đứng ở nhánh nào; hãy nhờ người quản trị chuyển về nhánh chính."
PUSHED = "Có người vừa đăng bài khác."


class Blob(NamedTuple):
    """A file in a commit."""

    mode: int
    id: str


Changes = Mapping[str, Blob | None]
"""Paths under the repository's root with what they are to be, None where they are gone."""


class Obstacle(Exception):
    """What stands in the way of publishing, in plain Vietnamese words."""


class Offline(Obstacle):
    """There is no way to the remote just now."""


class Rejected(Obstacle):
    """Somebody has pushed since the last fetch."""


class Refused(Obstacle):
    """The remote does not know who this is, or does not let them in."""


@dataclass(frozen=True)
class SignIn:
    """A name and a password or token, as somebody typed them at the desk: never written anywhere."""

    user: str
    password: str = field(repr=False)


class Author(NamedTuple):
    """The name in which a commit is made where Git has not been told one."""

    name: str
    email: str


class Repository(Protocol):
    """The branch that is checked out. Commits are named by their ids; "" is no commit at all."""

    @property
    def root(self) -> Path: ...

    def has_remote(self) -> bool: ...

    def head(self) -> str: ...

    def tip(self) -> str:
        """The remote's branch as it was when last seen."""
        ...

    def fetch(self) -> None:
        """Fetches what others have pushed. Raises Obstacle."""
        ...

    def base(self, one: str, other: str) -> str: ...

    def ahead(self, base: str, head: str) -> Sequence[str]:
        """The commits after `base`, the oldest first."""
        ...

    def parents(self, commit: str) -> Sequence[str]: ...

    def changes(self, old: str, new: str) -> Changes: ...

    def files(self, commit: str, folder: str) -> Mapping[str, Blob]:
        """All files under a folder; of one file, itself."""
        ...

    def read(self, blob: Blob) -> bytes: ...

    def store(self, path: str) -> Blob | None:
        """A file of the working tree as a blob, None when it is not there."""
        ...

    def commit(self, parent: str, changes: Changes, message: str, author: Author) -> str:
        """A commit that no branch knows yet."""
        ...

    def again(self, commit: str, parent: str, changes: Changes) -> str:
        """Makes a commit once more with another parent and its changes: message and author stay."""
        ...

    def advance(self, old: str, new: str, changes: Changes) -> None:
        """Moves the branch and the index's entries of `changes`; the working tree stays. Raises Obstacle."""
        ...

    def follow(self, old: str, new: str, keep: frozenset[str]) -> None:
        """Moves branch, index and working tree, but for the files of `keep`; others that are being edited stop it."""
        ...

    def push(self, commit: str) -> None:
        """Raises Obstacle, Rejected when it does not follow from what is there."""
        ...

    def message(self, commit: str) -> str: ...
