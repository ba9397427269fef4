"""By what results can be narrowed: the topics of each post, a column a kind, and its day."""

import json
from collections.abc import Sequence

from newsroom.search.source import Source


def _column(values: Sequence[tuple[str, ...]]) -> dict[str, object]:
    """Names in order of appearance, and for each post their places: a number, or a list when not just one."""
    places: dict[str, int] = {}
    rows = [[places.setdefault(name, len(places)) for name in dict.fromkeys(names) if name] for names in values]
    return {"names": list(places), "posts": [row[0] if len(row) == 1 else row for row in rows]}


def facets(posts: Sequence[Source]) -> bytes:
    """The columns of a segment; `days` are counted from 1970-01-01."""
    epoch = 719163
    kinds = dict.fromkeys(kind for post in posts for kind in post.topics)
    columns: dict[str, object] = {kind: _column([post.topics.get(kind, ()) for post in posts]) for kind in kinds}
    columns["days"] = [post.date.toordinal() - epoch for post in posts]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
