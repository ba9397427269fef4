"""Scripts that import one another as one file: a reader far from the host waits once for it, not for each in turn."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

_BUNDLES = ("javascripts/search/engine.js",)
"""Modules of which readers get one file each; no other script imports what goes into it."""

_IMPORT = re.compile(r'^import (\{[^{}]+\}) from "(\./[\w-]+\.js)"$', re.M)
_FORWARD = re.compile(r'^export (\{[^{}]+\}) from "(\./[\w-]+\.js)"$', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.M)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.M)


class Bundle(NamedTuple):
    """A module, and the paths of those that it has taken in, of which readers get no files."""

    text: str
    paths: tuple[str, ...]


def bundles(folder: Path) -> Mapping[str, Bundle]:
    """Those of a folder of scripts and styles, by path in it. Raises ValueError."""
    there = [path for path in _BUNDLES if (folder / path).is_file()]
    return {path: bundled(path, lambda one: (folder / one).read_text(encoding="utf-8")) for path in there}


def bundled(path: str, read: Callable[[str], str]) -> Bundle:
    """A module that only passes on what others export, with these and all that they import, each in its own scope.

    Of exports and imports it knows the forms that the project's scripts have. Raises ValueError for another one.
    """
    folder, text = PurePosixPath(path).parent, read(path)
    scopes: dict[str, str] = {}
    for _, name in _FORWARD.findall(text):
        _take_in(name, folder, read, scopes)
    parts = [f"const {_scope(name)} = {scope}\n" for name, scope in scopes.items()]
    parts += [f"export const {names} = {_scope(name)}\n" for names, name in _FORWARD.findall(text)]
    return Bundle("".join(parts), tuple(str(folder / name) for name in scopes))


def _take_in(name: str, folder: PurePosixPath, read: Callable[[str], str], scopes: dict[str, str]) -> None:
    """Adds a module behind those that it imports."""
    text = read(str(folder / name))
    for _, other in _IMPORT.findall(text):
        if other not in scopes:
            _take_in(other, folder, read, scopes)
    exports = ", ".join(_EXPORT.findall(text))
    text = _EXPORT.sub("", _IMPORT.sub(lambda found: f"const {found[1]} = {_scope(found[2])}", text))
    if found := _OTHER.search(text):
        raise ValueError(f"{folder / name}: {found[0]}")
    scopes[name] = f"(() => {{\n{text}\nreturn {{{exports}}}\n}})()"


def _scope(name: str) -> str:
    return "$" + re.sub(r"\W", "_", PurePosixPath(name).stem)
