"""What is taken out of the tree that Python-Markdown makes of a body: references, pictures, citations, plain text."""

import re
from collections.abc import Collection, Sequence
from html import unescape
from itertools import chain
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import markdown
from markdown.util import AMP_SUBSTITUTE

from newsroom.articles.anchors import anchors_of
from newsroom.articles.attributes import Attributes
from newsroom.articles.cleaning import Origins
from newsroom.articles.filling import CLOSE, OPEN
from newsroom.articles.habits.leftovers import signs_in_html, signs_left
from newsroom.articles.habits.remarks import Remark
from newsroom.articles.pages import PICTURE, Article, Reference
from newsroom.articles.raw import embeds_of, with_targets_opened
from newsroom.articles.text import INLINE, TextReader
from newsroom.articles.tree import PARTS, SILENT, Piece, Run, picture_of, pictures_alone, runs
from newsroom.citations import Citation, find_citations
from newsroom.comments import without_comments
from newsroom.vietnamese import slug

_STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")
_KEPT = re.compile("(\x02wzxhzdk:\\d+\x03)")
_LATER = re.compile("\x02[^\x03]*\x03")
"""What Python-Markdown puts in only afterwards; it has no text."""
_TAG = re.compile(r"<([a-zA-Z][\w-]*)")
_WRAPPERS = frozenset({"article", "center", "div", "figure", "main", "section"})
SENTENCE, LEAD_LENGTH = 60, 600  # letters


