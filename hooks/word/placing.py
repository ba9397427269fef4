"""Where a post lies under docs/: by the month of its day and by its title, on no other and not beside itself."""

import datetime
import re
from collections import Counter
from pathlib import Path

from newsroom.vietnamese import fold, nfc, slug
from word import refusals
from word.refusals import Refused

_LENGTH = 60  # letters
_SAME = 0.8  # of the words of two posts, for them to be one


def stem_of(text: str) -> str:
    """The last part of the address, cut between two words."""
    whole = slug(text)
    if len(whole) > _LENGTH:
        whole = whole[: _LENGTH + 1].rpartition("-")[0] or whole[:_LENGTH]
    return whole or "bai-viet"


def free_folder(docs: Path, day: datetime.date, stem: str, body: str) -> str:
    """From docs/. Raises Refused when the post is there already, whatever month it was put in."""
    patterns = (f"*/*/{stem}/index.md", f"*/*/{stem}-[0-9]*/index.md", f"*/*/{stem}.md")
    for found in sorted(found for pattern in patterns for found in (docs / "bai-viet").glob(pattern)):
        if _is_alike(body, found):
            raise Refused(f"{refusals.THERE}: docs/{found.relative_to(docs).as_posix()}")
    month = f"bai-viet/{day.year}/{day.month:02}"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    free = (name for name in names if not any((docs / month / f"{name}{end}").exists() for end in ("", ".md")))
    return f"{month}/{next(free)}"


def _is_alike(body: str, other: Path) -> bool:
    try:
        there = other.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    a, b = (Counter(re.findall(r"\w+", fold(nfc(text)))) for text in (body, there))
    return sum((a & b).values()) >= _SAME * max(sum(a.values()), 1)
