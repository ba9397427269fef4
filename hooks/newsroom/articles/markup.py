"""Markdown → Article: the body's HTML with places left open for what only the whole site knows.

Addresses of other pages, pictures and directives are not known when one file is read, so the HTML holds marks in
their stead and filling.py puts them in. What is rendered thus depends on its own source alone; its Article, the little
that other pages need to know of it, is kept between builds, and the HTML is made again when the page is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from newsroom.articles.accessible import make_accessible
from newsroom.articles.attributes import Attributes
from newsroom.articles.bare_addresses import link_bare_addresses
from newsroom.articles.batches import OURS
from newsroom.articles.cleaning import clean_at_the_end
from newsroom.articles.comments import drop_comments
from newsroom.articles.fences import find_fences
from newsroom.articles.filling import CLOSE, OPEN, Body
from newsroom.articles.habits import take_as_meant
from newsroom.articles.habits.leftovers import lost_footnotes
from newsroom.articles.habits.notes import lost_addresses
from newsroom.articles.habits.remarks import Remark, Remarks
from newsroom.articles.inner_fences import find_inner_fences
from newsroom.articles.marks import add_marks
from newsroom.articles.notes import count_notes_once, make_note_ids_valid
from newsroom.articles.pages import Article
from newsroom.articles.prefilters import add_prefilters
from newsroom.articles.stash import Stash
from newsroom.articles.walk import NOTHING, Found, walk
from newsroom.articles.wording import translate
from newsroom.processes.memory import keep_memory


@dataclass(frozen=True)
class Rendered:
    """What a body came to."""

    article: Article
    body: Body
    has_open_comment: bool = False
    remarks: tuple[Remark, ...] = ()


class Renderer:
    """One Markdown converter for all bodies: making a new one for each, as MkDocs does, costs as much as rendering."""

    def __init__(self, extensions: Sequence[Any], configs: dict[str, Any]) -> None:
        keep_memory()
        self.recipe = list(extensions), configs
        self._reader = _Reader(self.recipe)

    def render(self, body: str, title: str = "") -> Rendered:
        """A Markdown body without frontmatter; its first heading is its title, unless that is given and another.

        Raises RecursionError for blocks in blocks without end.
        """
        try:
            html, found, remarks = self._reader.read(body.replace(OPEN, "").replace(CLOSE, ""), title)
        except BaseException:
            self._reader = _Reader(self.recipe)  # the old one would take the next body for an inner block of this one
            raise
        return Rendered(found.article, Body.of(html, found.texts), found.has_open_comment, remarks)


class _Reader(Treeprocessor):
    """A converter that walks over each finished tree before it becomes HTML."""

    def __init__(self, recipe: tuple[list[Any], dict[str, Any]]) -> None:
        extensions, configs = recipe
        super().__init__(markdown.Markdown(extensions=extensions, extension_configs=configs))
        self._hosts = tuple(configs.get(OURS, {}).get("video_hosts", ()))
        self._origins = clean_at_the_end(self.md)
        self._stash = Stash(self.md)
        self._title = ""
        self._found = NOTHING
        self.md.treeprocessors.register(self, "newsroom", -10)  # after all others, unescaping included
        drop_comments(self.md)
        self._told = Remarks()
        translate(self.md)
        link_bare_addresses(self.md)
        take_as_meant(self.md, self._told)
        add_marks(self.md, self._told)
        make_accessible(self.md)
        find_fences(self.md)
        find_inner_fences(self.md)
        make_note_ids_valid(self.md)
        count_notes_once(self.md)
        add_prefilters(self.md)

    def read(self, body: str, title: str) -> tuple[str, Found, tuple[Remark, ...]]:
        """The HTML of a body, what was found in it, and what is to be told of it."""
        self.md.reset()
        self._told.clear()
        self._title, self._found = title, NOTHING
        html = self.md.convert(body)
        lost = (*lost_footnotes(self.md), *lost_addresses(self.md))
        return html, self._found, (*self._told, *lost, *self._found.remarks)

    def run(self, root: Element) -> None:
        self._found = walk(root, self._stash, self._origins.trusted(), Attributes(self._hosts), self._title)
