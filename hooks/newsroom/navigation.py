"""The navigation, as templates know it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.plan import Planned


@dataclass(frozen=True)
class NavEntry:
    """An entry of the navigation; without a title of its own it has that of its page."""

    title: str
    url: str
    is_homepage: bool = False
    is_link: bool = False
    children: None = None


def titled(nav: Iterable[NavEntry], pages: "Mapping[str, Planned]") -> tuple[NavEntry, ...]:
    """The entries that lead somewhere, each with a title; a file that is not there is a link without one."""
    shown = (entry for entry in nav if (entry.title if entry.is_link else entry.url in pages))
    return tuple(entry if entry.title else replace(entry, title=pages[entry.url].title) for entry in shown)
