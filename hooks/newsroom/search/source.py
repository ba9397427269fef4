"""A post on its way to the index; another process loads what is imported here, so it is little."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from newsroom.articles.filling import Body, paragraphs_of
from newsroom.articles.spool import Spooled
from newsroom.search.tokens import SearchPost


class PackedPost(NamedTuple):
    """A post whose text is only taken apart where its piece of the index is made."""

    url: str
    title: str
    summary: str
    captions: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]
    date: datetime.date
    body: Body | Spooled

    def kept(self) -> "PackedPost":
        """The post with its text and without its HTML, as the next build can read it."""
        return self._replace(body=Body(b"", self.body.packed_text))

    def read(self) -> SearchPost:
        """The post with its text; the summary leads, or else the first paragraph."""
        paragraphs = paragraphs_of(self.body.packed_text)
        lead, body = (self.summary, paragraphs) if self.summary else ("".join(paragraphs[:1]), paragraphs[1:])
        return SearchPost(
            url=self.url,
            title=self.title,
            lead=lead,
            body="\n".join(body),
            captions=self.captions,
            topics=self.topics,
            date=self.date,
        )


Source = SearchPost | PackedPost
