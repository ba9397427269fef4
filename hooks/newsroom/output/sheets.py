"""What is to be written: a sheet for each page and feed, and the frame that all of a build have in common."""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.app_icons import AppIcons
from newsroom.articles.filling import Content
from newsroom.cache.store import Store
from newsroom.card import Card
from newsroom.navigation import NavEntry
from newsroom.settings import Settings
from newsroom.setup import Config
from newsroom.views import View


@dataclass(frozen=True)
class Frame:
    """What all pages of a build have in common; `folders` hold the templates, the first one first.

    `markdown` is what a renderer is made from, None when it can't be sent. `build` tells one build from the next: what
    is rendered once a build must not outlive it, as it would in `serve`. `share_card` is a path under the site's root.
    """

    folders: tuple[str, ...]
    site: Settings
    config: Config
    nav: tuple[NavEntry, ...]
    problems: tuple[str, ...]
    assets: str
    store: Store
    markdown: bytes | None
    icons: AppIcons
    share_card: str
    preview: bool = False
    build: int = field(default_factory=time.monotonic_ns)


@dataclass(frozen=True)
class PageSheet:
    """One page to be written; `unread` is the file, path and place, whose body its content still lacks.

    `root` is the way to the site's root where it is not a relative one.
    """

    path: str
    view: View
    template: str
    content: Content
    unread: tuple[str, Path] | None = None
    root: str | None = None


@dataclass(frozen=True)
class FeedEntry:
    """A post of a feed, its text as a page's is; `key` settles the text, which an earlier build may have finished."""

    card: Card
    key: str
    content: Content
    unread: tuple[str, Path] | None = None
    updated: datetime.date | None = None


@dataclass(frozen=True)
class FeedSheet:
    """One feed to be written; that of the whole site has no title."""

    path: str
    url: str
    title: str
    description: str
    entries: tuple[FeedEntry, ...]


Sheet = PageSheet | FeedSheet
Rework = Callable[[PageSheet, str], str]
"""What other hooks make of a finished page: its sheet, HTML → HTML."""
