"""“Đăng bài”, step by step in the background: what is going on, what stands in the way, when the post is public."""

import json
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from html import unescape
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote

from newsdesk.publishing import Publication, SamePost, commit_files, files_of_post, open_repository, revert, send
from newsdesk.repository import Author, Obstacle, Offline, Repository
from newsdesk.unsaved import write_whole
from newsroom.addresses import url_of

ON_SITE = "Bài đã lên trang"
_BUILD_SECONDS = 1800
_LOOK_EVERY, _LOOK_FOR = 10, 1200  # seconds

Build = Callable[[], str]
"""Builds the site; gives what went wrong, in the build's own words, empty when nothing did."""


@dataclass(frozen=True)
class Progress:
    """`state` is running, waiting (for the public site), done, stopped (by an obstacle) or idle."""

    state: str = "idle"
    line: str = ""
    path: str = ""
    link: str = ""
    theirs: str = ""


@dataclass(frozen=True)
class Post:
    """What is published: its place, what its text names beside it, and a title for messages."""

    path: str
    place: Path
    title: str
    named: frozenset[Path] = frozenset()
    texts: tuple[str, ...] = ()


def run_build(root: Path) -> str:
    """A real build of the project, as `run.py build` does it."""
    command = [sys.executable, str(root / "scripts/build.py")]
    done = subprocess.run(
        command, cwd=root, capture_output=True, encoding="utf-8", errors="replace", timeout=_BUILD_SECONDS, check=False
    )
    return "" if done.returncode == 0 else (done.stderr or done.stdout)[-2000:]


