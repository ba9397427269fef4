"""Which posts the public site has as they are here: their texts held against what was pushed last."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.repository import Obstacle, Repository
from newsroom.articles.batches import DigestedFile
from newsroom.cache.refusals import patiently


@dataclass(frozen=True)
class Sent:
    """Which posts of `docs` have been sent; `ids` are Git's names for what was read before, by the newsroom's."""

    docs: Path
    ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def missing(self, repository: Repository | None, files: Mapping[str, DigestedFile]) -> frozenset[str]:
        """Paths under docs/ of posts that were never pushed as they are; none where nothing is ever pushed."""
        root = repository.root.resolve() if repository else self.docs
        if repository is None or not self.docs.resolve().is_relative_to(root) or not repository.has_remote():
            return frozenset()
        start = self.docs.resolve().relative_to(root).as_posix()
        try:
            pushed = repository.files(repository.tip(), f"{start}/bai-viet")
        except Obstacle:
            return frozenset()
        posts = {path: digest for path, (digest, _) in files.items() if path.startswith("bai-viet/")}
        known = {path: pushed.get(f"{start}/{path}") for path in posts}
        return frozenset(
            path for path, digest in posts.items() if getattr(known[path], "id", "") not in self._ids(path, digest)
        )

    def _ids(self, path: str, digest: str) -> frozenset[str]:
        """Git's name for a file, as it is and as Git keeps it where line ends are Windows'."""
        if digest not in self.ids:
            try:
                data = patiently((self.docs / path).read_bytes)
            except OSError:
                return frozenset()
            self.ids[digest] = frozenset(map(_id, (data, data.replace(b"\r\n", b"\n"))))
        return self.ids[digest]


def _id(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
