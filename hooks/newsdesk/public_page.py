"""Whether a post is to be read at its public address."""

import re
import time
import urllib.request
from collections.abc import Callable, Sequence
from html import unescape
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError

_EVERY, _FOR = 10, 1200  # seconds


def look_until_public(link: str, wanted: Sequence[str], is_wanted: Callable[[], bool]) -> bool:
    """Waits for a page with these texts, for as long as somebody wants to know, but not for ever."""
    end = time.monotonic() + _FOR
    while time.monotonic() < end and is_wanted():
        if is_public(link, wanted):
            return True
        time.sleep(_EVERY)
    return False


def is_public(link: str, wanted: Sequence[str]) -> bool:
    """Whether a page is there and has these texts; marks and spaces of HTML count nothing."""
    try:
        request = urllib.request.Request(link, headers={"Cache-Control": "no-cache", "User-Agent": "ban-bien-tap"})
        with urllib.request.urlopen(request, timeout=15) as answer:
            html = bare(answer.read(20_000_000).decode(errors="replace"))
    except (URLError, OSError, ValueError, HTTPException):
        return False
    return all(text in html for text in wanted)


def built_texts(page: Path, texts: Sequence[str]) -> list[str]:
    """Reads those of the texts that readers will see on a page that was built here."""
    built = bare(page.read_text(encoding="utf-8"))
    return [text for one in texts if (text := bare(one)) in built]


def bare(html: str) -> str:
    """The letters of a page alone."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^<>]*>", "", html)))
