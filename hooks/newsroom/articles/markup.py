"""Markdown → Article: the body's HTML with places left open for what only the whole site knows.

Addresses of other pages, pictures and directives are not known when one file is read, so the HTML holds marks in
their stead and filling.py puts them in. What is rendered thus depends on its own source alone; its Article, the little
that other pages need to know of it, is kept between builds, and the HTML is made again when the page is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from newsroom.articles.filling import CLOSE, OPEN, Body
from newsroom.articles.gates import gate
from newsroom.articles.pages import Article, Reference
from newsroom.articles.raw import embeds_of, with_targets_opened
from newsroom.articles.tree import Piece, picture_of, pictures_alone, runs
from newsroom.citations import Citation, find_citations

_STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")
_TAG = re.compile(r"<[^>]*>|\x02[^\x03]*\x03")  # what Python-Markdown puts in only afterwards has no text either
SENTENCE, LEAD_LENGTH = 60, 600  # letters


@dataclass(frozen=True)
class Rendered:
    """What a body came to."""

    article: Article
    body: Body


class Renderer:
    """One Markdown converter for all bodies: making a new one for each, as MkDocs does, costs as much as rendering."""

    def __init__(self, extensions: Sequence[Any], configs: dict[str, Any]) -> None:
        self.recipe = list(extensions), configs
        self._begin()

    def _begin(self) -> None:
        extensions, configs = self.recipe
        self._markdown = markdown.Markdown(extensions=extensions, extension_configs=configs)
        self._reader = _Reader(self._markdown)
        self._markdown.treeprocessors.register(self._reader, "newsroom", -10)  # after all others, unescaping included
        gate(self._markdown)

    def render(self, body: str) -> Rendered:
        """A Markdown body without frontmatter. Raises RecursionError for blocks in blocks without end."""
        self._markdown.reset()
        self._reader.start()
        try:
            html = self._markdown.convert(body.replace(OPEN, "").replace(CLOSE, ""))
        except RecursionError:
            self._begin()  # the converter would take the next body for an inner block of this one
            raise
        return Rendered(self._reader.article(), Body.of(html, self._reader.read()))


class _Reader(Treeprocessor):
    """Takes references, pictures, citations and plain text out of the finished tree, and leaves the marks."""

    def start(self) -> None:
        self.links: list[Reference] = []
        self.pictures: list[Reference] = []
        self.groups: list[tuple[int, ...]] = []
        self.citations: list[Citation] = []
        self.embeds: list[str] = []
        self.paragraphs: list[str] = []
        self.heading = ""
        self._linked: set[object] = set()

    def article(self) -> Article:
        """What was found, once the tree has been walked."""
        return Article(
            self.heading,
            _lead(self.read()),
            tuple(self.links),
            tuple(self.pictures),
            tuple(self.groups),
            tuple(self.citations),
            tuple(self.embeds),
        )

    def read(self) -> tuple[str, ...]:
        """The text, a block an entry."""
        return tuple(text for text in self.paragraphs if text)

    def run(self, root: Element) -> None:
        self._take_heading(root)
        self._group_pictures(root)
        self._take_references(root)
        self._take_raw_references()
        for pieces in runs(root):
            self._read(pieces)

    def _take_heading(self, root: Element) -> None:
        if len(root) and root[0].tag == "h1":
            self.heading = self._plain("".join(root[0].itertext()))
            root.remove(root[0])
        for element in root.iter("h1"):
            element.tag = "h2"  # the page's own title is its one h1

    def _group_pictures(self, root: Element) -> None:
        """Paragraphs that hold pictures alone become one mark for each run of them."""
        holder: Element | None = None
        for child in list(root):
            pictures = pictures_alone(child)
            if not pictures:
                holder = None
                continue
            first = len(self.pictures)
            self.pictures += [picture_of(img) for img in pictures]
            added = tuple(range(first, len(self.pictures)))
            if holder is not None:
                self.groups[-1] += added
                root.remove(child)
                continue
            holder = child
            self.groups.append(added)
            child.clear()
            child.text = f"{OPEN}g{len(self.groups) - 1}{CLOSE}"

    def _take_references(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and (href := element.get("href")) and not href.startswith("#"):
                element.set("href", self._open_link(unescape(href.replace(AMP_SUBSTITUTE, "&"))))
            elif element.tag == "img" and element.get("src"):
                element.set("src", self._open_picture(picture_of(element)))

    def _take_raw_references(self) -> None:
        """Those of tags that the author wrote, or a converter from Word."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        for number, block in enumerate(blocks):
            if isinstance(block, str) and "=" in block and not block.startswith("<!--"):
                blocks[number] = with_targets_opened(block, self._open_link, self._open_picture)
                self.embeds += embeds_of(block)

    def _open_link(self, target: str) -> str:
        self.links.append(Reference(target))
        return f"{OPEN}l{len(self.links) - 1}{CLOSE}"

    def _open_picture(self, picture: Reference) -> str:
        self.pictures.append(picture)
        return f"{OPEN}p{len(self.pictures) - 1}{CLOSE}"

    def _read(self, pieces: list[Piece]) -> None:
        text = "".join(piece.text for piece in pieces)
        if text.startswith(f"{OPEN}g"):
            return
        self.paragraphs.append(self._plain(text))
        prose = "".join(" " * len(piece.text) if piece.silent else piece.text for piece in pieces)
        marks = [mark for citation in find_citations(prose) if (mark := self._cite(citation, pieces))]
        for piece, start, end, number in reversed(marks):  # from the back, so that offsets before stay true
            inner = f"{OPEN}c{number}{CLOSE}{piece.text[start:end]}{OPEN}z{CLOSE}"
            piece.text = piece.text[:start] + inner + piece.text[end:]
            piece.write()

    def _cite(self, citation: Citation, pieces: list[Piece]) -> tuple[Piece, int, int, int] | None:
        """Notes the citation; gives its place if it is to be linked: the first mention, whole in one linkable piece."""
        self.citations.append(citation)
        if citation.symbol.key in self._linked:
            return None
        at = 0
        for piece in pieces:
            start, end = citation.start - at, citation.end - at
            if piece.linkable and start >= 0 and end <= len(piece.text):
                self._linked.add(citation.symbol.key)
                return piece, start, end, len(self.citations) - 1
            at += len(piece.text)
        return None

    def _plain(self, text: str) -> str:
        if "\x02" in text:
            text = _STASHED.sub(self._stashed, text).replace(AMP_SUBSTITUTE, "&")
        if "<" in text or "\x02" in text:
            text = _TAG.sub("", text)
        return " ".join((unescape(text) if "&" in text else text).split())

    def _stashed(self, found: re.Match[str]) -> str:
        kept = self.md.htmlStash.rawHtmlBlocks[int(found[1])]
        return kept if isinstance(kept, str) else ""


def _lead(paragraphs: Sequence[str]) -> str:
    """The first paragraph that is a sentence rather than a caption or a list's item."""
    return next((one for one in paragraphs if len(one) > SENTENCE), paragraphs[0] if paragraphs else "")[:LEAD_LENGTH]
