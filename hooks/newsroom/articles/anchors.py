"""The places of a body that links can lead to."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from newsroom.articles.pages import line_of
from newsroom.layout_ids import is_layout_id
from newsroom.problems import Problem

_TAG = re.compile(r"<([a-zA-Z][\w:-]*)(\s[^<>]*)>")
_NAMES = re.compile(r"""\s(id|name)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def anchors_of(root: Element, blocks: Sequence[Any]) -> Iterator[str]:
    """Lists the anchors of a finished tree, and of the tags kept aside that the author wrote."""
    for element in root.iter():
        yield from _anchors(str(element.tag), element.attrib)
    for block in blocks:
        for tag in _TAG.finditer(block) if isinstance(block, str) else ():
            attributes = {name.lower(): unescape(value.strip("\"'")) for name, value in _NAMES.findall(tag[2])}
            yield from _anchors(tag[1].lower(), attributes)


def _anchors(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """Word gives a link's place both an id and a name."""
    names = dict.fromkeys((attributes.get("id"), attributes.get("name") if tag == "a" else None))
    yield from filter(None, names)


def check_anchors(path: str, data: bytes, anchors: Sequence[str]) -> Iterator[Problem]:
    """Places that readers would not get to, since something before them has that name."""
    for name, times in Counter(anchors).items():
        if is_layout_id(name):
            said = f"tên “{name}” đã dùng cho một phần của khung trang; hãy đặt tên khác, ví dụ “muc-{name}”"
            yield Problem(path, _line_of(name, data), "", said)
        elif times > 1:
            said = f"tên “{name}” đặt cho {times} chỗ, liên kết chỉ tới được chỗ đầu; hãy đặt mỗi chỗ một tên"
            yield Problem(path, _line_of(name, data), "", said, fatal=False)


def _line_of(name: str, data: bytes) -> int:
    written = (f"{{#{name}", f"#{name}", f'"{name}"', f"'{name}'", f"={name}")
    return next((line for one in written if (line := line_of(one, data)) > 1), 1)
