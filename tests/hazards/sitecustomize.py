"""Has Python behave as on a system that is not at hand: each one that finds this folder on PYTHONPATH reads it.

HAZARDS names what is to happen, each a function below. HELD is a part of the paths that another program has open, and
HELD_FOR for how many seconds from the moment in which they are first touched.
"""

import builtins
import ctypes
import errno
import io
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from typing import Any

_PATH_LIMIT, _FOLDER_LIMIT = 259, 247  # letters, as Windows has it


def no_fork() -> None:
    """As on Windows."""
    del os.fork


def no_links() -> None:
    """As on a memory stick, or in a folder that is kept in a cloud."""
    os.link = _refusing(OSError(errno.EPERM, "Operation not permitted"))


def no_exchange() -> None:
    """Two folders can't change places in one step, and what is in one is reached by whole paths."""
    shutil._use_fd_functions = False  # type: ignore[attr-defined]
    find = ctypes.CDLL.__getattr__

    def find_others(library: ctypes.CDLL, name: str) -> Any:
        if name in ("renameat2", "renamex_np"):
            raise AttributeError(name)
        return find(library, name)

    ctypes.CDLL.__getattr__ = find_others  # type: ignore[method-assign]


def text_newlines() -> None:
    """Lines of text that is written end in CR LF, unless it is said how they end."""
    really: Callable[..., Any] = io.open

    def open_text(  # noqa: PLR0917 - as the function that it takes the place of
        file: Any, mode: str = "r", buffering: int = -1, encoding: str | None = None, errors: str | None = None,
        newline: str | None = None, *rest: Any, **more: Any,
    ) -> Any:  # fmt: skip
        if "b" not in mode and "r" not in mode and newline is None:
            newline = "\r\n"
        return really(file, mode, buffering, encoding, errors, newline, *rest, **more)

    class Text(io.TextIOWrapper):
        def __init__(self, buffer: Any, *rest: Any, **more: Any) -> None:
            super().__init__(buffer, *rest, **{"newline": "\r\n", **more} if buffer.writable() else more)

    io.open = builtins.open = open_text
    subprocess.io = type("io", (), {**vars(io), "TextIOWrapper": Text})  # type: ignore[attr-defined]


def shared_ports() -> None:
    """A port that one server has may be taken by another that allows a reuse of addresses."""
    really = socket.socket.setsockopt

    def set_both(self: socket.socket, level: int, option: int, *value: Any) -> None:
        really(self, level, option, *value)
        if option == socket.SO_REUSEADDR:
            really(self, level, socket.SO_REUSEPORT, *value)

    socket.socket.setsockopt = set_both  # type: ignore[assignment, method-assign]


def held_files() -> None:
    """Files can be neither opened nor replaced nor removed: a virus scanner reads them."""
    for name in ("open", "unlink", "remove", "replace", "rename", "rmdir"):
        _guard(os, name, _held)
    _guard(io, "open", _held)
    builtins.open = io.open


def held_folder() -> None:
    """A folder can't be renamed: a console stands in it."""
    for name in ("rename", "replace"):
        _guard(os, name, lambda path: _held(path) if path.endswith(os.environ["HELD"]) else None, only_first=True)


def cloud_files() -> None:
    """What stands in a folder as a name alone, and can't be fetched: OneDrive is not running, or has no network."""
    for name in ("open", "link"):
        _guard(os, name, _in_the_cloud)
    _guard(io, "open", _in_the_cloud)
    builtins.open = io.open


def short_paths() -> None:
    """Windows as it comes knows no longer path, from the drive on; that packages can't be installed there is apart."""
    for name in ("open", "stat", "lstat", "scandir", "listdir", "link", "replace", "rename", "unlink"):
        _guard(os, name, lambda path: _bounded(path, _PATH_LIMIT))
    _guard(os, "mkdir", lambda path: _bounded(path, _FOLDER_LIMIT))
    _guard(io, "open", lambda path: _bounded(path, _PATH_LIMIT))
    builtins.open = io.open


def _refusing(error: OSError) -> Any:
    def refuse(*_: Any, **__: Any) -> None:
        raise error

    return refuse


def _guard(module: Any, name: str, look: Callable[[str], OSError | None], *, only_first: bool = False) -> None:
    really = getattr(module, name)

    def guarded(*arguments: Any, **more: Any) -> Any:
        for argument in arguments[: 1 if only_first else 2]:
            if isinstance(argument, str | os.PathLike) and (error := look(os.fsdecode(argument))):
                if name == "open":  # which goes by way of C, where Windows' own number is lost
                    error.winerror = None  # type: ignore[attr-defined]
                raise error
        return really(*arguments, **more)

    setattr(module, name, guarded)


def _windows(kind: type[OSError], number: int, winerror: int, said: str, path: str) -> OSError:
    error = kind(number, said, path)
    error.winerror = winerror  # type: ignore[attr-defined]
    return error


_since: dict[str, float] = {}


def _held(path: str) -> OSError | None:
    if os.environ["HELD"] not in path or not os.path.lexists(path):
        return None
    since = _since.setdefault(path, time.monotonic())
    if time.monotonic() - since > float(os.environ.get("HELD_FOR", "1")):
        return None
    return _windows(PermissionError, errno.EACCES, 32, "The file is being used by another process", path)


def _in_the_cloud(path: str) -> OSError | None:
    if os.environ["HELD"] not in path:
        return None
    return _windows(OSError, errno.EINVAL, 362, "The cloud file provider is not running", path)


def _bounded(path: str, limit: int) -> OSError | None:
    if len(os.path.abspath(path)) <= limit or "/.venv/" in path:  # noqa: PTH100
        return None
    return _windows(FileNotFoundError, errno.ENOENT, 3, "The system cannot find the path specified", path)


for hazard in os.environ.get("HAZARDS", "").split():
    globals()[hazard]()
