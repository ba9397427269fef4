"""The bodies of pages: as they were rendered when just read, else made again from files that are as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.articles.batches import DigestedFile, Markdown, packed, parse_each
from newsroom.articles.filling import Body
from newsroom.articles.pages import Page, Post
from newsroom.articles.spool import Spooled
from newsroom.cache.refusals import patiently
from newsroom.docs import Docs
from newsroom.frontmatter.schema import PageFields


@dataclass(frozen=True)
class Bodies:
    """The bodies of what was read, by path."""

    files: Mapping[str, DigestedFile]
    docs: Docs
    markdown: Markdown

    def at_hand(self, page: Page[PageFields]) -> Body | Spooled | None:
        """Only if the page was just read."""
        return self.files[page.path][1].body

    def of(self, page: Page[PageFields]) -> Body | Spooled:
        """Made again if need be."""
        return self.at_hand(page) or self._render_again(page)

    def _render_again(self, page: Page[PageFields]) -> Body:
        from newsroom.articles.markup import Renderer
        from newsroom.articles.page_parser import render_again, renderer_of

        packed_markdown = packed(self.markdown)
        renderer = renderer_of(packed_markdown) if packed_markdown else Renderer(*self.markdown)
        return render_again(page.path, patiently(self.docs[page.path].read_bytes), renderer)

    def texts(self, posts: Sequence[Post]) -> dict[str, Body | Spooled]:
        """Gives the texts by path; those to be made again are shared out over the processors."""
        bodies = {post.path: self.at_hand(post) for post in posts}
        again = self.docs.places(path for path, body in bodies.items() if body is None)
        bodies |= {path: file.body for path, (_, file) in parse_each(again, self.markdown)}
        return {path: body for path, body in bodies.items() if body}
