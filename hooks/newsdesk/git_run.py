"""Runs the `git` that is installed, by its absolute path: it asks nothing and is not waited for for long."""

import base64
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from newsdesk.repository import NO_NETWORK, NO_SIGN_IN, Obstacle, Offline, Refused, SignIn

_SECONDS = 120
_NETWORK = re.compile(
    r"could not resolve|couldn't resolve|unable to access|connection|network|timed out|could not read from remote"
    r"|does not appear to be a git repository|no route",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(
    r"authentication|permission denied|could not read username|invalid username|terminal prompts disabled|\b40[13]\b",
    re.IGNORECASE,
)
BEHIND = re.compile(r"rejected|non-fast-forward|fetch first|failed to push some refs", re.IGNORECASE)


def find_git() -> str:
    """The absolute path of git; a file of that name in the current folder is never taken. Empty when there is none."""
    names = ("git.exe",) if os.name == "nt" else ("git",)
    folders = [Path(one) for one in os.environ.get("PATH", "").split(os.pathsep) if one and Path(one).is_absolute()]
    found = (folder / name for folder in folders for name in names if (folder / name).is_file())
    return str(next((one for one in found if os.access(one, os.X_OK)), ""))


def run(
    git: str, folder: Path, *arguments: str, given: str = "", more: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """What became of one command, be it an error. Raises Offline when it does not come to an end."""
    command = [git, "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(
            command, cwd=folder, env={**_environment(), **(more or {})}, input=given.encode("utf-8", "surrogateescape"),
            capture_output=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Offline(NO_NETWORK) from None
    return subprocess.CompletedProcess(command, done.returncode, _text(done.stdout), _text(done.stderr))


def _text(data: bytes) -> str:
    """Bytes as git gives them: read as text, Windows would end lines in another way."""
    return data.decode("utf-8", "surrogateescape")


def read_blob(git: str, folder: Path, name: str) -> bytes:
    """The bytes of a stored file."""
    command = [git, "cat-file", "blob", name]
    return subprocess.run(
        command, cwd=folder, env=_environment(), capture_output=True, timeout=_SECONDS, check=True
    ).stdout


def _environment() -> dict[str, str]:
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -oBatchMode=yes", "LC_ALL": "C", "GIT_EDITOR": "true"}
    return {**{key: value for key, value in os.environ.items() if not key.startswith("GIT_")}, **quiet}


def signed_in(address: str, sign_in: SignIn | None) -> dict[str, str]:
    """Variables that sign in at one address: neither in a file nor among the arguments, which others could read."""
    if sign_in is None or not address.startswith(("http://", "https://")):
        return {}
    told = base64.b64encode(f"{sign_in.user}:{sign_in.password}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{address}.extraHeader",
        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {told}",
    }


def obstacle(said: str) -> Obstacle:
    """What stands in the way, by what git says on stderr."""
    if _SIGN_IN.search(said):
        return Refused(NO_SIGN_IN)
    if _NETWORK.search(said):
        return Offline(NO_NETWORK)
    return Obstacle(f"Git báo: {' '.join(said.split())[:300] or 'không rõ lý do'}")
