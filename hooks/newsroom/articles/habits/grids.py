"""Tables that other programs draw: with `+---+---+` between rows, or with a `|` between cells and nothing else."""

import re
from collections.abc import Iterator, Sequence

import markdown
from markdown.preprocessors import Preprocessor

from newsroom.articles.habits.remarks import Remarks

_BORDER = re.compile(r"\A[ ]{0,3}\+(?:[-=:]{2,}+\+)+[ ]*\Z")
_ROW = re.compile(r"\A[ ]{0,3}\|.*\|[ ]*\Z")
_NO_ROW = re.compile(r"\A(?:[ |:–—-]*\Z|[ ]*[>#<]|[ ]{4}|[ ]*(?:[-*+]|\d{1,3}[.)])[ ]|.*(?:[`\x02\\]|\]\())")
_UNEVEN = (
    "các hàng của bảng kẻ bằng +---+ có số ô không bằng nhau nên không thành bảng; "
    "hãy viết mỗi hàng một dòng, các ô ngăn bằng dấu |, số ô bằng nhau"
)
_FEWEST = 3  # rows of two cells, else two of more: fewer may be a line of signatures


class Grids(Preprocessor):
    """Writes them as Markdown's tables."""

    def __init__(self, md: markdown.Markdown, remarks: Remarks) -> None:
        super().__init__(md)
        self._remarks = remarks

    def run(self, lines: list[str]) -> list[str]:
        return list(self._read(lines)) if any("|" in line for line in lines) else lines

    def _read(self, lines: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(lines):
            if end := _end_of_grid(lines, at):
                yield from self._grid(lines[at:end])
            elif (at == 0 or not lines[at - 1].strip()) and (end := _end_of_rows(lines, at)):
                yield from _rows(lines[at:end])
            else:
                end = at + 1
                yield lines[at]
            at = end

    def _grid(self, lines: Sequence[str]) -> Sequence[str]:
        rows = list[list[str]]()
        borders = [line for line in lines if _BORDER.match(line)]
        is_parted = len(borders) > _FEWEST or any("=" in line for line in borders)  # and not only round the first row
        begins = True
        for line in lines:
            if _BORDER.match(line):
                begins = True
                continue
            cells = [cell.strip() for cell in line.strip(" ")[1:-1].split("|")]
            if not begins and is_parted and len(cells) == len(rows[-1]):
                rows[-1] = [_joined(*both) for both in zip(rows[-1], cells, strict=True)]
            else:
                rows.append(cells)
            begins = False
        if len({*map(len, rows)}) > 1:
            self._remarks.tell(next(line for line in lines if _ROW.match(line)), _UNEVEN)
            return lines
        return _written(rows)


def _joined(above: str, below: str) -> str:
    return f"{above}<br>{below}" if above and below else above or below


def _written(rows: Sequence[Sequence[str]]) -> Sequence[str]:
    first, *others = (f"| {' | '.join(row)} |" for row in rows)
    return ["", first, "|" + "---|" * len(rows[0]), *others, ""]


def _end_of_grid(lines: Sequence[str], at: int) -> int:
    """Where a grid ends that begins on a line; 0 where none does."""
    if not _BORDER.match(lines[at]):
        return 0
    end = at
    while end < len(lines) and (_BORDER.match(lines[end]) or _ROW.match(lines[end])):
        end += 1
    return end if any(map(_ROW.match, lines[at:end])) else 0


def _end_of_rows(lines: Sequence[str], at: int) -> int:
    """Where a paragraph ends all of whose lines have as many cells, and not a line at both ends."""
    end, counts = at, set[int]()
    while end < len(lines) and lines[end].strip():
        counts.add(len(_cells(lines[end])))
        end += 1
        if len(counts) > 1 or not min(counts):
            return 0
    return end if counts and end - at >= (_FEWEST if counts == {2} else _FEWEST - 1) else 0


def _cells(line: str) -> Sequence[str]:
    """Those of a line that may be a row, else none."""
    text = line.strip()
    if "|" not in text or "||" in text or _NO_ROW.match(line) or (text[0] == text[-1] == "|"):
        return ()
    cells = [cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|")]
    return cells if len(cells) > 1 and (len(cells) > 2 or " | " in text or "|" in (text[0], text[-1])) else ()


def _rows(lines: Sequence[str]) -> Sequence[str]:
    return _written(list(map(_cells, lines)))
