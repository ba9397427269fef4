"""Footnotes: each has an id that HTML allows, whatever its label is, and all are counted once a body.

The library goes over all of them again at each mark that leads to one.
"""

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor

_ODD = re.compile(r"[^\w-]")
Match = tuple[Element | None, int | None, int | None]


class _Marks(FootnoteInlineProcessor):
    """The `[^1]` of a text, numbered in the order in which their notes are written."""

    def __init__(self, like: FootnoteInlineProcessor) -> None:
        super().__init__(like.pattern, like.footnotes)
        self._counted: Mapping[str, str] = {}
        self._numbers: Mapping[str, int] = {}

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]
        notes, name = self.footnotes, m[1]
        if name not in notes.footnotes:
            return None, None, None
        mark = Element("sup", id=self._place_of(name))
        link = SubElement(mark, "a", {"href": f"#{notes.makeFootnoteId(name)}", "class": "footnote-ref"})
        link.text = notes.getConfig("SUPERSCRIPT_TEXT").format(self._number_of(name))
        return mark, m.start(), m.end()

    def _place_of(self, name: str) -> str:
        """The id of a mark, of which a note may have many."""
        notes = self.footnotes
        first = notes.makeFootnoteRefId(name)
        times = notes.found_refs[first] = notes.found_refs.get(first, 0) + 1
        if times == 1:
            notes.footnote_order.append(name)
            return first
        kind, _, rest = first.partition(notes.get_separator())
        return f"{kind}{times}{notes.get_separator()}{rest}"

    def _number_of(self, name: str) -> int:
        if self._counted is not self.footnotes.footnotes:  # which is another one in each body
            self._counted = self.footnotes.footnotes
            self._numbers = {one: number for number, one in enumerate(self._counted, 1)}
        return self._numbers[name]


def make_note_ids_valid(converter: markdown.Markdown) -> None:
    """Writes in those of labels such as `[^chú thích 1]` by its number what may stand in none."""
    for notes in converter.registeredExtensions:
        if isinstance(notes, FootnoteExtension):
            for maker in (notes.makeFootnoteId, notes.makeFootnoteRefId):
                vars(notes)[maker.__name__] = _with_valid_label(maker)


def _with_valid_label(maker: Callable[..., str]) -> Callable[..., str]:
    return lambda id, *found, **given: maker(_ODD.sub(lambda sign: f".{ord(sign[0]):x}.", id), *found, **given)


def count_notes_once(converter: markdown.Markdown) -> None:
    """In the place of the library's own, but of none that an extension has put there or that counts otherwise."""
    patterns = converter.inlinePatterns
    found = next((one for one in patterns if type(one) is FootnoteInlineProcessor), None)
    if found and found.footnotes.getConfig("USE_DEFINITION_ORDER"):
        patterns.register(_Marks(found), "footnote", 175)
