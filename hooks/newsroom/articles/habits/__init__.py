"""Habits of authors who come from Word: what they write is shown as they mean it, or they are told.

lists.py, bullets.py, stars.py, apart.py, blocks.py and lines.py see to lists, paragraphs and headings; tables.py,
grids.py, boxes.py, pictures.py, notes.py and quotes.py to what they are named for; inline.py to what stands within
them; tags.py and raw_blocks.py to HTML; leftovers.py and fenced_prose.py look for what came out wrong all the same.
"""

import markdown
from markdown.preprocessors import HtmlBlockPreprocessor

from newsroom.articles.habits.blocks import read_blocks
from newsroom.articles.habits.boxes import read_boxes
from newsroom.articles.habits.fenced_prose import FencedProse
from newsroom.articles.habits.inline import Inline
from newsroom.articles.habits.lists import keep_lists
from newsroom.articles.habits.raw_blocks import RawBlocks
from newsroom.articles.habits.remarks import Remarks
from newsroom.articles.habits.tables import read_tables

_ESCAPED = "\"$%&',/:;<=?@^|~"
"""Signs before which other programs write a backslash, too."""


def take_as_meant(converter: markdown.Markdown, remarks: Remarks) -> None:
    """Makes a converter read as authors write."""
    if type(converter.preprocessors["html_block"]) is HtmlBlockPreprocessor:
        converter.preprocessors.register(RawBlocks(converter, remarks), "html_block", 20)
    converter.preprocessors.register(FencedProse(converter, remarks), "fenced-prose", 26)  # before fences are put aside
    converter.ESCAPED_CHARS = [*converter.ESCAPED_CHARS, *_ESCAPED]
    keep_lists(converter)
    read_blocks(converter, remarks)
    read_tables(converter, remarks)
    read_boxes(converter, remarks)
    converter.treeprocessors.register(Inline(converter, remarks), "habits", 30)  # before the library's own inline ones
