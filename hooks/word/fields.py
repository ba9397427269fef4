"""Fields of a Word text (`PAGE`, `IF`, `HYPERLINK`): what stands between a field's beginning and its result is an
instruction, which Word does not print, with all that is nested in it; what was chosen from a list, it prints.
"""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from word.ooxml import W, local, value

_CHARACTER, _INSTRUCTION = W + "fldChar", W + "instrText"
_DEPTH = 20
Place = tuple[Element, Element]
"""A run, and a child of it."""
Field = tuple[int, ...]
"""Where the marks of a field stand: of its beginning, of its result if it has one, of its end."""


def with_results(tree: Element) -> Element:
    """The same tree; marks of fields that are never closed go, as nobody can say where their instruction ends."""
    places = [(run, child) for run in tree.iter(W + "r") for child in run]
    fields = list(_fields(places))
    marks = {at for field in fields for at in field}
    dropped = {id(child) for low, high in _instructions(places, fields) for _, child in places[low:high]}
    dropped |= {id(child) for at, (_, child) in enumerate(places) if child.tag == _CHARACTER and at not in marks}
    for run in {id(run): run for run, child in places if id(child) in dropped or child.tag == _CHARACTER}.values():
        kept = [one for child in run for one in (*_chosen(child), child) if id(one) not in dropped]
        run[:] = kept
    return tree


def _instructions(places: Sequence[Place], fields: Sequence[Field]) -> Iterator[tuple[int, int]]:
    """Where instructions begin and end, the outermost alone; each is put into one element, which is left out of it."""
    last = 0
    for begin, end, *_ in sorted(fields):
        if begin >= last:
            last = end
            inner = places[begin + 1 : end]
            own = next((at for at, (_, child) in enumerate(inner) if child.tag == _INSTRUCTION), None)
            if own is None:
                yield begin + 1, end
            else:
                inner[own][1].text = "".join(_own_texts(inner))
                yield from ((begin + 1, begin + 1 + own), (begin + 2 + own, end))


def _own_texts(inner: Sequence[Place]) -> Iterator[str]:
    depth = 0
    for _, child in inner:
        kind = child.get(W + "fldCharType") if child.tag == _CHARACTER else ""
        depth += (kind == "begin") - (kind == "end")
        if child.tag == _INSTRUCTION and not depth:
            yield child.text or ""


def _fields(places: Sequence[Place]) -> Iterator[Field]:
    """Lists the fields that are closed, but for those in more others than any author has."""
    opened: list[list[int]] = []
    for at, (_, child) in enumerate(places):
        kind = child.get(W + "fldCharType") if child.tag == _CHARACTER else ""
        if kind == "begin":
            opened.append([at])
        elif kind == "separate" and opened:
            opened[-1].append(at)
        elif kind == "end" and opened:
            begin, *results = opened.pop()
            if len(opened) < _DEPTH:
                yield (begin, *results[:1], at)


def _chosen(child: Element) -> Iterator[Element]:
    """The entry of a list that a form shows."""
    choices = next(child.iter(W + "ddList"), None) if child.tag == _CHARACTER else None
    if choices is not None:
        entries = [one.get(W + "val", "") for one in choices if local(one) == "listEntry"]
        number = value(choices, "result") or value(choices, "default") or "0"
        made = Element(W + "t")
        made.text = entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""
        yield made
