"""Material's icons as they lie in its package: SVG that is put into pages, so that nothing is fetched for them."""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

_SETS = ("material", "fontawesome/brands", "fontawesome/regular", "fontawesome/solid", "octicons", "simple")
_COMMENT = re.compile(r"<!--[^<>]*-->")
_OPENING = '<svg xmlns="http://www.w3.org/2000/svg"'


@lru_cache(maxsize=256)
def icon(name: str) -> Markup:
    """By the name that authors write between colons, `material-school`; empty when there is none. Never read out."""
    return Markup(_file(name).replace(_OPENING, '<svg class="icon" aria-hidden="true"'))


def shape(name: str) -> Markup:
    """An address that holds the icon, for styles."""
    return Markup(f"data:image/svg+xml,{quote(_file(name))}")


def _file(name: str) -> str:
    for folder in _SETS:
        file = _root() / folder / f"{name.removeprefix(folder.replace('/', '-') + '-')}.svg"
        if file.stem != name and file.is_file():
            return _COMMENT.sub("", file.read_text(encoding="utf-8"))
    return ""


@lru_cache(maxsize=1)
def _root() -> Path:
    """Found without loading the package."""
    found = find_spec("material")
    places = found.submodule_search_locations if found else None
    return Path(places[0] if places else "", "templates/.icons")
