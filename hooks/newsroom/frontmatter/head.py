"""The lines between `---` and `---`: read as YAML in which every value is text, a list or a mapping of text.

The fast way takes the whole head at once. When anything is wrong with it, the slow way reads it entry by entry, so
that each bad entry is told with its own line and the good ones are still read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import yaml
from frontmatter.default_handlers import YAMLHandler

from newsroom.frontmatter.faults import (
    BAD_KEY,
    DEEP,
    GLUED,
    MARKED,
    REPEATED,
    TAGGED,
    TOO_LONG,
    UNREADABLE,
    Fault,
    Refused,
    diagnose,
    entry_of,
)
from newsroom.frontmatter.hashes import lost_text, with_hashtags
from newsroom.vietnamese import nfc

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 4  # a list of mappings is 4 deep with its texts; nothing that a post needs is deeper
MAX_LENGTH = 20_000  # characters; a post's head has a few hundred

_ERRORS = (yaml.YAMLError, Refused, ValueError)  # ValueError: the pure parser, on an escape beyond Unicode
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CONTINUES = re.compile(r"[\s#\]}]|-(?:\s|$)")


@dataclass(frozen=True)
class Head:
    """The fields of a head and what is wrong with it; lines count from 1 below the opening `---`.

    A key in `lines` but not in `fields` could not be read.
    """

    fields: dict[str, object]
    lines: dict[str, int]
    faults: tuple[Fault, ...] = ()


class Building:
    """Builds a Head out of parser events: nothing is resolved or run, and nothing recurses beyond MAX_DEPTH."""

    def get_single_data(self) -> Head:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return Head({}, {})
        event = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            raise Refused(_line(event))
        head = self._mapping(event, 1)
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            raise Refused(_line(event), UNREADABLE)
        return head

    def _next(self) -> yaml.Event:
        return self.get_event()  # type: ignore[attr-defined, no-any-return]

    def _mapping(self, start: yaml.Event, depth: int) -> Head:
        _refuse(start, depth)
        fields: dict[str, object] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            _refuse(event, depth)
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent) or not (key := _key(event.value)):
                raise Refused(line, BAD_KEY)
            if key in fields:
                raise Refused(line, REPEATED)
            fields[key] = self._value(self._next(), depth + 1)
            lines[key] = line + 1
        return Head(fields, lines)

    def _value(self, event: yaml.Event, depth: int) -> object:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth).fields
        _refuse(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return clean(event.value) if event.style == '"' else event.value  # only these hold escapes
        items = []
        while not isinstance(item := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(item, depth + 1))
        return items


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _refuse(event: yaml.Event, depth: int) -> None:
    if getattr(event, "anchor", None):  # of an alias, too
        raise Refused(_line(event), MARKED)
    if getattr(event, "tag", None):
        raise Refused(_line(event), TAGGED)
    if depth > MAX_DEPTH:
        raise Refused(_line(event), DEEP)


class HeadLoader(Building, _Loader):
    """The loader that yaml.load is given to read a head; it raises YAMLError, Refused or ValueError."""


class HeadHandler(YAMLHandler):
    """python-frontmatter's reader with this project's boundaries (`...` closes, too) and loader."""

    FM_BOUNDARY = re.compile(r"^(?:-{3,}|\.{3})[ \t]*(?:\n|\Z)", re.MULTILINE)

    LOADER: type = HeadLoader

    def read(self, fm: str) -> Head:
        """The head that is written in `fm`; whatever is wrong with it comes back as faults, none is raised."""
        if len(fm) > MAX_LENGTH:
            return Head({}, {}, (Fault(1, "", TOO_LONG),))
        kept = with_hashtags(fm)
        try:
            head = self._load(kept)
        except _ERRORS as error:
            head = self._read_entries(kept, error)
        told = {fault.line for fault in head.faults}
        return replace(head, faults=(*head.faults, *(one for one in lost_text(kept) if one.line not in told)))

    def _load(self, fm: str) -> Head:
        head: Head = self.load(fm, Loader=self.LOADER)
        return head

    def _read_entries(self, fm: str, whole: Exception) -> Head:
        head, broken, faults = Head({}, {}), dict[str, int](), list[Fault]()
        for above, entry in _entries(fm.split("\n")):
            try:
                part = self._load("\n".join(entry))
            except _ERRORS as error:
                fault = diagnose(entry, error)
                faults.append(replace(fault, line=fault.line + above))
                keys = ((n, entry_of(line) or GLUED.fullmatch(line)) for n, line in enumerate(entry, above + 1))
                broken |= {key["key"]: number for number, key in keys if key}
            else:
                faults += _join(head, part, above)
        return Head(head.fields, broken | head.lines, tuple(faults) or (diagnose(fm.split("\n"), whole),))


def _entries(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Gives each entry of the head with the number of lines above it."""
    first = next((number for number, line in enumerate(lines) if line.strip() and line[0] != "#"), len(lines))
    starts = [first, *(n for n in range(first + 1, len(lines)) if lines[n] and not _CONTINUES.match(lines[n]))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if start < end:
            yield start, lines[start:end]


def _join(head: Head, part: Head, above: int) -> Iterator[Fault]:
    for key, value in part.fields.items():
        line = above + part.lines[key]
        if key in head.fields:
            yield Fault(line, key, REPEATED)
        else:
            head.fields[key], head.lines[key] = value, line


@lru_cache(maxsize=256)
def _key(written: str) -> str:
    return clean(written).strip()


def clean(text: str) -> str:
    """Normal text without the control characters that neither YAML nor XML can hold (Word's line breaks are some)."""
    return _UNSAFE.sub(" ", nfc(text))
