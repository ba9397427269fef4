"""Which paragraphs are headings: by their style, or since they are short bold lines above running text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from word.blocks import Paragraph
from word.figures import Content, Figure

_LENGTH = 120
_OPEN_ENDS = (".", ";", ",")


@dataclass(frozen=True)
class Heading:
    """A line above a part of the text; `level` is 2 for the highest, as the title of the page is 1."""

    level: int
    paragraph: Paragraph


Part = Content | Heading


def with_headings(blocks: Sequence[Content]) -> tuple[Part, ...]:
    """Gives the same blocks, those that are headings marked as such."""
    levels = [_styled(block) for block in blocks]
    highest = min((level for level in levels if level), default=2)
    return tuple(_marked(blocks, levels, highest))


def _marked(blocks: Sequence[Content], levels: Sequence[int], highest: int) -> Iterator[Part]:
    any_styled = any(levels)
    for at, (block, level) in enumerate(zip(blocks, levels, strict=True)):
        if isinstance(block, Paragraph) and level and block.text:
            yield Heading(min(level - highest + 2, 6), block)
        elif isinstance(block, Paragraph) and _is_bold_line(block) and _is_above_text(blocks, at):
            yield Heading(3 if any_styled else 2, block)
        else:
            yield block


def _styled(block: Content) -> int:
    style = block.look.style if isinstance(block, Paragraph) else ""
    return {"title": 1, "subtitle": 2}.get(style) or (int(style[1]) if style[:1] == "h" else 0)


def _is_bold_line(block: Paragraph) -> bool:
    plain = not block.pictures and block.look.style != "caption" and not (block.look.item and not block.look.item.label)
    short = 0 < len(block.text) <= _LENGTH and not block.text.endswith(_OPEN_ENDS) and "\n" not in block.text
    return plain and short and block.is_all("bold") and not block.notes


def _is_above_text(blocks: Sequence[Content], at: int) -> bool:
    """A bold line with nothing below it, or above another, is no heading."""
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if following is None:
        return False
    if isinstance(following, Paragraph):
        return not following.is_all("bold") or (_is_bold_line(following) and _is_above_text(blocks, at + 1))
    return isinstance(following, Figure) or bool(following.text)
