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
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
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

    Of exports and imports it knows the forms that the project's scripts have. Raises ValueError for another one, for a
    name that is not exported, and for modules that import one another.
    """
    folder, text = PurePosixPath(path).parent, read(path)
    if found := _COMMENT.sub("", _FORWARD.sub("", text)).strip():
        raise ValueError(f"{path}: {found}")
    modules: dict[str, _Module] = {}
    for names, name in _FORWARD.findall(text):
        _take_in(name, (path,), folder, read, modules)
        modules[name].check(names, path)
    parts = [f"const {module.scope} = {module.text}\n" for module in modules.values()]
    parts += [f"export const {names} = {modules[name].scope}\n" for names, name in _FORWARD.findall(text)]
    return Bundle("".join(parts), tuple(str(folder / name) for name in modules))


class _Module(NamedTuple):
    """One that was taken in: the name of its scope, the names that it exports, and its text."""

    scope: str
    exports: tuple[str, ...]
    text: str

    def check(self, names: str, path: str) -> None:
        """Whether it has the names that another one asks for. Raises ValueError."""
        for name in names.strip("{}").split(","):
            if name.strip() not in ("", *self.exports):
                raise ValueError(f"{path}: {name.strip()}")


def _take_in(
    name: str, above: tuple[str, ...], folder: PurePosixPath, read: Callable[[str], str], modules: dict[str, _Module]
) -> None:
    """Adds a module behind those that it imports, unless it is there."""
    if name in above:
        raise ValueError(f"{folder / name}: {above[-1]}")
    if name in modules:
        return
    path = str(folder / name)
    text = read(path)
    for names, other in _IMPORT.findall(text):
        _take_in(other, (*above, name), folder, read, modules)
        modules[other].check(names, path)
    exports = tuple(_EXPORT.findall(text))
    text = _EXPORT.sub("", _IMPORT.sub(lambda found: f"const {found[1]} = {modules[found[2]].scope}", text))
    if found := _OTHER.search(text):
        raise ValueError(f"{path}: {found[0]}")
    scope = "$" + re.sub(r"\W", "_", PurePosixPath(name).stem)
    modules[name] = _Module(scope, exports, f"(() => {{\n{text}\nreturn {{{', '.join(exports)}}}\n}})()")
