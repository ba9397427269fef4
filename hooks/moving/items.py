"""An article of another site, whatever site that was."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from bs4 import BeautifulSoup


@dataclass(frozen=True, kw_only=True)
class Item:
    """`html` is its text as the site stored it; `addresses` are its old ones, the first the one it was known by.

    `is_loose`: an empty line in the text begins a paragraph, as WordPress has it. `unsure` says why it may not be
    published as it is.
    """

    title: str
    html: str
    day: datetime.date | None = None
    authors: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    summary: str = ""
    addresses: tuple[str, ...] = ()
    image: str = ""
    image_caption: str = ""
    is_loose: bool = False
    unsure: str = ""


@dataclass(frozen=True)
class Collection:
    """All articles of a file, sentences on what else it holds, and the addresses of pictures by number."""

    items: tuple[Item, ...]
    report: tuple[str, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)


def words_of(html: str) -> str:
    """What is read of a title or a lead that may hold tags and references, in one line."""
    shown = BeautifulSoup(html, "html.parser").get_text(" ") if "<" in html or "&" in html else html
    return " ".join(shown.split())
