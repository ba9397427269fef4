"""A post on its way to another process; what is imported here is loaded there, so it is little."""

import datetime
from dataclasses import dataclass

from newsroom.articles.filling import paragraphs_of
from newsroom.search.tokens import SearchPost

Names = tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]]
"""Of authors, cell, directives and campaigns."""


@dataclass(frozen=True)
class PackedPost:
    """A post whose text is only taken apart where its piece of the index is made."""

    url: str
    title: str
    summary: str
    captions: tuple[str, ...]
    names: Names
    date: datetime.date
    text: bytes

    def read(self) -> SearchPost:
        """The summary leads, or else the first paragraph."""
        paragraphs = paragraphs_of(self.text)
        lead, body = (self.summary, paragraphs) if self.summary else ("".join(paragraphs[:1]), paragraphs[1:])
        return SearchPost(self.url, self.title, lead, "\n".join(body), self.captions, *self.names, self.date)
