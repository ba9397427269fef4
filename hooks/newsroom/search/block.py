"""A block as records, to be changed in few places: what nothing is changed of stays the text that it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newsroom.search.forms import Change, changed_forms
from newsroom.search.notation import MOST_SHARED, SHARED, letters_shared, record_text

_RECORD = re.compile("([!-/:])([a-z0-9 \u0080-\uffff]*)([^!-/:]*)")
_SHARING = [re.compile(f"[{re.escape(SHARED[: most + 1])}]") for most in range(len(SHARED))]
"""Where a record begins that shares no more than so many letters with the one before."""
Changes = Mapping[str, Sequence[Change]]
"""By key."""


class Changed(NamedTuple):
    """A record's forms as they were and as they are, empty where there is none."""

    key: str
    before: str
    after: str


def records(text: str) -> Iterator[tuple[str, str]]:
    """(key, forms) of each record, the forms as they are written."""
    key = ""
    for shared, rest, forms in _RECORD.findall(text):
        key = key[: SHARED.index(shared)] + rest
        yield key, forms


def weight(key: str, forms: str) -> int:
    """What a record counts when blocks are cut."""
    return len(key) + len(forms) + 1 if forms else 0


def changed(text: str, changes: Changes) -> tuple[str, list[Changed]]:
    """A block after some changes; the records between are passed over, not read.

    Of the record before a place, in the old text and in the new one, as many letters are known as the next can share.
    """
    parts, found = [], []
    at, old, new = 0, "", ""
    for key in sorted(changes):
        end, known = _find(text, at, old, key)
        if end > at:
            parts.append(_passed(text, at, end, old, new))
            at, old, new = end, known, known
        record = _RECORD.match(text, at)
        before = record[3] if record and _key(old, record) == key else ""
        if record and before:
            at, old = record.end(), key
        after = changed_forms(key, before, changes[key])
        if after:
            parts.append(record_text(new, key, after))
            new = key
        found.append(Changed(key, before, after))
    parts.append(_passed(text, at, len(text), old, new))
    return "".join(parts), found


def _key(before: str, record: re.Match[str]) -> str:
    return before[: SHARED.index(record[1])] + record[2]


def _find(text: str, at: int, before: str, key: str) -> tuple[int, str]:
    """Where the first record is that does not come before a key, and what the key shares with the record before that.

    A record that shares more with the one before than the key does comes before the key as well.
    """
    shared = letters_shared(before, key)
    while start := _SHARING[shared].search(text, at):
        record = _RECORD.match(text, start.start())
        assert record
        if SHARED.index(record[1]) < shared or record[2] >= key[shared:]:
            return start.start(), key[:shared]
        shared += letters_shared(record[2], key[shared:MOST_SHARED])
        at = record.end()
    return len(text), key[:shared]


def _passed(text: str, at: int, end: int, old: str, new: str) -> str:
    """Some records as they are, but that the first one comes after another key now."""
    record = _RECORD.match(text, at) if old != new else None
    if not record or at == end:
        return text[at:end]
    return record_text(new, _key(old, record), record[3]) + text[record.end() : end]
