"""Where the links of an old article lead now: to a post that came along, to a file, to a heading, or as before."""

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from bs4 import Tag

from newsroom.vietnamese import slug


def path_of(address: str) -> str:
    """What an old address has in common with every way to write it; empty for one without a path of its own."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path.strip("/") if parts.path.strip("/") and not parts.query else ""


def number_of(address: str) -> str:
    """NukeViet's number of an article, by which it finds one whose address has changed since it was linked."""
    found = re.search(r"-(\d+)\.html\Z", path_of(address))
    return f"-{found[1]}.html" if found else ""


def is_local(address: str) -> bool:
    """Whether it leads to the old site for sure, having no host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def settle_links(tree: Tag, moved: Mapping[str, str], file_of: Callable[[str], str]) -> Iterator[str]:
    """Sentences on those that are words from now on.

    `moved` has folders of posts by old paths and numbers; what `file_of` gives for an address is the file that came for
    it. A link to a place within the text leads to the heading of that name, since places have other names here.
    """
    headings = {slug(one.get_text()) for one in tree.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])}
    for link in tree.find_all("a", href=True):
        href = str(link["href"]).strip()
        if not href or href.startswith("#"):
            place = slug(unquote(href[1:]))
            address = f"#{place}" if place in headings else ""
        elif inner := moved.get(path_of(href)) or (moved.get(number_of(href)) if is_local(href) else None):
            address = f"/{inner}/"
        else:
            address = file_of(href) or ("" if is_local(href) else href)
            if not address:
                yield f"Liên kết “{href}” chỉ có ở trang cũ: chỉ để lại chữ."
        if address:
            link["href"] = address
        else:
            link.unwrap()
