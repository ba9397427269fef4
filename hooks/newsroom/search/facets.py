"""By what results can be narrowed: the topics of each post, a column a kind, and its number, which tells its day."""

import json
from collections.abc import Mapping, Sequence

Topics = Mapping[str, tuple[str, ...]]


def _column(values: Sequence[tuple[str, ...]]) -> dict[str, object]:
    """Names in order of appearance, and for each post their places: a number, or a list when not just one."""
    places: dict[str, int] = {}
    rows = [[places.setdefault(name, len(places)) for name in dict.fromkeys(names) if name] for names in values]
    return {"names": list(places), "posts": [row[0] if len(row) == 1 else row for row in rows]}


def facets(posts: Mapping[int, Topics]) -> bytes:
    """The columns of a segment, whose posts are given by number, ascending; `numbers` are told as steps."""
    kinds = dict.fromkeys(kind for topics in posts.values() for kind in topics)
    columns: dict[str, object] = {kind: _column([topics.get(kind, ()) for topics in posts.values()]) for kind in kinds}
    numbers = list(posts)
    columns["numbers"] = [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
