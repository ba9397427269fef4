"""The addresses of new posts: a number until there is a title, then what the title gives."""

import datetime
import re
import secrets
from pathlib import Path

from newsroom.vietnamese import slug

LONGEST_NAME = 100  # letters of an address that is asked for
_STEM = 60  # letters of one that is made of a title
_NEW = re.compile(r"bai-moi-[0-9a-f]{6}")


def new_path(today: datetime.date) -> str:
    """Where a post is to lie that has no title yet."""
    return f"bai-viet/{today:%Y/%m}/bai-moi-{secrets.token_hex(3)}/index.md"


def is_new(path: str) -> bool:
    """Whether the post still waits for its title to be named by."""
    return path.endswith("/index.md") and bool(_NEW.fullmatch(Path(path).parent.name))


def named_by_title(docs: Path, path: str, title: str) -> str:
    """Where a post that waits for its title is to lie; where it is, as long as it has none, and any other post."""
    whole = slug(title)
    stem = whole if len(whole) <= _STEM else whole[: _STEM + 1].rpartition("-")[0] or whole[:_STEM]
    folder = Path(path).parent
    if not stem or not is_new(path):
        return path
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    free = (name for name in names if name == folder.name or not _is_taken(docs / folder.parent / name))
    return f"{folder.parent.as_posix()}/{next(free)}/index.md"


def _is_taken(folder: Path) -> bool:
    return folder.exists() or folder.with_name(f"{folder.name}.md").exists()
