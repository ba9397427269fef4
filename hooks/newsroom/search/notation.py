"""How the index writes small numbers, marks and records as text, and weights as levels; index.js reads them."""

from collections.abc import Iterable
from itertools import product

from newsroom.vietnamese import nfc

LEVELS = (1, 4, 8, 16)
"""A term's weight is kept as the last of these that it reaches."""
RARE = 3
"""Syllables in fewer posts are not offered as corrections."""

SHARED = "!\"#$%&'()*+,-./:"
MOST_SHARED = len(SHARED) - 1
LEVEL = ";<="
GAPS = ("?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdef", "ghijklmnopqrstuvwxyz{|}~0123456789")
MARKS = ("?@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "[\\]^_`{|}~")
"""Alphabets of numbers: the last character of a number is of the first one, those before it of the second."""

_COMMONEST = "àáếêảạệấốôâậộìóíựềầứớịắưụăú"
_VOWELS = ("", "ă", "â", "ê", "ô", "ơ", "ư", *"aeiouy", "ươ")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def _marks() -> tuple[str, ...]:
    """The marked letters that one syllable can have; the commonest are written in one character."""
    rhymes = (nfc(vowel + tone) for vowel, tone in product(_VOWELS, _TONES) if vowel or not tone)
    marked = ["".join(letter for letter in rhyme if not letter.isascii()) for rhyme in rhymes]
    return tuple(dict.fromkeys(["", *_COMMONEST, *marked, *("đ" + one for one in marked)]))


MARKED = _marks()
"""Fixed, so that no post changes how another one's marks are written; what is not in it stands there as it is."""


def number(value: int, alphabets: tuple[str, str] = GAPS) -> str:
    """A natural number in as few characters as its size allows, the last one from the first alphabet."""
    last, more = alphabets
    value, at = divmod(value, len(last))
    text = last[at]
    while value:
        value, at = divmod(value - 1, len(more))
        text = more[at] + text
    return text


_MARK_CODES = {mark: number(at, MARKS) for at, mark in enumerate(MARKED)}
_OTHER = number(len(MARKED), MARKS)


def mark_code(mark: str) -> str:
    """Marked letters as the index writes them."""
    return _MARK_CODES.get(mark) or _OTHER + mark


def records_text(records: Iterable[tuple[str, str]]) -> str:
    """A block of records, each a key and its forms as they are written; keys ascend."""
    parts, before = [], ""
    for key, forms in records:
        parts.append(record_text(before, key, forms))
        before = key
    return "".join(parts)


def record_text(before: str, key: str, forms: str) -> str:
    """A record, which does not repeat what its key shares with the one before."""
    shared = letters_shared(before, key)
    return f"{SHARED[shared]}{key[shared:]}{forms}"


def letters_shared(before: str, key: str) -> int:
    """How many letters two keys begin with, of those that can be told."""
    most = min(len(before), len(key), MOST_SHARED)
    return next((at for at in range(most) if before[at] != key[at]), most)
