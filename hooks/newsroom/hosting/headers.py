"""The headers that every answer of a host should have, and how long browsers may keep which file."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from newsroom.redirects import Redirect

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
"""Kept, but each use is asked for: an unchanged page costs an answer of no length."""

ENCRYPTED = (("Strict-Transport-Security", "max-age=31536000"),)
"""What goes with every answer where the site's address begins with https, beside what all pages have."""

NAMED_BY_CONTENT = r"(?:assets/(?:[0-9a-f]{10}|(?:anh|the)/[0-9a-f]{1,2})/.+|search/(?!search_index).+)"
"""The files of which another content has another name, as a pattern of what follows the site's root."""
FOLDERS_BY_CONTENT = ("assets/anh/*", "assets/the/*", "search/old/*", "search/new/*", "search/posts/*")
"""The same for hosts that know no patterns but these; scripts and styles have a folder of their own name beside."""

TYPES = (
    (".avif", "image/avif"),
    (".webp", "image/webp"),
    (".woff2", "font/woff2"),
    (".js", "text/javascript"),
    (".json", "application/json"),
    (".xml", "application/xml"),
    (".txt", "text/plain"),
    (".csv", "text/csv"),
    (".webmanifest", "application/manifest+json"),
)
"""What some hosts do not know, or know otherwise."""
COMPRESSED = (
    "text/html", "text/css", "text/javascript", "text/plain", "application/javascript", "application/json",
    "application/xml", "text/xml", "application/manifest+json", "application/rss+xml", "image/svg+xml",
)  # fmt: skip


@dataclass(frozen=True)
class Hosting:
    """What a site asks of its host. `base` is the path of its root: `/`, or `/tin/` below a sub-path.

    `headers` are added when a file is made: those of pages hold the policy, for which templates have to be looked at.
    """

    base: str
    host: str
    headers: tuple[tuple[str, str], ...]
    assets: str
    redirects: tuple[Redirect, ...]
    gone: tuple[str, ...]

    def path(self, url: str) -> str:
        """Gives a URL under the root as requests have it: percent-encoded."""
        return self.base + quote(url)


def hosting_of(site_url: str, assets: str, redirects: Sequence[Redirect], gone: Sequence[str]) -> Hosting:
    """How a site at an address is served; `assets` is the folder of scripts and styles, named by what is in it."""
    parts = urlsplit(site_url or "/")
    base = f"/{parts.path.strip('/')}/".replace("//", "/")
    headers = ENCRYPTED if parts.scheme == "https" else ()
    return Hosting(base, parts.hostname or "localhost", headers, assets, tuple(redirects), tuple(gone))
