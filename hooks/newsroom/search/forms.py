"""The forms of a record, changed in their text, of which little but what stands beside a change becomes other."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice

from newsroom.search.notation import GAPS, LEVEL, MARKED, RARE, mark_code, number

_MARK = re.compile(r"(?<![\[-`{-~])([\[-`{-~]*+[?-Z])([\u0080-\uffff]*+)")
_STEP = re.compile("(?<![g-~0-9])[g-~0-9]*+[?-f][;<=]?")
_MARKED = {mark_code(mark): mark for mark in MARKED}
Marks = tuple[str, ...]
"""Those of each syllable of a key."""
Change = tuple[Marks, int, int | None]
"""A form, a post that has it, and at which level, None if it has it no more."""


def changed_forms(key: str, text: str, changes: Sequence[Change]) -> str:
    """The forms of a record in the order of their marks, without those that no post has any more."""
    forms, of_form = dict(_forms(key, text)), defaultdict[Marks, list[tuple[int, int | None]]](list)
    for marks, post, level in changes:
        of_form[marks].append((post, level))
    for marks, some in of_form.items():
        forms[marks] = _changed_steps(forms.get(marks, ""), some)
    return " ".join(["".join(map(mark_code, marks)) + forms[marks] for marks in sorted(forms) if forms[marks]])


def is_common(key: str, text: str) -> bool:
    """Whether the posts that have a record's forms are not few; those that have two of them count twice."""
    steps = (step for _, some in _forms(key, text) for step in _STEP.finditer(some))
    return len([*islice(steps, RARE)]) == RARE


def _forms(key: str, text: str) -> Iterator[tuple[Marks, str]]:
    """The steps from post to post of each form, by its marks."""
    for form in text.split(" ") if text else ():
        marks, at = [], 0
        for _ in range(1 if key[0] == " " else 2):
            found = _MARK.match(form, at)
            assert found
            marks.append(_MARKED.get(found[1], found[2]))
            at = found.end()
        yield tuple(marks), form[at:]


def _changed_steps(text: str, changes: Iterable[tuple[int, int | None]]) -> str:
    """The steps of a form after posts came to it, left it, or have another level: each also changes the step behind."""
    steps = ["", *_STEP.findall(text)]
    posts = list(accumulate(map(_length, steps[1:]), initial=-1))
    for post, level in changes:
        at = bisect_left(posts, post)
        there = slice(at, at + (posts[at : at + 1] == [post]))
        if level is None and there.stop == at:
            raise LookupError(post)
        steps[there] = [] if level is None else [_step(posts[at - 1], post, LEVEL[level - 1] if level else "")]
        posts[there] = [] if level is None else [post]
        behind = at + (level is not None)
        if behind < len(posts):
            shown = steps[behind]
            steps[behind] = _step(posts[behind - 1], posts[behind], shown[len(shown.rstrip(LEVEL)) :])
    return "".join(steps)


def _step(before: int, post: int, level: str) -> str:
    return number(post - before - 1) + level


@cache
def _length(step: str) -> int:
    """How much higher a post's number is than that of the post before."""
    last, more = GAPS
    value = 0
    gap = step.rstrip(LEVEL)
    for letter in gap[:-1]:
        value = value * len(more) + more.index(letter) + 1
    return value * len(last) + last.index(gap[-1]) + 1
