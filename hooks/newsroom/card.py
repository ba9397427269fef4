"""The card by which listings show a post."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from newsroom.kinds import KINDS, Kind
from newsroom.labels import Link

NO_TOPICS: Mapping[str, tuple[Link, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class CardPicture:
    """A picture cropped to the card's shape; `srcset` pairs are (mime type, srcset of root-relative addresses)."""

    src: str
    width: int
    height: int
    alt: str
    sources: tuple[tuple[str, str], ...] = ()


class Card(NamedTuple):
    """A post as listings show it; `topics` are by the name of their kind."""

    url: str
    title: str
    summary: str
    date: datetime.date
    topics: Mapping[str, tuple[Link, ...]] = NO_TOPICS
    picture: CardPicture | None = None
    featured: bool = False
    draft: bool = False

    def shown(self, place: str) -> list[tuple[Kind, tuple[Link, ...]]]:
        """The topics that stand `over` the title or in the `line` below it, by kind."""
        shown = [(kind, self.topics.get(kind.name, ())) for kind in KINDS if kind.on_card == place]
        return [(kind, links) for kind, links in shown if links]
