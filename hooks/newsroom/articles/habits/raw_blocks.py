"""Blocks of HTML in a body: only tags that articles may have, and that are closed, begin one."""

from collections.abc import Sequence
from typing import Any

import markdown
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import HtmlBlockPreprocessor

from newsroom.articles.habits.remarks import Remarks, around
from newsroom.articles.habits.tags import closed_tags, wrong_tags


class _Extractor(HTMLExtractor):
    """Leaves in the text whatever else looks like HTML; what becomes of that is seen where its paragraph is read."""

    def __init__(self, md: markdown.Markdown, source: str) -> None:
        super().__init__(md)
        self._closed = closed_tags(source)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if self.inraw or tag == "hr" or self.line_offset + self.offset in self._closed:
            super().handle_starttag(tag, attrs)  # type: ignore[arg-type]
        else:
            self.cleandoc.append(self.get_starttag_text() or "")

    def set_cdata_mode(self, elem: str, **kwargs: Any) -> None:
        if self.inraw and self.line_offset + self.offset in self._closed:
            super().set_cdata_mode(elem, **kwargs)

    def parse_pi(self, i: int) -> int:
        self.handle_data("<?")
        return i + 2

    def parse_html_declaration(self, i: int) -> int:
        self.handle_data("<!")
        return i + 2


class RawBlocks(HtmlBlockPreprocessor):
    """Puts them aside, as the library does, without what would swallow the rest of the page."""

    def __init__(self, md: markdown.Markdown, remarks: Remarks) -> None:
        super().__init__(md)
        self._remarks = remarks

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "<" not in source and "&" not in source:
            return lines
        blocks = self.md.htmlStash.rawHtmlBlocks
        before = len(blocks)
        extractor = _Extractor(self.md, source)
        extractor.feed(source)
        extractor.close()
        for number, block in enumerate(blocks[before:], before):
            if isinstance(block, str) and "<" in block:
                blocks[number] = self._shown(block)
        return "".join(extractor.cleandoc).split("\n")

    def _shown(self, block: str) -> str:
        parts, at = [], 0
        for tag in wrong_tags(block):
            instead, end = ("&lt;", tag.start + 1) if tag.instead is None else (tag.instead, tag.end)
            parts += [block[at : tag.start], instead]
            at = end
            if tag.message:
                self._remarks.tell(around(block, tag.start), tag.message)
        return "".join(parts) + block[at:]
