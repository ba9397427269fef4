"""The places that a rendered body leaves open, and what is put there once the whole site is known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

OPEN, CLOSE = "\ue000", "\ue001"  # private use: no text of ours holds them, and no escaping touches them
_MARK = re.compile(f"{OPEN}([a-z])(\\d*){CLOSE}")
_GROUP = re.compile(f"<p>{OPEN}g(\\d+){CLOSE}</p>")


@dataclass(frozen=True)
class Body:
    """A rendered body, HTML with marks and the text, as bytes: they wait until the page is written."""

    packed_html: bytes
    packed_text: bytes

    @staticmethod
    def of(html: str, paragraphs: Iterable[str]) -> "Body":
        """No paragraph has a line break in it."""
        return Body(html.encode("utf-8", "surrogatepass"), "\n".join(paragraphs).encode("utf-8", "surrogatepass"))

    @property
    def html(self) -> str:
        """The HTML with its marks."""
        return self.packed_html.decode("utf-8", "surrogatepass")

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, a block an entry."""
        return paragraphs_of(self.packed_text)


def paragraphs_of(packed_text: bytes) -> tuple[str, ...]:
    """Unpacks the paragraphs of a body's text."""
    return tuple(packed_text.decode("utf-8", "surrogatepass").split("\n")) if packed_text else ()


@dataclass(frozen=True)
class Filling:
    """Addresses of links and of pictures in a line, markup of groups, addresses of directives, as an Article has them.

    With a body's own source it settles the finished HTML. A citation whose address is None stays plain text.
    """

    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    citations: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class Content:
    """All of a page's own text, `body` being its packed HTML; pages that nobody has written have none."""

    lead: str = ""
    filling: Filling = Filling()
    body: bytes = b""

    @property
    def key(self) -> str:
        """All but the body, in writing."""
        filling = self.filling
        return repr((self.lead, filling.links, filling.pictures, filling.groups, filling.citations))

    @property
    def html(self) -> str:
        """What the template shows."""
        return self.lead + fill(self.body.decode("utf-8", "surrogatepass"), self.filling)


EMPTY = Content()


def fill(html: str, filling: Filling) -> str:
    """Gives the finished HTML, with something in each place that was left open."""
    if OPEN not in html:
        return html
    opened = False

    def mark(found: re.Match[str]) -> str:
        nonlocal opened
        kind, number = found[1], int(found[2] or 0)
        if kind == "l":
            return filling.links[number]
        if kind == "p":
            return filling.pictures[number]
        if kind == "z":
            return "</a>" if opened else ""
        url = filling.citations[number]
        opened = url is not None
        return f'<a class="citation" href="{url}">' if opened else ""

    return _MARK.sub(mark, _GROUP.sub(lambda found: filling.groups[int(found[1])], html))
