"""“Đăng bài” and “Hoàn tác”, step by step: what is going on, what stands in the way, when the post is public."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsdesk.outgoing import Build, Post
from newsdesk.own_files import files_of_post
from newsdesk.progress import Attempts, Progress, Step
from newsdesk.public_page import built_texts, look_until_public
from newsdesk.publishing import Publication, SamePost, as_pushed, commit_files, open_repository, revert, send
from newsdesk.record import Last, Record
from newsdesk.repository import Author, Obstacle, Offline, Repository, SignIn
from newsdesk.taking_back import settle_files
from newsroom.addresses import url_of

ON_SITE = "Bài đã lên trang"
_PUBLISHING, _UNDOING = "Đăng bài", "Hoàn tác"
_WAITS = (
    "Chưa nối được tới nơi chứa trang tin; việc hoàn tác đã ghi lại, sẽ gửi đi khi có mạng. Bài ở máy này chưa đổi."
)
_LATER = "Đã gửi bài đi. Trang chưa hiện ngay bài này: bài hẹn giờ sẽ hiện khi tới giờ, bài hết hạn thì không."
_NO_MORE = "Thư mục này không còn là kho Git nên không hoàn tác được."


class Publisher:
    """Publishes one post at a time, and remembers what was published last, so that it can be taken back."""

    def __init__(self, root: Path, home: Path, site_url: str, author: Author, build: Build) -> None:
        self._root, self._site_url, self._author, self._build = root, site_url, author, build
        self._record = Record(home / "published.json")
        self._attempts = Attempts()
        self.signed_in: SignIn | None = None

    @property
    def progress(self) -> Progress:
        """How far the publication is now."""
        return self._attempts.progress

    def start(self, post: Post, verb: str = _PUBLISHING) -> None:
        """Begins to publish a post whose file is ready. Raises Obstacle when another is under way."""
        self._attempts.begin(post.path, lambda: self._build_first(post, verb))

    def start_undo(self, place_of: Callable[[str], Path], changed: Callable[[], object] = lambda: None) -> None:
        """Begins to take the last publication back. Raises Obstacle when there is none.

        `place_of` gives a post's place by its path; `changed` is called once files of docs/ are.
        """
        last = self.last()
        if last is None:
            raise Obstacle("Chưa có lần đăng nào từ bàn biên tập này để hoàn tác.")
        place = place_of(last.path)
        self._attempts.begin(last.path, lambda: self._undo(last, place, changed))

    def resume(self, place_of: Callable[[str], Path], changed: Callable[[], object] = lambda: None) -> None:
        """Begins to send what was committed before the desk was closed, and was not sent."""
        last = self.last()
        if last is None or not last.waits:
            return
        place = place_of(last.path)
        if last.waits == _UNDOING:
            self._attempts.begin(last.path, lambda: self._undo(last, place, changed))
        else:
            post = Post(last.path, place, last.title, texts=last.texts)
            self._attempts.begin(last.path, lambda: self._deliver(post, last.waits, last.publication))

    def sign_in(self, user: str, password: str) -> None:
        """From now on the remote is told this; it stays in memory. Goes on with what waits for it."""
        self.signed_in = SignIn(user, password)
        self._attempts.again()

    def last(self) -> Last | None:
        """What was published last."""
        return self._record.last()

    def told(self) -> Mapping[str, Any]:
        """What the browser is told of a publication."""
        last = self.last()
        return {**asdict(self.progress), "last": last.title if last else ""}

    def repository(self) -> Repository | None:
        """Opened anew each time, as other programs work in it, too."""
        return open_repository(self._root, self.signed_in)

    def _build_first(self, post: Post, verb: str) -> Progress | Step:
        self._attempts.say("Đang dựng trang…")
        if wrong := self._build():
            return Progress("stopped", f"Không dựng được trang: {wrong.strip()}", post.path)
        repository = self.repository()
        if repository is None or not repository.has_remote():
            return Progress("done", f"Trang đã dựng xong, nằm ở {self._root / 'site'}.", post.path)
        paths = files_of_post(repository, post.place, post.named, post.left)
        own = commit_files(repository, paths, f"{verb}: {post.title}\n", self._author)
        self._remember(post, own, verb)
        return lambda: self._deliver(post, verb, own)

    def _deliver(self, post: Post, verb: str, own: Publication) -> Progress:
        repository = self.repository()
        if repository is None:
            raise Obstacle(_NO_MORE)
        try:
            public = send(repository, own, self._attempts.say)
        except SamePost:  # its commit is no more
            self._record.forget()
            raise
        self._record.settle()
        self._remember(post, as_pushed(repository, own, public))
        if verb != _PUBLISHING:
            return Progress("done", "Đã gửi thay đổi đi; trang sẽ cập nhật sau ít phút.", post.path)
        link = self._site_url.rstrip("/") + "/" + quote(url_of(post.path)) if self._site_url else ""
        if not link:
            return Progress("done", "Đã gửi bài đi; trang sẽ có bài sau ít phút.", post.path)
        built = self._root / "site" / url_of(post.path) / "index.html"
        if not built.is_file():
            return Progress("done", _LATER, post.path)
        wanted = built_texts(built, (post.title, *post.texts))
        threading.Thread(target=self._look, args=(post, link, wanted, self._attempts.turn), daemon=True).start()
        return Progress("waiting", "Đã gửi bài đi; đang đợi trang cập nhật, thường mất vài phút…", post.path, link)

    def _look(self, post: Post, link: str, wanted: Sequence[str], turn: int) -> None:
        while self.progress.state == "running" and turn == self._attempts.turn:
            time.sleep(0.1)  # until it has been told that this is what is waited for
        if look_until_public(link, wanted, lambda: turn == self._attempts.turn):
            self._attempts.progress = Progress("done", ON_SITE, post.path, link)
        elif turn == self._attempts.turn:
            said = "Bài đã gửi đi nhưng trang chưa hiện bài; hãy mở liên kết sau ít phút, hoặc hỏi người quản trị."
            self._attempts.progress = Progress("stopped", said, post.path, link)

    def _undo(self, last: Last, place: Path, changed: Callable[[], object]) -> Progress:
        """The files here are changed only when the remote has it."""
        repository = self.repository()
        if repository is None:
            raise Obstacle(_NO_MORE)
        made = revert(repository, last.publication, f"{_UNDOING}: {last.title}\n", self._author)
        self._record.keep(replace(last, waits=_UNDOING))
        try:
            send(repository, made, self._attempts.say)
        except Offline:
            raise Offline(_WAITS) from None
        self._record.forget()
        settle_files(repository, last.publication, place)
        changed()
        return Progress("done", "Đã hoàn tác lần đăng vừa rồi; trang sẽ cập nhật sau ít phút.", last.path)

    def _remember(self, post: Post, own: Publication, waits: str = "") -> None:
        if own.commit:
            self._record.keep(Last(post.path, post.title, own.commit, own.paths, waits, post.texts))
