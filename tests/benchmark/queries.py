"""Queries that a reader might type, drawn from the articles, each with the posts that hold what it asks for."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmark import mistypings
from benchmark.articles import Article
from newsroom.vietnamese import TONES, canonical, fold, nfc


@dataclass(frozen=True)
class Query:
    """`relevant`: the names of the posts that hold it."""

    kind: str
    text: str
    relevant: frozenset[str]


Draw = Callable[[Article, random.Random], str | None]
APART = "¶"  # between words that stand in two places
TOO_COMMON = 0.05  # what more than every twentieth post holds, any search finds


def queries(articles: Sequence[Article], of_each: int) -> list[Query]:
    """As many of each kind where the articles have them, the same for the same articles, in mixed order."""
    chance = random.Random(470)
    held = _Held(articles)
    drawn = [query for kind in KINDS for query in _of_kind(kind, articles, held, of_each, chance)]
    chance.shuffle(drawn)
    return drawn


def _of_kind(
    kind: str, articles: Sequence[Article], held: "_Held", wanted: int, chance: random.Random
) -> Iterator[Query]:
    how, seen = KINDS[kind], set[str]()
    for _ in range(wanted * 40):
        meant = how.draw(chance.choice(articles), chance)
        text = meant and how.typed(meant, chance)
        if not meant or not text or text in seen:
            continue
        seen.add(text)
        relevant = held.by(meant, how.bare, how.half) | held.by(text, how.bare, how.half)
        if 0 < len(relevant) <= max(1, TOO_COMMON * len(articles)):
            yield Query(kind, text, relevant)
            wanted -= 1
        if not wanted:
            return


class _Held:
    """The syllables of every post, paragraph by paragraph, with tones in one place, and the same without marks."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.exact = {article.name: "\n".join(_line(part) for part in _parts(article)) for article in articles}
        self.bare = {name: fold(text) for name, text in self.exact.items()}

    def by(self, text: str, bare: bool, half: bool) -> frozenset[str]:
        """Posts with these syllables side by side; of the last only its beginning when it is half-typed."""
        lines = [fold(_line(part)) if bare else _line(part) for part in text.split(APART)]
        if half:
            *whole, last = _words(text)
            lines = [f"{_line(' '.join(whole))}{last.lower()}"]
        texts = self.bare if bare else self.exact
        return frozenset(name for name, held in texts.items() if all(line in held for line in lines))


def _parts(article: Article) -> tuple[str, ...]:
    topics = (article.author, article.cell, article.campaign, article.directive)
    return (article.title, *article.paragraphs, *topics)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", nfc(text))


def _line(text: str) -> str:
    return f" {' '.join(canonical(word) for word in _words(text))} "


def _title(article: Article, chance: random.Random) -> str | None:
    words = _words(article.title)
    length = chance.randint(3, 6)
    start = chance.randint(0, max(0, len(words) - length))
    return " ".join(words[start : start + length]) if len(words) >= length else None


def _body_tokens(article: Article) -> list[str]:
    """Words and marks in turn, so that what stands on two sides of a comma isn't taken for neighbours."""
    return re.findall(r"\w+|[^\w\s]", nfc(f" {APART} ".join(article.paragraphs)))


def _name(article: Article, chance: random.Random) -> str | None:
    """Three capitals in a row, neither more nor at the beginning of a sentence, where any word has one."""
    tokens = ["", *_body_tokens(article), ""]
    capital = [len(token) > 1 and token.isalpha() and token.istitle() for token in tokens]
    found = [
        " ".join(tokens[at : at + 3])
        for at in range(1, len(tokens) - 3)
        if all(capital[at : at + 3]) and tokens[at - 1].islower() and not capital[at + 3]
    ]
    return chance.choice(found) if found else None


