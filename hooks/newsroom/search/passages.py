"""What a result shows of a post: small files of a few posts each, fetched when one of them is in sight."""

import json
from collections.abc import Sequence

from newsroom.search.files import digest
from newsroom.search.tokens import SearchPost
from newsroom.vietnamese import format_date, nfc

GROUP = 24
"""Posts whose files share a folder, and so one hash in the manifest."""
EACH = 3
"""Posts of a file: each file is one more to write, but a query may bring ten of them to a reader for one post each."""


def _passage(post: SearchPost) -> dict[str, object]:
    """Title, date, labels and the paragraphs in which the worker looks for the passage that matched."""
    paragraphs = [post.lead, *post.body.split("\n"), *post.captions]
    return {
        "location": post.url,
        "title": nfc(post.title),
        "date": post.date.isoformat(),
        "day": format_date(post.date),
        "topics": post.topics,
        "text": [nfc(text).strip() for text in paragraphs if text.strip()],
    }


def _file(posts: Sequence[SearchPost]) -> bytes:
    return json.dumps([_passage(post) for post in posts], ensure_ascii=False, separators=(",", ":")).encode()


def group_files(first: int, posts: Sequence[SearchPost]) -> tuple[str, dict[str, bytes]]:
    """Name of the folder of the posts numbered from `first`, and its files."""
    written = {f"{first + at}.json": _file(posts[at : at + EACH]) for at in range(0, len(posts), EACH)}
    folder = digest(*written.values())
    return folder, {f"search/posts/{folder}/{name}": content for name, content in written.items()}
