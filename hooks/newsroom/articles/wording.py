"""What Markdown extensions say or name by themselves: in Vietnamese, and beside the layout's own names."""

import re

import markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocTreeprocessor

from newsroom.vietnamese import slug

LAYOUT_IDS = frozenset(
    {"campaigns", "files", "latest", "main", "mentions", "menu", "months", "posts", "q", "related", "timeline", "top"}
)
"""Ids of the templates in overrides/, but for those that begin with `search-` or are `y` and a number."""
_LAYOUT_ID = re.compile(r"search-.*|y\d+")


def heading_id(text: str, separator: str) -> str:
    """A heading's id: `Đảng viên đi đầu` → `dang-vien-di-dau`, never one of the layout's."""
    found = slug(text).replace("-", separator)
    is_taken = not found or found in LAYOUT_IDS or _LAYOUT_ID.fullmatch(found)
    return separator.join(filter(None, ("muc", found))) if is_taken else found


def translate(converter: markdown.Markdown) -> None:
    """Puts our words and ids in the place of a converter's own."""
    for extension in converter.registeredExtensions:
        if isinstance(extension, FootnoteExtension):
            extension.setConfig("BACKLINK_TITLE", "Trở lại chỗ có chú thích {}")
    for processor in converter.treeprocessors:
        if isinstance(processor, TocTreeprocessor):
            processor.slugify = heading_id
            processor.permalink_title = "Liên kết đến mục này"
