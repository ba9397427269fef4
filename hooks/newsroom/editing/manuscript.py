"""A text as an editor reads it: its passages, each with the line on which it begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

from newsroom.articles.pages import Page
from newsroom.citations import Citation, find_citations
from newsroom.frontmatter.schema import PageFields
from newsroom.frontmatter.sources import Source
from newsroom.problems import Problem

_LEAD = 800  # letters
_SAID = ("title", "summary", "image_caption")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|^(```++|~~~++).*?^\1[^\n]*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_LINKED = re.compile(r"!?\[([^\]\n]{0,300}+)\]\((?:[^()\n]|\([^()\n]{0,300}+\)){0,999}+\)(?:\{[^}\n]{0,300}+\})?")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
_SIGNS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\*+|(?<!\w)_+|_+(?!\w)|~~|==|\^\^|^ {0,3}(?:#+|>) ", re.MULTILINE)
_GAP = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True)
class Passage:
    """A paragraph of the body, or a `field` of the head; lines of the source are lines of the text."""

    field: str
    line: int
    text: str

    def line_at(self, offset: int) -> int:
        """The line of the file on which a letter stands."""
        return self.line if self.field else self.line + self.text.count("\n", 0, offset)


@dataclass(frozen=True, eq=False)
class Manuscript:
    """A page with its passages, those of the head first."""

    page: Page[PageFields]
    passages: tuple[Passage, ...]

    @cached_property
    def citations(self) -> tuple[tuple[Passage, Citation], ...]:
        """Document numbers of the body, but plenums."""
        slashed = (passage for passage in self.body if "/" in passage.text)
        found = ((passage, one) for passage in slashed for one in find_citations(passage.text))
        return tuple((passage, one) for passage, one in found if not one.symbol.plenum)

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """The paragraphs of the body."""
        return tuple(one for one in self.passages if not one.field)

    @cached_property
    def lead(self) -> tuple[Passage, ...]:
        """The paragraphs in which an article says what happened, when, and why, the last one cut short."""
        cut, room = list[Passage](), _LEAD
        for passage in self.body:
            if room > 0:
                cut.append(replace(passage, text=passage.text[:room]))
            room -= len(passage.text)
        return tuple(cut)

    def told(self, check: str, passage: Passage, at: int, message: str) -> Problem:
        """A reminder at a letter of a passage."""
        return Problem(self.page.path, passage.line_at(at), passage.field, message, fatal=False, check=check)


def manuscript_of(page: Page[PageFields], source: Source) -> Manuscript:
    """The words of a file, without the signs of Markdown, without code, addresses and comments."""
    given = ((name, getattr(page.fields, name, "")) for name in _SAID)
    head = (Passage(name, page.lines.get(name, 1), text) for name, text in given if text)
    return Manuscript(page, (*head, *_paragraphs(source)))


def _paragraphs(source: Source) -> Iterator[Passage]:
    text, at, line = _plain(source.body), 0, source.body_line
    for gap in (*_GAP.finditer(text), None):
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            yield Passage("", line, text[at:end])
        if gap:
            line += text.count("\n", at, gap.end())
            at = gap.end()


def _plain(body: str) -> str:
    """Takes the signs of Markdown off; as many lines stay as there were."""
    text = body
    if "<!--" in text or "`" in text or "~~~" in text:
        text = _HIDDEN.sub(lambda found: "\n" * found[0].count("\n"), text)
    if "](" in text:
        text = _LINKED.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    return _SIGNS.sub("", unescape(text) if "&" in text else text)
