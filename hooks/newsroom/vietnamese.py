"""Vietnamese text: normal form, folding, slugs, sort order, dates as people write and print them."""

import datetime
import re
import unicodedata
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

_LOOKALIKES = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}  # Icelandic and African letters
UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
_REPAIR = {"\u00a0": " ", "\u202f": " "} | dict.fromkeys(UNSEEN, "") | _LOOKALIKES
_ODD = re.compile(f"[{''.join(_REPAIR)}]")
_VOWELS = ((vowel, unicodedata.normalize("NFC", vowel + tone)) for vowel in "aăâeêioôơuưy" for tone in ("", *TONES))
_BARE = str.maketrans(  # for nearly all letters that come; the rest goes a way that takes many times as long
    {letter: unicodedata.normalize("NFD", vowel)[0] for vowel, letter in _VOWELS}
    | dict.fromkeys(["đ", *_LOOKALIKES], "d")
)
_REST = re.compile(r"[^\x00-\x7f]+")
_LETTER_RANK = {letter: rank for rank, letter in enumerate(ALPHABET)}
_MOVABLE = re.compile(r"(?<!q)(?:o[ae]|uy)\b")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_IN_WORDS = re.compile(r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")  # nothing on Windows may be called so, with any ending


def nfc(text: str) -> str:
    """Text as one code point a letter, without no-break spaces, unseen marks or foreign letters for Đ, đ."""
    if text.isascii():
        return text
    normal = unicodedata.normalize("NFC", text)
    if any(map(normal.__contains__, _REPAIR)):  # of which most texts have none: this takes less than the expression
        return _ODD.sub(lambda odd: _REPAIR[odd[0]], normal)
    return normal


def fold(text: str) -> str:
    """Lower case without marks (`Đảng uỷ` → `dang uy`): the key by which names, numbers and queries are compared."""
    if text.isascii():
        return text.lower()
    plain = text.lower().translate(_BARE)
    return plain if plain.isascii() else _REST.sub(_without_marks, plain)


def _without_marks(found: re.Match[str]) -> str:
    apart = unicodedata.normalize("NFD", found[0])
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


@lru_cache(maxsize=65536)
def canonical(syllable: str) -> str:
    """Gives one written form for either tone placement (`hoá`, `hóa` → `hóa`), lower case; for a single syllable."""
    lower = nfc(syllable).lower()
    apart = unicodedata.normalize("NFD", lower)
    tone = next((c for c in apart if c in TONES), "")
    if not tone:
        return lower
    bare = unicodedata.normalize("NFC", apart.replace(tone, "", 1))
    found = _MOVABLE.search(bare)
    if not found:
        return lower
    at = found.start() + 1
    return unicodedata.normalize("NFC", bare[:at] + tone + bare[at:])


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """ASCII address part: `27-HD/ĐU` → `27-hd-du`, `Con` → `con--1`; empty when nothing of the text can be kept."""
    found = re.sub(r"[^a-z0-9]+", "-", fold(nfc(text))).strip("-")
    return f"{found}--1" if _DEVICE.fullmatch(found) else found


def _letter_key(char: str) -> tuple[int, int]:
    apart = unicodedata.normalize("NFD", char)
    tone = next((c for c in apart if c in TONES), "")
    letter = unicodedata.normalize("NFC", apart.replace(tone, "", 1)) if tone else char
    rank = _LETTER_RANK.get(letter)
    return (rank + 0x100 if rank is not None else min(ord(letter[0]), 0xFF), TONES.find(tone) + 1 if tone else 0)


@lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Dictionary order, word by word: letters first (a ă â b … đ …), then tones; numbers as numbers."""
    words = re.findall(r"\d+|[^\W\d_]+", nfc(text).lower())
    return tuple(_word_key(word) for word in words)


def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if word.isdecimal():
        return (0, int(word)), ()
    letters = [_letter_key(c) for c in word]
    return tuple(rank for rank, _ in letters), tuple(tone for _, tone in letters)


def person_key(name: str) -> tuple[object, ...]:
    """People are filed by given name, which is the last word, then by the whole name."""
    whole = sort_key(name)
    return (whole[-1:], whole)


def parse_date(text: str) -> datetime.date:
    """A day from `2022-04-01`, `01/4/2022`, `1-4-2022` or `ngày 01 tháng 4 năm 2022`; day first, always.

    Raises ValueError with a Vietnamese sentence that says what to write instead.
    """
    cleaned = nfc(text).strip()
    if iso := _ISO.fullmatch(cleaned):
        year, month, day = (int(part) for part in iso.groups())
    elif vietnamese := _DAY_FIRST.fullmatch(cleaned) or _IN_WORDS.fullmatch(fold(cleaned)):
        day, month, year = (int(part) for part in vietnamese.groups())
    else:
        raise ValueError(f"“{cleaned}” không phải là ngày; hãy viết ngày/tháng/năm, ví dụ 01/4/2022")
    return _checked_date(year, month, day, cleaned)


def _checked_date(year: int, month: int, day: int, text: str) -> datetime.date:
    if month > 12 and day <= 12:
        raise ValueError(f"“{text}” ghi tháng trước ngày; hãy viết ngày trước: {month:02}/{day}/{year}")
    if not 1900 <= year <= 2199:
        raise ValueError(f"năm {year} trong “{text}” không hợp lệ; hãy viết đủ bốn chữ số, ví dụ 01/4/2022")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}” không có trong lịch; hãy xem lại ngày và tháng, ví dụ 01/4/2022") from None


def format_day(day: datetime.date) -> str:
    """`01/4/2022`: day padded, month padded only for 1 and 2, as official documents print it."""
    return f"{day.day:02}/{_month(day.month)}/{day.year}"


def format_date(day: datetime.date) -> str:
    """Writes a day as `Thứ Sáu, 01/4/2022`."""
    return f"{WEEKDAYS[day.weekday()]}, {format_day(day)}"


def format_long(day: datetime.date) -> str:
    """`ngày 01 tháng 4 năm 2022`."""
    return f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year}"


def format_month(year: int, month: int) -> str:
    """`Tháng 4 năm 2022`."""
    return f"Tháng {month} năm {year}"


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)
