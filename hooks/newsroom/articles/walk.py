"""What is taken out of the tree that Python-Markdown makes of a body: references, pictures, citations, plain text."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from newsroom.articles.anchors import anchors_of
from newsroom.articles.attributes import Attributes
from newsroom.articles.blocks import blocks_of, lead, mark_citations
from newsroom.articles.habits.leftovers import links_without_words
from newsroom.articles.habits.remarks import Remark
from newsroom.articles.hiding import name_no_hidden_files
from newsroom.articles.pages import Article
from newsroom.articles.places import Places
from newsroom.articles.raw import embeds_of
from newsroom.articles.stash import Stash
from newsroom.articles.tree import runs
from newsroom.comments import without_comments
from newsroom.vietnamese import slug


@dataclass(frozen=True)
class Found:
    """What stood in a tree; `texts` is the text, a block an entry."""

    article: Article
    texts: tuple[str, ...]
    has_open_comment: bool
    remarks: tuple[Remark, ...]


NOTHING = Found(Article("", "", (), (), (), ()), (), False, ())
"""In an empty body, which Python-Markdown makes no tree of."""


def walk(root: Element, stash: Stash, trusted: set[int], attributes: Attributes, title: str) -> Found:
    """Takes out what there is to find in a finished tree, and leaves marks in its places.

    `trusted` are numbers of what the site's own code put into the stash.
    """
    heading, title_id = _take_heading(root, stash, title)
    _drop_comments(root, stash)
    attributes.in_tree(root)
    stash.rewrite(lambda number, html: html if number in trusted or "<" not in html else attributes.in_block(html))
    name_no_hidden_files(root, stash)
    places = Places(title_id)
    places.group_pictures(root)
    _drop_lost_ways_back(root)
    unseen = tuple(links_without_words(root))
    places.open_in_tree(root)
    embeds = [address for _, html in stash.written() if "=" in html for address in embeds_of(html)]
    stash.rewrite(lambda _, html: places.open_in_block(html))
    title_ids = (title_id,) if title_id else ()  # at the top, where a browser stays that finds none
    anchors = (*title_ids, *anchors_of(root, stash.blocks))
    blocks = tuple(blocks_of(root, stash))
    article = Article(
        heading, lead(blocks), places.links(anchors), tuple(places.pictures), tuple(places.groups),
        mark_citations(blocks), (*attributes.embeds, *embeds), anchors,
    )  # fmt: skip
    signs = (*unseen, *(sign for block in blocks for sign in block.signs))
    is_open = any(block.has_open_comment for block in blocks)
    return Found(article, tuple(block.text for block in blocks if block.text), is_open, (*signs, *attributes.remarks))


def _take_heading(root: Element, stash: Stash, title: str) -> tuple[str, str]:
    """Text and id of the first one, which is the title; where another is given, it is a heading like the others."""
    heading, title_id = "", ""
    if len(root) and root[0].tag == "h1":
        text = stash.plain("".join(piece.read for run in runs(root[0]) for piece in run.pieces))
        if not title or slug(text) == slug(title):
            heading, title_id = text, root[0].get("id", "")
            root.remove(root[0])
    for element in root.iter("h1"):
        element.tag = "h2"  # the page's own title is its one h1
    return heading, title_id


def _drop_comments(root: Element, stash: Stash) -> None:
    """Drops comments that might have been code when the others went."""
    stash.rewrite(lambda _, html: without_comments(html))
    for child in [child for child in root if child.tag == "p" and not len(child)]:
        if (html := stash.only(child.text or "")) is not None and not html.strip():
            root.remove(child)


def _drop_lost_ways_back(root: Element) -> None:
    """Drops the ways back of footnotes that no place in the text leads to."""
    notes = [note for part in root if part.get("class") == "footnote" for note in part.iter("p")]
    places = {mark.get("id") for mark in root.iter("sup")} if notes else set()
    for note in notes:
        for back in [child for child in note if child.get("class") == "footnote-backref"]:
            if back.get("href", "")[1:] not in places:
                note.remove(back)
