"""How a text comes to be typed otherwise than it is written: slips, a keyboard left in English, habits."""

import random
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from newsroom.search.abbreviations import ABBREVIATIONS
from newsroom.search.tokens import WORD, syllables
from newsroom.vietnamese import TONES, canonical, nfc

TELEX = dict(zip(TONES, "frxsj", strict=True)) | {"\u0302": "", "\u0306": "w", "\u031b": "w", "đ": "dd"}
VNI = dict(zip(TONES, "23415", strict=True)) | {"\u0302": "6", "\u0306": "8", "\u031b": "7", "đ": "d9"}


def keys(text: str, method: dict[str, str], chance: random.Random) -> str | None:
    """What the keyboard sends for a text; None for one that is typed in the same way without a method."""
    found = " ".join(_keys(word, method, chance) for word in text.lower().split())
    return None if found == text.lower() else found


def _keys(word: str, method: dict[str, str], chance: random.Random) -> str:
    """The tone behind its letter or at the end, ươ with one w or with two."""
    typed = tone = ""
    at_the_end = chance.random() < 0.6
    for letter in nfc(word):
        base, *marks = [*unicodedata.normalize("NFD", letter)]
        typed += method["đ"] if base == "đ" else base
        typed += "".join(method[mark] or base for mark in marks if mark not in TONES)
        late = "".join(method[mark] for mark in marks if mark in TONES)
        tone, typed = (tone + late, typed) if at_the_end else (tone, typed + late)
    if chance.random() < 0.5:
        typed = typed.replace("uwow", "uow").replace("u7o7", "uo7")
    return typed + tone


def telex(text: str, chance: random.Random) -> str | None:
    """`tự soi` → `tuwj soi`."""
    return keys(text, TELEX, chance)


def vni(text: str, chance: random.Random) -> str | None:
    """`tự soi` → `tu75 soi`."""
    return keys(text, VNI, chance)


def joined(text: str, chance: random.Random) -> str | None:
    """Without the space between two of its words."""
    words = text.split()
    at = chance.randrange(len(words) - 1)
    both = words[at] + words[at + 1]
    return " ".join([*words[:at], both, *words[at + 2 :]]) if both.isalpha() else None


def joined_without_marks(text: str, chance: random.Random) -> str | None:
    """The same without marks, as is mostly typed in haste."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.replace("đ", "d")) if not unicodedata.combining(c))
    return joined(nfc(bare).replace("Đ", "D"), chance)


def swapped(text: str, chance: random.Random) -> str | None:
    """The second half first."""
    words = text.split()
    middle = len(words) // 2
    return " ".join([*words[middle:], *words[:middle]]) if len(words) > 3 else None


def misspelt(text: str, chance: random.Random) -> str | None:
    """One of its syllables with another tone."""
    words = text.split()
    at = chance.randrange(len(words))
    letters = [unicodedata.normalize("NFD", letter) for letter in words[at]]
    place = next((place for place, letter in enumerate(letters) if set(letter) & set(TONES)), None)
    if place is None:
        return None
    level = "".join(mark for mark in letters[place] if mark not in TONES)
    letters[place] = level + chance.choice([tone for tone in TONES if tone not in letters[place]])
    return " ".join([*words[:at], nfc("".join(letters)), *words[at + 1 :]])


def slip(text: str, chance: random.Random) -> str | None:
    """A letter too few, twice, or two of them in the wrong order, in one of its longer words."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long or len(words) < 4:
        return None
    place = chance.choice(long)
    word = words[place]
    at = chance.randrange(1, len(word) - 1)
    cut, double, turned = word[at + 1 :], word[at:], word[at + 1] + word[at] + word[at + 2 :]
    wrong = word[:at] + chance.choice([cut, word[at] + double, turned])
    return None if wrong == word else " ".join([*words[:place], wrong, *words[place + 1 :]])


def other_form(text: str, chance: random.Random) -> str | None:
    """The first abbreviation in full, or the first words for which there is one abbreviated."""
    words = text.split()
    for begin, end, other in other_forms(words):
        return " ".join([*words[:begin], other, *words[end:]])
    return None


def other_forms(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """From where to where an abbreviation stands, or what one stands for, and the other form."""
    lower = [canonical(word) for word in words]
    for at in range(len(words)):
        for found, other in _forms().get(lower[at], ()):
            end = at + len(found)
            if found in (tuple(words[at:end]), tuple(lower[at:end])):
                yield at, end, other
                break


@cache
def _forms() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By first syllable: the words of either form and the other form, longer ones first; only what is unequivocal."""
    clear = [(short, full[0]) for short, full in ABBREVIATIONS.items() if len(full) == 1]
    pairs = [(tuple(WORD.findall(short)), full) for short, full in clear]
    pairs += [(tuple(syllables(full)), short) for short, full in clear]
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for found, other in sorted(pairs, key=lambda pair: -len(pair[0])):
        by_first.setdefault(canonical(found[0]), []).append((found, other))
    return by_first
