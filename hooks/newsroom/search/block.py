"""A block as records, to be changed in few places: what nothing is changed of stays the text that it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsroom.search.notation import GAPS, LEVEL, MARKED, MARKS, SHARED, mark_code, number

_RECORD = re.compile("([!-/:])([a-z0-9 \u0080-\uffff]*)([^!-/:]*)")
_LITERAL = re.compile("[\u0080-\uffff]*")
_MOST_SHARED = len(SHARED) - 1
Marks = tuple[str, ...]
"""Those of each syllable of a key."""
Postings = Mapping[int, int]
"""The level by the number of the post."""
Forms = Mapping[Marks, Postings]


def records(text: str) -> Iterator[tuple[str, str]]:
    """(key, forms) of each record, the forms as they are written."""
    key = ""
    for shared, rest, forms in _RECORD.findall(text):
        key = key[: SHARED.index(shared)] + rest
        yield key, forms


def written(found: Iterable[tuple[str, str]]) -> str:
    """The block of such records, whose keys ascend."""
    parts, before = [], ""
    for key, forms in found:
        shared = _shared(before, key)
        parts.append(f"{SHARED[shared]}{key[shared:]}{forms}")
        before = key
    return "".join(parts)


def _shared(before: str, key: str) -> int:
    most = min(len(before), len(key), _MOST_SHARED)
    return next((at for at in range(most) if before[at] != key[at]), most)


def weight(key: str, forms: str) -> int:
    """What a record counts when blocks are cut."""
    return len(key) + len(forms) + 1


def read_forms(key: str, text: str) -> dict[Marks, dict[int, int]]:
    """The forms of a record by their marks."""
    return dict(_read_form(form, 1 if key[0] == " " else 2) for form in text.split(" ")) if text else {}


def write_forms(forms: Forms) -> str:
    """Forms in the order of their marks, without those that no post has any more."""
    return " ".join([_write_form(marks, forms[marks]) for marks in sorted(forms) if forms[marks]])


def _read_form(text: str, count: int) -> tuple[Marks, dict[int, int]]:
    at, marks, found, post = 0, [], {}, -1
    for _ in range(count):
        code, at = _read_number(text, at, MARKS)
        literal = _LITERAL.match(text, at)
        assert literal
        marks.append(MARKED[code] if code < len(MARKED) else literal[0])
        at = literal.end()
    while at < len(text):
        gap, at = _read_number(text, at, GAPS)
        level = LEVEL.find(text[at]) + 1 if at < len(text) else 0
        at += level > 0
        post += gap + 1
        found[post] = level
    return tuple(marks), found


def _read_number(text: str, at: int, alphabets: Sequence[str]) -> tuple[int, int]:
    last, more = alphabets
    value = 0
    while text[at] in more:
        value = value * len(more) + more.index(text[at]) + 1
        at += 1
    return value * len(last) + last.index(text[at]), at + 1


def _write_form(marks: Marks, postings: Postings) -> str:
    parts, before = [mark_code(mark) for mark in marks], -1
    for post in sorted(postings):
        level = postings[post]
        parts.append(number(post - before - 1) + (LEVEL[level - 1] if level else ""))
        before = post
    return "".join(parts)
