"""The site's folder is replaced only by a whole build: built beside it, then swapped in by two renames."""

import os
import shutil
import time
from pathlib import Path

_BUILDING, _OLD = ".building-", ".old-"
_STALE = 24 * 3600  # seconds after which a folder that some killed build left behind is nobody's


def start_building(site: Path) -> Path:
    """A new folder beside `site` to build in; puts back a site whose swap was cut off, and clears what was left."""
    site.parent.mkdir(parents=True, exist_ok=True)
    _recover(site)
    for left in site.parent.glob(f"{site.name}{_BUILDING}*"):
        if time.time() - left.stat().st_mtime > _STALE:
            shutil.rmtree(left, ignore_errors=True)
    building = _beside(site, _BUILDING)
    building.mkdir()
    return building


def publish(building: Path, site: Path) -> None:
    """Puts the finished build in the place of the site. Raises OSError, with the old site as it was."""
    old = _beside(site, _OLD)
    if site.exists():
        _rename(site, old)
    try:
        _rename(building, site)
    except OSError:
        if old.exists() and not site.exists():
            os.rename(old, site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def discard(building: Path) -> None:
    """Drops a build that failed."""
    shutil.rmtree(building, ignore_errors=True)


def _recover(site: Path) -> None:
    for old in sorted(site.parent.glob(f"{site.name}{_OLD}*")):
        if not site.exists():
            os.rename(old, site)
        elif time.time() - old.stat().st_mtime > _STALE:
            shutil.rmtree(old, ignore_errors=True)


def _beside(site: Path, mark: str) -> Path:
    return site.with_name(f"{site.name}{mark}{os.getpid()}-{time.time_ns() % 1_000_000_000}")


def _rename(source: Path, target: Path) -> None:
    for wait in (0.05, 0.2, 0.5, 1.0, None):  # on Windows a virus scanner or an open page may hold a file for a moment
        try:
            return os.rename(source, target)
        except PermissionError:
            if wait is None:
                raise
            time.sleep(wait)
