"""A built site as a zip to be unpacked on shared hosting: all of it, or what has changed since it was last packed."""

import hashlib
import re
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.cache.trees import move
from newsroom.hosting.headers import NAMED_BY_CONTENT

_NAMED = re.compile(NAMED_BY_CONTENT)
_SMALL_ALREADY = (".avif", ".webp", ".jpg", ".png", ".gz", ".zip", ".mp4", ".mp3", ".docx", ".xlsx", ".pdf")


@dataclass(frozen=True)
class Change:
    """`files` go into a zip, in that order; `gone` are to be taken away on the server, as a zip can't do that."""

    files: tuple[str, ...]
    gone: tuple[str, ...]


def digests_of(site: Path) -> dict[str, str]:
    """Digests every file, by its path in the site."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def change(now: Mapping[str, str], before: Mapping[str, str]) -> Change:
    """Unpacked in order, nobody meets a page whose scripts and pictures are not there yet."""
    files = sorted((path for path in now if before.get(path) != now[path]), key=_turn)
    return Change(tuple(files), tuple(sorted(before.keys() - now.keys())))


def _turn(path: str) -> tuple[int, str]:
    turn = 0 if _NAMED.fullmatch(path) else 2 if path.endswith(".html") else 1
    return turn, path


def write_zip(target: Path, site: Path, files: tuple[str, ...]) -> None:
    """Whole or not at all. Files keep their times, by which servers tell browsers what is new."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"{target.name}.new")
    with zipfile.ZipFile(new, "w") as archive:
        for path in files:
            moment = time.gmtime(max((site / path).stat().st_mtime, 315_532_800))  # a zip knows no time before 1980
            entry = zipfile.ZipInfo(path, moment[:6])
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_SMALL_ALREADY) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, (site / path).read_bytes())
    move(str(new), str(target))


def recall_pack(record: Path) -> dict[str, str]:
    """The digests of what was packed last; none where nothing was."""
    try:
        lines = record.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines) if path}


def remember_pack(record: Path, digests: Mapping[str, str]) -> None:
    """Writes the digests as sha256sum would."""
    record.parent.mkdir(parents=True, exist_ok=True)
    new = record.with_name(f"{record.name}.new")
    new.write_text("".join(f"{one}  {path}\n" for path, one in digests.items()), encoding="utf-8", newline="\n")
    move(str(new), str(record))
