"""The first page's list: every post with its state, newest first, found by letters without marks."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from newsdesk.post_text import source_of
from newsroom.articles.batches import DigestedFile
from newsroom.cache.refusals import patiently
from newsroom.frontmatter.schema import PostFields
from newsroom.vietnamese import fold, format_day

PUBLIC, DRAFT, WAITING, OVER, WRONG, UNSENT = "đã đăng", "nháp", "hẹn giờ", "hết hạn", "có lỗi", "chưa đẩy lên"
READING = "đang đọc…"
STATES = (PUBLIC, DRAFT, WAITING, OVER, WRONG, UNSENT)
PER_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A post in the list; `states` are words that an editor reads."""

    path: str
    title: str
    day: str
    author: str
    cell: str
    campaigns: tuple[str, ...]
    states: tuple[str, ...]
    order: str
    found_by: str


def rows(files: Mapping[str, DigestedFile], docs: Path, unsent: frozenset[str], now: datetime.datetime) -> list[Row]:
    """All posts, the newest first; `unsent` are paths that the public site has not got."""
    paths = [path for path in files if path.startswith("bai-viet/") and path != "bai-viet/index.md"]
    found = [_row(path, files[path], docs, path in unsent, now) for path in paths]
    return sorted(found, key=lambda row: (row.order, row.path), reverse=True)


def unread_rows(docs: Path) -> list[Row]:
    """The newest posts by the names of their folders, their heads alone read: what can be shown at once."""
    places = sorted((docs / "bai-viet").rglob("*.md"), key=lambda place: place.as_posix(), reverse=True)
    paths = [place.relative_to(docs).as_posix() for place in places]
    return [_unread(path, docs, (READING,)) for path in paths[:PER_PAGE] if path != "bai-viet/index.md"]


def _row(path: str, file: DigestedFile, docs: Path, unsent: bool, now: datetime.datetime) -> Row:
    page, wrong = file[1].page, any(problem.fatal for problem in file[1].problems)
    if page is None:
        return _unread(path, docs, (WRONG if wrong else DRAFT,))
    fields = page.fields
    assert isinstance(fields, PostFields)
    state, author = WRONG if wrong else _state(fields, now), ", ".join(fields.author)
    states = (state, UNSENT) if unsent and state != DRAFT else (state,)
    found_by = _found_by(page.title, author, fields.cell, *fields.campaign, format_day(fields.date), path)
    return Row(path, page.title, format_day(fields.date), author, fields.cell, fields.campaign, states,
               fields.date.isoformat(), found_by)  # fmt: skip


def _state(fields: PostFields, now: datetime.datetime) -> str:
    if fields.draft:
        return DRAFT
    if fields.publish_at and fields.publish_at > now:
        return WAITING
    return OVER if fields.expires and fields.expires <= now else PUBLIC


def _unread(path: str, docs: Path, states: tuple[str, ...]) -> Row:
    """A post that can't be read as one; it stands above all others."""
    try:
        source = source_of(patiently((docs / path).read_bytes))
    except OSError:
        source = None
    fields = source.fields if source else {}
    title, day, author, cell = (_text(fields.get(name)) for name in ("title", "date", "author", "cell"))
    return Row(path, title or path, day, author, cell, (), states, "9999", _found_by(title, day, author, cell, path))


def _found_by(*texts: str) -> str:
    return fold(" ".join(texts))


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return " ".join(value.split()) if isinstance(value, str) else ""


def search(found: Sequence[Row], query: Mapping[str, str]) -> Mapping[str, Any]:
    """The rows that a search asks for, a page of them, with what there is to choose from."""
    words = fold(query.get("q", "")).split()
    wanted = [
        row
        for row in found
        if all(word in row.found_by for word in words)
        and query.get("state", "") in ("", *row.states)
        and query.get("cell", "") in ("", row.cell)
        and query.get("campaign", "") in ("", *row.campaigns)
    ]
    start = max(0, int(query["from"]) if query.get("from", "").isdecimal() else 0)
    shown = [asdict(row) | {"found_by": ""} for row in wanted[start : start + PER_PAGE]]
    cells = sorted({row.cell for row in found if row.cell}, key=fold)
    campaigns = sorted({one for row in found for one in row.campaigns}, key=fold)
    return {"rows": shown, "total": len(wanted), "next": start + PER_PAGE if start + PER_PAGE < len(wanted) else 0,
            "cells": cells, "campaigns": campaigns, "states": STATES}  # fmt: skip
