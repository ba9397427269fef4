"""Markdown that shows what its HTML showed: each block written by rule, read back, and where it differs in safer ways.

A block that no way of writing shows right stays HTML, which every generator takes for what it is.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

from prose.converter import PICTURE, Address, Converter, NoWords, raw, with_notes, without_notes
from word.seen import seen_on

Render = Callable[[str], str]
_BLOCKS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "div", "hr", "figure", "details",
    "video", "audio", "iframe", "dl",
}  # fmt: skip

_SEEN = ["img", "video", "audio", "svg", "iframe", "hr"]


@dataclass(frozen=True)
class Written:
    """A body, how many of its blocks stayed HTML, and whether it shows the same when read back."""

    text: str
    raw: int = 0
    proven: bool = True


def to_markdown(root: Tag, render: Render, address: Address) -> Written:
    """All that stands in an element; `render` is the Markdown of whoever will show it. Raises RecursionError."""
    blocks = [block.tag for block in _blocks(root) if block.is_seen]
    texts = [_proven(block, render, address) for block in blocks]
    ways = (lambda: texts, lambda: _apart(blocks, texts, render), lambda: [None for _ in blocks])
    for chosen in ways:
        last = chosen()
        text = _joined(blocks, last)
        if _shows(blocks, text, render):
            return Written(with_notes(text), last.count(None))
    return Written(with_notes(_joined(blocks, texts)), texts.count(None), proven=False)


def _joined(blocks: Sequence[Tag], texts: Sequence[str | None]) -> str:
    return "\n\n".join(raw(block) if one is None else one for block, one in zip(blocks, texts, strict=True))


def _shows(blocks: Sequence[Tag], text: str, render: Render) -> bool:
    return seen_on(render(without_notes(text))) == seen_on(without_notes("".join(map(str, blocks))))


def _apart(blocks: Sequence[Tag], texts: Sequence[str | None], render: Render) -> list[str | None]:
    """Gives the texts, with None for each that does not show right below the one before it."""
    made: list[str | None] = []
    for at, text in enumerate(texts):
        pair = slice(max(at - 1, 0), at + 1)
        fits = _shows(blocks[pair], _joined(blocks[pair], [*made[-1:], text]), render)
        made.append(text if fits else None)
    return made


@dataclass(frozen=True)
class _Block:
    tag: Tag

    @property
    def is_seen(self) -> bool:
        """Whether anything is in it."""
        picture = self.tag.has_attr(PICTURE) or self.tag.select_one(f"[{PICTURE}]")
        return bool(self.tag.get_text().strip() or picture or self.tag.name in _SEEN or self.tag.find(_SEEN))


def _blocks(root: Tag) -> Iterator[_Block]:
    """Lists the blocks of a page; letters between them are paragraphs."""
    loose: list[PageElement] = []
    for one in list(root.children):
        if isinstance(one, Comment):
            continue
        if isinstance(one, Tag) and one.name in _BLOCKS:
            yield from _paragraph(loose)
            loose = []
            yield _Block(one)
        else:
            loose.append(one)
    yield from _paragraph(loose)


def _paragraph(loose: Sequence[PageElement]) -> Iterator[_Block]:
    if any(isinstance(one, Tag) or (isinstance(one, NavigableString) and one.strip()) for one in loose):
        made = BeautifulSoup("<p></p>", "html.parser").p
        assert made is not None
        made.extend([one.extract() for one in loose])
        yield _Block(made)


def _proven(block: Tag, render: Render, address: Address) -> str | None:
    wanted = seen_on(without_notes(str(block)))
    for exact in (False, True):
        try:
            text = Converter(address, exact=exact).markdown(block)
        except NoWords:
            return None
        if text and seen_on(render(without_notes(text))) == wanted:
            return text
    return None
