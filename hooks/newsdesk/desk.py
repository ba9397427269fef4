"""The desk of one project: what its pages ask for, done."""

import datetime
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from newsdesk.listing import rows, search
from newsdesk.live import Draft, Live, Workplace
from newsdesk.mending import mends
from newsdesk.messages import DeskError, Request
from newsdesk.names import known_names
from newsdesk.paths import beside, post_place
from newsdesk.photos import UPLOAD, photos_of, take_photo, thumbnail
from newsdesk.post_text import body_of, source_of, take_apart
from newsdesk.preview import Preview, Site
from newsdesk.publisher import Post, Publisher, run_build
from newsdesk.repository import Author, Obstacle
from newsdesk.saving import LONGEST_NAME, Conflict, edited, new_path, read_post, save, with_redirect, with_values
from newsdesk.sent import Sent
from newsdesk.unsaved import Unsaved, write_whole
from newsdesk.word_in import Inbox
from newsroom.addresses import url_of
from newsroom.cache.refusals import patiently
from newsroom.cache.store import digest_of
from newsroom.cache.trees import rename
from newsroom.filing import build_time
from newsroom.frontmatter.schema import PostFields
from newsroom.frontmatter.values import HANOI
from newsroom.linking import files_named
from newsroom.vietnamese import slug


