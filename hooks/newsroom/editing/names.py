"""Names that are written in two ways across a site: the way that is rare is told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsroom.articles.pages import Post
from newsroom.author_names import FAMILIES
from newsroom.editing.manuscript import Manuscript
from newsroom.editing.words import FULL_NAME, GIVEN, SYLLABLE
from newsroom.problems import Problem, edits
from newsroom.vietnamese import canonical, fold, nfc

_OFTEN = 2  # posts that must have the usual way


@dataclass(frozen=True)
class Named:
    """A person's name in a text and its line."""

    name: str
    line: int


@dataclass(frozen=True)
class _Use:
    path: str
    line: int
    field: str
    name: str


def people_in(text: Manuscript) -> Iterator[Named]:
    """Family name and at least two syllables after it, each name once."""
    seen = set()
    for passage in text.passages:
        for found in FULL_NAME.finditer(passage.text):
            name = " ".join(nfc(found[0]).split())
            if fold(name.split()[0]) in FAMILIES and name not in seen:
                seen.add(name)
                yield Named(name, passage.line_at(found.start()))


def near_names(posts: Sequence[Post], people: Mapping[str, Sequence[Named]]) -> Iterator[Problem]:
    """People in texts by the paths of the posts; authors and cells as their fields have them."""
    yield from _near_people([_Use(path, one.line, "", one.name) for path, some in people.items() for one in some])
    for field in ("author", "cell"):
        yield from _near_entries([use for post in posts for use in _entries(post, field)])


def _entries(post: Post, field: str) -> Iterator[_Use]:
    given = getattr(post.fields, field)
    for name in given if isinstance(given, tuple) else (given,):
        yield _Use(post.path, post.lines.get(field, 1), field, _spaced(name))


@lru_cache(maxsize=1 << 14)
def _spaced(name: str) -> str:
    return " ".join(nfc(name).split())


def _near_entries(uses: Sequence[_Use]) -> Iterator[Problem]:
    """Names that differ in marks alone, or in one letter of a word that has no digit."""
    ways = _ways(uses)
    for key, some in ways.items():
        if len({use.path for use in some}) == 1:
            near = [other for other in ways if _often(ways[other]) and _is_near(key, other)]
            if near:
                yield _told(some[0], ways[near[0]][0].name)


def _is_near(a: str, b: str) -> bool:
    """Whether two names of one length in words differ in one word alone, by marks or by a letter."""
    left, right = a.split(), b.split()
    if a == b or len(left) != len(right):
        return False
    other = [(x, y) for x, y in zip(left, right, strict=True) if x != y]
    return len(other) == 1 and not any(map(str.isdigit, "".join(other[0]))) and _is_typo(*other[0])


def _is_typo(a: str, b: str) -> bool:
    return fold(a) == fold(b) or (min(len(a), len(b)) > 2 and edits(fold(a), fold(b), 1) <= 1)


def _near_people(uses: Sequence[_Use]) -> Iterator[Problem]:
    """A way that one post has, with a syllable that no other name has or nobody can say, beside one that is usual."""
    ways = _ways(uses)
    syllables = Counter(part for key in ways for part in set(key.split()[1:]))
    alike: dict[str, list[str]] = defaultdict(list)
    for key in ways:
        for pattern in _patterns(key):
            alike[pattern].append(key)
    for key, some in ways.items():
        if len({use.path for use in some}) > 1:
            continue
        others = (other for pattern in _patterns(key) for other in alike[pattern] if other != key)
        near = [other for other in others if _often(ways[other]) and _is_misspelt(key, other, syllables)]
        if near:
            yield _told(some[0], ways[near[0]][0].name)


def _patterns(key: str) -> Iterator[str]:
    """The name with each syllable left open in turn."""
    parts = key.split()
    return (" ".join([*parts[:at], "*", *parts[at + 1 :]]) for at in range(len(parts)))


def _is_misspelt(rare: str, usual: str, syllables: Mapping[str, int]) -> bool:
    """Whether the one syllable that differs is a name's nowhere else: `Hùng` and `Hưng` are two people."""
    a, b = next((x, y) for x, y in zip(rare.split(), usual.split(), strict=True) if x != y)
    if syllables.get(a, 0) > 1 or a in GIVEN:
        return False
    return fold(a) == fold(b) or (_is_typo(a, b) and not SYLLABLE.fullmatch(fold(a)))


def _ways(uses: Iterable[_Use]) -> dict[str, list[_Use]]:
    """Groups spellings by the name in small letters, wherever the tone stands: `Hoà` is `Hòa`."""
    ways: dict[str, list[_Use]] = {}
    for use in uses:
        ways.setdefault(_key(use.name), []).append(use)
    return ways


@lru_cache(maxsize=1 << 16)
def _key(name: str) -> str:
    return " ".join(map(canonical, name.split()))


def _often(uses: Sequence[_Use]) -> bool:
    return len({use.path for use in uses}) >= _OFTEN


def _told(use: _Use, usual: str) -> Problem:
    said = f"“{use.name}” chỉ gặp ở bài này, các bài khác viết “{usual}”; hãy xem lại, nếu là hai tên thì giữ nguyên"
    return Problem(use.path, use.line, use.field, said, fatal=False, check="near_name")
