"""The key by which a user's builds know what they kept themselves.

What is kept is unpickled, which runs whatever a pickle asks for, and it lies in the project, where a pull request, an
archive or another user may put files of their own. So it is sealed by a key that lies elsewhere: in the folder where
the system has programs keep their state, or in the environment, for machines that live for one build only.
"""

import hashlib
import os
import sys
from functools import lru_cache, partial
from pathlib import Path

from newsroom.cache.refusals import patiently

VARIABLE = "NEWSROOM_KEY"
_LENGTH = 32  # bytes


def secret() -> bytes:
    """The key, made if there is none yet; one of this process's own where none can be kept."""
    given = os.environ.get(VARIABLE, "")
    return hashlib.sha256(given.encode("utf-8", "surrogateescape")).digest() if given else _kept()[0]


def is_kept() -> bool:
    """Whether the next build will have the same key, and so whatever this one keeps."""
    return bool(os.environ.get(VARIABLE)) or _kept()[1]


def place() -> Path:
    """Where the key lies. Raises RuntimeError for a user without a home."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state")
    return folder / "newsroom/key"


@lru_cache(maxsize=1)
def _kept() -> tuple[bytes, bool]:
    made = os.urandom(_LENGTH)
    try:
        path = place()
        return _read(path) or _write(path, made), True
    except (OSError, RuntimeError):
        return made, False


def _read(path: Path) -> bytes | None:
    try:
        found = patiently(path.read_bytes)
    except FileNotFoundError:
        return None
    return found if len(found) == _LENGTH else None


def _write(path: Path, made: bytes) -> bytes:
    """The key that is there afterwards: another build may be making one, too."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f"key.{os.urandom(8).hex()}")
    new.touch(mode=0o600)
    new.write_bytes(made)
    patiently(partial(new.replace, path))
    return _read(path) or made
