"""A post's way to the public: a commit of its files alone, put upon whatever others have pushed meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from newsdesk.git_program import GitProgram
from newsdesk.git_run import find_git
from newsdesk.repository import Author, Blob, Changes, Obstacle, Rejected, Repository, SignIn

TRIES = 4  # pushes, as others may be pushing at the same time
TRAILER = "Bai-viet:"  # by which the desk knows its own commits


class SamePost(Obstacle):
    """Somebody has pushed another version of the very files; `theirs` are these as they are there."""

    def __init__(self, theirs: Mapping[str, bytes]) -> None:
        super().__init__("Có người khác vừa đăng một bản khác của chính bài này; hãy xem hai bản rồi chọn.")
        self.theirs = theirs


@dataclass(frozen=True)
class Publication:
    """What has been pushed, or waits to be: `commit` is "" when there was nothing to commit."""

    commit: str
    paths: tuple[str, ...]


def open_repository(folder: Path, sign_in: SignIn | None = None, *, git: str | None = None) -> Repository | None:
    """Opens it by the program where it is installed, else by the library; None where there is no repository."""
    program = find_git() if git is None else git
    if program:
        return GitProgram.at(folder, program, sign_in)
    from newsdesk.git_library import GitLibrary

    return GitLibrary.at(folder, sign_in)


def commit_files(repository: Repository, paths: list[str], message: str, author: Author) -> Publication:
    """A commit of these files as they are now, if they are not so already."""
    head = repository.head()
    changed = _differing(repository, head, {path: repository.store(path) for path in paths})
    if not changed:
        return Publication("", ())
    made = repository.commit(head, changed, message, author)
    repository.advance(head, made, changed)
    return Publication(made, tuple(changed))


def _differing(repository: Repository, commit: str, wanted: Changes) -> dict[str, Blob | None]:
    return {path: blob for path, blob in wanted.items() if repository.files(commit, path).get(path) != blob}


def send(repository: Repository, own: Publication, tell: Callable[[str], object]) -> str:
    """Pushes all that is not pushed yet; gives the commit that is public then. Raises Obstacle."""
    for _ in range(TRIES):
        tell("Đang lấy bài mới của người khác…")
        repository.fetch()
        head = _upon_tip(repository, own)
        if head == repository.tip():
            return head
        tell("Đang gửi bài đi…")
        try:
            repository.push(head)
        except Rejected:
            continue
        return head
    raise Obstacle("Nhiều người đang đăng bài cùng lúc; hãy đợi một phút rồi bấm Đăng bài lần nữa.")


def _upon_tip(repository: Repository, own: Publication) -> str:
    """The branch, moved so that all its commits follow the remote's; it stays as it is where that can't be."""
    head, tip = repository.head(), repository.tip()
    base = repository.base(head, tip)
    if base == tip or not tip:
        return head
    theirs, new = repository.changes(base, tip), tip
    for commit in repository.ahead(base, head):
        new = _put_upon(repository, commit, new, theirs, own)
    repository.follow(head, new, frozenset())
    return new


def _put_upon(repository: Repository, commit: str, onto: str, theirs: Changes, own: Publication) -> str:
    parents = repository.parents(commit)
    if len(parents) > 1:
        raise Obstacle("Kho Git trên máy này có nhánh trộn chưa đẩy lên; hãy nhờ người quản trị đẩy lên trước.")
    changes = repository.changes(parents[0] if parents else "", commit)
    both = {path for path, blob in changes.items() if path in theirs and theirs[path] != blob}
    if both:
        _take_back_commit(repository, commit, own)
        raise SamePost({path: repository.read(blob) for path in both if (blob := theirs[path])})
    new = {path: blob for path, blob in changes.items() if path not in theirs}
    return repository.again(commit, onto, new) if new else onto


def _take_back_commit(repository: Repository, commit: str, own: Publication) -> None:
    """The desk's own newest commit goes, and its files stay as they are, so that both versions can be looked at."""
    head, tip = repository.head(), repository.tip()
    if commit != own.commit or head != commit:
        raise Obstacle("Bài chưa đẩy lên từ trước vướng với bài người khác vừa đăng; hãy nhờ người quản trị gỡ.")
    parent = (*repository.parents(commit), "")[0]
    repository.advance(head, parent, before(repository, own))
    if repository.base(parent, tip) == parent:
        repository.follow(parent, tip, frozenset(own.paths))


def revert(repository: Repository, own: Publication, message: str, author: Author) -> Publication:
    """A new commit in which the files are as before a publication; none where they are so already.

    Raises Obstacle when they were changed since.
    """
    head, old = repository.head(), before(repository, own)
    if not _differing(repository, head, old):
        return Publication("", own.paths)
    for path in own.paths:
        if repository.files(head, path).get(path) != repository.files(own.commit, path).get(path):
            raise Obstacle("Bài đã được sửa sau lần đăng ấy nên không hoàn tác được; hãy sửa bài rồi đăng lại.")
    made = repository.commit(head, old, message, author)
    repository.advance(head, made, old)
    return Publication(made, tuple(old))


def before(repository: Repository, own: Publication) -> Changes:
    """What the files of a publication were before it."""
    parent = (*repository.parents(own.commit), "")[0]
    return {path: repository.files(parent, path).get(path) for path in own.paths}


def as_pushed(repository: Repository, own: Publication, public: str) -> Publication:
    """The publication by the name that its commit has since it was put upon others'."""
    if not own.commit:
        return own
    for commit in reversed(repository.ahead("", public)[-50:]):
        if repository.message(commit) == repository.message(own.commit):
            return replace(own, commit=commit)
    return own
