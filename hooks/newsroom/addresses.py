"""Addresses: a path under docs/ is a URL of the site, and links between pages are relative, so any base path works."""

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from newsroom.vietnamese import nfc

FEED = "feed.xml"
"""The name of a feed, beside the listing that it is of."""
JSON_FEED = "feed.json"
"""The name of the feed of the whole site in another form."""
UNFIT = re.compile(r'[#?%&"<>:*|\\\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|(?:(?<=/)|^) |[ .](?=/|$)')
"""What no name of a file or folder may have: it is not in an address as it stands, or not on Windows."""
_DEVICE = re.compile(r"(?:^|/)((?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])) *(?=[./]|$)", re.IGNORECASE)


def device_in(path: str) -> str:
    """The first name in a path that Windows keeps for a device, which no file or folder there can have."""
    found = _DEVICE.search(path)
    return found[1] if found else ""


def unfit_in(path: str) -> str:
    """The first sign in a path that none of its names may have."""
    found = UNFIT.search(path)
    return found[0] if found else ""


def url_of(path: str) -> str:
    """`bai-viet/2022/a.md` → `bai-viet/2022/a/`, `index.md` → ``; other files keep their path."""
    if not path.endswith(".md"):
        return path
    folder, slash, name = path[:-3].rpartition("/")
    return f"{folder}{slash}" if name in ("index", "README") else f"{path[:-3]}/"


def file_of(url: str) -> str:
    """The file of the site that the page at `url` is; `a/` → `a/index.html`, `a.html` is one already."""
    return url if url and not url.endswith("/") else f"{url}index.html"


def relative(url: str, start: str) -> str:
    """The link from the page at `start` to `url`, both relative to the site's root, percent-encoded."""
    depth = start.count("/")
    return quote("../" * depth + url, safe="/#?=&%:@,+()!~*';") or "./"


@lru_cache(maxsize=4096)
def absolute(site_url: str, url: str) -> str:
    """The full address of a root-relative one."""
    return f"{site_url.rstrip('/')}/{quote(url)}"


def is_external(target: str) -> bool:
    """Whether a link leaves the site, or is no address at all (`mailto:`, `tel:`, `data:`)."""
    try:
        parts = urlsplit(target)
    except ValueError:  # `http://[`: not for us to mend
        return True
    own_disk = len(parts.scheme) == 1 or parts.scheme == "file"  # `C:\bai.doc`
    return bool(parts.scheme or parts.netloc) and not own_disk


def inside(target: str, site_url: str) -> str | None:
    """A link within the site, its full address being one from the root; None for a link that leaves the site."""
    if not is_external(target):
        return target
    own = urlsplit(site_url)
    try:
        scheme, host, path, query, fragment = urlsplit(target)
    except ValueError:
        return None
    root = f"{own.path.rstrip('/')}/"
    if scheme not in ("http", "https", "") or _bare(host) != _bare(own.netloc) or not f"{path}/".startswith(root):
        return None
    return urlunsplit(("", "", "/" + path[len(root) :].lstrip("/"), query, fragment))


def _bare(host: str) -> str:
    """A host as it is known, which few people type with `www.`."""
    return host.lower().removeprefix("www.")


def find_target(target: str, path: str, addresses: Mapping[str, str]) -> str | None:
    """The URL that a link in the file at `path` means, or None when nothing of the site has that path or address.

    `addresses` maps source paths and published URLs to URLs. A leading `/` means the site's root, not the host's.
    """
    parts = urlsplit(nfc(target))
    start = "" if parts.path.startswith("/") else posixpath.dirname(path)
    for name in (unquote(parts.path), parts.path):
        found = _look_up(posixpath.normpath(posixpath.join(start, name.lstrip("/"))), name, addresses)
        if found is None and not name.startswith("/"):  # as a browser would read it, from the page's own address
            found = _look_up(posixpath.normpath(posixpath.join(url_of(path), name)), name, addresses)
        if found is not None:
            return found + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return None


def _look_up(joined: str, name: str, addresses: Mapping[str, str]) -> str | None:
    joined = "" if joined == "." else joined
    if joined in addresses and (not name.endswith("/") or joined == ""):
        return addresses[joined]
    if joined.endswith(".md"):  # a made page, by the file that could be written for it
        return addresses.get(url_of(joined))
    return addresses.get(f"{joined}/" if joined else "")
