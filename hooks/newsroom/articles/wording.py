"""What Markdown extensions say or name by themselves: in Vietnamese, and beside the layout's own names."""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocTreeprocessor
from pymdownx.details import DetailsProcessor

from newsroom.layout_ids import is_layout_id
from newsroom.vietnamese import slug

_TITLES = {
    "abstract": "Tóm tắt",
    "attention": "Chú ý",
    "bug": "Lỗi",
    "caution": "Thận trọng",
    "danger": "Nguy hiểm",
    "error": "Lỗi",
    "example": "Ví dụ",
    "failure": "Chưa đạt",
    "hint": "Gợi ý",
    "important": "Quan trọng",
    "info": "Thông tin",
    "question": "Câu hỏi",
    "quote": "Trích dẫn",
    "success": "Đạt",
    "summary": "Tóm tắt",
    "tip": "Mẹo",
    "warning": "Cảnh báo",
}
_ANY_TITLE = "Lưu ý"


class _Admonitions(AdmonitionProcessor):
    """Boxes whose title, where the author gave none, is Vietnamese."""

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind, title = super().get_class_and_title(match)
        return kind, _title(kind) if match[2] is None else title


class _Details(DetailsProcessor):  # type: ignore[misc]
    """Boxes that open, with titles as above."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        blocks[0] = self.START.sub(_titled, blocks[0], count=1)
        super().run(parent, blocks)


def _titled(opening: re.Match[str]) -> str:
    kind: str | None = opening[4]
    return opening[0].replace(kind, f'{kind} "{_title(kind.lower())}"', 1) if kind else opening[0]


def _title(kind: str) -> str:
    return _TITLES.get(kind.split(" ", 1)[0], _ANY_TITLE)


def heading_id(text: str, separator: str) -> str:
    """A heading's id: `Đảng viên đi đầu` → `dang-vien-di-dau`, never one of the layout's."""
    found = slug(text).replace("-", separator)
    return separator.join(filter(None, ("muc", found))) if not found or is_layout_id(found) else found


def translate(converter: markdown.Markdown) -> None:
    """Puts our words and ids in the place of a converter's own."""
    for extension in converter.registeredExtensions:
        if isinstance(extension, FootnoteExtension):
            extension.setConfig("BACKLINK_TITLE", "Trở lại chỗ có chú thích {}")
    for processor in converter.treeprocessors:
        if isinstance(processor, TocTreeprocessor):
            processor.slugify = heading_id
            processor.permalink_title = "Liên kết đến mục này"
    blocks = converter.parser.blockprocessors
    if "admonition" in blocks and type(blocks["admonition"]) is AdmonitionProcessor:
        blocks.register(_Admonitions(converter.parser), "admonition", 105)  # the library's own place
    if "details" in blocks and type(blocks["details"]) is DetailsProcessor:
        blocks.register(_Details(converter.parser), "details", 105)
