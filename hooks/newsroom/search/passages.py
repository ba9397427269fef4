"""What a result shows of a post: small files of a few posts each, fetched when one of them is in sight."""

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from newsroom.search.tokens import SearchPost
from newsroom.vietnamese import format_date, nfc

MOST = 3
"""Posts of a file: each file is one more to write, but a query may bring ten of them to a reader for one post each."""
MOST_FILES = 8
"""Files with one version: a version of each would be a third of the manifest, and an edit has all of them renamed."""


def _passage(number: int, post: SearchPost) -> dict[str, object]:
    """Title, date, labels and the paragraphs in which the worker looks for the passage that matched."""
    paragraphs = [post.lead, *post.body.split("\n"), *post.captions]
    return {
        "number": number,
        "location": post.url,
        "title": nfc(post.title),
        "date": post.date.isoformat(),
        "day": format_date(post.date),
        "topics": post.topics,
        "text": [nfc(text).strip() for text in paragraphs if text.strip()],
    }


def passages(posts: Mapping[int, SearchPost]) -> bytes:
    """The file of posts by number."""
    shown = [_passage(number, post) for number, post in posts.items()]
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def places(numbers: Sequence[int], most: int = MOST) -> dict[int, Sequence[int]]:
    """Numbers of posts by file, each named by the least one that could be in it; or so the numbers of files by group.

    As blocks are cut: the room of all numbers is halved until few are in it, and what is small meets again. So another
    post changes the file that it comes into, and no others.
    """
    return dict(_places(numbers, 0, 1 << max(numbers, default=0).bit_length(), most))


def _places(numbers: Sequence[int], low: int, high: int, most: int) -> list[tuple[int, Sequence[int]]]:
    if len(numbers) <= most:
        return [(low, numbers)] if numbers else []
    half = (low + high) // 2
    middle = bisect_left(numbers, half)
    before, after = _places(numbers[:middle], low, half, most), _places(numbers[middle:], half, high, most)
    if before and after and len(before[-1][1]) + len(after[0][1]) <= most:
        return [*before[:-1], (before[-1][0], [*before[-1][1], *after[0][1]]), *after[1:]]
    return before + after
