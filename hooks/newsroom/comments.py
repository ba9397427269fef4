"""Comments in HTML: notes of the author to the editors, which are nobody else's business."""

import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def without_comments(text: str) -> str:
    """Takes out HTML comments; one that has no end goes on to the end of the text."""
    return _COMMENT.sub("", text) if "<!--" in text else text
