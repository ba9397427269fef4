"""What the last build was made from: whether there is anything to build, and whether it takes the engine."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from newsroom.cache.manifest import MANIFEST, Manifest, is_untouched
from newsroom.cache.sources import Listing, Sources
from newsroom.cache.store import Store, digest, versions

RECORD = "record"
CHECK = "check"
"""Where checks keep things, among the folders of builds."""
_NAMED = re.compile(r"!ENV\s*\[?([^\]\n]*)")
_OURS = "SOURCE_DATE_EPOCH"
_NAMESAKES = {"README.md", "index.html"}  # beside an index.md, of which the engine takes one


@dataclass(frozen=True)
class Record:
    """`setup` is a fingerprint of settings, code and templates, `content` one of all that is in docs/.

    `stamp` is that of what was built, `packages` of what built it; until `until`, seconds since 1970, nothing comes
    out or goes by itself.
    """

    folders: tuple[str, ...]
    docs: str
    setup: str
    content: str
    environment: Mapping[str, str]
    stamp: str
    packages: str
    until: float = 0


def folder_for(config: Path, site: Path) -> Path:
    """Where builds of a site keep things: in the project, apart from those of other sites made from it."""
    return home_of(config) / digest(str(site.resolve()))[:8]


def home_of(config: Path) -> Path:
    """Where a project's builds keep things."""
    return config.absolute().parent / ".cache/newsroom"


def begin_record(folders: Sequence[Path], docs: Path, stamp: str, sources: Sources) -> Record:
    """Notes settings, code and templates as they are now: the next build will see what changes from here on.

    The settings come first among the folders; `content` is added once docs/ has been read.
    """
    setup, known = sources.fingerprint(folders), environment(folders[0])
    return Record(tuple(map(str, folders)), str(docs), setup, "", known, stamp, packages())


def fingerprint(listing: Listing) -> str:
    """Changes with any name or content among some files."""
    return digest(*(part for one in listing for part in one))


def packages() -> str:
    """Names the versions of the packages that have a part in what is written."""
    return digest(*versions())


def look(folder: Path) -> Sources:
    """The files of a build, as far as the last one of this folder knew them, or a check of the same files since."""
    checked = folder.parent / CHECK
    return Sources(Store(folder, "sources"), Store(checked, "sources") if folder != checked else None)


def environment(config: Path) -> dict[str, str]:
    """The variables that decide what is built: the time, and those that mkdocs.yml names."""
    named = re.findall(r"\w+", " ".join(_NAMED.findall(config.read_text(encoding="utf-8"))))
    return {name: os.environ.get(name, "") for name in (_OURS, *named)}


def _store(folder: Path) -> Store:
    return Store(folder, RECORD)


def remember(folder: Path, record: Record) -> None:
    """Keeps the record, once a build has been published."""
    _store(folder).save(RECORD, record)


def forget(folder: Path) -> None:
    """Forgets the record, when a build begins."""
    _store(folder).drop(RECORD)


def has_record(folder: Path) -> bool:
    """Whether some build was published, be it by other code."""
    return _store(folder).has(RECORD)


def recall(folder: Path) -> Record | None:
    """The last build's, if it was published by this code's like and none has begun since."""
    found = _store(folder).load(RECORD)
    is_whole = isinstance(found, Record) and vars(found).keys() == {one.name for one in fields(Record)}
    return found if is_whole else None


def has_same_setup(record: Record, sources: Sources) -> bool:
    """Whether settings, code, templates and packages are still those. Raises OSError."""
    config = Path(record.folders[0])
    return (
        "INHERIT" not in config.read_text(encoding="utf-8")  # a file that the record does not know
        and environment(config) == record.environment
        and packages() == record.packages
        and sources.fingerprint(map(Path, record.folders)) == record.setup
    )


def has_namesakes(listing: Listing) -> bool:
    """Whether there may be two files for one page, of which only the engine knows which it takes."""
    return any(name.rpartition("/")[2] in _NAMESAKES for name, _ in listing)


def is_current(folder: Path, record: Record, site: Path) -> bool:
    """Whether the site is as the last build left it."""
    last = Store(folder, record.stamp).load(MANIFEST)
    return isinstance(last, Manifest) and is_untouched(site, last)
