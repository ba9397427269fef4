"""What programs leave in a folder without being asked; names that begin with a point are not looked at anyway."""

import re

_LEFTOVER = re.compile(
    r"(?:^|/)(?:(?:eh)?thumbs(?:_vista)?\.db|desktop\.ini|icon\r|~\$[^/]*|~wr[ld]\d+\.tmp|[^/]*~|[^/]*\.sw[op])$",
    re.IGNORECASE,
)
"""Pictures of a folder on Windows, its look there and on a Mac, Word's locks and drafts, backups of editors."""


def is_leftover(path: str) -> bool:
    """Whether it is neither published nor worth a word."""
    return bool(_LEFTOVER.search(path))