class Walk:
    """Takes references, pictures, citations and plain text out of one finished tree, and leaves the marks."""

    def __init__(self, md: markdown.Markdown, attributes: Attributes, origins: Origins, title: str = "") -> None:
        self._md = md
        self.attributes = attributes
        self._origins = origins
        self._title = title
        self._links: list[Reference] = []
        self._pictures: list[Reference] = []
        self._groups: list[tuple[int, ...]] = []
        self._citations: list[Citation] = []
        self._unopened: list[Reference] = []
        self._anchors: tuple[str, ...] = ()
        self._embeds: list[str] = []
        self._blocks: list[tuple[str, str]] = []
        self._heading = ""
        self._title_id = ""
        self.has_open_comment = False
        self._linked: set[object] = set()
        self.signs: list[Remark] = []

    def article(self) -> Article:
        """What was found, once the tree has been walked."""
        return Article(
            self._heading,
            _lead(self._blocks),
            (*self._links, *(one for one in self._unopened if one.target[1:] not in self._anchors)),
            tuple(self._pictures),
            tuple(self._groups),
            tuple(self._citations),
            tuple(self._embeds),
            self._anchors,
        )

    def texts(self) -> tuple[str, ...]:
        """The text, a block an entry."""
        return tuple(text for _, text in self._blocks)

    def over(self, root: Element) -> None:
        """Finds all that there is, once."""
        self._take_heading(root)
        self._drop_comments(root)
        self._mend(root)
        self._group_pictures(root)
        _drop_lost_ways_back(root)
        self._take_references(root)
        self._take_raw_references()
        title = (self._title_id,) if self._title_id else ()  # at the top, where a browser stays that finds none
        self._anchors = (*title, *anchors_of(root, self._md.htmlStash.rawHtmlBlocks))
        for run in runs(root):
            self._read(run)

    def _drop_comments(self, root: Element) -> None:
        """Those that might have been code when the others went."""
        blocks = self._md.htmlStash.rawHtmlBlocks
        for number, block in enumerate(blocks):
            if isinstance(block, str):
                blocks[number] = without_comments(block)
        for child in [child for child in root if child.tag == "p" and not len(child)]:
            found = _STASHED.fullmatch((child.text or "").strip())
            if found and not self._stashed(found).strip():
                root.remove(child)

    def _mend(self, root: Element) -> None:
        """Attributes that nobody may write, or that are written otherwise here."""
        self.attributes.in_tree(root)
        blocks, trusted = self._md.htmlStash.rawHtmlBlocks, self._origins.trusted()
        for number, block in enumerate(blocks):
            if isinstance(block, str) and "<" in block and number not in trusted:
                blocks[number] = self.attributes.in_block(block)
        self._embeds += self.attributes.embeds

    def _take_heading(self, root: Element) -> None:
        """The first one, which is the title; where another is given, it is a heading like the others."""
        if len(root) and root[0].tag == "h1":
            heading = self._plain("".join(piece.read for run in runs(root[0]) for piece in run.pieces))
            if not self._title or slug(heading) == slug(self._title):
                self._heading, self._title_id = heading, root[0].get("id", "")
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
            first = len(self._pictures)
            self._pictures += [picture_of(img) for img in pictures]
            added = tuple(range(first, len(self._pictures)))
            if holder is not None:
                self._groups[-1] += added
                root.remove(child)
                continue
            holder = child
            self._groups.append(added)
            child.clear()
            child.text = f"{OPEN}g{len(self._groups) - 1}{CLOSE}"

    def _take_references(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and (href := element.get("href")) is not None:
                element.set("href", self._open_link(unescape(href.replace(AMP_SUBSTITUTE, "&"))))
            elif element.tag == "img" and element.get("src") is not None:
                element.set("src", self._open_picture(picture_of(element)))

    def _take_raw_references(self) -> None:
        """Those of tags that the author wrote, or a converter from Word."""
        blocks = self._md.htmlStash.rawHtmlBlocks
        for number, block in enumerate(blocks):
            if isinstance(block, str) and "=" in block:
                blocks[number] = with_targets_opened(block, self._open_link, self._open_picture)
                self._embeds += embeds_of(block)

    def _open_link(self, target: str) -> str:
        if self._title_id and target == f"#{self._title_id}":
            return "#top"
        if not target or target.startswith("#"):
            self._unopened.append(Reference(unquote(target)))
            return target
        self._links.append(Reference(target))
        return f"{OPEN}l{len(self._links) - 1}{CLOSE}"

    def _open_picture(self, picture: Reference) -> str:
        if not picture.target:
            self._unopened.append(Reference("", PICTURE))
            return ""
        self._pictures.append(picture)
        return f"{OPEN}p{len(self._pictures) - 1}{CLOSE}"

    def _read(self, run: Run) -> None:
        pieces, text = run.pieces, "".join(piece.text for piece in run.pieces)
        if text.startswith(f"{OPEN}g"):
            return
        kept = _STASHED.fullmatch(text.strip())
        if plain := self._plain("".join(piece.read for piece in pieces)):
            self._blocks.append((_kind_of(self._stashed(kept)) if kept else run.block, plain))
        if kept:
            written = self._plain(text, SILENT)
            self._citations += find_citations(written)
            self.signs += signs_in_html(written)
        prose = self._prose(pieces)
        self.has_open_comment |= "<!--" in prose
        self.signs += signs_left(prose)
        marks = [mark for citation in find_citations(prose) if (mark := self._cite(citation, pieces))]
        for piece, start, end, number in reversed(marks):  # from the back, so that offsets before stay true
            inner = f"{OPEN}c{number}{CLOSE}{piece.text[start:end]}{OPEN}z{CLOSE}"
            piece.text = piece.text[:start] + inner + piece.text[end:]
            piece.write()

    def _cite(self, citation: Citation, pieces: list[Piece]) -> tuple[Piece, int, int, int] | None:
        """Notes the citation; gives its place if it is to be linked: the first mention, whole in one linkable piece."""
        self._citations.append(citation)
        if citation.symbol.key in self._linked:
            return None
        at = 0
        for piece in pieces:
            start, end = citation.start - at, citation.end - at
            if piece.linkable and start >= 0 and end <= len(piece.text):
                self._linked.add(citation.symbol.key)
                return piece, start, end, len(self._citations) - 1
            at += len(piece.text)
        return None

    def _plain(self, text: str, unread: Collection[str] = ()) -> str:
        """What is read of a stretch of the tree."""
        if "\x02" in text:
            reader = TextReader(unread)
            for part in _KEPT.split(text):
                if kept := _STASHED.fullmatch(part):
                    reader.feed(self._stashed(kept))
                else:
                    reader.handle_data(_unescaped(part))
            return " ".join(reader.text.split())
        return " ".join(_unescaped(text).split())

    def _prose(self, pieces: Sequence[Piece]) -> str:
        """What may cite, letter for letter."""
        text = "".join(" " * len(piece.text) if piece.cites_nothing else piece.text for piece in pieces)
        if "\x02" not in text:
            return text
        reader, parts = TextReader(), list[str]()
        for part in _KEPT.split(text):
            if kept := _STASHED.fullmatch(part):
                reader.feed(self._stashed(kept))
            parts.append(" " * len(part) if reader.is_hiding else part)
        return "".join(parts)

    def _stashed(self, found: re.Match[str]) -> str:
        kept = self._md.htmlStash.rawHtmlBlocks[int(found[1])]
        return kept if isinstance(kept, str) else ""


def _drop_lost_ways_back(root: Element) -> None:
    """Of footnotes that no place in the text leads to."""
    notes = [note for part in root if part.get("class") == "footnote" for note in part.iter("p")]
    places = {mark.get("id") for mark in root.iter("sup")} if notes else set()
    for note in notes:
        for back in [child for child in note if child.get("class") == "footnote-backref"]:
            if back.get("href", "")[1:] not in places:
                note.remove(back)


def _unescaped(text: str) -> str:
    return unescape(_LATER.sub("", text.replace(AMP_SUBSTITUTE, "&"))) if "&" in text or "\x02" in text else text


def _kind_of(html: str) -> str:
    """What a block that the author wrote in HTML is: `p` where it is running text."""
    tags = (tag.lower() for tag in _TAG.findall(html))
    tag = next((tag for tag in tags if tag not in _WRAPPERS), "p")
    return "td" if tag == "table" else "p" if tag in INLINE else tag


def _lead(blocks: Sequence[tuple[str, str]]) -> str:
    """The first paragraph that is a sentence rather than a caption, else the first text that is not part of a whole."""
    paragraphs = [text for block, text in blocks if block == "p"]
    others = [text for block, text in blocks if block not in PARTS]
    long = (text for text in paragraphs if len(text) > SENTENCE)
    return next(chain(long, paragraphs, others), "")[:LEAD_LENGTH]
