"""Material's marks inside a line: ==mark==, ^^insert^^, ~~delete~~, ++ctrl+s++, :material-school:, :+1:.

The extensions of pymdownx for these load code for networks, and a list of 14,000 icons, into every process that reads
articles; and single `~` and `^`, which they take for marks as well, stand in ordinary texts.
"""

import re
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.util import AtomicString

from newsroom.articles.habits.remarks import Remarks
from newsroom.icons import icon, is_icon_name, near_icons

_AROUND = r"(?<![\w{0}])({0}{0})(?=[^\s{0}])(.{{1,500}}?)(?<=[^\s{0}]){0}{0}(?![\w{0}])"
TAGS = {"mark": _AROUND.format("="), "ins": _AROUND.format(r"\^"), "del": _AROUND.format("~")}
SUPERSCRIPT, SUBSCRIPT = r"(?<=[\w)])(\^)([+-]?\d{1,3})\^(?![\w^])", r"(?<=[A-Za-z)])(~)(\d{1,3})~(?!~)"
"""`10^6^` and `H~2~O`, but nothing of `x^2 + y^2` and `7h~9h`."""
_KEY = r"(?:[a-z0-9-]{1,20}|\"[^\"\n]{1,40}\")"
KEYS = rf"(?<![\w+])\+\+({_KEY}(?:\+{_KEY}){{0,5}})\+\+(?![\w+])"
SHORTCODE = r"(?<![\w:]):([a-z0-9_+-]{1,60}):(?![\w:])"
NEEDED = {TAGS["mark"]: "==", TAGS["ins"]: "^^", TAGS["del"]: "~~", KEYS: "++", SHORTCODE: ":"}
NEEDED |= {SUPERSCRIPT: "^", SUBSCRIPT: "~"}
"""Without which a text has no match."""
_NO_ICON = "không có biểu tượng {}{} nên tên hiện ra thành chữ; hãy xem lại tên, hoặc bỏ đi"
_MANY = 20  # remarks, beyond which nobody reads that a name is near to one of 7,000 others
Match = tuple[Element | str | None, int | None, int | None]


class _Keys(InlineProcessor):
    """Keys as they are labelled; a name that no keyboard knows is text, unless it is in quotes."""

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]
        from pymdownx.keymap_db import aliases, keymap

        names = [one[1:-1] if one[0] == '"' else keymap.get(aliases.get(one, one)) for one in re.findall(_KEY, m[1])]
        if None in names:
            return None, None, None
        keys = Element("kbd", {"class": "keys"})
        for name in names:
            if len(keys):
                keys[-1].tail = AtomicString("+")
            SubElement(keys, "kbd").text = AtomicString(name)
        return keys, m.start(), m.end()


class _Shortcodes(InlineProcessor):
    """An icon, or an emoji as a letter like any other; what is neither stays as it is, told if it was to be an icon."""

    def __init__(self, pattern: str, md: markdown.Markdown, remarks: Remarks) -> None:
        super().__init__(pattern, md)
        self._remarks = remarks

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]
        if svg := icon(m[1]):
            glyph = Element("span", {"class": "glyph"})
            glyph.text = self.md.htmlStash.store(svg)
            return glyph, m.start(), m.end()
        letter = None if "-" in m[1][1:] else _emoji(m[0])
        if is_icon_name(m[1]):
            names = near_icons(m[1]) if len(self._remarks) < _MANY else ()
            near = "”, “".join(f":{name}:" for name in names)
            self._remarks.tell(m[0], _NO_ICON.format(m[0], f" (có “{near}”)" if near else ""))
        return (letter, m.start(), m.end()) if letter else (None, None, None)


def _emoji(name: str) -> str:
    from pymdownx.twemoji_db import aliases, emoji

    found = emoji.get(aliases.get(name, name), {})
    codes = found.get("unicode_alt", found.get("unicode", ""))
    return "".join(chr(int(code, 16)) for code in codes.split("-") if code)


def add_marks(converter: markdown.Markdown, remarks: Remarks) -> None:
    """After code, links, tags and bare addresses have been taken out of the text, before emphasis is looked for."""
    patterns = converter.inlinePatterns
    patterns.register(_Keys(KEYS, converter), "newsroom-keys", 69)
    patterns.register(_Shortcodes(SHORTCODE, converter, remarks), "newsroom-shortcodes", 68)
    patterns.register(SimpleTagInlineProcessor(SUPERSCRIPT, "sup"), "newsroom-sup", 63)
    patterns.register(SimpleTagInlineProcessor(SUBSCRIPT, "sub"), "newsroom-sub", 62)
    for at, (tag, pattern) in enumerate(TAGS.items()):
        patterns.register(SimpleTagInlineProcessor(pattern, tag), f"newsroom-{tag}", 67 - at)
