"""Boxes whose lines are not indented, or whose kind is a Vietnamese word; and text that begins as one does."""

import re
from collections.abc import Iterable, Sequence

import markdown
from markdown.preprocessors import Preprocessor

from newsroom.articles.allowed import KINDS
from newsroom.articles.habits.remarks import Remarks

_BOX = re.compile(r"\A(!!!|[?]{3}\+?) ?((?:[\w-]+(?: +[\w-]+)*)?)((?: +\"[^\"]*\")?) *\Z")
_EMPTY = "khung này không có chữ nào; hãy thụt các dòng của khung vào bốn dấu cách, hoặc bỏ dòng này"
_INDENT = "    "


class Boxes(Preprocessor):
    """Indents what stands right below the first line of a box."""

    def __init__(self, md: markdown.Markdown, remarks: Remarks) -> None:
        super().__init__(md)
        self._remarks = remarks

    def run(self, lines: list[str]) -> list[str]:
        made: list[str] = []
        is_within = False
        for at, line in enumerate(lines):
            box = _BOX.match(line) if line[:3] in ("!!!", "???") else None
            if box and (box[2] or box[3]):
                made.append(self._opening(box, lines[at + 1 :]))
                is_within = made[-1][0] != "\\" and not _begins_indented(lines[at + 1 : at + 2])
                continue
            is_within = is_within and bool(line.strip())
            made.append(_INDENT + line if is_within else line)
        return made

    def _opening(self, box: re.Match[str], below: Sequence[str]) -> str:
        is_kind = box[2].isascii() and " " not in box[2].strip()
        if not "".join(below[:1]).strip() and not _begins_indented(line for line in below if line.strip()):
            if not (is_kind or box[3]):
                return f"\\{box[0]}"
            if box[2].lower() in KINDS or box[3]:
                self._remarks.tell(box[0], _EMPTY)
        if is_kind or box[3]:
            return box[0]
        return f'{box[1]} note "{box[2][:1].upper()}{box[2][1:]}"'


def _begins_indented(lines: Iterable[str]) -> bool:
    return next(iter(lines), "").startswith(_INDENT)


def read_boxes(converter: markdown.Markdown, remarks: Remarks) -> None:
    """Where a converter has boxes."""
    if "admonition" in converter.parser.blockprocessors:
        converter.preprocessors.register(Boxes(converter, remarks), "boxes", 14.9)