class Publisher:
    """One publication at a time; what was published last is remembered, so that it can be taken back."""

    def __init__(self, root: Path, home: Path, site_url: str, author: Author, build: Build) -> None:
        self._root, self._record = root, home / "published.json"
        self._site_url, self._author, self._build = site_url, author, build
        self._lock = threading.Lock()
        self._looking = 0
        self.progress = Progress()

    def start(self, post: Post, verb: str = "Đăng bài") -> None:
        """Begins to publish a post whose file is ready. Raises Obstacle when another is under way."""
        self._begin(post.path, lambda: self._publish(post, verb))

    def start_undo(self) -> str:
        """Begins to take the last publication back; gives the post's path. Raises Obstacle when there is none."""
        last = self.last()
        if last is None:
            raise Obstacle("Chưa có lần đăng nào từ bàn biên tập này để hoàn tác.")
        self._begin(last["path"], lambda: self._undo(last))
        return str(last["path"])

    def last(self) -> Mapping[str, Any] | None:
        """The last publication: post, title, commit, paths."""
        try:
            found = json.loads(self._record.read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) and found.get("commit") else None

    def told(self) -> Mapping[str, Any]:
        """For the browser."""
        last = self.last()
        return {**asdict(self.progress), "last": last["title"] if last else ""}

    def repository(self) -> Repository | None:
        """Opened anew each time, as other programs work in it, too."""
        return open_repository(self._root)

    def _begin(self, path: str, work: Callable[[], Progress]) -> None:
        if not self._lock.acquire(blocking=False):
            raise Obstacle("Đang đăng một bài khác; hãy đợi xong rồi đăng bài này.")
        self._looking += 1
        self.progress = Progress("running", "Đang bắt đầu…", path)
        threading.Thread(target=self._work, args=(path, work), daemon=True).start()

    def _work(self, path: str, work: Callable[[], Progress]) -> None:
        try:
            self.progress = work()
        except SamePost as error:
            texts = (data.decode(errors="replace") for name, data in error.theirs.items() if name.endswith(".md"))
            self.progress = Progress("stopped", str(error), path, theirs=next(texts, ""))
        except Offline as error:
            self.progress = Progress("stopped", str(error), path)
        except Obstacle as error:
            self.progress = Progress("stopped", str(error), path)
        except (OSError, subprocess.SubprocessError) as error:
            self.progress = Progress("stopped", f"Máy báo lỗi: {error}. Bài vẫn còn nguyên trên máy này.", path)
        finally:
            self._lock.release()

    def _say(self, line: str) -> None:
        self.progress = replace(self.progress, line=line)

    def _publish(self, post: Post, verb: str) -> Progress:
        self._say("Đang dựng trang…")
        if wrong := self._build():
            return Progress("stopped", f"Không dựng được trang: {wrong.strip()}", post.path)
        repository = self.repository()
        if repository is None or not repository.has_remote():
            return Progress("done", f"Trang đã dựng xong, nằm ở {self._root / 'site'}.", post.path)
        paths = files_of_post(repository, post.place, post.named)
        own = commit_files(repository, paths, f"{verb}: {post.title}\n", self._author)
        self._remember(post, own)
        public = send(repository, own, self._say)
        if own.commit:
            self._remember(post, _as_pushed(repository, own, public))
        if verb != "Đăng bài":
            return Progress("done", "Đã gửi thay đổi đi; trang sẽ cập nhật sau ít phút.", post.path)
        link = self._site_url.rstrip("/") + "/" + quote(url_of(post.path)) if self._site_url else ""
        if not link:
            return Progress("done", "Đã gửi bài đi; trang sẽ có bài sau ít phút.", post.path)
        threading.Thread(target=self._look, args=(post, link, self._looking), daemon=True).start()
        return Progress("waiting", "Đã gửi bài đi; đang đợi trang cập nhật, thường mất vài phút…", post.path, link)

    def _look(self, post: Post, link: str, turn: int) -> None:
        end, wanted = time.monotonic() + _LOOK_FOR, self._built_texts(post)
        while time.monotonic() < end and turn == self._looking:
            if is_public(link, wanted):
                self.progress = Progress("done", ON_SITE, post.path, link)
                return
            time.sleep(_LOOK_EVERY)
        if turn == self._looking:
            said = "Bài đã gửi đi nhưng trang chưa hiện bài; hãy mở liên kết sau ít phút, hoặc hỏi người quản trị."
            self.progress = Progress("stopped", said, post.path, link)

    def _built_texts(self, post: Post) -> list[str]:
        """What readers will see of the post, by the page that was built here."""
        built = bare((self._root / "site" / url_of(post.path) / "index.html").read_text(encoding="utf-8"))
        return [text for one in (post.title, *post.texts) if (text := bare(one)) in built]

    def _undo(self, last: Mapping[str, Any]) -> Progress:
        repository = self.repository()
        if repository is None:
            raise Obstacle("Thư mục này không còn là kho Git nên không hoàn tác được.")
        own = Publication(str(last["commit"]), tuple(last["paths"]))
        made = revert(repository, own, f"Hoàn tác: {last['title']}\n", self._author)
        self._record.unlink(missing_ok=True)
        send(repository, made, self._say)
        return Progress("done", "Đã hoàn tác lần đăng vừa rồi; trang sẽ cập nhật sau ít phút.", str(last["path"]))

    def _remember(self, post: Post, own: Publication) -> None:
        if own.commit:
            told = {"path": post.path, "title": post.title, "commit": own.commit, "paths": own.paths}
            self._record.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._record, json.dumps(told, ensure_ascii=False).encode())


def _as_pushed(repository: Repository, own: Publication, public: str) -> Publication:
    """The publication by the name that its commit has since it was put upon others'."""
    for commit in reversed(repository.ahead("", public)[-50:]):
        if repository.message(commit) == repository.message(own.commit):
            return replace(own, commit=commit)
    return own


def is_public(link: str, wanted: Sequence[str]) -> bool:
    """Whether a page is there and has these texts; marks and spaces of HTML count nothing."""
    try:
        request = urllib.request.Request(link, headers={"Cache-Control": "no-cache", "User-Agent": "ban-bien-tap"})
        with urllib.request.urlopen(request, timeout=15) as answer:
            html = bare(answer.read(20_000_000).decode(errors="replace"))
    except (URLError, OSError, ValueError, HTTPException):
        return False
    return all(text in html for text in wanted)


def bare(html: str) -> str:
    """The letters of a page alone."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^<>]*>", "", html)))
