"""What is on its way to the public: a post, and the build that it is a part of."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_BUILD_SECONDS = 1800

Build = Callable[[], str]
"""Builds the site; gives what went wrong, in the build's own words, empty when nothing did."""


@dataclass(frozen=True)
class Post:
    """What is published: its place, what its text names beside it, where it lay before, and a title for messages."""

    path: str
    place: Path
    title: str
    named: frozenset[Path] = frozenset()
    texts: tuple[str, ...] = ()
    left: tuple[Path, ...] = ()


def run_build(root: Path) -> str:
    """A real build of the project, as `run.py build` does it."""
    command = [sys.executable, str(root / "scripts/build.py")]
    done = subprocess.run(
        command, cwd=root, capture_output=True, encoding="utf-8", errors="replace", timeout=_BUILD_SECONDS, check=False
    )
    return "" if done.returncode == 0 else (done.stderr or done.stdout)[-2000:]