@dataclass(frozen=True)
class Desk:
    """`docs` is the folder of all content, `home` where the desk keeps things."""

    place: Workplace
    root: Path
    home: Path
    live: Live
    unsaved: Unsaved
    inbox: Inbox
    preview: Preview
    publisher: Publisher
    sent: Sent

    @property
    def docs(self) -> Path:
        """docs/, or what the settings say."""
        return self.place.docs_folder

    def posts(self, query: Mapping[str, str]) -> Mapping[str, Any]:
        """Posts as a search asks for them."""
        files = self.live.files()
        unsent = self.sent.missing(self.publisher.repository(), files)
        found = rows(files, self.docs, unsent, build_time())
        return {**search(found, query), "unsaved": list(self.unsaved.paths()), "publishing": self.publisher.told()}

    def ping(self) -> Mapping[str, Any]:
        """A page is there."""
        return self.publisher.told()

    def begin(self) -> Mapping[str, Any]:
        """Where a new post is to be written."""
        return {"path": new_path(datetime.datetime.now(HANOI).date())}

    def open(self, path: str) -> Mapping[str, Any]:
        """All that the writing page shows of a post."""
        place = post_place(self.docs, path)
        photos = photos_of(place.parent) if place.name == "index.md" else self._named_photos(path)
        told = {"photos": photos, "unsaved": self.unsaved.of(path), "known": known_names(self.live.files())}
        return {**read_post(self.docs, path), **told}

    def _named_photos(self, path: str) -> list[str]:
        page = self.live.files().get(path, ("", None))[1]
        named = {reference.target for reference in page.page.article.pictures} if page and page.page else set()
        return [name for name in photos_of(post_place(self.docs, path).parent) if name in named]

    def keep(self, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is being typed, not saved."""
        post_place(self.docs, path)
        kept = {name: content.get(name) for name in ("digest", "values", "body")}
        self.unsaved.keep(path, kept)
        return {}

    def forget(self, path: str) -> Mapping[str, Any]:
        """What was kept is not wanted."""
        self.unsaved.drop(path)
        return {}

    def save(self, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """Writes the post. Raises Conflict when somebody else has."""
        saved = save(self.docs, path, *_parts(content))
        self.unsaved.drop(path)
        self.live.forget()
        return {"path": saved.path, "digest": saved.digest}

    def check(self, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is wrong with a post as it is being written; its page is ready to be looked at then."""
        try:
            data = edited(self.docs, path, *_parts(content))
            conflict = False
        except Conflict:
            data, conflict = with_values(b"---\n---\n\n", *_parts(content)[1:]), True
        draft = self._show(path, data)
        known = known_names(self.live.files())
        told: list[Mapping[str, Any]] = [
            {"field": one.field, "line": one.line, "message": one.message, "fatal": one.fatal,
             "bodyLine": one.line - _head_lines(data), "mends": mends(one, data, known)}
            for one in draft.problems
        ]  # fmt: skip
        return {"problems": told, "url": url_of(path), "conflict": conflict}

    def _show(self, path: str, data: bytes) -> Draft:
        draft = self.live.draft(path, data)
        self.preview.show(Site(self.place.setup, self.place.nav, draft))
        return draft

    def add_photo(self, path: str, name: str, request: Request) -> Mapping[str, Any]:
        """A photo put beside a post that lies in a folder of its own."""
        place = post_place(self.docs, path)
        if not place.is_file():
            raise DeskError("Hãy bấm Lưu trước khi thêm ảnh, để ảnh có chỗ nằm.")
        self.home.mkdir(parents=True, exist_ok=True)
        upload = self.home / f"anh-{digest_of(name.encode() + path.encode())}"
        try:
            request.save(upload, UPLOAD)
            made = take_photo(upload, name, place.parent)
        finally:
            upload.unlink(missing_ok=True)
        self.live.forget()
        return {"name": made}

    def photo(self, path: str, name: str) -> bytes:
        """A thumbnail."""
        return thumbnail(beside(self.docs, path, name))

    def publish(self, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """Begins to publish a saved post. Raises DeskError when something has to be done before."""
        place = post_place(self.docs, path)
        if not place.is_file():
            raise DeskError("Hãy bấm Lưu trước khi đăng.")
        data = place.read_bytes()
        draft = self._show(path, with_values(data, {"draft": False}, None))
        fatal = [one for one in draft.problems if one.fatal]
        if draft.page is None or fatal:
            lines = "; ".join(f"{one.field or f'dòng {one.line}'}: {one.message}" for one in draft.problems)
            raise DeskError(f"Bài còn lỗi nên chưa đăng được: {lines}", 422)
        asked = self._consent(draft, content)
        if asked:
            return {"ask": asked}
        changes = {"draft": False} | _consented(content)
        new = with_values(data, changes, None)
        if new != data:
            write_whole(place, new)
            self.live.forget()
        named = frozenset(place.parent / name for name in _names(draft))
        self._begin(Post(path, place, draft.page.title, named, draft.texts))
        return {"digest": digest_of(new)}

    def _begin(self, post: Post, verb: str = "Đăng bài") -> None:
        try:
            self.publisher.start(post, verb)
        except Obstacle as error:
            raise DeskError(str(error), 409) from None

    def _consent(self, draft: Draft, content: Mapping[str, Any]) -> str:
        """A question to be answered before pictures with pupils go out."""
        fields = draft.page.fields if draft.page else None
        if not isinstance(fields, PostFields) or fields.consent or "pupils" in content:
            return ""
        return "pupils" if draft.page and (draft.page.article.pictures or fields.image) else ""

    def undo(self) -> Mapping[str, Any]:
        """Begins to take the last publication back; the text stays on this computer as a draft."""
        last = self.publisher.last()
        place = post_place(self.docs, str(last["path"])) if last else None
        try:
            self.publisher.start_undo()
        except Obstacle as error:
            raise DeskError(str(error), 409) from None
        if place and place.is_file():
            write_whole(place, with_values(place.read_bytes(), {"draft": True}, None))
            self.live.forget()
        return {}

    def delete(self, path: str) -> Mapping[str, Any]:
        """Takes a post from docs/ into the desk's own folder, and from the public site if it was there."""
        place, page = post_place(self.docs, path), self.live.files().get(path, ("", None))[1]
        if not place.is_file():
            raise DeskError("Không có bài ở đường dẫn này.", 404)
        title = page.page.title if page and page.page else path
        gone = self.home / "da-xoa" / f"{datetime.datetime.now(HANOI):%Y%m%d-%H%M%S}"
        gone.mkdir(parents=True, exist_ok=True)
        moved = place.parent if place.name == "index.md" else place
        patiently(partial(shutil.move, moved, gone / moved.name))
        self.unsaved.drop(path)
        self.live.forget()
        if self._was_sent(place):
            self._begin(Post(path, place, title), "Xoá bài")
        return {"kept": str(gone)}

    def rename(self, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """Gives a post another address of the same month; one that has been sent keeps a redirect from the old one."""
        place, stem = post_place(self.docs, path), slug(str(content.get("name", "")))
        if not stem or len(stem) > LONGEST_NAME:
            raise DeskError("Hãy ghi một tên ngắn có chữ cái hay chữ số.")
        old = place.parent if place.name == "index.md" else place
        new = old.with_name(stem + old.suffix if old == place else stem)
        if new == old:
            return {"path": path}
        if new.exists() or new.with_suffix(".md").exists() or (new.with_suffix("").exists() and old == place):
            raise DeskError("Đã có bài khác mang tên này; hãy chọn tên khác.", 409)
        was_sent = self._was_sent(place)
        rename(old, new)
        made = new / "index.md" if old != place else new
        if was_sent:
            write_whole(made, with_redirect(made.read_bytes(), f"/{url_of(path)}"))
        self.unsaved.drop(path)
        self.live.forget()
        return {"path": made.relative_to(self.docs).as_posix()}

    def _was_sent(self, place: Path) -> bool:
        repository = self.publisher.repository()
        root = repository.root.resolve() if repository else self.root
        here = place.parent.resolve() / place.name
        return bool(repository and repository.files(repository.head(), here.relative_to(root).as_posix()))


def _consented(content: Mapping[str, Any]) -> dict[str, Any]:
    if not content.get("pupils"):
        return {}
    consent = " ".join(str(content.get("consent", "")).split())
    if not consent:
        raise DeskError("Ảnh có học sinh thì phải ghi ai đã đồng ý cho đăng; hãy ghi rồi đăng.", 422)
    return {"pupils": True, "consent": consent}


def _names(draft: Draft) -> set[str]:
    page = draft.page
    if page is None:
        return set()
    return {one.target for one in (*page.article.pictures, *page.article.links)} | {
        path for _, path in files_named(page.fields)
    }


def _parts(content: Mapping[str, Any]) -> tuple[str, Mapping[str, Any], str]:
    digest, values, body = (content.get(name) for name in ("digest", "values", "body"))
    if not isinstance(digest, str) or not isinstance(values, dict) or not isinstance(body, str):
        raise DeskError("Không hiểu yêu cầu; hãy tải lại trang này.")
    return digest, values, body


def _head_lines(data: bytes) -> int:
    """Those above the first one that the form shows of a body."""
    source, text = source_of(data), take_apart(data)
    return source.body_line - 1 + len(body_of(text)[0]) if source and text and text.head is not None else 0


def open_desk(place: Workplace, root: Path) -> Desk:
    """The desk of a project."""
    home = root / ".cache/newsdesk"
    settings, config = place.setup.settings, place.setup.config
    author = Author(settings.responsible or settings.name, settings.email or "banbientap@localhost")
    publisher = Publisher(root, home, config.site_url, author, lambda: run_build(root))
    inbox = Inbox(home / "nhap-word", place.docs_folder, place.setup.markdown)
    preview = Preview(home / "xem-thu")
    live, unsaved, sent = Live(place, home), Unsaved(home / "chua-luu"), Sent(place.docs_folder)
    return Desk(place, root, home, live, unsaved, inbox, preview, publisher, sent)
