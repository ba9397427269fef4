"""What stands in the tree that Python-Markdown makes of a body: runs of text, and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from newsroom.articles.pages import Reference

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNLINKED = _HEADINGS | {"a"}
_SILENT = frozenset({"code", "pre", "script", "style"})
_INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "u"}
)


@dataclass
class Piece:
    """A stretch of text in the tree: an element's text, or its tail."""

    element: Element
    tail: bool
    text: str
    linkable: bool
    silent: bool = False

    def write(self) -> None:
        """Puts the text back where it came from."""
        if self.tail:
            self.element.tail = self.text
        else:
            self.element.text = self.text


def picture_of(element: Element) -> Reference:
    """What an `img` shows, its title the caption."""
    alt = element.get("alt") or ""
    return Reference(element.get("src") or "", element.get("title") or alt, alt)


def pictures_alone(paragraph: Element) -> list[Element]:
    """The pictures of a paragraph that has nothing else in it, else none."""
    if paragraph.tag != "p" or not len(paragraph) or (paragraph.text or "").strip():
        return []
    if any(child.tag not in ("img", "br") or (child.tail or "").strip() for child in paragraph):
        return []
    return [child for child in paragraph if child.tag == "img" and child.get("src")]


def runs(root: Element) -> Iterator[list[Piece]]:
    """The text of each block, in reading order, in the pieces in which the tree holds it."""
    run: list[Piece] = []

    def walk(element: Element, linkable: bool, silent: bool) -> Iterator[list[Piece]]:
        nonlocal run
        inline = element.tag in _INLINE
        inner = (linkable and element.tag not in _UNLINKED, silent or element.tag in _SILENT)
        if not inline and run:
            yield run
            run = []
        if element.text:
            run.append(Piece(element, False, element.text, *inner))
        for child in element:
            yield from walk(child, *inner)
            if child.tail:
                run.append(Piece(child, True, child.tail, *inner))
        if not inline and run:
            yield run
            run = []

    yield from walk(root, True, False)
    if run:
        yield run
