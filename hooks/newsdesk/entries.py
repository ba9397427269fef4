"""One field of a head written anew in the text itself, in its own quotes and with the comments beside it."""

from collections.abc import Iterator, Sequence
from typing import Any

from newsdesk.entry_nodes import Entry, Node, entries_of, read, text_of
from newsdesk.entry_text import scalar, written
from newsroom.frontmatter.hashes import with_hashtags
from newsroom.frontmatter.head import clean
from newsroom.vietnamese import nfc


class EntryError(ValueError):
    """A value that a head can't hold, told in Vietnamese."""


def with_value(head: Sequence[str], name: str, value: object, order: Sequence[str], end: str) -> list[str]:
    """The lines of a head, each with its end, with a new value of one field, None to take it out.

    A field that is new stands where `order` has it. Raises EntryError.
    """
    entries = {entry.key: entry for entry in entries_of(head)}
    wanted = _fit(value)
    known = read(head).get(name)
    made: list[str] | None
    if wanted is None:
        made = _without(head, entries.get(name))
    elif name in entries:
        made = next((one for one in _ways(head, entries[name], known, wanted, end) if _says(one, name, wanted)), None)
    else:
        at = _place(entries, name, order, len(head))
        made = [*_closed(head[:at], end), *(f"{line}{end}" for line in written(name, wanted)), *head[at:]]
    if made is None or not _says(made, name, wanted) or not _keeps(head, made, name):
        raise EntryError("không ghi được giá trị này vào phần khai báo; hãy bỏ bớt dấu đặc biệt")
    return made


def _fit(value: object) -> Any:
    """Text in normal form; nothing at all for what is empty."""
    if isinstance(value, dict):
        return {key: _fit(one) or "" for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [one for one in map(_fit, value) if one] or None
    return " ".join(nfc(clean(str(value))).split()) or None if value is not None else None


def _says(made: Sequence[str], name: str, wanted: object) -> bool:
    said = read(made).get(name)
    if isinstance(said, str):
        said = " ".join(said.split())
    return said == wanted


def _keeps(before: Sequence[str], made: Sequence[str], name: str) -> bool:
    old, new = read(before), read(made)
    return {key: one for key, one in old.items() if key != name} == {
        key: one for key, one in new.items() if key != name
    }


def _without(head: Sequence[str], entry: Entry | None) -> list[str]:
    return [*head[: entry.line], *head[entry.end :]] if entry else list(head)


def _ways(head: Sequence[str], entry: Entry, known: object, wanted: Any, end: str) -> Iterator[list[str]]:
    """Ever larger changes: the items that differ, the value where it stands, the whole entry."""
    spans = with_hashtags(text_of(head)).split("\n")
    exact = [line.rstrip("\r\n") == spans[at] for at, line in enumerate(head)]
    node = entry.value
    if node.items and isinstance(known, list) and isinstance(wanted, list) and len(known) == len(wanted):
        changed = [(item, new) for item, old, new in zip(node.items, known, wanted, strict=True) if old != new]
        if all(item.is_simple and item.items is None and _is_line(item, exact) for item, _ in changed):
            made = list(head)
            for item, new in reversed(changed):
                made = _put(made, item, scalar(new, item.style, node.style == "["))
            yield made
    if _is_line(node, exact) and isinstance(wanted, str):
        gap = " " if node.start == entry.colon or node.start[1] == entry.colon[1] + 1 == node.end[1] else ""
        for style in (node.style if node.items is None else "", '"', "'"):
            yield _put(head, node, gap + scalar(wanted, style, False))
    if _is_line(node, exact) and node.style == "[" and isinstance(wanted, list):
        yield _put(head, node, "[" + ", ".join(scalar(one, "", True) for one in wanted) + "]")
    lines = [f"{line}{end}" for line in written(entry.key, wanted)]
    yield [*head[: entry.line], *lines, *head[entry.end :]]


def _is_line(node: Node, exact: Sequence[bool]) -> bool:
    """Whether it stands on one line, which YAML sees as it is."""
    return node.start[0] == node.end[0] and node.start[0] < len(exact) and exact[node.start[0]]


def _put(head: Sequence[str], node: Node, text: str) -> list[str]:
    made, at = list(head), node.start[0]
    made[at] = made[at][: node.start[1]] + text + made[at][node.end[1] :]
    return made


def _place(entries: dict[str, Entry], name: str, order: Sequence[str], last: int) -> int:
    """Below the nearest of the fields that `order` has before it."""
    before = order[: order.index(name)] if name in order else order
    above = [entries[one].end for one in reversed(before) if one in entries]
    return min(above[0], last) if above else (last if not entries else min(entry.line for entry in entries.values()))


def _closed(lines: Sequence[str], end: str) -> list[str]:
    """So that a line can follow."""
    made = list(lines)
    if made and not made[-1].endswith(("\n", "\r")):
        made[-1] += end
    return made
