"""Resolutions known by their plenum: `Nghị quyết Trung ương 4 (khóa XIII)` has no number, but it is one document."""

import re
from collections.abc import Iterator

from newsroom.citations.symbols import Symbol
from newsroom.vietnamese import fold

_TO_TEN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_TERMS = (*_TO_TEN, *(f"X{term}" for term in _TO_TEN))
_UNITS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_ORDINALS = (*_UNITS, "muoi mot", "muoi hai", "muoi ba", "muoi bon", "muoi lam")
_KINDS = {"nghi quyet": "NQ", "nq": "NQ", "ket luan": "KL", "kl": "KL"}

_HOA = "[hH](?:[óÓ][aA]|[oO][áÁaA])"
_KHOA = f"[kK]{_HOA}"
_TERM = r"([IVX]{1,5}|[0-9]{1,2})(?!\w)"
_FIRST_TERM = re.compile(rf"{_KHOA}\s{{1,3}}{_TERM}")
_HINTS = [re.compile(rf"{letter}{_HOA}\s") for letter in "kK"]
"""Found four times as fast, for the letter that they begin with."""
_NEXT_TERM = re.compile(
    rf"\)?\s{{0,3}}(?:[;,]|và|va|VÀ)\s{{0,3}}\(?(?:{_KHOA}\s{{1,3}}{_TERM}|([IVX]{{1,5}})(?![\w.]))"
)
_ORDINAL = rf"(?:[0-9]{{1,2}}|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_CENTRAL = r"(?:trung uong|tw|tu|t\.u|t\.w)(?:\s++dang(?:\s++cong san viet nam)?)?"
_COMMA = r"\s*+(?:,\s*+)?"
_PLENUM = re.compile(  # read in folded text, up to the word "khóa"
    rf"\b({'|'.join(_KINDS)})\s++(?:cua\s++)?(?:so\s++)?(?:hoi nghi\s++)?"
    rf"(?:(?:ban chap hanh\s++|bch\s++)?{_CENTRAL}{_COMMA}(?:lan(?: thu)?\s++|thu\s++)?(?P<after>{_ORDINAL})"
    rf"|(?:lan(?: thu)?\s++|thu\s++)(?P<before>{_ORDINAL}){_COMMA}(?:cua\s++)?(?:ban chap hanh|bch)\s++{_CENTRAL})"
    rf"{_COMMA}(?P<open>\(?)\s*+$"
)
_REACH = 140


def find_plenums(text: str) -> Iterator[tuple[int, int, Symbol]]:
    """Where each plenum resolution stands in normal text; `(khóa XII; XIII)` gives two, the second at `XIII`."""
    for hint in _FIRST_TERM.finditer(text) if any(hint.search(text) for hint in _HINTS) else ():
        offset = max(0, hint.start() - _REACH)
        plenum = _PLENUM.search(fold_evenly(text[offset : hint.start()]))
        number = _ordinal(plenum["after"] or plenum["before"]) if plenum else 0
        if not plenum or not number:
            continue
        terms = [(hint.start(1), hint.end(1)), *_further_terms(text, hint.end())]
        closed = len(terms) == 1 and plenum["open"] and text.startswith(")", hint.end())
        for start, end in terms:
            if term := _term(text[start:end]):
                first = start == hint.start(1)
                place = (offset + plenum.start() if first else start, end + bool(closed))
                yield *place, Symbol("", _KINDS[plenum[1]], "TW", "party", plenum=number, term=term)


def fold_evenly(text: str) -> str:
    """Normal text folded so that every character keeps its place."""
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join((fold(char) + "\0")[0] for char in text)


def _further_terms(text: str, at: int) -> Iterator[tuple[int, int]]:
    while found := _NEXT_TERM.match(text, at):
        yield found.span(found.lastindex or 0)
        at = found.end()


def _ordinal(text: str) -> int:
    return int(text) if text.isdecimal() else _ORDINALS.index(text) + 1


def _term(text: str) -> str:
    """The term in Roman numerals, whether written XIII or 13; empty when it is no term."""
    if text.isdecimal():
        return _TERMS[int(text) - 1] if 0 < int(text) <= len(_TERMS) else ""
    return text if text in _TERMS else ""
