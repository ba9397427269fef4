"""Material's icons as they lie in its package: SVG that is put into pages, so that nothing is fetched for them."""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from newsroom.problems import suggest

_SETS = ("material", "fontawesome/brands", "fontawesome/regular", "fontawesome/solid", "octicons", "simple")
_FEW = 3
_COMMENT = re.compile(r"<!--[^<>]*-->")
_OPENING = '<svg xmlns="http://www.w3.org/2000/svg"'


@lru_cache(maxsize=256)
def icon(name: str) -> Markup:
    """Gives an icon by the name that authors write between colons, `material-school`; empty when there is none."""
    return Markup(_file(name).replace(_OPENING, '<svg class="icon" aria-hidden="true"'))


def is_icon_name(name: str) -> bool:
    """Whether somebody who writes it can mean nothing but an icon."""
    return _set_of(name) is not None


@lru_cache(maxsize=256)
def near_icons(name: str) -> tuple[str, ...]:
    """Suggests icons of the same set: the one that the name is a slip of, else a few that have a word of it."""
    folder = _set_of(name)
    if folder is None:
        return ()
    prefix = _prefix(folder)
    rest = name.removeprefix(prefix)
    known = _names_in(folder)
    if meant := suggest(rest, known):
        return (f"{prefix}{meant}",)
    words = [word for word in rest.split("-") if len(word) > 2]
    alike = sorted(known, key=lambda one: (-sum(word in one for word in words), len(one), one))[:_FEW]
    return tuple(f"{prefix}{one}" for one in alike if any(word in one for word in words))


@lru_cache
def _names_in(folder: str) -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in (_root() / folder).glob("*.svg")))


def _set_of(name: str) -> str | None:
    return next((folder for folder in _SETS if name.startswith(_prefix(folder))), None)


def _prefix(folder: str) -> str:
    return f"{folder.replace('/', '-')}-"


def drawing(name: str) -> bytes:
    """The icon as a file, for styles."""
    return _file(name).encode()


def _file(name: str) -> str:
    for folder in _SETS:
        file = _root() / folder / f"{name.removeprefix(_prefix(folder))}.svg"
        if file.stem != name and file.is_file():
            return _COMMENT.sub("", file.read_text(encoding="utf-8"))
    return ""


@lru_cache(maxsize=1)
def _root() -> Path:
    """Found without loading the package."""
    found = find_spec("material")
    places = found.submodule_search_locations if found else None
    return Path(places[0] if places else "", "templates/.icons")
