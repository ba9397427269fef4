"""The search index: posts → small static files that overrides/assets/javascripts/search-worker.js reads.

Posts are numbered from the oldest. All but the newest stand in one large segment, which stays as it is until the
newest are as many as `step` says; those have a small segment of their own, and it alone changes with a new post.

    search/search_index.json       what the theme fetches on every page: the manifest's name
    search/<hash>.json             the manifest: the segments, where their blocks begin, the folders of passages
    search/<hash>/<n>.txt          a block of a segment (segments.py)
    search/<hash>/facets.json      topics and day of each of its posts (facets.py)
    search/<hash>/words.txt        syllables to correct a query by
    search/posts/<hash>/<n>.json   what is shown of post n and the two after it (passages.py)

Each size here weighs files to be written against bytes to be fetched: of 1,500 news articles a query none of whose
files the reader has brings 32 KB packed, 20 of them passages.
"""

from collections.abc import Sequence

from newsroom.search.files import digest
from newsroom.search.index import Entry, Record, manifest_files, plan_index
from newsroom.search.pieces import Made, make_piece
from newsroom.search.tokens import SearchPost

__all__ = ["Entry", "Record", "SearchPost", "build_index", "plan_index"]


def build_index(posts: Sequence[SearchPost]) -> dict[str, bytes]:
    """Path from the site's root → content, of all posts at once."""
    by_key = {digest(repr(post).encode()): post for post in posts}
    plan = plan_index([Entry(post.url, post.date, key) for key, post in by_key.items()], Record({}, {}))
    contents = {job.key: make_piece(job) for job in plan.jobs(by_key)}
    files = {path: content for _, some in contents.values() for path, content in some.items()}
    made = {key: Made(key, facts, tuple(some)) for key, (facts, some) in contents.items()}
    return files | manifest_files(plan, made)
