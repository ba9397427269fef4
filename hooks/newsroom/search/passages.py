"""What a result shows of a post: one small file each, fetched when the post is in sight."""

import json
from collections.abc import Sequence

from newsroom.search.files import digest
from newsroom.search.tokens import SearchPost
from newsroom.vietnamese import format_date, nfc

GROUP = 16
"""Posts whose files share a folder, and so one hash in the manifest."""


def passage(post: SearchPost) -> bytes:
    """Title, date, labels and the paragraphs in which the worker looks for the passage that matched."""
    paragraphs = [post.lead, *post.body.split("\n"), *post.captions]
    shown = {
        "location": post.url,
        "title": nfc(post.title),
        "date": post.date.isoformat(),
        "day": format_date(post.date),
        "authors": post.authors,
        "cell": post.cell,
        "directives": post.directives,
        "campaigns": post.campaigns,
        "text": [nfc(text).strip() for text in paragraphs if text.strip()],
    }
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def group_files(first: int, posts: Sequence[SearchPost]) -> tuple[str, dict[str, bytes]]:
    """Name of the folder of the posts numbered from `first`, and its files."""
    written = {f"{first + at}.json": passage(post) for at, post in enumerate(posts)}
    folder = digest(*written.values())
    return folder, {f"search/posts/{folder}/{name}": content for name, content in written.items()}
