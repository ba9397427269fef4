"""What Python-Markdown has set aside while it works on a tree, and how a tree that refers to it is read."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from html import unescape

import markdown
from markdown.util import AMP_SUBSTITUTE

from newsroom.articles.text import INLINE, TextReader
from newsroom.articles.tree import Piece

_KEPT = re.compile("\x02wzxhzdk:(\\d+)\x03")
_PARTS = re.compile("(\x02wzxhzdk:\\d+\x03)")
_LATER = re.compile("\x02[^\x03]*\x03")
"""What Python-Markdown puts in only afterwards; it has no text."""
_TAG = re.compile(r"<([a-zA-Z][\w-]*)")
_SPACES = [
    "  ",
    *"\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000",
    *map(chr, range(0x2000, 0x200B)),
]
_WRAPPERS = frozenset({"article", "center", "div", "figure", "main", "section"})


class Stash:
    """The HTML that a converter has taken out of the body that it is at; numbers stand for it in the text."""

    def __init__(self, md: markdown.Markdown) -> None:
        self._md = md

    @property
    def blocks(self) -> list[object]:
        """What was set aside, by number; now and then an element."""
        return self._md.htmlStash.rawHtmlBlocks  # type: ignore[return-value]

    def written(self) -> Iterator[tuple[int, str]]:
        """Number and HTML of each block that is text."""
        return ((number, block) for number, block in enumerate(self.blocks) if isinstance(block, str))

    def rewrite(self, change: Callable[[int, str], str]) -> None:
        """Puts what is made of each block in its place."""
        for number, block in self.written():
            self.blocks[number] = change(number, block)

    def numbers_in(self, text: str) -> list[int]:
        """Of the blocks for which signs stand in a text."""
        return [int(number) for number in _KEPT.findall(text)] if "\x02" in text else []

    def only(self, text: str) -> str | None:
        """The HTML for which the whole text stands, if it does."""
        kept = _KEPT.fullmatch(text.strip())
        return self._of(kept) if kept else None

    def plain(self, text: str, unread: Collection[str] = ()) -> str:
        """What is read of a stretch of the tree; nothing within tags of these names."""
        if "\x02" not in text:
            return one_spaced(_unescaped(text))
        reader = TextReader(unread)
        for part in _PARTS.split(text):
            if kept := _KEPT.fullmatch(part):
                reader.feed(self._of(kept))
            else:
                reader.handle_data(_unescaped(part))
        return " ".join(reader.text.split())

    def prose(self, pieces: Sequence[Piece]) -> str:
        """What may cite, letter for letter."""
        text = "".join(" " * len(piece.text) if piece.cites_nothing else piece.text for piece in pieces)
        if "\x02" not in text:
            return text
        reader, parts = TextReader(), list[str]()
        for part in _PARTS.split(text):
            if kept := _KEPT.fullmatch(part):
                reader.feed(self._of(kept))
            parts.append(" " * len(part) if reader.is_hiding else part)
        return "".join(parts)

    def _of(self, found: re.Match[str]) -> str:
        kept = self.blocks[int(found[1])]
        return kept if isinstance(kept, str) else ""


def kind_of(html: str) -> str:
    """What a block that the author wrote in HTML is: `p` where it is running text."""
    tags = (tag.lower() for tag in _TAG.findall(html))
    tag = next((tag for tag in tags if tag not in _WRAPPERS), "p")
    return "td" if tag == "table" else "p" if tag in INLINE else tag


def one_spaced(text: str) -> str:
    """Words with one space between them, as most texts have them already: to split these takes six times as long."""
    if text[:1] == " " or text[-1:] == " " or any(map(text.__contains__, _SPACES)):
        return " ".join(text.split())
    return text


def _unescaped(text: str) -> str:
    return unescape(_LATER.sub("", text.replace(AMP_SUBSTITUTE, "&"))) if "&" in text or "\x02" in text else text
