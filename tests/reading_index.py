"""What is in an index: terms of a post, counted one by one, and the records of a block as posts and weights."""

import re
from collections import Counter

from newsroom.search import SearchPost
from newsroom.search.notation import GAPS, LEVEL, LEVELS, MARKED, MARKS, SHARED
from newsroom.search.tokens import Term, loose_terms, syllables, terms_of, weighed_texts

Found = dict[str, list[tuple[tuple[str, ...], list[tuple[int, int]]]]]
"""Key → for each form its marks and (post, weight)."""


def post_terms(post: SearchPost) -> Counter[Term]:
    """What is found in one post, as written (`giá các`, `giá`), and its weight."""
    terms: Counter[Term] = Counter()
    for text, weight in weighed_texts(post):
        for term in terms_of(syllables(text)):
            terms[term] += weight
    for term, weight in loose_terms(post):
        terms[term] += weight
    return terms


def read_number(text: str, at: int, alphabets: tuple[str, str]) -> tuple[int, int]:
    last, more = alphabets
    value = 0
    while text[at] in more:
        value = value * len(more) + more.index(text[at]) + 1
        at += 1
    return value * len(last) + last.index(text[at]), at + 1


def read_form(text: str, count: int) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    at, found, posts, after = 0, [], [], 0
    for _ in range(count):
        code, at = read_number(text, at, MARKS)
        begin = at
        while code == len(MARKED) and text[at : at + 1] > "\x7f":
            at += 1
        found.append(MARKED[code] if code < len(MARKED) else text[begin:at])
    while at < len(text):
        gap, at = read_number(text, at, GAPS)
        level = LEVEL.find(text[at]) + 1 if at < len(text) else 0
        at += level > 0
        posts.append((after + gap, LEVELS[level]))
        after += gap + 1
    return tuple(found), posts


def read_block(block: str) -> Found:
    found: Found = {}
    key = ""
    for shared, rest, forms in re.findall(r"([!-/:])([a-z0-9 \u0080-\uffff]*)([^!-/:]*)", block):
        key = key[: SHARED.index(shared)] + rest
        found[key] = [read_form(form, 1 if key[0] == " " else 2) for form in forms.split(" ")]
    return found
