"""By what results can be narrowed: campaign, cell, author, directive and day of each post, in columns."""

import json
from collections.abc import Callable, Sequence

from newsroom.search.source import Source

FACETS: dict[str, Callable[[Source], tuple[str, ...]]] = {
    "campaign": lambda post: post.campaigns,
    "cell": lambda post: (post.cell,),
    "author": lambda post: post.authors,
    "directive": lambda post: post.directives,
}


def _column(values: Sequence[tuple[str, ...]]) -> dict[str, object]:
    """Names in order of appearance, and for each post their places: a number, or a list when not just one."""
    places: dict[str, int] = {}
    rows = [[places.setdefault(name, len(places)) for name in dict.fromkeys(names) if name] for names in values]
    return {"names": list(places), "posts": [row[0] if len(row) == 1 else row for row in rows]}


def facets(posts: Sequence[Source]) -> bytes:
    """The columns of a segment; `days` are counted from 1970-01-01."""
    epoch = 719163
    columns: dict[str, object] = {name: _column([read(post) for post in posts]) for name, read in FACETS.items()}
    columns["days"] = [post.date.toordinal() - epoch for post in posts]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
