"""Pages rendered and written, on every processor when there are many: what MkDocs does page by page, without its toll.

MkDocs itself builds only the pages of its navigation, which it must know; a page here is a view, a body and a template.
"""

import pickle
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import jinja2

from newsroom.articles.filling import Content
from newsroom.cache.store import Store
from newsroom.cache.trees import write
from newsroom.feeds import absolute
from newsroom.navigation import NavEntry
from newsroom.rendering import KeptCode, equip
from newsroom.settings import Settings
from newsroom.views import View
from newsroom.workers import run_all

CHUNK = 64  # pages: some 30 ms of work
MANY = 256  # fewer are written sooner than processes start


@dataclass(frozen=True)
class Config:
    """The settings of mkdocs.yml that templates read."""

    site_name: str
    site_url: str
    site_description: str


@dataclass(frozen=True)
class Frame:
    """What all pages of a build have in common; `folders` hold the templates, the first one first.

    `build` tells one build from the next: what is rendered once a build must not outlive it, as it would in `serve`.
    """

    folders: tuple[str, ...]
    site: Settings
    config: Config
    nav: tuple[NavEntry, ...]
    problems: tuple[str, ...]
    version: str
    store: Store
    build: int = field(default_factory=time.monotonic_ns)


@dataclass(frozen=True)
class Sheet:
    """One page to be written."""

    view: View
    template: str
    content: Content


@dataclass(frozen=True)
class _Text:
    """What templates know as `page`."""

    title: str
    content: str
    canonical_url: str | None


Work = tuple[bytes, str, Sequence[Sheet]]


def write_pages(frame: Frame, building: Path, sheets: Iterable[Sheet]) -> int:
    """Renders sheets into the folder that is being built, the first while later ones are still being made; how many."""
    recipe = pickle.dumps(frame)
    chunks: Iterator[Work] = ((recipe, str(building), chunk) for chunk in _chunks(iter(sheets)))
    count = 0
    for work, failed in run_all(write_chunk, chunks, worth=MANY // CHUNK):
        if isinstance(failed, Exception):
            write_chunk(work)  # a process may have died; what is wrong with a template is raised from here
        count += len(work[2])
    return count


def _chunks(sheets: Iterator[Sheet]) -> Iterator[list[Sheet]]:
    while chunk := list(islice(sheets, CHUNK)):
        yield chunk


def write_chunk(work: Work) -> None:
    """Writes some pages, perhaps in another process."""
    recipe, building, sheets = work
    frame, env = _environment(recipe)
    templates = {name: env.get_template(name) for name in {sheet.template for sheet in sheets}}
    for sheet in sheets:
        html = templates[sheet.template].render(_context(frame, sheet))
        write(f"{building}/{sheet.view.url}index.html", html.encode("utf-8", "xmlcharrefreplace"))


@lru_cache(maxsize=1)
def _environment(recipe: bytes) -> tuple[Frame, jinja2.Environment]:
    frame: Frame = pickle.loads(recipe)
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(frame.folders), auto_reload=False)  # as MkDocs has it
    env.bytecode_cache = KeptCode(frame.store)
    equip(env, frame.site, problems=frame.problems, version=frame.version)
    return frame, env


def _context(frame: Frame, sheet: Sheet) -> dict[str, Any]:
    url = sheet.view.url
    canonical = absolute(frame.config.site_url, url) if frame.config.site_url else None
    return {
        "view": sheet.view,
        "page": _Text(sheet.view.title, sheet.content.html, canonical),
        "config": frame.config,
        "nav": frame.nav,
        "base_url": "/".join([".."] * url.count("/")) or ".",
    }
