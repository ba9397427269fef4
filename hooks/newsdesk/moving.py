"""Posts that get another address, and posts that go."""

import datetime
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsdesk.desk import Desk
from newsdesk.messages import DeskError
from newsdesk.naming import LONGEST_NAME
from newsdesk.outgoing import Post
from newsdesk.own_files import photos_alone
from newsdesk.paths import post_place
from newsdesk.saving import with_redirect
from newsdesk.sending import begin, named_files, was_sent
from newsdesk.unsaved import write_whole
from newsroom.addresses import url_of
from newsroom.frontmatter.days import HANOI
from newsroom.vietnamese import slug


def delete(desk: Desk, path: str) -> Mapping[str, Any]:
    """Takes a post from docs/ into the desk's own folder, and from the public site if it was there."""
    place, file = post_place(desk.docs, path), desk.live.files().get(path)
    if not place.is_file():
        raise DeskError("Không có bài ở đường dẫn này.", 404)
    page = file[1].page if file else None
    photos = photos_alone(desk.docs, place, named_files(page)) if page and place.name != "index.md" else []
    gone = desk.home / "da-xoa" / f"{datetime.datetime.now(HANOI):%Y%m%d-%H%M%S-%f}"
    gone.mkdir(parents=True)
    for one in [place.parent] if place.name == "index.md" else [place, *photos]:
        shutil.move(one, gone / one.name)
    desk.unsaved.put_aside(path, gone)
    desk.live.forget()
    if was_sent(desk, place):
        begin(desk, Post(path, place, page.title if page else path, frozenset(photos)), "Xoá bài")
    return {"kept": str(gone)}


def rename(desk: Desk, path: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Gives a post another address of the same month; one that has been sent keeps a redirect from the old one.

    The old address goes from the public site with the publication that brings the new one.
    """
    place, stem = post_place(desk.docs, path), slug(str(content.get("name", "")))
    if not stem or len(stem) > LONGEST_NAME:
        raise DeskError("Hãy ghi một tên ngắn có chữ cái hay chữ số.")
    old = place.parent if place.name == "index.md" else place
    new = old.with_name(stem + old.suffix if old == place else stem)
    if new == old:
        return {"path": path}
    if _is_taken(new, old == place):
        raise DeskError("Đã có bài khác mang tên này; hãy chọn tên khác.", 409)
    is_sent = was_sent(desk, place)
    made = new / "index.md" if old != place else new
    to = made.relative_to(desk.docs).as_posix()
    desk.moves.move(path, to)
    if is_sent:
        write_whole(made, with_redirect(made.read_bytes(), url_of(path), url_of(to)))
    desk.live.forget()
    return {"path": to}


def _is_taken(new: Path, is_file: bool) -> bool:
    return new.exists() or new.with_suffix(".md").exists() or (is_file and new.with_suffix("").exists())
