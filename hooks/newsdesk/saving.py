"""Reads and writes posts as files: what was not edited stays, and what somebody else wrote meanwhile is not lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newsdesk.entries import EntryError
from newsdesk.form import ORDER, Values, edits, values_of
from newsdesk.messages import DeskError
from newsdesk.naming import is_new, named_by_title
from newsdesk.paths import post_place
from newsdesk.post_text import PostText, body_of, take_apart, with_edits
from newsdesk.unsaved import write_whole
from newsroom.cache.refusals import patiently
from newsroom.cache.store import digest_of

_EMPTY = b"---\n---\n\n"


class Conflict(DeskError):
    """The file is not what it was when the form was filled; `theirs` is what it holds now."""

    def __init__(self, theirs: Mapping[str, Any]) -> None:
        super().__init__("Bài này vừa được chương trình hay cửa sổ khác sửa; chưa ghi gì.", 409)
        self.theirs = theirs


@dataclass(frozen=True)
class Saved:
    """Where a post lies now, and the digest of its file."""

    path: str
    digest: str


def read_post(docs: Path, path: str, new: Values) -> Mapping[str, Any]:
    """What a browser gets of a post: the form's values, `new` ones where it is, body, digest. Raises DeskError."""
    place = post_place(docs, path)
    data = patiently(place.read_bytes) if place.is_file() else b""
    if not data and not is_new(path):
        raise DeskError("Không có bài ở đường dẫn này.", 404)
    return told(path, data, {} if data else new)


def told(path: str, data: bytes, new: Values = MappingProxyType({})) -> Mapping[str, Any]:
    """Tells of a post's bytes what is told of a post, with `new` values in the place of its own."""
    text = _text(data or _EMPTY)
    values = {**values_of(text.fields), **new}
    shown = {"values": values, "body": body_of(text)[1], "hasForm": text.head is not None}
    return {"path": path, "digest": digest_of(data) if data else "", **shown}


def edited(docs: Path, path: str, digest: str, values: Values, body: str) -> bytes:
    """The file with the edits, nothing written. Raises DeskError, Conflict if it is not the one with this digest."""
    place = post_place(docs, path)
    data = patiently(place.read_bytes) if place.is_file() else b""
    if (digest_of(data) if data else "") != digest:
        raise Conflict(told(path, data) if data else {})
    return with_values(data or _EMPTY, values, body)


def with_values(data: bytes, values: Values, body: str | None) -> bytes:
    """A post's bytes with new values of its form and a new body, each where it differs. Raises DeskError."""
    text = _text(data)
    try:
        changed = edits(text.fields, values) if text.head is not None else {}
        above, known = body_of(text)
        new_body = None if body is None or body == known else above + body
        return with_edits(text, changed, new_body, ORDER).written()
    except EntryError as error:
        raise DeskError(f"Chưa lưu được: {error}.") from None


def with_redirect(data: bytes, old: str, new: str) -> bytes:
    """A post's bytes with one more of its old addresses; the `new` one is none any more. Raises DeskError."""
    text = _text(data)
    known = text.fields.get("redirect_from", [])
    listed = [one for one in (known if isinstance(known, list) else [known]) if isinstance(one, str)]
    kept = [one for one in listed if one.strip().strip("/") not in (new.strip("/"), old.strip("/"))]
    return with_edits(text, {"redirect_from": [*kept, f"/{old}"]}, None, ORDER).written()


def save(docs: Path, path: str, digest: str, values: Values, body: str) -> Saved:
    """Writes the post, a new one at an address made of its title. Raises DeskError, Conflict."""
    data = edited(docs, path, digest, values, body)
    if not digest:
        path = named_by_title(docs, path, str(values.get("title", "")))
    place = post_place(docs, path)
    if digest and patiently(place.read_bytes) == data:
        return Saved(path, digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, data)
    return Saved(path, digest_of(data))


def _text(data: bytes) -> PostText:
    text = take_apart(data)
    if text is None:
        raise DeskError("Tệp này không phải văn bản UTF-8; hãy mở bằng chương trình khác và lưu lại bằng UTF-8.")
    return text
