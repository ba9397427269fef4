"""Text as syllables: what a post is found by, and how much each of it weighs."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from newsroom.vietnamese import canonical, fold, nfc

TITLE, LEAD, CAPTION, AUTHOR, DIRECTIVE, LABEL, DATE = 8, 4, 2, 2, 4, 1, 8
"""What one occurrence in that field adds to a term's weight; in the body it adds 1."""
LONGEST = 24
"""Letters of a word that count: longer ones are addresses and slips of the keyboard."""

_TOKEN = re.compile(r"[0-9]+|[^\W0-9_\U00010000-\U0010ffff]+")
_STATE_NUMBER = re.compile(r"([0-9]+)\s?/\s?(?:19|20)[0-9]{2}\s?/\s?([^\W0-9_]+)")


@dataclass(frozen=True)
class SearchPost:
    """What search knows of a post; `url` is relative to the site's root, the texts are plain."""

    url: str
    title: str
    lead: str
    body: str
    captions: tuple[str, ...]
    authors: tuple[str, ...]
    cell: str
    directives: tuple[str, ...]
    campaigns: tuple[str, ...]
    date: datetime.date


@lru_cache(maxsize=65536)
def _form(word: str) -> str:
    if word[0] <= "9":
        return word[:LONGEST].lstrip("0") or "0"
    return canonical(word[:LONGEST])


@lru_cache(maxsize=65536)
def parts(syllable: str) -> tuple[str, str]:
    """A written syllable as its folded key and its marked letters in order: `đường` → `duong`, `đườ`."""
    return fold(syllable), "".join(c for c in syllable if c > "\x7f")


def syllables(text: str) -> list[str]:
    """Written syllables and numbers in order, tone placement made one, leading zeros off: `05-CT/ĐU` → 5 ct đu."""
    return list(map(_form, _TOKEN.findall(nfc(text).lower())))


def terms_of(words: list[str]) -> list[str]:
    """Every syllable, and every two neighbours with a space between."""
    return [*words, *map(" ".join, pairwise(words))]


def date_terms(date: datetime.date) -> Iterator[str]:
    """Syllables and neighbours in `ngày 1 tháng 4 năm 2022`, `1/4/2022` and `tháng 4 2022`."""
    day, month, year = date.day, date.month, date.year
    yield from dict.fromkeys(("ngày", "tháng", "năm", str(day), str(month), str(year)))
    yield from (f"ngày {day}", f"{day} tháng", f"tháng {month}", f"{month} năm", f"năm {year}")
    yield from (f"{day} {month}", f"{month} {year}")


def number_terms(text: str) -> Iterator[str]:
    """Number and type without the year between, for a state document: `30/2020/NĐ-CP` → `30 nđ`."""
    for number, kind in _STATE_NUMBER.findall(text):
        yield from terms_of(syllables(f"{number} {kind}")[:2])


def _weighed(post: SearchPost) -> Iterator[tuple[str, int]]:
    yield post.title, TITLE
    yield post.lead, LEAD
    yield from ((caption, CAPTION) for caption in post.captions)
    yield from ((author, AUTHOR) for author in post.authors)
    yield from ((symbol, DIRECTIVE) for symbol in post.directives)
    yield from ((name, LABEL) for name in (post.cell, *post.campaigns))


def post_terms(post: SearchPost) -> dict[str, int]:
    """Written terms (`giá`, `giá các`) and their weight in one post; depends on nothing but the post."""
    terms: dict[str, int] = Counter(terms_of(syllables(post.body)))
    for text, weight in _weighed(post):
        for term in terms_of(syllables(text)):
            terms[term] = terms.get(term, 0) + weight
    for term in date_terms(post.date):
        terms[term] = terms.get(term, 0) + DATE
    for text in (post.title, post.lead, post.body, *post.directives):
        for term in number_terms(text):
            terms[term] = terms.get(term, 0) + DIRECTIVE
    return terms
