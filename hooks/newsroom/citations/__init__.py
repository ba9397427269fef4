"""Document numbers in running text, with the type, date and issuer that stand round them."""

import datetime
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from newsroom.citations.mentions import introduction, read_mention
from newsroom.citations.plenums import find_plenums
from newsroom.citations.spellings import TYPES, kind_of
from newsroom.citations.symbols import NUMBER, Symbol, numbered, read_number
from newsroom.vietnamese import UNSEEN, nfc

__all__ = ["TYPES", "Citation", "Symbol", "find_citations", "parse_symbol"]

_LETTER = re.compile(f".[\u0300-\u036f{UNSEEN}]*", re.DOTALL)
_LIST = re.compile(r"(?<!\s)\s*(?:[,;&]|và|va|VÀ)\s*(?:số\s*)?")

_SHARING = re.compile(r"(?<![\w./-])(?:\d{1,4}\s{0,2}(?:[,;&]|và)\s{0,2}(?:số\s{0,2})?){1,8}\Z")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_GLUED = re.compile(r"(?<![\w/-])[A-ZĐ]{2,4}\Z")
_REACH = 60  # letters

Place = tuple[int, int, Symbol]


@dataclass(frozen=True)
class Citation:
    """One document number as it stands in a text."""

    start: int
    end: int
    """`text[start:end]` is the number itself, or the words of a plenum's resolution."""
    text: str
    symbol: Symbol
    type_name: str
    """By the word before the number (`Quy định` or `Quyết định`), else the usual name of the type."""
    date: datetime.date | None = None
    issuer_name: str | None = None
    """As written (`Đảng ủy phường Ngọc Lâm`), in normal form."""
    span: tuple[int, int] = (0, 0)
    """Offsets of the whole mention, from the type's name to the date or issuer."""


def parse_symbol(text: str) -> Symbol | None:
    """The symbol when the text is one document number and nothing else but `số` or its type's name before it."""
    clean = " ".join(nfc(text).split())
    if match := NUMBER.search(clean):
        before = introduction(clean, match.start())
        found = read_number(match, before, strict=False)
        alone = found and found[1] == len(clean) and (before.start if before else match.start()) == 0
        return found[0] if found and alone else None
    places = list(find_plenums(clean))
    return places[0][2] if [place[:2] for place in places] == [(0, len(clean))] else None


def find_citations(text: str) -> list[Citation]:
    """Every document number in order of place; offsets are those of the text as given.

    Decomposed text (NFD, zero-width marks) is read in normal form, and each place is mapped back to the letter that
    it came from; a letter is a code point with the marks that follow it.
    """
    normal, starts, ends = _normal(text)
    places = sorted((*_numbers(normal), *find_plenums(normal)), key=lambda place: place[:2])
    found: list[Citation] = []
    for place, following in zip_longest(places, places[1:]):
        room = found[-1].end if found else 0, following[0] if following else len(normal)
        citation = _citation(normal, place, room)
        found.append(_typed_as_listed(normal, found[-1], citation) if found else citation)
    if normal == text:
        return found
    return [_moved(citation, text, starts, ends) for citation in found]


def _numbers(text: str) -> Iterator[Place]:
    for match in NUMBER.finditer(text):
        start = match.start()
        before = introduction(text, start)
        if _may_begin(text, start, before is not None) and (found := read_number(match, before, strict=True)):
            yield start, found[1], found[0]
            yield from _sharing(text, start, found[0])


def _sharing(text: str, end: int, symbol: Symbol) -> Iterator[Place]:
    """Numbers right before one that gives type and issuer of them all: `các Hướng dẫn số 27, 28-HD/ĐU`."""
    found = _SHARING.search(text[max(0, end - _REACH) : end])
    if not found or symbol.plenum:
        return
    start = end - len(found[0])
    before = introduction(text, start)
    if before and before.type_name and symbol.may_be(before.type_name):
        for one in re.finditer("[0-9]+", found[0]):
            if not _YEAR.fullmatch(one[0]):
                yield start + one.start(), start + one.end(), numbered(symbol, one[0])


def _may_begin(text: str, start: int, introduced: bool) -> bool:
    """Whether a number may start here: not inside a word, date, amount or address, but in `số31-QĐ/TW`."""
    before, further = text[max(0, start - 1) : start], text[max(0, start - 2) : max(0, start - 1)]
    if before.isdigit() or before in {"/", "_"}:
        return before == ""
    if before.isalpha():
        glued = _GLUED.search(text[max(0, start - 6) : start])  # `NQ29-NQ/TW`
        return introduced or bool(glued and kind_of(glued[0], "party"))
    return not (
        before in {".", ",", "-", "\u2010", "\u2011"} and further.isalnum() and (before != "." or further.isdigit())
    )


def _citation(text: str, place: Place, room: tuple[int, int]) -> Citation:
    start, end, symbol = place
    if symbol.plenum:
        return Citation(start, end, text[start:end], symbol, symbol.type_name, span=(start, end))
    mention = read_mention(text, (start, end), room, symbol)
    span = mention.start, mention.end
    return Citation(start, end, text[start:end], symbol, mention.type_name, mention.date, mention.issuer_name, span)


def _typed_as_listed(text: str, earlier: Citation, citation: Citation) -> Citation:
    """A citation with the type of the one before it in a list: `Quy định số 45-QĐ/TW, 46-QĐ/TW` are two Quy định."""
    untyped = citation.span[0] == citation.start and citation.symbol.kind == earlier.symbol.kind
    listed = untyped and _LIST.fullmatch(text, earlier.end, citation.start)
    return replace(citation, type_name=earlier.type_name) if listed else citation


def _normal(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """Composed text, and where the letter behind each of its characters starts and ends in the text as given."""
    normal = nfc(text)
    if normal == text or (unicodedata.is_normalized("NFC", text) and not any(mark in text for mark in UNSEEN)):
        return normal, range(len(text)), range(1, len(text) + 1)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for letter in _LETTER.finditer(text):
        for character in nfc(letter[0]):
            characters.append(character)
            starts.append(letter.start())
            ends.append(letter.end())
    return "".join(characters), starts, ends


def _moved(citation: Citation, text: str, starts: Sequence[int], ends: Sequence[int]) -> Citation:
    start, end = starts[citation.start], ends[citation.end - 1]
    span = starts[citation.span[0]], ends[citation.span[1] - 1]
    return replace(citation, start=start, end=end, text=text[start:end], span=span)
