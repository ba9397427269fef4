"""Blocks → the Markdown of a post's body."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from word.blocks import Paragraph, Table, Text, paragraphs
from word.figures import Figure
from word.headings import Heading, Part
from word.inline import Inline
from word.lists import Level, place_of
from word.tables import html_table, pipe_table

NOTES = -1  # stands for the notes among the numbers of parts


@dataclass(frozen=True)
class Writer:
    """`pictures` are names of files by number of picture; `numbers` of notes are given as they come up, but for those
    that are written out where they stand, `inlined`.
    """

    text: Text
    pictures: Mapping[int, str]
    alts: Mapping[int, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    inlined: set[str] = field(default_factory=set)

    def body(self, parts: Sequence[Part], exact: AbstractSet[int] = frozenset()) -> str:
        """The whole body, notes at its end; parts whose number is in `exact` have all their signs as references."""
        made, levels = "", tuple[Level, ...]()
        for at, part in enumerate(parts):
            inline, gap = self._inline(exact=at in exact), "\n\n"
            if isinstance(part, Paragraph) and part.look.item:
                place = place_of(part.look.item, levels)
                levels, gap = place.levels, "\n\n" if place.apart else "\n"
                words = inline.markdown(part.spans, before=place.label)
                written = place.sign + (words.replace("\n", " ") if place.sign else words)
            else:
                levels, written = (), self._written(part, inline)
            made += (gap if made and written else "") + written
        notes = "".join(f"\n\n{note}" for note in self._notes(exact=NOTES in exact))
        return f"{made}{notes}\n" if made or notes else ""

    def fits(self, table: Table) -> bool:
        """Whether Markdown has a way to say a table."""
        return bool(pipe_table(table, self._inline(exact=False)))

    def _written(self, part: Part, inline: Inline) -> str:
        if isinstance(part, Heading):
            words = inline.markdown(part.paragraph.spans, plain=True, before=_label(part.paragraph)).replace(
                "<br>\n", " "
            )
            return f"{'#' * part.level} " + re.sub(r"(?<!\\)(#+)\Z", r"\\\1", words)
        if isinstance(part, Figure):
            return self._figure(part, inline)
        if isinstance(part, Table):
            return pipe_table(part, inline) or html_table(part, inline)
        return inline.markdown(part.spans)

    def _figure(self, figure: Figure, inline: Inline) -> str:
        if name := self.pictures.get(figure.picture):
            said = figure.caption or self.alts.get(figure.picture, "")
            return f"![{inline.escaped(said, brackets=True)}]({name})"
        return f"<em>{inline.escaped(figure.caption)}</em>" if figure.caption else ""

    def _inline(self, *, exact: bool) -> Inline:
        return Inline(self._note, self._inlined, self.pictures, exact)

    def _note(self, key: str) -> str:
        return f"[^{self.numbers.setdefault(key, len(self.numbers) + 1)}]"

    def _inlined(self, key: str) -> str:
        self.inlined.add(key)
        return self.note_text(key)

    def note_text(self, key: str) -> str:
        """All of a note in one line."""
        return " ".join(f"{_label(one)} {one.text}".strip() for one in paragraphs(self.text.notes.get(key, ())))

    def _notes(self, *, exact: bool) -> Iterator[str]:
        """Notes that are referred to, in that order."""
        done = 0
        while done < len(self.numbers):  # a note may refer to another
            key, number = list(self.numbers.items())[done]
            done += 1
            inner = (one for one in paragraphs(self.text.notes.get(key, ())) if one.text)
            written = [self._inline(exact=exact).markdown(one.spans, before=_label(one)) for one in inner]
            yield f"[^{number}]: " + "\n\n    ".join(one.replace("\n", "\n    ") for one in written)


def _label(paragraph: Paragraph) -> str:
    return paragraph.look.item.label if paragraph.look.item else ""
