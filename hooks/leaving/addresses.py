"""Addresses of the site → links of the export, where each page is the file `index.md` of its own folder."""

import posixpath
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from newsroom.addresses import is_external


@dataclass(frozen=True)
class Addresses:
    """`pages` and `files` are what the export holds; `dropped` fills with links that would have led out of it.

    `used` fills with the files that were named.
    """

    pages: Collection[str]
    files: Collection[str]
    used: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)

    def seen_from(self, url: str, target: str) -> str:
        """A link on the page at `url` as its Markdown has it; empty where the export has no such place."""
        if not target or is_external(target):
            return target
        scheme, host, path, query, fragment = urlsplit(target)
        fragment = _as_named(fragment)
        if not path:
            return urlunsplit(("", "", "", query, fragment)) or target
        found = posixpath.normpath(posixpath.join("/", url, unquote(path))).lstrip("/")
        if f"{found}/" in self.pages or (not found and "" in self.pages):
            place = posixpath.join(found, "index.md")
            return urlunsplit(("", "", _relative(place, url), "", fragment))
        if found in self.files:
            self.used.add(found)
            return urlunsplit((scheme, host, _relative(found, url), query, fragment))
        self.dropped.add(found)
        return ""

    def page(self, url: str, start: str) -> str:
        """The file of a page, from that of another; empty when it is none of the export."""
        return _relative(f"{url}index.md", start) if url in self.pages else ""

    def file(self, path: str, start: str) -> str:
        """Gives the path of an exported file that is no page, from the page that names it."""
        if path not in self.files:
            return ""
        self.used.add(path)
        return _relative(path, start)


def _as_named(fragment: str) -> str:
    """A place in the letters of its id, which MkDocs compares as they stand."""
    name = unquote(fragment)
    return fragment if "%" in name else name


def _relative(place: str, start: str) -> str:
    return quote(posixpath.relpath(place, start or "."), safe="/")
