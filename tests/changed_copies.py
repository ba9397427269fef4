"""Copies of the project with lines added, each built by a process of its own: what a change takes, tried."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from small_site import PROJECT, SmallSite, usual_settings
from trees import copy_code, insert

Lines = Mapping[str, Sequence[tuple[str, str]]]
"""By path: pieces of the file that stand there once, and what is put in front of them."""


def changed_copy(root: Path, engine: str, lines: Lines) -> SmallSite:
    """A project whole in itself, with these lines; its docs are empty."""
    site = SmallSite(root, engine)
    copy_code(PROJECT, site.root)
    settings = usual_settings(posts_per_page=2) | {"hooks": ["hooks/main.py"]}
    site.config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    for path, additions in lines.items():
        for before, text in additions:
            insert(site.root / path, before, text)
    return site


def build_copy(site: SmallSite, *arguments: str) -> None:
    """As an author does it."""
    command = [sys.executable, "scripts/build.py", *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=site.root, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
