"""What has to be right and agreed before a post goes out, and then its way there and back."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsdesk.desk import Desk
from newsdesk.drafts import Draft
from newsdesk.form import told
from newsdesk.messages import DeskError
from newsdesk.outgoing import Post
from newsdesk.own_files import is_committed, old_places
from newsdesk.paths import post_place
from newsdesk.repository import Obstacle
from newsdesk.saving import with_values
from newsdesk.unsaved import write_whole
from newsroom.articles.pages import Page
from newsroom.cache.refusals import patiently
from newsroom.cache.store import digest_of
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.linking import files_named


def publish(desk: Desk, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Begins to publish a saved post. Raises DeskError when something has to be done before."""
    draft, page = _ready(desk, path)
    if asked := _consent(draft, content):
        return {"ask": asked}
    agreed = {"draft": False} | _consented(content)
    if (path := desk.follow_title(path, page.title)) != draft.path:
        draft, page = _ready(desk, path)
    place = post_place(desk.docs, path)
    data = patiently(place.read_bytes)
    new = with_values(data, agreed, None)
    if new != data:
        write_whole(place, new)
        desk.live.forget()
    docs = draft.plan.parsed.docs
    named = frozenset(docs[one] for one in draft.plan.linker.named(page) if one in docs)
    left = tuple(old_places(desk.docs, page.fields.redirect_from))
    begin(desk, Post(path, place, page.title, named, draft.texts, left))
    return {"path": path, "digest": digest_of(new)}


def _ready(desk: Desk, path: str) -> tuple[Draft, Page[PageFields]]:
    """A saved post as it will be public. Raises DeskError for one with faults."""
    place = post_place(desk.docs, path)
    if not place.is_file():
        raise DeskError("Hãy bấm Lưu trước khi đăng.")
    draft = desk.show(path, with_values(patiently(place.read_bytes), {"draft": False}, None))
    if draft.page is None or any(one.fatal for one in draft.problems):
        raise DeskError(f"Bài còn lỗi nên chưa đăng được: {'; '.join(told(draft.problems))}", 422)
    return draft, draft.page


def begin(desk: Desk, post: Post, verb: str = "Đăng bài") -> None:
    """Raises DeskError when another publication is under way."""
    try:
        desk.publisher.start(post, verb)
    except Obstacle as error:
        raise DeskError(str(error), 409) from None


def _consent(draft: Draft, content: Mapping[str, Any]) -> str:
    """A question to be answered before pictures with pupils go out."""
    fields = draft.page.fields if draft.page else None
    if not isinstance(fields, PostFields) or fields.consent or "pupils" in content:
        return ""
    return "pupils" if draft.page and (draft.page.article.pictures or fields.image) else ""


def _consented(content: Mapping[str, Any]) -> dict[str, Any]:
    if not content.get("pupils"):
        return {}
    consent = " ".join(str(content.get("consent", "")).split())
    if not consent:
        raise DeskError("Ảnh có học sinh thì phải ghi ai đã đồng ý cho đăng; hãy ghi rồi đăng.", 422)
    return {"pupils": True, "consent": consent}


def named_files(page: Page[PageFields]) -> set[str]:
    """What a text names, as it is written there."""
    references = (*page.article.pictures, *page.article.links)
    return {one.target for one in references} | {path for _, path in files_named(page.fields)}


def undo(desk: Desk) -> Mapping[str, Any]:
    """Begins to take the last publication back; what was new stays on this computer as a draft."""
    try:
        desk.publisher.start_undo(lambda path: post_place(desk.docs, path), desk.live.forget)
    except Obstacle as error:
        raise DeskError(str(error), 409) from None
    return {}


def resume(desk: Desk) -> None:
    """Begins to send what waits since the desk was closed; whatever stands in the way is told by the next try."""
    with suppress(Obstacle, DeskError):
        desk.publisher.resume(lambda path: post_place(desk.docs, path), desk.live.forget)


def sign_in(desk: Desk, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Takes a name and a password for the remote, kept in memory alone, and goes on."""
    user, password = (content.get(name) for name in ("user", "password"))
    if not isinstance(user, str) or not isinstance(password, str) or not password:
        raise DeskError("Hãy ghi mật khẩu hay mã truy cập.")
    try:
        desk.publisher.sign_in(user.strip() or "token", password)
    except Obstacle as error:
        raise DeskError(str(error), 409) from None
    return {}


def was_sent(desk: Desk, place: Path) -> bool:
    """Whether a post is in the repository's newest commit."""
    repository = desk.publisher.repository()
    return bool(repository and is_committed(repository, place))
