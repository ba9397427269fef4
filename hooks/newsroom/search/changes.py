"""What becomes other in the records of a segment, of which few posts are others now."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from newsroom.search.forms import Change, Marks
from newsroom.search.notation import LEVELS
from newsroom.search.tokens import SearchPost, loose_terms, parts, syllables, terms_of, weighed_texts


def levels(post: SearchPost) -> dict[tuple[str, Marks], int]:
    """Every term of a post; the same that weighing.py finds in many posts."""
    weights: Counter[tuple[str, str]] = Counter()
    for text, one in weighed_texts(post):
        for term in terms_of(syllables(text)):
            weights[term] += one
    for term, one in loose_terms(post):
        weights[term] += one
    forms = {form for term in weights for form in term}
    known = dict(zip(forms, parts(forms), strict=True))
    found: Counter[tuple[str, Marks]] = Counter()
    for (first, second), one in weights.items():
        (key, mark), (other, more) = known[first], known[second]
        found[f"{key} {other}", (mark, more) if first else (more,)] += one
    return {term: _level(one) for term, one in found.items()}


def _level(weight: int) -> int:
    return sum(weight >= least for least in LEVELS) - 1


def changes(before: Mapping[int, SearchPost], after: Mapping[int, SearchPost]) -> dict[str, list[Change]]:
    """Of each key, the forms that a post has no more, has now, or has at another level."""
    found: dict[str, list[Change]] = defaultdict(list)
    for number in sorted({*before, *after}):
        old, new = (levels(posts[number]) if number in posts else {} for posts in (before, after))
        for key, marks in old.keys() | new.keys():
            if old.get((key, marks)) != new.get((key, marks)):
                found[key].append((marks, number, new.get((key, marks))))
    return found
