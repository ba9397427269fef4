"""Blocks → the Markdown of a post's body."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from word.blocks import Block, Paragraph, Table, Text, paragraphs
from word.escaping import escape
from word.figures import Figure
from word.headings import Heading, Part
from word.inline import Inline
from word.marks import Item
from word.tables import html_table, pipe_table


@dataclass(frozen=True)
class Writer:
    """`pictures` are names of files by number of picture; `numbers` of notes are given as they come up."""

    text: Text
    pictures: Mapping[int, str]
    alts: Mapping[int, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def body(self, parts: Sequence[Part]) -> str:
        """The whole body, notes at its end."""
        made, last = "", ""
        for part in parts:
            for kind, written in self._written(part):
                gap = "\n" if kind == last and kind.startswith("list") else "\n\n" if made else ""
                gap = "\n\n<!-- -->\n\n" if kind == last == "list1" and _starts_anew(part) else gap
                made, last = made + gap + written, kind
        notes = "".join(f"\n\n{note}" for note in self._notes())
        return f"{made}{notes}\n" if made or notes else ""

    def _written(self, part: Part) -> Iterator[tuple[str, str]]:
        """Pieces, each with its kind: neighbours of one list stand line by line."""
        inline = self._inline()
        if isinstance(part, Heading):
            label = f"{part.paragraph.look.item.label} " if part.paragraph.look.item else ""
            words = inline.markdown(part.paragraph.spans, plain=True).replace("<br>\n", " ")
            words = re.sub(r"(?<!\\)(#+)\Z", r"\\\1", words)
            yield "heading", f"{'#' * part.level} {label}{words}"
        elif isinstance(part, Figure):
            if name := self.pictures.get(part.picture):
                yield "figure", f"![{escape(part.caption or self.alts.get(part.picture, ''), brackets=True)}]({name})"
            elif part.caption:
                yield "text", f"*{escape(part.caption)}*"
        elif isinstance(part, Table):
            yield "table", pipe_table(part, inline) or html_table(part, inline)
        elif (item := part.look.item) is not None:
            yield self._item(part, item)
        elif words := inline.markdown(part.spans):
            yield "text", words

    def _item(self, paragraph: Paragraph, item: Item) -> tuple[str, str]:
        words = self._inline().markdown(paragraph.spans).replace("\n", " ")
        indent = "    " * item.level
        if item.number is not None:
            return "list1" if not item.level else "list", f"{indent}{item.number}. {words}"
        label = f"{item.label} " if item.label else ""
        if label and not item.level:
            return "text", label + words
        return "list", f"{indent}- {label}{words}"

    def _inline(self) -> Inline:
        return Inline(self._note, self._note_text, self.pictures)

    def _note(self, key: str) -> str:
        return f"[^{self.numbers.setdefault(key, len(self.numbers) + 1)}]"

    def _note_text(self, key: str) -> str:
        return " ".join(one.text for one in paragraphs(self.text.notes.get(key, ())))

    def _notes(self) -> Iterator[str]:
        """Notes that are referred to, then any that none of the text refers to."""
        done = 0
        while done < len(self.numbers):  # a note may refer to another
            key, number = list(self.numbers.items())[done]
            done += 1
            blocks: tuple[Block, ...] = self.text.notes.get(key, ())
            written = [self._inline().markdown(one.spans) for one in paragraphs(blocks) if one.text]
            yield f"[^{number}]: " + "\n\n    ".join(one.replace("\n", "\n    ") for one in written)


def _starts_anew(part: Part) -> bool:
    item = part.look.item if isinstance(part, Paragraph) else None
    return item is not None and item.number == 1
