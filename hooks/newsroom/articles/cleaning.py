"""The last word on a body's HTML: what is not on the list does not come through, however it was written.

What an author wrote wrong is told by attributes.py, while it is still known where it stands; this is a wall behind it,
a parser of HTML as browsers have one, and needs to know nothing of Markdown.
"""

import re
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.postprocessors import Postprocessor, RawHtmlPostprocessor
from markdown.treeprocessors import Treeprocessor

from newsroom.articles.allowed import ATTRIBUTES, DROPPED, SCHEMES, TAGS, kept
from newsroom.articles.hiding import without_hidden

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(DROPPED),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=kept,
    url_schemes=set(SCHEMES),
    link_rel=None,
)
# Number of a sign by which bodies keep places open, ours and the library's: none may come of an entity.
_MARK = re.compile(r"&#(?:x0*(?:[23]|e00[0-2])|0*(?:[23]|5734[4-6]))(?![0-9a-f]);?", re.IGNORECASE)
Match = tuple[Element | str | None, int | None, int | None]
_HELD = "\x02newsroom-held:{}\x03"
_PUT_BACK = re.compile("<p>\x02newsroom-held:(\\d+)\x03</p>|\x02newsroom-held:(\\d+)\x03")


def clean(html: str) -> str:
    """The HTML, well-formed, with nothing in it that an article may not have; its text stays."""
    if "<" not in html and "&" not in html:  # a heading, of which an extension asks what it will look like
        return html
    return _CLEANER.clean(_MARK.sub("\ufffd", html) if "&#" in html else html)


class Origins(Treeprocessor):
    """Tells which stashed HTML the site's own code made within lines: icons, boxes of lists.

    Whole blocks are stashed before, and none is trusted, for authors give attributes to those that extensions make.
    """

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._before = 0
        self._written: set[int] = set()

    def run(self, root: Element) -> None:
        self._before = len(self.md.htmlStash.rawHtmlBlocks)
        self._written = set()

    def note(self) -> None:
        """What was stashed last is an author's."""
        self._written.add(len(self.md.htmlStash.rawHtmlBlocks) - 1)

    def trusted(self) -> set[int]:
        """Numbers in the stash."""
        return set(range(self._before, len(self.md.htmlStash.rawHtmlBlocks))) - self._written


class _Tags(HtmlInlineProcessor):
    """Tags and entities that an author wrote within a line."""

    def __init__(self, pattern: str, md: markdown.Markdown, origins: Origins) -> None:
        super().__init__(pattern, md)
        self._origins = origins

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]
        found = super().handleMatch(m, data)
        self._origins.note()
        return found


class _Written(RawHtmlPostprocessor):
    """Puts back what authors wrote, and holds what is trusted until all else has been cleaned."""

    def __init__(self, md: markdown.Markdown, origins: Origins) -> None:
        super().__init__(md)
        self._origins = origins

    def run(self, text: str) -> str:
        blocks = self.md.htmlStash.rawHtmlBlocks
        whole = list(blocks)
        for number in self._origins.trusted():
            blocks[number] = _HELD.format(number)
        html = super().run(text)
        blocks[:] = whole
        return html


class _Clean(Postprocessor):
    """Cleans, and puts in what is trusted."""

    def run(self, text: str) -> str:
        html = clean(text)
        html = without_hidden(html) if " hidden=" in html else html
        if "<h1" in html:  # an author's: the page's own title is its one h1
            html = html.replace("<h1", "<h2").replace("</h1>", "</h2>")
        return _PUT_BACK.sub(self._put_back, html) if _HELD[:5] in html else html

    def _put_back(self, found: re.Match[str]) -> str:
        block = str(self.md.htmlStash.rawHtmlBlocks[int(found[1] or found[2])])
        tag = re.match(r"</?([^ >]+)", block)
        is_block = found[1] and not (tag and self.md.is_block_level(tag[1]))
        return f"<p>{block}</p>" if is_block else block


def clean_at_the_end(converter: markdown.Markdown) -> Origins:
    """After all text is in its place, and before what the site's other extensions do to a finished text."""
    origins = Origins(converter)
    converter.treeprocessors.register(origins, "newsroom-origins", 31)  # before what is within lines is read
    for name, priority in (("html", 90), ("entity", 80)):  # the library's own places
        patterns = converter.inlinePatterns
        if name in patterns and type(found := patterns[name]) is HtmlInlineProcessor:
            patterns.register(_Tags(found.pattern, converter, origins), name, priority)
    converter.postprocessors.register(_Written(converter, origins), "raw_html", 30)
    converter.postprocessors.register(_Clean(converter), "newsroom-clean", 15)
    return origins
