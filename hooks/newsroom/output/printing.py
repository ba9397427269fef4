"""Sheets → files: templates rendered, bodies filled, feeds written out."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

from newsroom.addresses import absolute
from newsroom.articles.filling import Content
from newsroom.articles.page_parser import render_again, renderer_of
from newsroom.cache.trees import write
from newsroom.output.feeds import write_feed
from newsroom.output.rendering import KeptCode, environment, scrollable
from newsroom.output.sheets import FeedSheet, Frame, PageSheet, Rework, Sheet


@dataclass(frozen=True)
class _Text:
    """What templates know as `page`."""

    title: str
    content: Markup
    canonical_url: str | None


def print_sheets(packed_frame: bytes, building: str, sheets: Sequence[Sheet], rework: Rework | None = None) -> None:
    """`packed_frame` is pickled; `rework` gets every page before it is written."""
    frame, env = _environment(packed_frame)
    for sheet in sheets:
        if isinstance(sheet, FeedSheet):
            write(f"{building}/{sheet.path}", _feed(frame, sheet))
        else:
            html = env.get_template(sheet.template).render(_context(frame, sheet))
            whole = rework(sheet, html) if rework else html
            write(f"{building}/{sheet.path}", whole.encode("utf-8", "xmlcharrefreplace"))


@lru_cache(maxsize=1)
def _environment(packed_frame: bytes) -> tuple[Frame, jinja2.Environment]:
    frame: Frame = pickle.loads(packed_frame)
    loader = jinja2.FileSystemLoader(frame.folders)
    env = environment(loader, frame.site, problems=frame.problems, assets=frame.assets, preview=frame.preview)
    env.bytecode_cache = KeptCode(frame.store)
    return frame, env


def _feed(frame: Frame, sheet: FeedSheet) -> bytes:
    config = frame.config
    title = f"{sheet.title} – {config.site_name}" if sheet.title else config.site_name
    return write_feed(sheet.url, title, sheet.description, sheet.cards, config.site_url or "/")


def _context(frame: Frame, sheet: PageSheet) -> dict[str, Any]:
    url, config = sheet.view.url, frame.config
    canonical = absolute(config.site_url, url) if config.site_url and sheet.root is None else None
    return {
        "view": sheet.view,
        "page": _Text(sheet.view.title, scrollable(_content(frame, sheet).html), canonical),
        "config": config,
        "nav": frame.nav,
        "base_url": ("/".join([".."] * url.count("/")) or ".") if sheet.root is None else sheet.root,
    }


def _content(frame: Frame, sheet: PageSheet) -> Content:
    """With its body, made again if need be: the file is as it was when the page was read."""
    if sheet.unread is None or frame.markdown is None:
        return sheet.content
    path, place = sheet.unread
    body = render_again(path, place.read_bytes(), renderer_of(frame.markdown))
    return replace(sheet.content, body=body.packed_html)
