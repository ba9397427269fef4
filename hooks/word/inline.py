"""Spans of a paragraph → one line of Markdown, or of HTML where Markdown has no way to say it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape as escape_html
from urllib.parse import quote

from newsroom.articles.bare_addresses import MAIL, WEB
from word.blocks import Span
from word.escaping import escape, escape_start, referred, referred_start

_BARE = re.compile(f"{WEB}|{MAIL}")
_BRACKETS = re.compile(r"\[\^|\]\s?[(\[:]")  # may be cut in two by the look of letters
_MARKS = ("=", "~", "^", "+")  # that mean something in twos
_TAGS = (("underline", "u"), ("strike", "del"))


@dataclass(frozen=True)
class Inline:
    """`note` gives the mark of a note, by its id; `pictures` the names of files, by number.

    When it is `exact`, nothing is left to the rules of Markdown: each sign is a reference, looks are tags.
    """

    note: Callable[[str], str]
    note_text: Callable[[str], str]
    pictures: Mapping[int, str]
    exact: bool = False

    def markdown(self, spans: Sequence[Span], *, plain: bool = False, before: str = "") -> str:
        """`plain` leaves out bold and italic, which a heading has by itself; `before` is text that stands first."""
        spans = [_plain(span) for span in spans] if plain else list(spans)
        if before:
            spans = [Span(f"{before} "), *spans]
        brackets = any(span.href or span.note for span in spans) or bool(
            len(spans) > 1 and _BRACKETS.search("".join(span.text for span in spans))
        )
        made, emphasised = "", False
        for span in spans:
            piece = self._piece(span, brackets, glued=emphasised or _ends_open(made))
            emphasised = bool(piece) and (span.bold or span.italic) and not piece[-1].isspace()
            made = _kept_apart(made, piece) + piece
        start = referred_start if self.exact else escape_start
        return "<br>\n".join(start(line.strip()) for line in made.split("\n"))

    def escaped(self, text: str, *, brackets: bool = False) -> str:
        """Writes text alone."""
        return referred(text) if self.exact else escape(text, brackets=brackets)

    def html(self, spans: Sequence[Span]) -> str:
        """Writes spans for the cells of a table that is written in HTML."""
        return "".join(map(self._html, spans))

    def _piece(self, span: Span, brackets: bool, *, glued: bool) -> str:
        if span.note:
            return self.note(span.note)
        if span.picture is not None:
            return ""
        inner = span.text.strip()
        if not inner:
            return span.text
        before, after = span.text[: span.text.index(inner)], span.text[span.text.index(inner) + len(inner) :]
        if "\n" in inner and (span.bold or span.italic or span.href):
            lines = (self._piece(replace(span, text=line), brackets, glued=False) for line in inner.split("\n"))
            return before + "\n".join(lines) + after
        return before + _emphasised(self._linked(inner, span, brackets), span, glued or self.exact) + after

    def _linked(self, text: str, span: Span, brackets: bool) -> str:
        is_itself = span.href and _BARE.fullmatch(text) and not self.exact
        if is_itself and span.href.removeprefix("mailto:").rstrip("/") == text.rstrip("/"):
            return text
        made = self.escaped(text, brackets=brackets)
        for look, tag in _TAGS:
            made = f"<{tag}>{made}</{tag}>" if getattr(span, look) else made
        made = f"<{span.script}>{made}</{span.script}>" if span.script else made
        return f"[{made}]({_address(span.href)})" if span.href else made

    def _html(self, span: Span) -> str:
        if span.note:
            return f" ({escape_html(self.note_text(span.note))})"
        if span.picture is not None:
            name = self.pictures.get(span.picture, "")
            return f'<img src="{escape_html(name)}" alt="">' if name else ""
        made = escape_html(span.text, quote=False).replace("\n", "<br>")
        tags = [tag for look, tag in (("bold", "strong"), ("italic", "em"), *_TAGS) if getattr(span, look)]
        for tag in (*tags, *([span.script] if span.script else [])):
            made = f"<{tag}>{made}</{tag}>"
        return f'<a href="{escape_html(span.href)}">{made}</a>' if span.href else made


def _ends_open(made: str) -> bool:
    """Whether stars right behind would become part of what stands there: of other stars, or of an address."""
    last = made.rpartition(" ")[2]
    return made[-1:] in ("*", "_") or bool(last.strip() and _BARE.search(last))


def _kept_apart(made: str, piece: str) -> str:
    """What stands before a piece, its last sign escaped where it would mean something together with the piece."""
    slashes = len(made) - len(made.rstrip("\\"))
    if piece and slashes % 2:
        return made + "\\"
    if made.endswith("&") and re.match(r"\**[#\w]", piece):
        return f"{made}amp;"
    if made[-1:] in _MARKS and piece.startswith(made[-1]):
        return f"{made[:-1]}&#{ord(made[-1])};"
    return f"{made[:-1]}\\!" if piece.startswith("[") and made.endswith("!") and not slashes else made


def _plain(span: Span) -> Span:
    return replace(span, bold=False, italic=False, underline=False)


def _address(href: str) -> str:
    return quote(href.strip(), safe="/#?=&%:@,+!~*';$-._[]").replace("[", "%5B").replace("]", "%5D")


def _emphasised(text: str, span: Span, glued: bool) -> str:
    """Puts text in stars, but in tags where stars of two spans would run into each other."""
    signs = "*" * (span.italic + 2 * span.bold)
    if not signs or not any(map(str.isalnum, text)):
        return text
    if not glued and not _BARE.search(text) and text[0] not in "\\*_" and text[-1] not in "\\*_":
        return f"{signs}{text}{signs}"
    text = f"<em>{text}</em>" if span.italic else text
    return f"<strong>{text}</strong>" if span.bold else text
