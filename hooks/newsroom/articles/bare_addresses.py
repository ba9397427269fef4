"""Addresses that stand in a text as they are, made links: `https://…`, `www.…` and e-mail."""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

from newsroom.articles.tracking import without_tracking

_INNER = r"[^\s<>\"“”\x02\x03()]"
_END = r"(?:[^\s<>\"“”\x02\x03().,;:!?\]}'’…*_]|\([^\s<>\"“”\x02\x03()]*\))"  # a bracket that is closed belongs to it
WEB = rf"(?<!\w)(?:https?|Https?|HTTPS?)://(?:{_INNER}|\({_INNER}*\))*{_END}"
WWW = rf"(?<![\w/.@-])[Ww]ww\.[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}(?:/(?:(?:{_INNER}|\({_INNER}*\))*{_END})?)?"
MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"

_LINK = re.compile(r"<(/?)a(?=[\s>])", re.IGNORECASE)
_LONGEST = 2000  # letters of a link's words


class _Bare(InlineProcessor):
    """Links what matches, but nothing within an `<a>` that the author wrote."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: markdown.Markdown, scheme: str) -> None:
        super().__init__(pattern, md)
        self._md, self._scheme = md, scheme

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if self._is_within_link(data[max(m.start() - _LONGEST, 0) : m.start()]):
            return None, None, None
        address = without_tracking(m[0])
        link = Element("a", href=self._scheme + address)
        link.text = AtomicString(address)
        return link, m.start(), m.end()

    def _is_within_link(self, before: str) -> bool:
        """Whether the last tag of a link that stands before it, in signs for what was set aside, opens one."""
        nodes, blocks = self._md.treeprocessors["inline"].stashed_nodes, self._md.htmlStash.rawHtmlBlocks  # type: ignore[attr-defined]
        for number in reversed(INLINE_PLACEHOLDER_RE.findall(before)):
            node = nodes.get(number)
            kept = HTML_PLACEHOLDER_RE.fullmatch(node) if isinstance(node, str) else None
            if kept and (tag := _LINK.match(str(blocks[int(kept[1])]))):
                return not tag[1]
        return False


def link_bare_addresses(converter: markdown.Markdown) -> None:
    """After code, links and tags have been taken out of the text, before emphasis is looked for in addresses."""
    converter.inlinePatterns.register(_Bare(WEB, converter, ""), "bare_web", 72)
    converter.inlinePatterns.register(_Bare(WWW, converter, "https://"), "bare_www", 71.5)
    converter.inlinePatterns.register(_Bare(MAIL, converter, "mailto:"), "bare_mail", 71)
