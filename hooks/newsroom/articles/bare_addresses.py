"""Addresses that stand in a text as they are, made links: `https://…`, `www.…` and e-mail."""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

_INNER = r"[^\s<>\"“”\x02\x03()]"
_END = r"(?:[^\s<>\"“”\x02\x03().,;:!?\]}'’…*_]|\([^\s<>\"“”\x02\x03()]*\))"  # a bracket that is closed belongs to it
WEB = rf"(?<!\w)https?://(?:{_INNER}|\({_INNER}*\))*{_END}"
WWW = rf"(?<![\w/.@-])www\.[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}(?:/(?:(?:{_INNER}|\({_INNER}*\))*{_END})?)?"
MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"


class _Bare(InlineProcessor):
    """Links what matches, but nothing in a body that has `<a>` tags of its own: one of them may be open here."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: markdown.Markdown, scheme: str) -> None:
        super().__init__(pattern, md)
        self._md, self._scheme = md, scheme

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if any(isinstance(block, str) and block[:2].lower() == "<a" for block in self._md.htmlStash.rawHtmlBlocks):
            return None, None, None
        link = Element("a", href=self._scheme + m[0])
        link.text = AtomicString(m[0])
        return link, m.start(), m.end()


def link_bare_addresses(converter: markdown.Markdown) -> None:
    """After code, links and tags have been taken out of the text, before emphasis is looked for in addresses."""
    converter.inlinePatterns.register(_Bare(WEB, converter, ""), "bare_web", 72)
    converter.inlinePatterns.register(_Bare(WWW, converter, "https://"), "bare_www", 71.5)
    converter.inlinePatterns.register(_Bare(MAIL, converter, "mailto:"), "bare_mail", 71)
