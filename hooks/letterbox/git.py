"""Git, in the repository of the folder that a command was called from."""

import os
import subprocess
from pathlib import Path

WHO = ("-c", "user.name=Hộp thư", "-c", "user.email=41898282+github-actions[bot]@users.noreply.github.com")


class InboxError(Exception):
    """Something that stops the work; its text is the one line shown."""


def git(*arguments: str, data: bytes | None = None, index: str = "") -> bytes:
    """What git prints, in the repository of the folder that the command was called from. Raises InboxError."""
    environment = {**os.environ, "GIT_INDEX_FILE": index} if index else None
    done = subprocess.run(
        ["git", *arguments], cwd=place(), env=environment, input=data, capture_output=True, check=False
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["không rõ lý do"]
        raise InboxError(f"git {arguments[0]}: {lines[-1]}")
    return done.stdout


def line(*arguments: str) -> str:
    """The one line that git prints."""
    return git(*arguments).decode("utf-8").strip()


def place() -> Path:
    """The repository."""
    return Path(os.environ.get("NEWSROOM_CALLED_FROM") or Path.cwd())
