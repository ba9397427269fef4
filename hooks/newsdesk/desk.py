"""The desk of one project: what its pages ask for, done."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.drafts import Draft
from newsdesk.form import values_of
from newsdesk.listing import rows, search, unread_rows
from newsdesk.live import Live
from newsdesk.mending import mends
from newsdesk.messages import DeskError, Request
from newsdesk.moves import Moves
from newsdesk.names import known_names
from newsdesk.naming import named_by_title, new_path
from newsdesk.own_files import is_committed
from newsdesk.paths import beside, post_place
from newsdesk.photos import UPLOAD, photos_of, take_photo, thumbnail
from newsdesk.post_text import body_of, source_of, take_apart
from newsdesk.preview import Preview, Site
from newsdesk.program import Program
from newsdesk.publisher import Publisher
from newsdesk.repository import Obstacle
from newsdesk.saving import Conflict, edited, read_post, save, with_values
from newsdesk.sent import Sent
from newsdesk.unsaved import Unsaved
from newsdesk.word_in import Inbox
from newsdesk.workplace import Workplace
from newsroom.addresses import url_of
from newsroom.cache.refusals import patiently
from newsroom.cache.store import digest_of
from newsroom.cache.trees import remove
from newsroom.filing import build_time
from newsroom.frontmatter.days import HANOI
from newsroom.vietnamese import format_day, nfc


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
    moves: Moves
    program: Program

    @property
    def docs(self) -> Path:
        """docs/, or what the settings say."""
        return self.place.docs_folder

    def posts(self, query: Mapping[str, str]) -> Mapping[str, Any]:
        """Posts as a search asks for them; the newest folders alone as long as docs/ is being read first."""
        files = self.live.at_hand()
        if files is None:
            found = search(unread_rows(self.docs), query)
        else:
            unsent = self.sent.missing(self.publisher.repository(), files)
            found = search(rows(files, self.docs, unsent, build_time()), query)
        return {**found, "reading": files is None, "unsaved": list(self.unsaved.paths()), "publishing": self.ping()}

    def ping(self) -> Mapping[str, Any]:
        """A page is there; how the publication goes, and whether the desk is to be opened again."""
        return {**self.publisher.told(), "reopen": self.program.told}

    def begin(self) -> Mapping[str, Any]:
        """Where a new post is to be written."""
        return {"path": new_path(datetime.datetime.now(HANOI).date())}

    def open(self, path: str) -> Mapping[str, Any]:
        """All that the writing page shows of a post."""
        place = post_place(self.docs, path)
        photos, files = photos_of(place.parent), self.live.at_hand()
        if place.name != "index.md":
            text = nfc(patiently(place.read_bytes).decode(errors="replace")) if place.is_file() else ""
            photos = [name for name in photos if nfc(name) in text]
        known = known_names(files or {})
        told = {"photos": photos, "unsaved": self.unsaved.of(path), "known": known}
        return {**read_post(self.docs, path, _usual(known)), **told, "reading": files is None}

    def keep(self, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is being typed, not saved."""
        post_place(self.docs, path)
        kept = {name: content.get(name) for name in ("digest", "values", "body")}
        self.unsaved.keep(path, str(content.get("tab")), kept)
        return {}

    def forget(self, path: str, tab: str) -> Mapping[str, Any]:
        """What a tab has kept is not wanted."""
        self.unsaved.drop(path, tab)
        return {}

    def save(self, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """Writes the post. Raises Conflict when somebody else has."""
        post_place(self.docs, path)
        digest, values, body = _parts(content)
        kept = [self.unsaved.place(path, str(content["tab"]))] if "tab" in content else []
        saved = save(self.docs, path, digest, values, body)
        for one in kept:
            remove(one)
        self.live.forget()
        return {"path": self.follow_title(saved.path, str(values.get("title", ""))), "digest": saved.digest}

    def follow_title(self, path: str, title: str) -> str:
        """Where a post lies that was saved before it had a title: where that leads, unless it has been published."""
        new = named_by_title(self.docs, path, title)
        if new == path or self._may_be_public(post_place(self.docs, path)):
            return path
        self.moves.move(path, new)
        self.live.forget()
        return new

    def _may_be_public(self, place: Path) -> bool:
        try:
            if repository := self.publisher.repository():
                return is_committed(repository, place)
        except Obstacle:  # that of publishing, not of saving
            return True
        source = source_of(patiently(place.read_bytes))  # whatever is no draft may have been built and uploaded
        return source is None or not values_of(source.fields)["draft"]

    def check(self, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is wrong with a post as it is being written; its page is ready to be looked at then."""
        try:
            data = edited(self.docs, path, *_parts(content))
            conflict = False
        except Conflict:
            data, conflict = with_values(b"---\n---\n\n", *_parts(content)[1:]), True
        draft = self._shown(self.live.look(path, data))
        known = known_names(self.live.at_hand() or {})
        told: list[Mapping[str, Any]] = [
            {"field": one.field, "line": one.line, "message": one.message, "fatal": one.fatal,
             "bodyLine": one.line - _head_lines(data), "mends": mends(one, data, known)}
            for one in draft.problems
        ]  # fmt: skip
        return {"problems": told, "url": url_of(path), "conflict": conflict, "reading": not draft.is_whole}

    def show(self, path: str, data: bytes) -> Draft:
        """From now on the preview has the post as these bytes have it."""
        return self._shown(self.live.draft(path, data))

    def _shown(self, draft: Draft) -> Draft:
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
        """Answers with a photo's thumbnail."""
        return thumbnail(beside(self.docs, path, name))


def _usual(known: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
    """What a new post begins with: a draft, of today, of the cell if there is but one."""
    cell = {"cell": known["cell"][0]} if len(known["cell"]) == 1 else {}
    return {"draft": True, "date": format_day(datetime.datetime.now(HANOI).date()), **cell}


def _parts(content: Mapping[str, Any]) -> tuple[str, Mapping[str, Any], str]:
    digest, values, body = (content.get(name) for name in ("digest", "values", "body"))
    if not isinstance(digest, str) or not isinstance(values, dict) or not isinstance(body, str):
        raise DeskError("Không hiểu yêu cầu; hãy tải lại trang này.")
    return digest, values, body


def _head_lines(data: bytes) -> int:
    """Counts the lines above the first one that the form shows of a body."""
    source, text = source_of(data), take_apart(data)
    return source.body_line - 1 + len(body_of(text)[0]) if source and text and text.head is not None else 0
