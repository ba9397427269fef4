"""Directives: the documents that pages declare or posts name, with the posts of each."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from newsroom.articles.pages import Page, Post
from newsroom.catalogue.naming import Naming
from newsroom.catalogue.topics import Topic
from newsroom.citations import Symbol
from newsroom.frontmatter.schema import DirectiveFields
from newsroom.kinds import DIRECTIVE

Written = Page[DirectiveFields]


@dataclass(frozen=True, eq=False)
class Directive(Topic):
    """A document. `posts` were written to carry it out, `mentions` name it in their text; both are oldest first."""

    symbol: Symbol
    issuer: str
    date: datetime.date | None
    type_name: str
    subject: str
    mentions: tuple[Post, ...]


@dataclass(eq=False)
class Document:
    """One identity while it is being put together: its page, or the year that tells it from its namesakes."""

    symbol: Symbol
    page: Written | None
    year: int | None
    namings: list[Naming] = field(default_factory=list)
    posts: dict[str, Post] = field(default_factory=dict)
    mentions: dict[str, Post] = field(default_factory=dict)


def finished(document: Document, url: str) -> Directive:
    """What is said of it on most pages, where its own does not say."""
    page, namings = document.page, document.namings
    dates = Counter(naming.date for naming in namings if naming.date)
    issuers = Counter(naming.issuer for naming in namings if naming.issuer)
    types = Counter(naming.type_name for naming in namings if naming.type_name)
    fields = page.fields if page else None
    mentions = (post for path, post in document.mentions.items() if path not in document.posts)
    return Directive(
        DIRECTIVE,
        document.symbol.text,
        url,
        page,
        tuple(document.posts.values()),
        document.symbol,
        (fields.issuer if fields else "") or _commonest(issuers),
        (fields.date if fields else None) or (min(dates, key=lambda day: (-dates[day], day)) if dates else None),
        _commonest(types) or document.symbol.type_name,
        (fields.title if fields else "") or "",
        tuple(mentions),
    )


def _commonest(counts: Mapping[str, int]) -> str:
    return min(counts, key=lambda text: (-counts[text], text)) if counts else ""
