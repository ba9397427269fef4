"""What Markdown extensions leave to those who see and have a mouse, made accessible without scripts."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.treeprocessors import Treeprocessor

_TASK = '<input type="checkbox" disabled'
_SPOKEN = {
    f"{_TASK}/> ": f'{_TASK} aria-label="Chưa xong"/> ',
    f"{_TASK} checked/> ": f'{_TASK} checked aria-label="Đã xong"/> ',
}
_ACTIVE = frozenset({"a", "summary", "label"})


class _Accessible(Treeprocessor):
    """Names the boxes of task lists and icons with a title, and lets abbreviations be asked for what they mean."""

    def run(self, root: Element) -> None:
        blocks = self.md.htmlStash.rawHtmlBlocks
        blocks[:] = [_SPOKEN.get(block, block) if isinstance(block, str) else block for block in blocks]
        for glyph in root.iter("span"):
            if glyph.get("class", "").startswith("glyph") and (title := glyph.get("title")):
                glyph.attrib |= {"role": "img", "aria-label": title}
        seen: set[str] = set()
        for abbr in _outside(root):
            # The first can be reached by keyboard, the others by touch alone, so that they are not in the way.
            abbr.set("tabindex", "-1" if abbr.get("title", "") in seen else "0")
            seen.add(abbr.get("title", ""))


def _outside(element: Element) -> Iterator[Element]:
    """Abbreviations in what is not to be clicked itself."""
    for child in element:
        if child.tag == "abbr":
            yield child
        elif child.tag not in _ACTIVE:
            yield from _outside(child)


class _Abbreviations(AbbrTreeprocessor):
    """Leaves the numbers of documents whole: HD is no abbreviation in `27-HD/ĐU`."""

    def iter_element(self, el: Element, parent: Element | None = None) -> None:
        if parent is None and self.RE:
            self.RE = re.compile(f"(?<![/-]){self.RE.pattern}(?![/-])")
        super().iter_element(el, parent)


def make_accessible(converter: markdown.Markdown) -> None:
    """After attributes and abbreviations have been put into the tree."""
    processors = converter.treeprocessors
    if "abbr" in processors and type(found := processors["abbr"]) is AbbrTreeprocessor:
        processors.register(_Abbreviations(converter, found.abbrs), "abbr", 7)  # the library's own place
    processors.register(_Accessible(converter), "newsroom-accessible", -5)
