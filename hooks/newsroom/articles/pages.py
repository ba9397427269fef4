"""What the site knows of a Markdown file of docs/ once it has been read; page_parser.py makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar, cast

from newsroom.articles.filling import Body
from newsroom.articles.spool import Spooled
from newsroom.articles.summaries import LENGTH, cut
from newsroom.cache.store import digest
from newsroom.card import Card
from newsroom.citations import Citation
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.problems import Problem
from newsroom.vietnamese import nfc

PICTURE = "ảnh"
"""The text of a reference to no picture at all."""
F_co = TypeVar("F_co", bound=PageFields, covariant=True)


class Reference(NamedTuple):
    """A link's or picture's target as written; a picture's `text` is its caption, `alt` says what is seen on it.

    A body's last links are those that need no address put in: to places that it does not have, or to nothing.
    """

    target: str
    text: str = ""
    alt: str = ""


class Article(NamedTuple):
    """What the site must know of a body. `groups` are runs of neighbouring pictures, as indexes into `pictures`."""

    heading: str
    lead: str
    links: tuple[Reference, ...]
    pictures: tuple[Reference, ...]
    groups: tuple[tuple[int, ...], ...]
    citations: tuple[Citation, ...]
    embeds: tuple[str, ...] = ()
    """Addresses on other hosts from which a raw tag would load something."""
    anchors: tuple[str, ...] = ()
    """The places of the body that a link can lead to; one named twice stands here twice."""


@dataclass(frozen=True, eq=False)
class Page(Generic[F_co]):
    """`path` is under docs/ with `/`, `url` under the site's root; `lines` says where each field stands."""

    path: str
    url: str
    title: str
    fields: F_co
    lines: Mapping[str, int]
    article: Article

    @property
    def beginning(self) -> str:
        """The text's first paragraph, cut short."""
        return cut(self.article.lead, LENGTH)

    @property
    def summary(self) -> str:
        """The author's whole, else the beginning of the text."""
        return getattr(self.fields, "summary", "") or self.beginning

    @cached_property
    def is_alone(self) -> bool:
        """Whether it refers to nothing else of the site by itself: most posts are text and nothing more."""
        article = self.article
        if article.links or article.pictures or article.citations or article.embeds:
            return False
        return not any(getattr(self.fields, name, None) for name in ("image", "attachments", "attachment"))

    @cached_property
    def card_key(self) -> str:
        """Settles what a post's card shows of the post by itself."""
        return digest(repr(own_card(cast(Post, self)))) if isinstance(self.fields, PostFields) else ""

    def problem(self, field: str, message: str, *, fatal: bool = True) -> Problem:
        """A problem of this page at the line of a field."""
        return Problem(self.path, self.lines.get(field, 1), field, message, fatal)


@dataclass(frozen=True)
class ParsedFile:
    """What came of reading a file: its page, None with all that is wrong with it; its `body` if just made."""

    page: Page[PageFields] | None
    problems: tuple[Problem, ...]
    body: Body | Spooled | None = None


Post = Page[PostFields]


def own_card(post: Post) -> Card:
    """What a card shows of the post by itself, without the topics and the picture that the site has for it."""
    return Card(
        url=post.url,
        title=post.title,
        summary=post.summary,
        date=post.fields.date,
        featured=post.fields.featured,
        draft=post.fields.draft,
    )


_TRIES = 1000  # places at which a text may stand within longer words before that is good enough
Rewrite = Callable[[str, Mapping[str, object], str], str]
"""What other hooks make of a body: path, fields as written, Markdown → Markdown."""


def line_of(text: str, data: bytes) -> int:
    """The line of a file on which a piece of text first stands, alone if it can be, 1 when it cannot be found."""
    return line_in(nfc(data.decode("utf-8-sig")), text)


def line_in(whole: str, text: str) -> int:
    """Finds the line in a text that has been read: thousands of links of one file may be asked for."""
    first = at = whole.find(text)
    for _ in range(_TRIES):
        if at < 0 or not text:
            break
        if not (
            _is_joined(whole[max(at - 1, 0) : at], "/.#-")
            or _is_joined(whole[at + len(text) : at + len(text) + 1], "/#-")
        ):
            return whole.count("\n", 0, at) + 1
        at = whole.find(text, at + 1)
    return whole.count("\n", 0, max(first, 0)) + 1


def _is_joined(letter: str, signs: str) -> bool:
    """Whether a letter beside a name is part of a longer one."""
    return letter.isalnum() or (letter != "" and letter in f"_{signs}")
