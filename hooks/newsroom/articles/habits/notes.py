"""Footnotes as they are typed: `[^1] Lời` without a colon, `[ ^1]` with spaces; and notes that look like addresses."""

import re
from collections.abc import Iterator, Sequence

import markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.preprocessors import Preprocessor

from newsroom.articles.habits.remarks import Remark

_SPACED = re.compile(r"\[[ ]*\^[ ]*(\d{1,3}|\*{1,3})[ ]*\]")
_NOTE = re.compile(r"\A[ ]{0,3}\[\^([^\[\]\n]+)\](:?)[ ]*(:?)[ ]*(?=[^\s:])")
_UNUSED = (
    "dòng “[{0}]: …” không hiện ra, vì được coi là địa chỉ của một liên kết mà bài không có; "
    "nếu là chữ của bài, hãy viết \\[{0}], nếu không, hãy bỏ dòng này"
)


class Notes(Preprocessor):
    """Puts the colon in, where the text has a place for the note and no other words for it."""

    def run(self, lines: list[str]) -> list[str]:
        if not any("^" in line for line in lines):
            return lines
        read = [_SPACED.sub(r"[^\1]", line) if "`" not in line else line for line in lines]
        found = [_NOTE.match(line) for line in read]
        written = {one[1] for one in found if one and one[2]}
        return [
            _with_colon(line, one, read) if one and one[1] not in written else line
            for line, one in zip(read, found, strict=True)
        ]


def _with_colon(line: str, found: re.Match[str], lines: Sequence[str]) -> str:
    mark = f"[^{found[1]}]"
    named = any(mark in other and other.find(mark, 1) > 0 for other in lines)
    return f"{mark}: {line[found.end() :]}" if named else line


class AddressProcessor(ReferenceProcessor):
    """`[Nguồn]: Internet` is text: what stands behind the colon is no address."""

    RE = re.compile(
        ReferenceProcessor.RE.pattern.replace(r"([^\s]+)", r"([^\s./#:@]*+(?:[./:@](?=\S)|#)[^\s]*)"), re.MULTILINE
    )


def lost_addresses(converter: markdown.Markdown) -> Iterator[Remark]:
    """Of the body that was converted last: those that no link refers to, and that nobody gets to see."""
    text = "\n".join(converter.lines).lower() if converter.references else ""  # type: ignore[attr-defined]
    for name in converter.references:
        if text.count(f"[{name}]") < 2:
            yield Remark((f"[{name}]:",), _UNUSED.format(name))
