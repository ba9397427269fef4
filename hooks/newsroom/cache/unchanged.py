"""Whether there is anything to build at all: answered before MkDocs is loaded, which takes longer than the answer."""

import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from newsroom.cache.publishing import MANIFEST, Manifest
from newsroom.cache.store import Store, digest, versions
from newsroom.cache.trees import survey, untouched

RECORD = "unchanged.json"
_NAMED = re.compile(r"!ENV\s*\[?([^\]\n]*)")
_OURS = ("SOURCE_DATE_EPOCH", "NEWSROOM_CLEAN")


@dataclass(frozen=True)
class Record:
    """What the last build was made from: files by folder, variables of the environment; and until when it holds."""

    folders: tuple[str, ...]
    files: str
    environment: Mapping[str, str]
    stamp: str
    until: float


def fingerprint(folders: Iterable[Path]) -> str:
    """All names and bytes under some folders; a file stands for itself."""
    return digest(*(part for folder in folders for part in _read(folder)))


def _read(place: Path) -> Iterator[str | bytes]:
    found = (Path(folder, name) for folder, _, names in os.walk(place, followlinks=True) for name in names)
    for path in [place] if place.is_file() else sorted(found):
        if "__pycache__" not in path.parts:
            yield path.relative_to(place).as_posix()
            with suppress(OSError):  # a link to nothing: editors leave such beside a file that is open
                yield path.read_bytes()


def environment(config: Path) -> dict[str, str]:
    """The variables that decide what is built: our own, and those that mkdocs.yml names."""
    named = re.findall(r"\w+", " ".join(_NAMED.findall(config.read_text(encoding="utf-8"))))
    return {name: os.environ.get(name, "") for name in (*_OURS, *named)}


def remember(folder: Path, record: Record) -> None:
    """To be called once a build has been published without a problem."""
    (folder / RECORD).write_text(json.dumps(asdict(record)), encoding="utf-8")


def forget(folder: Path) -> None:
    """To be called when a build begins."""
    (folder / RECORD).unlink(missing_ok=True)


def is_unchanged(folder: Path, config: Path, site: Path) -> bool:
    """Whether a build would give just what `site` holds; any doubt is a no."""
    try:
        record = Record(**json.loads((folder / RECORD).read_text(encoding="utf-8")))
        return (
            time.time() < record.until
            and "INHERIT" not in config.read_text(encoding="utf-8")  # a file that the record does not know
            and environment(config) == record.environment
            and fingerprint([*map(Path, record.folders)]) == record.files
            and _stands(folder, record.stamp, site)
        )
    except (OSError, ValueError, TypeError):
        return False


def _stands(folder: Path, stamp: str, site: Path) -> bool:
    """Whether the site is as the last build left it, made by these very packages."""
    kept, _, packages = stamp.partition(" ")
    last = Store(folder, kept).load(MANIFEST)
    return packages == digest(*versions()) and isinstance(last, Manifest) and untouched(survey(site), last.files)
