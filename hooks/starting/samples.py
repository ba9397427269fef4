"""The posts and pages that came with the project, by which it is shown: they go when a school begins."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

LIST = "scripts/samples.txt"
"""Paths of files to be taken away; with them goes the list, so that this happens once."""


def samples(root: Path) -> list[str] | None:
    """Lists the samples that are still there, from the project's root; None in a project that has begun."""
    if not (root / LIST).is_file():
        return None
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#") and (root / line).is_file()]


def edited(root: Path, paths: Sequence[str]) -> list[str]:
    """Gives those of some files that somebody has worked on since the last commit, as far as git can tell."""
    command = ["git", "-c", "core.quotepath=off", "status", "--porcelain", "-z", "--", *paths]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return []
    changed = {entry[3:] for entry in done.stdout.split("\0") if len(entry) > 3}
    return [path for path in paths if path in changed]


def remove_samples(root: Path, paths: Sequence[str]) -> None:
    """Takes files away with the folders that they leave empty, and the list."""
    for path in (*paths, LIST):
        place = root / path
        place.unlink(missing_ok=True)
        while place.parent not in (root, root / "docs") and not any(place.parent.iterdir()):
            place = place.parent
            place.rmdir()
