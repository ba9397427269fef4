"""Tags that stand in a body as they are, since the author wrote them, or a converter from Word did."""

import re
from collections.abc import Callable
from html import unescape

from newsroom.articles.pages import Reference

_RAW_TAG = re.compile(r"<([a-zA-Z]+)\s[^<>]*>")
_VALUE = r"""\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)"""
_EMBED = re.compile(
    r"<(?:audio|embed|frame|iframe|link|object|script|source|track|video)\b[^<>]*?"
    r"\b(?:data|href|poster|src)\s*=\s*[\"']?((?:https?:)?//[^\"'\s>]+)",
    re.IGNORECASE,
)
_RAW_TARGET, _RAW_ALT = (
    re.compile(rf"(\s(?:href|src)){_VALUE}", re.IGNORECASE),
    re.compile(rf"\salt{_VALUE}", re.IGNORECASE),
)


def embeds_of(block: str) -> list[str]:
    """Addresses on other hosts from which a tag would load something."""
    return _EMBED.findall(block)


def with_targets_opened(block: str, open_link: Callable[[str], str], open_picture: Callable[[Reference], str]) -> str:
    """The tags with what is given back for each target in its place."""

    def opened(tag: re.Match[str]) -> str:
        alt = _RAW_ALT.search(tag[0])

        def mark(found: re.Match[str]) -> str:
            target = unescape(found[2].strip("\"'"))
            is_picture = tag[1].lower() == "img"
            words = unescape(alt[1].strip("\"'")) if alt else ""
            place = open_picture(Reference(target, words, words)) if is_picture else open_link(target)
            return found[0] if place == target else f'{found[1]}="{place}"'

        return _RAW_TARGET.sub(mark, tag[0])

    return _RAW_TAG.sub(opened, block)