def _half_name(article: Article, chance: random.Random) -> str | None:
    name = _name(article, chance)
    if name is None:
        return None
    *whole, last = name.split()
    typed = canonical(last)[: len(last) // 2].title()
    return " ".join([*whole, typed])


def _pairs(article: Article) -> list[tuple[str, str]]:
    tokens = _body_tokens(article)
    return [pair for pair in pairwise(tokens) if all(word.isalpha() and word.islower() for word in pair)]


def _pair(article: Article, chance: random.Random) -> str | None:
    pairs = _pairs(article)
    return " ".join(chance.choice(pairs)) if pairs else None


def _retoned(article: Article, chance: random.Random) -> str | None:
    """Two neighbours with the tone of the first on its other vowel."""
    found = [f"{other} {after}" for word, after in _pairs(article) if (other := other_placement(word))]
    return chance.choice(found) if found else None


def other_placement(syllable: str) -> str | None:
    """`hóa` for `hoá` and the reverse; None for a syllable that is written in one way only."""
    apart = unicodedata.normalize("NFD", syllable)
    tone = next((letter for letter in apart if letter in TONES), "")
    bare = apart.replace(tone, "", 1) if tone else ""
    moved = (nfc(bare[:at] + tone + bare[at:]) for at, letter in enumerate(bare, 1) if letter in "aeouy")
    return next((form for form in moved if form != syllable and canonical(form) == canonical(syllable)), None)


def _long_title(article: Article, chance: random.Random) -> str | None:
    words = _words(article.title)
    start = chance.randint(0, max(0, len(words) - 6))
    return " ".join(words[start : start + 6]) if len(words) >= 6 else None


def _run(article: Article, chance: random.Random) -> str | None:
    """Two to five words of a text that nothing parts."""
    tokens = _body_tokens(article)
    length = chance.randint(2, 5)
    start = chance.randint(0, max(0, len(tokens) - length))
    run = tokens[start : start + length]
    return " ".join(run) if len(run) == length and all(word.isalpha() and word.islower() for word in run) else None


def _two_runs(article: Article, chance: random.Random) -> str | None:
    runs = [_run(article, chance), _run(article, chance)]
    return f" {APART} ".join(run for run in runs if run) if all(runs) else None


def _with_other_form(article: Article, chance: random.Random) -> str | None:
    """Words around an abbreviation, or around what one stands for."""
    tokens = _body_tokens(article)
    places = list(mistypings.other_forms(tokens))
    if not places:
        return None
    begin, end, _ = chance.choice(places)
    before, after = chance.randint(0, 2), chance.randint(1, 3)
    run = tokens[max(0, begin - before) : end + after]
    return " ".join(run) if all(word.isalpha() for word in run) else None


def _as_written(text: str, chance: random.Random) -> str:
    return text


def _bare(text: str, chance: random.Random) -> str:
    return fold(text)


def _nfd(text: str, chance: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def _side_by_side(text: str, chance: random.Random) -> str:
    return text.replace(f" {APART} ", " ")


@dataclass(frozen=True)
class Kind:
    """What is meant and how it is typed; whether posts hold it without marks, and only its beginning."""

    draw: Draw
    typed: Callable[[str, random.Random], str | None] = _as_written
    bare: bool = False
    half: bool = False


KINDS = {
    "part of a title": Kind(_title),
    "part of a title, no marks": Kind(_title, _bare, bare=True),
    "name": Kind(_name),
    "name, no marks": Kind(_name, _bare, bare=True),
    "name, half-typed": Kind(_half_name, half=True),
    "two syllables of a text": Kind(_pair),
    "other tone placement": Kind(_retoned),
    "NFD": Kind(_title, _nfd),
    "another tone": Kind(_long_title, mistypings.misspelt),
    "halves swapped": Kind(_long_title, mistypings.swapped),
    "a slip": Kind(_long_title, mistypings.slip),
    "words from two places": Kind(_two_runs, _side_by_side),
    "two words joined": Kind(_run, mistypings.joined),
    "two words joined, no marks": Kind(_title, mistypings.joined_without_marks, bare=True),
    "abbreviation": Kind(_with_other_form, mistypings.other_form),
    "raw Telex": Kind(_run, mistypings.telex),
    "raw VNI": Kind(_run, mistypings.vni),
}
