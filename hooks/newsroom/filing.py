"""Files what was read: which pages are published now, and the catalogue of all posts."""

import datetime
import math
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from newsroom.articles.pages import Page, Post
from newsroom.articles.parsing import Parsed
from newsroom.catalogue import Catalogue, compile_catalogue
from newsroom.frontmatter.days import HANOI
from newsroom.frontmatter.far_dates import far_dates
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.kinds import KINDS
from newsroom.problems import Problem


@dataclass(frozen=True)
class Filed:
    """`pages` are published; `hidden` are drafts and posts whose time has not come or is over.

    By itself nothing comes out or goes before `until`, in seconds since 1970.
    """

    pages: tuple[Page[PageFields], ...]
    hidden: tuple[Page[PageFields], ...]
    catalogue: Catalogue
    until: float
    problems: tuple[Problem, ...]


def file(parsed: Parsed, moment: datetime.datetime, *, preview: bool = False) -> Filed:
    """Everything that was read; a preview shows drafts and what is still to come, too."""
    by_url: dict[str, Page[PageFields]] = {}
    for _, one in parsed.files.values():
        if one.page:  # a second file for one address is told, and not shown in a preview
            by_url.setdefault(one.page.url, one.page)
    shown = {url: _is_published(page, moment, preview) for url, page in by_url.items()}
    pages = tuple(page for url, page in by_url.items() if shown[url])
    catalogue, found = compile_catalogue(_posts(pages), [page for page in pages if _is_of_a_topic(page)])
    told = [problem for _, one in parsed.files.values() for problem in one.problems]
    today = moment.astimezone(HANOI).date()
    told += [page.problem(*far, fatal=False) for page in by_url.values() for far in far_dates(page.fields, today)]
    hidden = tuple(page for url, page in by_url.items() if not shown[url])
    return Filed(pages, hidden, catalogue, _until(by_url.values(), moment), (*told, *found))


def _is_published(page: Page[PageFields], moment: datetime.datetime, preview: bool) -> bool:
    fields = page.fields
    if not isinstance(fields, PostFields):
        return True
    if fields.expires and fields.expires <= moment:
        return False
    waiting = fields.draft or (fields.publish_at is not None and fields.publish_at > moment)
    return preview or not waiting


def is_over(page: Page[PageFields]) -> bool:
    """Whether a hidden post was out once: it expires by itself, so a link to it must stop no build."""
    return isinstance(page.fields, PostFields) and page.fields.expires is not None and not page.fields.draft


def _posts(pages: Iterable[Page[PageFields]]) -> list[Post]:
    return [cast(Post, page) for page in pages if isinstance(page.fields, PostFields)]


def _is_of_a_topic(page: Page[PageFields]) -> bool:
    return page.path.partition("/")[0] in {kind.folder for kind in KINDS} and page.url.count("/") > 1


def _until(pages: Iterable[Page[PageFields]], moment: datetime.datetime) -> float:
    moments = [one for post in _posts(pages) for one in (post.fields.publish_at, post.fields.expires) if one]
    return min((one.timestamp() for one in moments if one > moment), default=math.inf)


def build_time() -> datetime.datetime:
    """The time that decides what is published; SOURCE_DATE_EPOCH sets it for a build to be repeated.

    Raises ValueError when that is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return datetime.datetime.now(datetime.UTC)
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        said = f"SOURCE_DATE_EPOCH là “{epoch}”, không phải số giây kể từ năm 1970; hãy sửa hoặc bỏ biến môi trường này"
        raise ValueError(said) from None
