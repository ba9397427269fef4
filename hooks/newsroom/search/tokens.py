"""Text as syllables: what a post is found by, and how much each of it weighs."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, repeat, tee

from newsroom.vietnamese import canonical, fold, nfc

TITLE, LEAD, CAPTION, AUTHOR, DIRECTIVE, LABEL, DATE = 8, 4, 2, 2, 4, 1, 8
"""What one occurrence in that field adds to a term's weight; in the body it adds 1."""
LONGEST = 24
"""Letters of a word that count: longer ones are addresses and slips of the keyboard."""

Term = tuple[str, str]
"""Two neighbouring syllables, or nothing and a single one."""

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


def terms_of(words: Iterable[str]) -> Iterator[Term]:
    """Every two neighbours, and every syllable by itself."""
    first, second = tee(words)
    return chain(pairwise(first), zip(repeat(""), second))


def date_terms(date: datetime.date) -> Iterator[Term]:
    """Those of `ngày 1 tháng 4 năm 2022`, `1/4/2022` and `tháng 4 2022`, each once."""
    day, month, year = str(date.day), str(date.month), str(date.year)
    yield from dict.fromkeys(chain(terms_of(["ngày", day, "tháng", month, "năm", year]), pairwise([day, month, year])))


def number_terms(text: str) -> Iterator[Term]:
    """Number and type without the year between, for a state document: `30/2020/NĐ-CP` → `30 nđ`."""
    for number, kind in _STATE_NUMBER.findall(text):
        yield from terms_of(syllables(f"{number} {kind}")[:2])


@lru_cache(maxsize=4096)
def _label_terms(text: str) -> tuple[Term, ...]:
    return tuple(terms_of(syllables(text)))


def _weighed(post: SearchPost) -> Iterator[tuple[Iterable[Term], int]]:
    yield terms_of(syllables(post.title)), TITLE
    yield terms_of(syllables(post.lead)), LEAD
    yield from ((terms_of(syllables(caption)), CAPTION) for caption in post.captions)
    yield from ((_label_terms(author), AUTHOR) for author in post.authors)
    yield from ((_label_terms(symbol), DIRECTIVE) for symbol in post.directives)
    yield from ((_label_terms(name), LABEL) for name in (post.cell, *post.campaigns))
    yield date_terms(post.date), DATE
    yield from ((number_terms(text), DIRECTIVE) for text in (post.title, post.lead, post.body, *post.directives))


def post_terms(post: SearchPost) -> dict[Term, int]:
    """What is found in one post, as written (`giá các`, `giá`), and its weight; depends on nothing but the post."""
    terms: dict[Term, int] = Counter(terms_of(syllables(post.body)))
    for found, weight in _weighed(post):
        for term in found:
            terms[term] = terms.get(term, 0) + weight
    return terms
