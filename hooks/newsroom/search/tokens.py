"""Text as syllables: what a post is found by, and how much each of it weighs."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, repeat, tee

from newsroom.vietnamese import canonical, fold, nfc

BODY, TITLE, LEAD, CAPTION, AUTHOR, DIRECTIVE, LABEL, DATE = 1, 8, 4, 2, 2, 4, 1, 8
"""What one occurrence in that field adds to a term's weight."""
_OF_TOPICS = {"author": AUTHOR, "directive": DIRECTIVE}
LONGEST = 24
"""Letters of a word that count: longer ones are addresses and slips of the keyboard."""

Term = tuple[str, str]
"""Two neighbouring syllables, or nothing and a single one."""

WORD = re.compile(r"[0-9]+|[^\W0-9_\U00010000-\U0010ffff]+")
_STATE_NUMBER = re.compile(r"(?<![0-9])([0-9]+)\s?/\s?(?:19|20)[0-9]{2}\s?/\s?([^\W0-9_]+)")
_UNMARKED = re.compile(r"[\0-\t\x0b-\x7f]+")
_YEAR_BETWEEN = re.compile(r"/\s?(?:19|20)[0-9]{2}\s?/")  # the part of it that is looked for fastest


@dataclass(frozen=True)
class SearchPost:
    """What search knows of a post; `url` is relative to the site's root, the texts are plain.

    `topics` are names of what the post is filed under, by kind.
    """

    url: str
    title: str
    lead: str
    body: str
    captions: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]
    date: datetime.date

    def read(self) -> "SearchPost":
        """Itself: it is its own source."""
        return self


@lru_cache(maxsize=65536)
def form(word: str) -> str:
    """A word of a text in lower case as terms have it: tone placement made one, leading zeros off."""
    cut = word[:LONGEST]
    if cut[0] <= "9":
        return cut.lstrip("0") or "0"
    return cut if cut.isascii() else canonical(cut)


def parts(syllables: Iterable[str]) -> list[tuple[str, str]]:
    """Written syllables as their folded keys and their marked letters in order: `đường` → `duong`, `đườ`."""
    lines = "".join(f"{syllable}\n" for syllable in syllables)  # one text is folded much faster than thousands
    return list(zip(fold(lines).split("\n")[:-1], _UNMARKED.sub("", lines).split("\n")[:-1], strict=True))


def syllables(text: str) -> list[str]:
    """Written syllables and numbers in order, tone placement made one, leading zeros off: `05-CT/ĐU` → 5 ct đu."""
    return list(map(form, WORD.findall(nfc(text).lower())))


def terms_of(words: Iterable[str]) -> Iterator[Term]:
    """Every two neighbours, and every syllable by itself."""
    first, second = tee(words)
    return chain(pairwise(first), zip(repeat(""), second))


@lru_cache(maxsize=4096)
def date_terms(date: datetime.date) -> tuple[Term, ...]:
    """Gives the terms of `ngày 1 tháng 4 năm 2022`, `1/4/2022` and `tháng 4 2022`, each once."""
    day, month, year = str(date.day), str(date.month), str(date.year)
    together = chain(terms_of(["ngày", day, "tháng", month, "năm", year]), pairwise([day, month, year]))
    return tuple(dict.fromkeys(together))


def number_terms(text: str) -> Iterator[Term]:
    """Number and type without the year between, for a state document: `30/2020/NĐ-CP` → `30 nđ`."""
    for number, kind in _STATE_NUMBER.findall(text):
        yield from terms_of(syllables(f"{number} {kind}")[:2])


def weighed_texts(post: SearchPost) -> Iterator[tuple[str, int]]:
    """Texts of which every syllable and every two neighbours are terms, and what one occurrence weighs."""
    yield post.body, BODY
    yield post.title, TITLE
    yield post.lead, LEAD
    yield from ((caption, CAPTION) for caption in post.captions)
    yield from ((name, _OF_TOPICS.get(kind, LABEL)) for kind, names in post.topics.items() for name in names)


def loose_terms(post: SearchPost) -> Iterator[tuple[Term, int]]:
    """Terms that stand in no text of the post as they are, and what each weighs."""
    yield from zip(date_terms(post.date), repeat(DATE))
    for text in (post.title, post.lead, post.body, *post.topics.get("directive", ())):
        if _YEAR_BETWEEN.search(text):
            yield from zip(number_terms(text), repeat(DIRECTIVE))
