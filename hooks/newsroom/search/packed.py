"""A post on its way to another process; what is imported here is loaded there, so it is little."""

import datetime
from typing import NamedTuple

from newsroom.articles.filling import Body, paragraphs_of
from newsroom.articles.spool import Spooled
from newsroom.search.tokens import SearchPost

Names = tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]]
"""Of authors, cell, directives and campaigns."""


class PackedPost(NamedTuple):
    """A post whose text is only taken apart where its piece of the index is made."""

    url: str
    title: str
    summary: str
    captions: tuple[str, ...]
    names: Names
    date: datetime.date
    body: Body | Spooled

    def kept(self) -> "PackedPost":
        """As the next build will find it, when nothing is put aside any more: all but the HTML."""
        return self._replace(body=Body(b"", self.body.packed_text))

    def read(self) -> SearchPost:
        """The summary leads, or else the first paragraph."""
        paragraphs = paragraphs_of(self.body.packed_text)
        lead, body = (self.summary, paragraphs) if self.summary else ("".join(paragraphs[:1]), paragraphs[1:])
        return SearchPost(self.url, self.title, lead, "\n".join(body), self.captions, *self.names, self.date)
