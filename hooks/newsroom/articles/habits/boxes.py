"""Boxes whose lines are not indented, or whose kind is a Vietnamese word, or that stand between `:::` as other programs
ask for; and text that begins as one does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import markdown
from markdown.preprocessors import Preprocessor

from newsroom.articles.allowed import KINDS
from newsroom.articles.habits.remarks import Remarks

_BOX = re.compile(r"\A(!!!|[?]{3}\+?) ?((?:[\w-]+(?: +[\w-]+)*)?)((?: +\"[^\"]*\")?) *\Z")
_FENCE = re.compile(r"\A[ ]{0,3}:{3,}[ ]*+\{?[ ]*+\.?([^\W\d_][\w-]*+)(.*)\Z")
_CLOSING = re.compile(r"\A[ ]*:{3,}[ ]*\Z")
_ALERT = re.compile(r"\A[ ]{0,3}>[ ]?\[!([A-Za-z]{2,20})\]([+-]?)[ ]*(.*)\Z")
_OPENS = {"details", "collapse", "spoiler"}
_LAYOUT = {"block", "center", "column", "columns", "container", "div", "left", "right", "row", "section"}
_UNCLOSED = "khung mở bằng ::: mà không có dòng ::: đóng; hãy thêm dòng ::: ở cuối khung, hoặc bỏ dòng này"
_EMPTY = "khung này không có chữ nào; hãy thụt các dòng của khung vào bốn dấu cách, hoặc bỏ dòng này"
_INDENT = "    "


class Boxes(Preprocessor):
    """Indents what stands right below the first line of a box."""

    def __init__(self, md: markdown.Markdown, remarks: Remarks) -> None:
        super().__init__(md)
        self._remarks = remarks

    def run(self, lines: list[str]) -> list[str]:
        lines = list(_alerts(lines)) if any("[!" in line for line in lines) else lines
        lines = self._fenced(lines) if any(":::" in line for line in lines) else lines
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

    def _fenced(self, lines: list[str]) -> list[str]:
        """The lines with each `:::note` … `:::` written as a box, those within others indented once more."""
        made, left = list[str](), sum(map(_is_closing, lines))
        margins = [""]
        for line in lines:
            opening = _FENCE.match(line)
            if len(margins) > 1 and _is_closing(line):
                margins.pop()
                left -= 1
                made.append("")
            elif opening and len(margins) <= left:
                box = _box(opening[1].lower(), opening[2])
                made += ["", margins[-1] + box]
                margins.append(margins[-1] + _INDENT * bool(box))
            else:
                made.append(margins[-1] + line if line.strip() else line)
                if opening:
                    self._remarks.tell(line, _UNCLOSED)
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


def _alerts(lines: Iterable[str]) -> Iterator[str]:
    """The lines with each quotation that begins with `[!NOTE]` as a box."""
    is_within = False
    for line in lines:
        if alert := _ALERT.match(line):
            is_within = True
            yield from ("", _box(alert[1].lower(), alert[3]).replace("!!!", "???" if alert[2] else "!!!"))
            continue
        is_within = is_within and line.lstrip().startswith(">")
        yield _INDENT + line.lstrip()[1:].removeprefix(" ") if is_within else line


def _is_closing(line: str) -> bool:
    return _CLOSING.match(line) is not None


def _box(kind: str, rest: str) -> str:
    """The first line of a box, with a title if there are words for one; none for what only says where things stand."""
    if kind in _LAYOUT:
        return ""
    kind, opens = kind.removeprefix("callout-"), kind in _OPENS
    title = rest.strip(" :[]{}").removeprefix("title=").strip(' "“”').replace('"', "”")
    if kind not in KINDS and not opens:
        title = f"{kind} {title}".strip()
        title = title[0].upper() + title[1:]
    return f"{'???' if opens else '!!!'} {kind if kind in KINDS else 'note'}" + (f' "{title}"' if title else "")


def _begins_indented(lines: Iterable[str]) -> bool:
    return next(iter(lines), "").startswith(_INDENT)


def read_boxes(converter: markdown.Markdown, remarks: Remarks) -> None:
    """Where a converter has boxes."""
    if "admonition" in converter.parser.blockprocessors:
        converter.preprocessors.register(Boxes(converter, remarks), "boxes", 14.9)
