"""Posts as earlier builds indexed them: what is taken out of the index again, and what need not be rendered again."""

from collections.abc import Callable, Iterable, Mapping

from newsroom.cache.store import Store
from newsroom.search.source import PackedPost, Source

ALL, FRESH = "texts", "texts-fresh"
MANY = 100  # posts: fewer are rendered sooner than all texts are read


class Texts:
    """Posts by key: those of whole segments in one file, those that came since in another, which is small."""

    def __init__(self, store: Store, *, afresh: bool) -> None:
        self._store = store
        self._fresh: Mapping[str, Source] = (None if afresh else store.load(FRESH)) or {}
        self._all: Mapping[str, Source] | None = {} if afresh else None

    def find(self, keys: Iterable[str], render: Callable[[list[str]], Mapping[str, Source]]) -> dict[str, Source]:
        """Posts that are there now, rendered where that is the shorter way."""
        keys = list(dict.fromkeys(keys))
        unknown = [key for key in keys if key not in self._fresh]
        known = self._of_all() if len(unknown) > MANY else {}
        found = {key: known[key] for key in unknown if key in known}
        found |= {key: self._fresh[key] for key in keys if key in self._fresh}
        return {**found, **render([key for key in unknown if key not in known])}

    def recall(self, keys: Iterable[str]) -> dict[str, Source] | None:
        """Posts that may be there no more; None when one of them is not known."""
        keys = list(keys)
        known = self._fresh if all(key in self._fresh for key in keys) else {**self._of_all(), **self._fresh}
        return {key: known[key] for key in keys} if all(key in known for key in keys) else None

    def _of_all(self) -> Mapping[str, Source]:
        if self._all is None:
            self._all = self._store.load(ALL) or {}
        return self._all

    def keep(self, posts: Mapping[str, Source], all_posts: Mapping[str, Source] | None, current: Iterable[str]) -> None:
        """Keeps what was indexed now, `all_posts` in the place of all that were; of the rest what is `current`."""
        if all_posts is not None:
            self._store.save(ALL, _kept(all_posts))
        current = set(current)
        left = {key: post for key, post in self._fresh.items() if key in current}
        if posts or len(left) < len(self._fresh) or all_posts is not None:
            self._store.save(FRESH, {**left, **_kept(posts)})


def _kept(posts: Mapping[str, Source]) -> dict[str, Source]:
    return {key: post.kept() if isinstance(post, PackedPost) else post for key, post in posts.items()}
