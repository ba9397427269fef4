"""What stands in the tree that Python-Markdown makes of a body: runs of text, and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from newsroom.articles.pages import Reference
from newsroom.articles.text import INLINE, is_hidden, is_source, raised

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARTS = _HEADINGS | {"td", "th", "footnote", "caption", "dt", "figcaption", "label", "summary", "title"}
"""Blocks that are parts of something, and say nothing alone."""
_UNREAD = frozenset({"footnote-ref", "footnote-backref", "headerlink"})
_UNLINKED = _HEADINGS | {"a", "label", "summary"}
SILENT = frozenset({"code", "kbd", "pre"})
"""What is in them is read, but cites nothing."""


@dataclass
class Piece:
    """A stretch of text in the tree: an element's text, or its tail."""

    element: Element
    tail: bool
    text: str
    linkable: bool
    silent: bool = False
    source: bool = False

    @property
    def read(self) -> str:
        """The text as it is read, letter for letter."""
        return self.text if self.tail else raised("sup" if self.source else str(self.element.tag), self.text)

    @property
    def cites_nothing(self) -> bool:
        """Code is an example, and what is raised is a mark."""
        return self.silent or self.read != self.text

    def write(self) -> None:
        """Puts the text back where it came from."""
        if self.tail:
            self.element.tail = self.text
        else:
            self.element.text = self.text


def picture_of(element: Element) -> Reference:
    """What an `img` shows, its title the caption; Python-Markdown leaves references such as `&#42;` in both."""
    alt = unescape(element.get("alt") or "")
    return Reference(element.get("src") or "", unescape(element.get("title") or "") or alt, alt)


def pictures_alone(paragraph: Element) -> list[Element]:
    """The pictures of a paragraph that has nothing else in it, else none."""
    if paragraph.tag != "p" or not len(paragraph) or (paragraph.text or "").strip():
        return []
    if any(child.tag not in ("img", "br") or (child.tail or "").strip() for child in paragraph):
        return []
    return [child for child in paragraph if child.tag == "img" and child.get("src")]


class Run(NamedTuple):
    """The text of one block, in the pieces in which the tree holds it; `block` is the tag that makes it one."""

    block: str
    pieces: list[Piece]


def runs(root: Element) -> Iterator[Run]:
    """The text of each block, in reading order."""
    run: list[Piece] = []

    def walk(element: Element, block: str, linkable: bool, silent: bool) -> Iterator[Run]:
        nonlocal run
        inline = element.tag in INLINE
        if inline and (element.tag == "del" or element.get("class") in _UNREAD):
            return
        outer = block
        block = outer if inline or outer in PARTS else _kind(element)
        inner = (linkable and element.tag not in _UNLINKED, silent or element.tag in SILENT)
        if not inline and run:
            yield Run(outer, run)
            run = []
        if element.text:
            source = is_source(str(element.tag), element.text, run[-1].text if run else "")
            run.append(Piece(element, False, element.text, *inner, source))
        for child in element:
            if not is_hidden(str(child.tag), child.attrib):
                yield from walk(child, block, *inner)
            if child.tail:
                run.append(Piece(child, True, child.tail, *inner))
        if not inline and run:
            yield Run(block, run)
            run = []

    yield from walk(root, "", True, False)
    if run:
        yield Run("", run)


def _kind(element: Element) -> str:
    return {"footnote": "footnote", "admonition-title": "title"}.get(element.get("class", ""), element.tag)
