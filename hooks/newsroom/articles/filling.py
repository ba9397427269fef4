"""The places that a rendered body leaves open, and what is put there once the whole site is known."""

import pickle
import re
from dataclasses import dataclass

OPEN, CLOSE = "\ue000", "\ue001"  # private use: no text of ours holds them, and no escaping touches them
_MARK = re.compile(f"{OPEN}([a-z])(\\d*){CLOSE}")
_GROUP = re.compile(f"<p>{OPEN}g(\\d+){CLOSE}</p>")


@dataclass(frozen=True)
class Body:
    """A rendered body: HTML with marks, and the text, a block an entry."""

    html: str
    paragraphs: tuple[str, ...]

    def pack(self) -> bytes:
        """As it goes from process to process, and waits until its page is written."""
        return pickle.dumps((self.html, self.paragraphs), pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def unpack(packed: bytes) -> "Body":
        """What was packed."""
        return Body(*pickle.loads(packed))


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
    """All of a page's own text; pages that nobody has written have none."""

    lead: str = ""
    filling: Filling = Filling()
    body: bytes | None = None

    @property
    def key(self) -> str:
        """All but the body, in writing."""
        filling = self.filling
        return repr((self.lead, filling.links, filling.pictures, filling.groups, filling.citations))

    @property
    def html(self) -> str:
        """What the template shows."""
        return self.lead + fill(Body.unpack(self.body).html, self.filling) if self.body else ""


def fill(html: str, filling: Filling) -> str:
    """The finished HTML."""
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
