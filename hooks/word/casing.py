"""A title in capitals → sentence case, with names and abbreviations as the text itself and the site write them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsroom.vietnamese import fold, nfc

_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(
    r"(?:THCS|THPT|TH|MN|UBND|HĐND|ĐU|TW|TƯ|TNCS|HCM|GDĐT|BCH|BTV|CNTT|COVID|UBKT|MTTQ|LĐLĐ|PCCC|ATGT|CLB|GV|HS|BCT"
    r"|CBGV|CBGVNV|PGD|SGD|ĐTN|TNTP|VNEID|AI|ICT|STEM|SGK|NQ|CT|KL|QĐ|HD|KH|ĐCSVN|GD)\Z"
)
_SPELT = (
    "và Việt Nam và Hồ Chí Minh và Hà Nội và Trung ương và Bác Hồ và Đảng ủy và Đảng uỷ và Đảng bộ và Đảng Cộng sản"
    " Việt Nam và Quốc hội và Chính phủ và Bộ Chính trị và Ban Bí thư và Điện Biên Phủ và Tết Nguyên đán và Đảng và"
    " đảng viên và Nghị quyết và Chi bộ và chi bộ và Đại hội Đảng và đại hội và Tổ quốc và Quốc khánh và Nhà giáo"
)
_PLACES = re.compile(r"(?:phường|xã|quận|huyện|tỉnh|thcs|thpt|tiểu học|mầm non|thị trấn|thành phố|đồng chí)\Z")
_ROMAN = re.compile(r"(?=[IVXL]{1,6}\Z)X{0,3}L?X{0,3}(?:IX|IV|V?I{0,3})\Z")
_VOWEL = re.compile("[aeiouy]")


@dataclass(frozen=True)
class Usage:
    """How often each word is written how, alone and with the word before or after it; sentence beginnings left out."""

    alone: dict[str, Counter[str]]
    pairs: dict[tuple[str, str, int], Counter[str]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Usage":
        """Learns names from running text; lines in capitals teach nothing."""
        usage = cls({}, {})
        for text in (_SPELT, *texts):
            if not is_capital(text):
                usage._learn(text)
        return usage

    def _learn(self, text: str) -> None:
        words = list(_WORD.finditer(nfc(text)))
        for at, word in enumerate(words):
            lower, written = word[0].lower(), word[0]
            before = text[: word.start()].rstrip(" “\"(‘'")
            begins = not before or before.endswith((".", "!", "?", ":", "\n"))
            if begins and written[:1].isupper() and not written[1:].isupper():
                continue
            self.alone.setdefault(lower, Counter())[written] += 1
            for step in (-1, 1):
                if 0 <= at + step < len(words):
                    self.pairs.setdefault((lower, words[at + step][0].lower(), step), Counter())[written] += 1

    def spelling(self, words: list[str], at: int) -> str:
        """The usual spelling of a word between its neighbours, empty when it was never seen."""
        seen = Counter[str]()
        for step in (-1, 1):
            if 0 <= at + step < len(words):
                seen += self.pairs.get((words[at], words[at + step], step), Counter())
        seen = seen or self.alone.get(words[at], Counter())
        return max(seen, key=lambda one: (seen[one], one.islower())) if seen else ""


def is_capital(text: str) -> bool:
    """Whether a line is in capitals: quoted parts and an odd small letter count nothing."""
    letters = [one for one in re.sub(r"[“\"][^“”\"]*[”\"]", "", nfc(text)) if one.isalpha()] or [
        one for one in nfc(text) if one.isalpha()
    ]
    return len(letters) > 1 and sum(one.isupper() for one in letters) >= 0.8 * len(letters)


def sentence_case(text: str, usage: Usage) -> str:
    """Puts words in capitals as a sentence; text that is not in capitals stays."""
    if not is_capital(text):
        return text
    words = [found[0].lower() for found in _WORD.finditer(text)]
    numbered = iter(range(len(words)))
    made = _WORD.sub(lambda found: _spelt(found[0], words, next(numbered), usage), text)
    return "".join(_with_beginnings(made))


def _spelt(written: str, words: list[str], at: int, usage: Usage) -> str:
    if not written.isupper() and len(written) > 1:
        return written  # a part in small letters was written so on purpose
    if _ABBREVIATION.match(written) or (len(written) > 1 and not _VOWEL.search(fold(written))) or _ROMAN.match(written):
        return written
    known = usage.spelling(words, at)
    if known and not (known.isupper() and len(known) > 1):
        return known
    return written.capitalize() if not known and _names_a_place(words, at, usage) else known or words[at]


def _names_a_place(words: list[str], at: int, usage: Usage) -> bool:
    """Whether an unknown word is one of the two after `phường`, `trường THCS` and the like."""
    before = " ".join(words[max(0, at - 2) : at])
    further = " ".join(words[max(0, at - 3) : at - 1]) if at > 1 and words[at - 1] not in usage.alone else ""
    return bool(_PLACES.search(before) or _PLACES.search(further))


def _with_beginnings(text: str) -> Iterator[str]:
    """The first letter of the sentence and of what is quoted."""
    begins = True
    for at, letter in enumerate(text):
        if begins and letter.isalpha():
            yield letter.upper()
            begins = False
            continue
        if (letter in '“"' and (at == 0 or text[at - 1] in " (“")) or (
            letter in ".!?" and text[at + 1 : at + 2] == " "
        ):
            begins = True
        elif not letter.isspace() and letter not in "“\"‘'(-–" and letter.isalnum():
            begins = False
        yield letter
