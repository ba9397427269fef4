"""The places that a tree gets for the addresses of links and pictures, which only the whole site knows."""

from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE

from newsroom.articles.filling import CLOSE, OPEN
from newsroom.articles.pages import PICTURE, Reference
from newsroom.articles.raw import with_targets_opened
from newsroom.articles.tracking import without_tracking
from newsroom.articles.tree import picture_of, pictures_alone


class Places:
    """Links and pictures of one body, by the numbers under which they stand in it.

    A link to `title_id` leads to the top of the page, where the title is shown.
    """

    def __init__(self, title_id: str) -> None:
        self._title_id = title_id
        self._links: list[Reference] = []
        self._within: list[Reference] = []
        self.pictures: list[Reference] = []
        self.groups: list[tuple[int, ...]] = []

    def links(self, anchors: Iterable[str]) -> tuple[Reference, ...]:
        """Gives links with a place, then those within the page that lead to none of its anchors."""
        known = frozenset(anchors)
        return (*self._links, *(one for one in self._within if one.target[1:] not in known))

    def group_pictures(self, root: Element) -> None:
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

    def open_in_tree(self, root: Element) -> None:
        """Opens places for the links and pictures that Markdown made."""
        for element in root.iter():
            if element.tag == "a" and (href := element.get("href")) is not None:
                element.set("href", self._open_link(unescape(href.replace(AMP_SUBSTITUTE, "&"))))
            elif element.tag == "img" and element.get("src") is not None:
                element.set("src", self._open_picture(picture_of(element)))

    def open_in_block(self, block: str) -> str:
        """Opens places for those of tags that the author wrote, or a converter from Word."""
        return with_targets_opened(block, self._open_link, self._open_picture) if "=" in block else block

    def _open_link(self, target: str) -> str:
        if self._title_id and target == f"#{self._title_id}":
            return "#top"
        if not target or target.startswith("#"):
            self._within.append(Reference(unquote(target)))
            return target
        self._links.append(Reference(without_tracking(target)))
        return f"{OPEN}l{len(self._links) - 1}{CLOSE}"

    def _open_picture(self, picture: Reference) -> str:
        if not picture.target:
            self._within.append(Reference("", PICTURE))
            return ""
        self.pictures.append(picture)
        return f"{OPEN}p{len(self.pictures) - 1}{CLOSE}"
