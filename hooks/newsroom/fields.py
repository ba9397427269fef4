"""Dataclasses that people fill in, as frontmatter and settings are: each field knows how to read what was written."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import lru_cache
from typing import Any, NamedTuple, get_args, get_type_hints


@dataclass(frozen=True, eq=False)
class Kind:
    """What a value may be, as `Annotated[str, Kind(…)]`: an editor may hold against `schema` what was written.

    `read` makes the value of it, or raises ValueError with a Vietnamese sentence.
    """

    read: Callable[[object], object]
    schema: Mapping[str, object] = field(default_factory=dict)


class Found(NamedTuple):
    """Values and what is wrong with others, by field; names that are no field's; fields that had to be there."""

    values: dict[str, Any]
    wrong: dict[str, str]
    unknown: list[str]
    missing: list[str]

    @property
    def is_right(self) -> bool:
        """Whether a dataclass can be made of the values."""
        return not (self.wrong or self.unknown or self.missing)


def fields_of(model: type) -> Mapping[str, Field[Any]]:
    """Gives a schema's fields by name."""
    return _fields_of(model)


@lru_cache
def _fields_of(model: type) -> dict[str, Field[Any]]:
    return {one.name: one for one in fields(model)}


def is_required(one: Field[Any]) -> bool:
    """Whether it must be filled in."""
    return one.default is MISSING


def kinds_of(model: type) -> Mapping[str, Kind]:
    """Gives the kinds of fields by name, but for fields that are annotated with none."""
    return _kinds_of(model)


@lru_cache
def _kinds_of(model: type) -> dict[str, Kind]:
    found = {}
    for name, hint in get_type_hints(model, include_extras=True).items():
        for part in (hint, *get_args(hint)):  # the latter, in `Text | None`
            if annotations := getattr(part, "__metadata__", ()):
                found[name] = annotations[0]
    return found


def read_fields(model: type, given: Mapping[str, object]) -> Found:
    """Everything that was written for a dataclass, and everything that is wrong with it."""
    known, kinds, found = fields_of(model), kinds_of(model), Found({}, {}, [], [])
    for name, one in known.items():
        if name in given:
            try:
                found.values[name] = kinds[name].read(given[name])
            except ValueError as error:
                found.wrong[name] = str(error)
        elif is_required(one):
            found.missing.append(name)
    found.unknown.extend(name for name in given if name not in known)
    return found
