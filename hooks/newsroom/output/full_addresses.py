"""HTML that is read elsewhere than on the page it was made for: its addresses are full ones."""

import re
from html import escape, unescape
from urllib.parse import urljoin

_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]++)\s*+=\s*+("[^"]*"|'[^']*'|[^\s"'<>]+)""")
_NAMES = frozenset({"action", "cite", "data", "href", "longdesc", "poster", "src", "srcset"})
_FULL = re.compile(r"\A[a-zA-Z][a-zA-Z0-9+.-]*:")
_NEXT = re.compile(r"(?<!\s)\s*+,\s+")


def with_full_addresses(html: str, page: str) -> str:
    """Links, pictures and whatever else a tag names, as they are understood on the page at the address `page`."""

    def attribute(found: re.Match[str]) -> str:
        name = found[1].lower()
        if name not in _NAMES:
            return found[0]
        value = unescape(found[2].strip("\"'"))
        full = _candidates(value, page) if name == "srcset" else _full(value, page)
        return found[0] if full == value else f'{found[1]}="{escape(full)}"'

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]) if "=" in tag[0] else tag[0], html)


def _candidates(srcset: str, page: str) -> str:
    """Completes the addresses of a `srcset`, each with a width after it."""
    pairs = (one.partition(" ") for one in _NEXT.split(srcset.strip()))
    return ", ".join(f"{_full(address, page)}{space}{width}" for address, space, width in pairs)


def _full(address: str, page: str) -> str:
    if _FULL.match(address):
        return address
    try:
        return urljoin(page, address)
    except ValueError:  # `//[`: not for us to mend
        return address
