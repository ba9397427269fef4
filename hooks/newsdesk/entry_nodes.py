"""Where the fields of a head and their values stand in its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from newsroom.frontmatter.hashes import with_hashtags
from newsroom.frontmatter.head import HeadHandler, clean

_HANDLER = HeadHandler()


@dataclass(frozen=True)
class Node:
    """A value where it stands; (line, column) from 0, in the text as YAML sees it. `items` are those of a list."""

    start: tuple[int, int]
    end: tuple[int, int]
    style: str
    items: tuple["Node", ...] | None = None
    is_simple: bool = True


@dataclass(frozen=True)
class Entry:
    """A field's key and value; `end` is the line below it."""

    key: str
    line: int
    colon: tuple[int, int]
    value: Node
    end: int


def read(head: Sequence[str]) -> dict[str, object]:
    """The fields as the newsroom reads them."""
    return _HANDLER.read(text_of(head)).fields


def text_of(head: Sequence[str]) -> str:
    """The lines of a head as YAML sees them."""
    return clean("".join(head).replace("\r\n", "\n").replace("\r", "\n"))


def entries_of(head: Sequence[str]) -> Iterator[Entry]:
    """Gives the nodes of all entries of a head, in their order."""
    events: Iterator[Any] = yaml.parse(with_hashtags(text_of(head)), Loader=yaml.BaseLoader)
    found: list[tuple[str, Any, Node]] = []
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            found = list(_pairs(events))
            break
    for key, told, value in found:
        last = value.end[0] + (1 if value.end[1] or value.end[0] == told.start_mark.line else 0)
        yield Entry(key, told.start_mark.line, (told.end_mark.line, told.end_mark.column), value, last)


def _pairs(events: Iterator[Any]) -> Iterator[tuple[str, Any, Node]]:
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            return
        yield clean(event.value).strip(), event, _node(next(events), events)


def _node(event: Any, events: Iterator[Any]) -> Node:
    start, end = ((mark.line, mark.column) for mark in (event.start_mark, event.end_mark))
    if isinstance(event, yaml.ScalarEvent):
        return Node(start, end, event.style or "")
    inner: list[Node] = []
    is_list, last = isinstance(event, yaml.SequenceStartEvent), event
    for one in events:
        last = one
        if isinstance(one, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            break
        inner.append(_node(one, events))
    flow = "[" if event.flow_style else "-"
    end = (last.end_mark.line, last.end_mark.column) if event.flow_style else inner[-1].end
    return Node(start, end, flow, tuple(inner) if is_list else None, is_list)
