"""The addresses that a site had when it was last built, which people may have shared since: one a line, with its title.

They outlive what a build keeps for itself: neither `--clean` nor a change of code or settings drops them, only another
owner of the site, whose addresses these never were.
"""

from collections.abc import Mapping
from pathlib import Path

from newsroom.cache.trees import move, write

_FILE = "published.txt"


def recall_addresses(home: Path, owner: str) -> dict[str, str]:
    """URL → title of all; none when there is no record of this owner's."""
    try:
        first, *lines = (home / _FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):  # there is none, it is empty, or no text
        return {}
    pairs = (line.partition("\t")[::2] for line in lines)
    return dict(pairs) if first == _one_line(owner) else {}


def remember_addresses(home: Path, owner: str, addresses: Mapping[str, str]) -> None:
    """Replaces the record, unless it says the same."""
    lines = [_one_line(owner), *(f"{url}\t{_one_line(title)}" for url, title in sorted(addresses.items()))]
    text = "".join(f"{line}\n" for line in lines).encode()
    if not (home / _FILE).is_file() or (home / _FILE).read_bytes() != text:
        home.mkdir(parents=True, exist_ok=True)
        write(f"{home / _FILE}.new", text)
        move(f"{home / _FILE}.new", str(home / _FILE))


def _one_line(text: str) -> str:
    return " ".join(text.split())
