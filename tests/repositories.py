"""Git for tests: whatever the settings of whoever runs them."""

import os
import subprocess
from pathlib import Path

_WHO = {
    "GIT_AUTHOR_NAME": "Ban biên tập",
    "GIT_AUTHOR_EMAIL": "banbientap@example.test",
    "GIT_COMMITTER_NAME": "Ban biên tập",
    "GIT_COMMITTER_EMAIL": "banbientap@example.test",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str) -> str:
    """What a command prints; it must end well."""
    command = ["git", "-c", "init.defaultBranch=main", "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **_WHO}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
