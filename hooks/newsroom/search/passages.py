"""What a result shows of a post: small files of a few posts each, fetched when one of them is in sight."""

import json
from collections.abc import Iterable, Mapping

from newsroom.search.tokens import SearchPost
from newsroom.vietnamese import format_date, nfc

EACH = 3
"""Posts of a file: each file is one more to write, but a query may bring ten of them to a reader for one post each."""


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


def width_for(numbers: Iterable[int]) -> int:
    """How many numbers a file is for: a power of two with which so many posts come to a file, one more or one less."""
    numbers = list(numbers)
    width, files = 1, len(numbers)
    while files > 1 and len(numbers) * 4 < files * (4 * EACH - 3):
        width *= 2
        files = len({number // width for number in numbers})
    return width
