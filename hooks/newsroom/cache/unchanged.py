"""Whether there is anything to build at all: answered before MkDocs is loaded, which takes longer than the answer."""

import json
import os
import re
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from newsroom.cache.publishing import MANIFEST, Manifest
from newsroom.cache.sources import Sources
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


def look(folder: Path) -> Sources:
    """The files of a build, as far as the last one of this folder knew them."""
    return Sources(Store(folder, "sources"))


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
            and look(folder).fingerprint(map(Path, record.folders)) == record.files
            and _stands(folder, record.stamp, site)
        )
    except (OSError, ValueError, TypeError):
        return False


def _stands(folder: Path, stamp: str, site: Path) -> bool:
    """Whether the site is as the last build left it, made by these very packages."""
    kept, _, packages = stamp.partition(" ")
    last = Store(folder, kept).load(MANIFEST)
    return packages == digest(*versions()) and isinstance(last, Manifest) and untouched(survey(site), last.files)
