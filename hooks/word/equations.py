"""Equations of Word in one line, as people type them: `1/2`, `x^2`, `a_1`, `√(b^2-4ac)`."""

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from word.ooxml import M, local

_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


def flat(equation: Element) -> str:
    """The whole equation; parts of more than one sign are put in brackets where they would run into others."""
    return _joined(equation)


def _joined(elements: Iterable[Element]) -> str:
    return "".join(map(_one, elements))


def _one(element: Element) -> str:
    if element.tag == M + "t":
        return element.text or ""
    write = _WRITTEN.get(local(element)) if element.tag.startswith(M) else None
    return write(element) if write else _joined(element)


def _part(element: Element, name: str) -> str:
    found = element.find(M + name)
    return "" if found is None else _joined(found).strip()


def _closed(text: str) -> str:
    """Text that is one whole to the eye: a number, a letter, or in brackets."""
    return text if len(text) < 2 or text.isdecimal() or _is_in_brackets(text) else f"({text})"


def _is_in_brackets(text: str) -> bool:
    depth = [0]
    for sign in text:
        depth.append(depth[-1] + (sign == "(") - (sign == ")"))
    return text[0] == "(" and depth.index(0, 1) == len(text)


def _fraction(element: Element) -> str:
    return f"{_closed(_part(element, 'num'))}/{_closed(_part(element, 'den'))}"


def _scripted(element: Element) -> str:
    """A power, an index, both, or the limits of a sum."""
    base = _part(element, "e")
    if element.tag == M + "nary":
        return f"{_sign(element, 'chr', '∫')}{_limits(element)} {base}".rstrip()
    return (base if len(base) < 2 or base.isalnum() else _closed(base)) + _limits(element)


def _limits(element: Element) -> str:
    low, high = (_part(element, name) for name in ("sub", "sup"))
    return (f"_{_closed(low)}" if low else "") + (f"^{_closed(high)}" if high else "")


def _scripts_before(element: Element) -> str:
    return _limits(element) + _closed(_part(element, "e"))


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    sign = _ROOTS.get(degree) or f"√[{degree}]"
    return f"{sign}({_part(element, 'e')})"


def _in_brackets(element: Element) -> str:
    inner = _sign(element, "sepChr", "|").join(_joined(one).strip() for one in element.findall(M + "e"))
    return _sign(element, "begChr", "(") + inner + _sign(element, "endChr", ")")


def _limited(element: Element) -> str:
    sign = "_" if element.tag == M + "limLow" else "^"
    return f"{_part(element, 'e')}{sign}{_closed(_part(element, 'lim'))}"


def _named(element: Element) -> str:
    return f"{_part(element, 'fName')} {_closed(_part(element, 'e'))}"


def _rows(element: Element) -> str:
    """A matrix, or equations one below the other."""
    if element.tag == M + "eqArr":
        return "; ".join(_joined(one).strip() for one in element.findall(M + "e"))
    return "; ".join(" ".join(_joined(one).strip() for one in row) for row in element.findall(M + "mr"))


def _sign(element: Element, name: str, usual: str) -> str:
    found = element.find(f"*/{M}{name}")
    return usual if found is None else found.get(M + "val", "")


_WRITTEN: Mapping[str, Callable[[Element], str]] = {
    "f": _fraction, "sSup": _scripted, "sSub": _scripted, "sSubSup": _scripted, "nary": _scripted,
    "sPre": _scripts_before, "rad": _root, "d": _in_brackets, "limLow": _limited, "limUpp": _limited,
    "func": _named, "m": _rows, "eqArr": _rows,
}  # fmt: skip
