"""What a reader reads of HTML: the one place that knows which parts of it are words."""

import re
from collections.abc import Collection, Mapping
from html.parser import HTMLParser

from newsroom.comments import without_comments

INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "u"}
)
_UNREAD = frozenset({"head", "noscript", "script", "style", "template", "title"})
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_RAISED = {
    "sup": str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_DECLARATION = re.compile(r"<[!?](?:(?!<[!?])[^>])*+>")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether nobody gets to read what is in an element."""
    said = attributes.get("aria-hidden") == "true" or _HIDING.search(attributes.get("style") or "")
    return tag in _UNREAD or "hidden" in attributes or bool(said)


def raised(tag: str, text: str) -> str:
    """Gives as many letters; digits that stand above or below the line do not join a number: 10⁶, never 106."""
    table = _RAISED.get(tag)
    return text.translate(table) if table and all(ord(one) in table or one == " " for one in text) else text


def is_source(tag: str, text: str, before: str) -> bool:
    """Whether a link is the number of a source behind a word, `ĐU[1](…)`, which is read as if it were raised."""
    return tag == "a" and text.isdigit() and before[-1:].isalnum()


class TextReader(HTMLParser):
    """Takes HTML and plain text in turn; an element may begin in one piece of HTML and end in another."""

    def __init__(self, unread: Collection[str] = ()) -> None:
        super().__init__()
        self._unread = unread
        self._hiding: list[str] = []
        self._raising = ""
        self._words: list[str] = []

    @property
    def is_hiding(self) -> bool:
        """Whether what comes next is not read."""
        return bool(self._hiding)

    @property
    def text(self) -> str:
        """All that was read."""
        self.close()
        return "".join(self._words)

    def feed(self, data: str) -> None:
        super().feed(_DECLARATION.sub("", without_comments(data)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hiding:
            self._hiding += [tag] * (tag == self._hiding[0])
        elif tag not in _VOID and (tag in self._unread or is_hidden(tag, dict(attrs))):
            self._hiding.append(tag)
        self._raising = tag if tag in _RAISED or tag == "a" else self._raising
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._hiding and tag == self._hiding[0]:
            self._hiding.pop()
        self._raising = "" if tag in _RAISED or tag == "a" else self._raising
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._hiding:
            before = self._words[-1] if self._words else ""
            tag = "sup" if is_source(self._raising, data, before) else self._raising
            self._words.append(raised(tag, data))

    def _part(self, tag: str) -> None:
        """Words of two blocks or cells, or before and after a line break, are not one word."""
        if tag not in INLINE or tag == "br":
            self._words.append(" ")
