"""Where the code of Markdown extensions lies: a change in it changes pages, so a build must see it."""

import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import markdown


def places_of(extensions: Sequence[Any], configs: Mapping[str, Mapping[str, Any]]) -> list[Path]:
    """The file, or the whole package, of each extension and of each function that settings name."""
    converter = markdown.Markdown()
    made = [
        converter.build_extension(one, dict(configs.get(one, {}))) if isinstance(one, str) else one
        for one in extensions
    ]
    modules = [type(one).__module__ for one in made] + list(_modules(configs.values()))
    return list(dict.fromkeys(place for name in modules for place in _place(name)))


def _modules(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            yield from _modules(value.values())
        elif isinstance(value, list | tuple):
            yield from _modules(value)
        elif callable(value) and (module := inspect.getmodule(value)):
            yield module.__name__


def _place(module: str) -> Iterator[Path]:
    file = getattr(sys.modules.get(module.partition(".")[0]), "__file__", None)
    if file:
        yield Path(file).parent if Path(file).name == "__init__.py" else Path(file)
