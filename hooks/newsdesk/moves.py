"""Posts that get another address: a post's folder goes there whole, and whoever asks for the old one is led on."""

import os
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from newsdesk.paths import post_place
from newsdesk.unsaved import Unsaved
from newsroom.cache.refusals import patiently


@dataclass(frozen=True)
class Moves:
    """The moves since the desk was opened: `to` has new paths by old ones, for tabs that still know the old one."""

    docs: Path
    unsaved: Unsaved
    to: dict[str, str] = field(default_factory=dict)

    def now(self, path: str) -> str:
        """Where the post lies that a tab knows by this path; a post that is there now is meant itself."""
        while path in self.to and not (self.docs / path).is_file():
            path = self.to[path]
        return path

    def move(self, old: str, new: str) -> None:
        """Moves a post, with all that lies in its folder and what tabs have kept of it. Raises DeskError."""
        here, there = _what_moves(post_place(self.docs, old)), _what_moves(post_place(self.docs, new))
        there.parent.mkdir(parents=True, exist_ok=True)
        patiently(partial(os.rename, here, there))
        self.unsaved.follow(old, new)
        self.to.pop(new, None)
        self.to[old] = new


def _what_moves(place: Path) -> Path:
    return place.parent if place.name == "index.md" else place
