"""What an author hides leaves the page: whoever opens its source would read it, and so would a search engine."""

import re

_HIDDEN = re.compile(r"<([a-z][a-z0-9]*)(?=[^<>]*\shidden=\"\")[^<>]*>")
_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "track", "wbr"})


def without_hidden(html: str) -> str:
    """Well-formed HTML without its hidden elements."""
    parts, at = [], 0
    while found := _HIDDEN.search(html, at):
        parts.append(html[at : found.start()])
        at = found.end() if found[1] in _VOID else _end(html, found)
    return "".join(parts) + html[at:]


def _end(html: str, opening: re.Match[str]) -> int:
    """Where the element ends that a tag opens."""
    depth = 0
    for tag in re.compile(rf"<(/?){opening[1]}(?=[\s>])[^<>]*>").finditer(html, opening.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)
