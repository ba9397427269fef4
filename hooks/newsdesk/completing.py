"""A post that lacks what every post must have, made complete for the preview alone: words that say so in its place."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from newsdesk.form import form, values_of
from newsdesk.messages import DeskError
from newsdesk.post_text import source_of
from newsdesk.saving import with_values
from newsroom.problems import Problem

_EMPTY = b"---\n---\n\n"
_NOTHING: Mapping[str, Any] = {"names": [], "flag": False}


def completed(data: bytes, problems: Iterable[Problem], today: datetime.date) -> Iterator[bytes]:
    """Versions of a post that can be shown, the one that has most of it first: what is wrong in its fields is gone."""
    source = source_of(data)
    if source is None:
        return
    said = values_of(source.fields)
    wrong = {one.field for one in problems if one.fatal}
    absent = {one.name for one in form() if one.required and (one.name in wrong or not said[one.name])}
    filled = _filled(today)
    gone = {one.name: _NOTHING.get(one.shape, "") for one in form() if one.name in wrong}
    given = gone | {name: filled[name] for name in absent}
    must = {name: given.get(name, said[name]) for name in filled}
    for base, values, body in ((data, given, None), (_EMPTY, must, source.body), (_EMPTY, filled, source.body)):
        with suppress(DeskError):  # of a head that can't be edited
            yield with_values(base, values, body)


def _filled(today: datetime.date) -> dict[str, Any]:
    """What stands in the place of required fields."""
    told = {one.name: f"(Chưa có {one.label.lower()})" for one in form() if one.required}
    lists = {one.name: [told[one.name]] for one in form() if one.required and one.shape == "names"}
    return told | lists | {"date": today.isoformat()}
