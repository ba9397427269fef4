"""Sheets → files: templates rendered, bodies filled, feeds written out."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

from newsroom.addresses import JSON_FEED, absolute
from newsroom.articles.filling import Content
from newsroom.cache.refusals import patiently
from newsroom.cache.trees import write
from newsroom.output.feed_texts import finished_items
from newsroom.output.feeds import Channel, write_rss
from newsroom.output.json_feed import write_json_feed
from newsroom.output.rendering import KeptCode, environment, scrollable
from newsroom.output.sheets import FeedEntry, FeedSheet, Frame, PageSheet, Rework, Sheet
from newsroom.output.structured import Publisher, structured_data


@dataclass(frozen=True)
class _Text:
    """What templates know as `page`."""

    title: str
    content: Markup
    canonical_url: str | None


def print_sheets(packed_frame: bytes, building: str, sheets: Sequence[Sheet], rework: Rework | None = None) -> None:
    """`packed_frame` is pickled; `rework` gets every page before it is written."""
    frame, env, publisher = _environment(packed_frame)
    for sheet in sheets:
        if isinstance(sheet, FeedSheet):
            write(f"{building}/{sheet.path}", _feed(frame, sheet))
        else:
            html = env.get_template(sheet.template).render(_context(frame, sheet, publisher))
            whole = rework(sheet, html) if rework else html
            write(f"{building}/{sheet.path}", whole.encode("utf-8", "xmlcharrefreplace"))


@lru_cache(maxsize=1)
def _environment(packed_frame: bytes) -> tuple[Frame, jinja2.Environment, Publisher]:
    frame: Frame = pickle.loads(packed_frame)
    loader = jinja2.FileSystemLoader(frame.folders)
    shown = {"problems": frame.problems, "assets": frame.assets, "preview": frame.preview}
    icon = frame.icons.path("180")
    env = environment(loader, frame.site, share_card=frame.share_card, icon_180=icon, **shown)
    env.bytecode_cache = KeptCode(frame.store)
    return frame, env, Publisher(frame.site, frame.config.site_url, frame.icons.path("512"))


def _feed(frame: Frame, sheet: FeedSheet) -> bytes:
    config = frame.config
    title = f"{sheet.title} – {config.site_name}" if sheet.title else config.site_name
    channel = Channel(sheet.url, title, sheet.description, config.site_url)
    write_feed = write_json_feed if sheet.path.endswith(JSON_FEED) else write_rss
    return write_feed(channel, finished_items(frame, sheet, lambda entry: _whole(frame, entry).html))


def _context(frame: Frame, sheet: PageSheet, publisher: Publisher) -> dict[str, Any]:
    url, config = sheet.view.url, frame.config
    canonical = absolute(config.site_url, url) if sheet.root is None else None
    return {
        "view": sheet.view,
        "page": _Text(sheet.view.title, scrollable(_whole(frame, sheet).html), canonical),
        "config": config,
        "structured": structured_data(sheet.view, publisher) if canonical else "",
        "nav": frame.nav,
        "base_url": ("/".join([".."] * url.count("/")) or ".") if sheet.root is None else sheet.root,
    }


def _whole(frame: Frame, one: PageSheet | FeedEntry) -> Content:
    """Gives a page with its body, made again if need be: the file is as it was when the page was read."""
    if one.unread is None or frame.markdown is None:
        return one.content
    from newsroom.articles.page_parser import render_again, renderer_of  # with Markdown, which a clean build has used

    path, place = one.unread
    body = render_again(path, patiently(place.read_bytes), renderer_of(frame.markdown))
    return replace(one.content, body=body.packed_html)
