"""The names that the layout gives to places of its pages, which no text may give to its own."""

import re

_IDS = frozenset(
    {
        "__config",
        "campaigns",
        "files",
        "latest",
        "main",
        "mentions",
        "menu",
        "months",
        "posts",
        "q",
        "related",
        "timeline",
        "top",
    }
)
_NUMBERED = re.compile(r"figures-.*|search-.*|y\d+")


def is_layout_id(name: str) -> bool:
    """Whether a template in overrides/ has an element of that id."""
    return name in _IDS or _NUMBERED.fullmatch(name) is not None
