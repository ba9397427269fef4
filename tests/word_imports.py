"""What tests of the command share: running it, and what it made."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]


def run(folder: Path, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """`import --json` into docs/ of a folder: the exit code and what is printed."""
    command = [sys.executable, str(PROJECT / "scripts/import.py"), "--json", "--docs", str(folder / "docs"), *arguments]
    environment = {**os.environ, "NEWSROOM_CALLED_FROM": str(folder)}  # as run.py sets it
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == "", done.stderr
    return done.returncode, json.loads(done.stdout)


def put(folder: Path, data: bytes, name: str = "bai.docx") -> str:
    """A file in a folder; gives back its name."""
    (folder / name).write_bytes(data)
    return name


def one(folder: Path, data: bytes, *arguments: str, name: str = "bai.docx") -> tuple[dict[str, Any], str]:
    """A file that becomes a post, with its text."""
    code, (entry,) = run(folder, put(folder, data, name), *arguments)
    assert code == 0, entry
    return entry, Path(entry["post"]).read_text(encoding="utf-8")


def body(text: str) -> str:
    """A post without its head."""
    return text.split("---\n", 2)[2].strip()


def photo_names(entry: dict[str, Any]) -> list[str]:
    """The pictures beside a post."""
    return sorted(path.name for path in Path(entry["post"]).parent.iterdir() if path.suffix != ".md")
