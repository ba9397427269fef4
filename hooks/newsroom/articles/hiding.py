"""What an author hides leaves the page: whoever opens its source would read it, and so would a search engine."""

import re
from xml.etree.ElementTree import Element

from newsroom.articles.allowed import ADDRESSES, DROPPED, VOID
from newsroom.articles.stash import Stash
from newsroom.articles.text import INLINE

_HIDDEN = re.compile(r"<([a-z][a-z0-9]*)(?=[^<>]*\shidden=\"\")[^<>]*>")
_VOID = VOID | {"input"}
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*+)([^<>]*)>")
_ADDRESS = re.compile(rf"\s(?:{'|'.join(sorted(ADDRESSES))})=\"[^\"]*\"")


def without_hidden(html: str) -> str:
    """Well-formed HTML without its hidden elements."""
    parts, at = [], 0
    while found := _HIDDEN.search(html, at):
        parts.append(html[at : found.start()])
        at = found.end() if found[1] in _VOID else _end(html, found)
    return "".join(parts) + html[at:]


def _end(html: str, opening: re.Match[str]) -> int:
    """Where the element ends that a tag opens."""
    depth = 0
    for tag in re.compile(rf"<(/?){opening[1]}(?=[\s>])[^<>]*>").finditer(html, opening.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


class _Reading:
    """Goes over tags in their order; a hidden element may begin in one piece of HTML and end in another."""

    def __init__(self) -> None:
        self._name, self._depth = "", 0

    @property
    def is_hiding(self) -> bool:
        """Whether what comes next is hidden."""
        return self._depth > 0

    def end(self) -> None:
        """Forgets an element that was left open, which ends with the block that it stands in."""
        self._depth = 0

    def without_addresses(self, html: str) -> str:
        """The HTML, in which no hidden tag names a file any more."""
        return _TAG.sub(self._tag, html)

    def _tag(self, found: re.Match[str]) -> str:
        name = found[2].lower()
        opens = not found[1] and name not in _VOID
        if self._depth:
            self._depth += (opens - bool(found[1])) * (name == self._name)
        elif not found[1] and (' hidden=""' in found[3] or name in DROPPED):
            self._name, self._depth = name, int(opens)
        else:
            return found[0]
        return f"<{found[1]}{found[2]}{_ADDRESS.sub('', found[3])}>"


def name_no_hidden_files(root: Element, stash: Stash) -> None:
    """Takes the addresses out of what is hidden in a tree, so that none is looked for, and no file goes out for it."""
    reading = _Reading()

    def read(text: str | None) -> None:
        for number in stash.numbers_in(text or ""):
            if isinstance(block := stash.blocks[number], str) and "<" in block:
                stash.blocks[number] = reading.without_addresses(block)

    def walk(element: Element, within: bool) -> None:
        within = within or "hidden" in element.attrib
        for name in ADDRESSES & element.attrib.keys() if within or reading.is_hiding else ():
            del element.attrib[name]
        read(element.text)
        for child in element:
            walk(child, within)
            read(child.tail)
        if element.tag not in INLINE:
            reading.end()

    walk(root, within=False)
