"""Names by content, so that a host may cache a file for ever and no page mixes files of two builds."""

import hashlib
from base64 import b32encode


def digest(*contents: bytes) -> str:
    """Ten hexadecimal digits (file systems differ on capitals) that change with any of the contents."""
    found = hashlib.blake2b(digest_size=5)
    for content in contents:
        found.update(len(content).to_bytes(8, "big"))
        found.update(content)
    return found.hexdigest()


VERSION, SHORT_VERSION = 5, 4
"""Characters of a version, which tells the contents of one file apart from those it had before: 25 bits, twenty."""


def version(content: bytes, length: int = VERSION) -> str:
    """Letters and digits that no file system mistakes for others."""
    return b32encode(hashlib.blake2b(content, digest_size=5).digest()).decode().lower()[:length]


def block_path(segment: str, start: str, found: str) -> str:
    """Where a block lies; index.js makes the same of what the manifest says."""
    return f"search/{segment}/{start.replace(' ', '_').replace(chr(127), '~')}-{found}.txt"


def list_path(segment: str, name: str, found: str) -> str:
    """Where the facets and the words of a segment lie."""
    return f"search/{segment}-{name}-{found}.{'json' if name == 'facets' else 'txt'}"


def passages_path(segment: str, place: int, found: str) -> str:
    """Where the passages of some neighbouring posts lie."""
    return f"search/posts/{segment}-{place}-{found}.json"
