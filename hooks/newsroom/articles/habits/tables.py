"""Tables as they are typed and pasted: without a row of dashes, between other lines, with columns parted by tabs."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.extensions.tables import TableProcessor
from markdown.preprocessors import Preprocessor

from newsroom.articles.habits.grids import Grids
from newsroom.articles.habits.lines import WIDE_GAP
from newsroom.articles.habits.remarks import Remarks

_PIPE_IN_LINK = re.compile(r"(?<=[^\\])\|(?=[^\[\]|\n]*\]\([^()\s]+\))")
_RULE = re.compile(r"\A(?=[ |:]*+[-–—])[ ]{0,3}+\|?(?:[ ]*+:?[-–—]++:?[ ]*+\|)*+(?:[ ]*+:?[-–—]++:?)?[ ]*+\Z")
_ROW = re.compile(r"\A[ ]{0,3}\|.*\|[ ]*\Z")
_WIDE = "hàng này có {} ô mà hàng đầu của bảng chỉ có {}; hãy thêm tên cột vào hàng đầu, hoặc viết \\| nếu dấu | là chữ"

_FENCE = re.compile(r"\A[ ]{0,3}(?:`{3,}|~{3,})")
_PASTED = re.compile(r"\A(?![ ]{4}|[ ]{0,3}[<|>#]|\t)[^\S\t]*+[^\s][^\t]*+\t")
_NUMBERED = re.compile(r"\A\s*(?:[-–—•+*·o§Øüv\uf000-\uf0ff]|\(?(?:\d+(?:\.\d+)*|[a-zđ]|[IVX]+)[.)/])[ ]*\t")
_UNEVEN = "các dòng có dấu tab nhưng số ô không bằng nhau nên không thành bảng; hãy kẻ bảng bằng dấu |, mỗi ô một dấu"


class WideTableProcessor(TableProcessor):
    """A row with more cells than the first one makes the table wider, and is told.

    The lines before and after its rows are paragraphs, and rows are rows without a row of dashes among them.
    """

    def __init__(self, parser: BlockParser, like: Any, remarks: Remarks) -> None:
        super().__init__(parser, like.config)
        self._remarks = remarks
        self._parts = "", "", ""

    def test(self, parent: Element, block: str) -> bool:
        self._parts = _parts(block)
        return super().test(parent, self._parts[1])

    def run(self, parent: Element, blocks: list[str]) -> None:
        before, table, after = self._parts
        separator, border = self.separator, self.border
        if before:
            self.parser.parseBlocks(parent, [before])
        self.separator, self.border = separator, border  # of this table, not of what was asked of the lines before
        blocks[:1] = [self._widened(table), *filter(None, [after])]
        super().run(parent, blocks)

    def _widened(self, table: str) -> str:
        head, line, *rows = table.split("\n")
        rows = [_PIPE_IN_LINK.sub(r"\\|", row) if "](" in row else row for row in rows]
        named, widths = len(self.separator), [self._width(row) for row in rows]
        for row, width in zip(rows, widths, strict=True):
            if width > named:
                self._remarks.tell(row, _WIDE.format(width, named))
        more = max([named, *widths]) - named
        self.separator = cast(Any, [*self.separator, *[""] * more])  # the library's own type is wrong
        head = head.rstrip().removesuffix("|") + " |" * (more + 1) if more else head
        return "\n".join([head, line, *rows])

    def _width(self, row: str) -> int:
        """Of a row, in cells up to the last one with anything in it."""
        cells: list[str] = self._split_row(row.strip(" "))  # type: ignore[attr-defined]
        return max((number for number, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _parts(block: str) -> tuple[str, str, str]:
    """What stands before a table, the table with a row of dashes as Markdown asks for it, what stands after."""
    lines = block.split("\n")
    if "|" not in block or len(lines) < 2:
        return "", block, ""
    first = next((at for at, line in enumerate(lines) if _ROW.match(line)), 0)
    if first and not _is_table(lines[first:]):
        return "", block, ""
    rows = lines[first:]
    if not _RULE.match(rows[1]) and _is_table(rows):
        rows.insert(1, "|" + "---|" * max(rows[0].count("|") - 1, 1))
    rows[1] = re.sub("[–—]+", "---", rows[1]) if _RULE.match(rows[1]) else rows[1]
    end = next((at for at, row in enumerate(rows) if at > 1 and _ROW.match(rows[0]) and "|" not in row), len(rows))
    return "\n".join(lines[:first]), "\n".join(rows[:end]), "\n".join(rows[end:])


def _is_table(rows: Sequence[str]) -> bool:
    """Whether at least two rows stand under each other, each with a line at both ends."""
    return len(rows) > 1 and bool(_ROW.match(rows[0]) and (_RULE.match(rows[1]) or _ROW.match(rows[1])))


class TabbedRows(Preprocessor):
    """Rows that were copied out of Excel or Word come with tabs between their cells: they are a table."""

    def __init__(self, md: markdown.Markdown, remarks: Remarks) -> None:
        super().__init__(md)
        self._remarks = remarks

    def run(self, lines: list[str]) -> list[str]:
        if not any("\t" in line or "     " in line for line in lines):
            return lines
        lines = list(_with_tabs(lines))
        made: list[str] = []
        rows: list[str] = []
        is_code = False
        for line in [*lines, ""]:
            is_code ^= _FENCE.match(line) is not None
            if not is_code and _PASTED.match(line) and not _NUMBERED.match(line):
                rows.append(line)
                continue
            made += self._table(rows) if len(rows) > 1 else rows
            rows = []
            made.append(line)
        return made[:-1]

    def _table(self, rows: Sequence[str]) -> Sequence[str]:
        cells = _even([[cell.strip() for cell in row.strip(" \n").split("\t")] for row in rows])
        if not cells or len(cells[0]) < 2:
            self._remarks.tell(rows[0], _UNEVEN)
            return rows
        first, *others = ("| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in cells)
        return ["", first, "|" + "---|" * len(cells[0]), *others, ""]


def _with_tabs(lines: Sequence[str]) -> Iterator[str]:
    """A tab in the place of wide gaps within a line, where the line above or below has as many of them."""
    counts, is_code = list[int](), False
    for line in lines:
        is_code ^= _FENCE.match(line) is not None
        counts.append(0 if is_code or "|" in line or line.startswith("    ") else len(WIDE_GAP.findall(line)))
    for line, before, count, after in zip(lines, [0, *counts], counts, [*counts[1:], 0], strict=False):
        yield WIDE_GAP.sub("\t", line) if count and count in (before, after) else line


def _even(cells: Sequence[list[str]]) -> Sequence[list[str]]:
    """The cells of each row, as many in each; none where that can't be seen from the tabs."""
    if len({len(row) for row in cells}) > 1:  # several tabs may stand for one gap, as in signatures
        filled = [[cell for cell in row if cell] for row in cells]
        if len({len(row) for row in filled}) == 1:
            return filled
    columns = len(cells[0])
    if any("".join(row[columns:]) for row in cells):
        return ()
    return [[*row[:columns], *[""] * (columns - len(row))] for row in cells]


class Spread(Preprocessor):
    """Rows with an empty line between all of them, as programs for chats leave them, are one table.

    So are those below an empty line that follows the row of dashes.
    """

    def run(self, lines: list[str]) -> list[str]:
        made: list[str] = []
        at = 0
        while at < len(lines):
            end, rows = _rows_apart(lines, at)
            together = len(rows) > 2 and _RULE.match(rows[1])
            made += [*rows, ""] if together else lines[at:end]
            at = end
        return list(_with_first_row(made))


def _with_first_row(lines: Sequence[str]) -> Iterator[str]:
    is_below = False  # a row of dashes under another row
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        is_below = bool(_ROW.match(before) and _RULE.match(line)) or (is_below and not line.strip())
        if not (is_below and not line.strip() and _ROW.match(after)):
            yield line


def _rows_apart(lines: Sequence[str], at: int) -> tuple[int, list[str]]:
    """The rows from a line on that have nothing right under them, and where they end: a line on at least."""
    rows: list[str] = []
    while at < len(lines) and _ROW.match(lines[at]) and not "".join(lines[at + 1 : at + 2]).strip():
        rows.append(lines[at])
        at += 1
        while at < len(lines) and not lines[at].strip():
            at += 1
    return (at, rows) if rows else (at + 1, rows)


def read_tables(converter: markdown.Markdown, remarks: Remarks) -> None:
    """Puts ours in the place of the library's own, but of none that an extension has put there."""
    blocks = converter.parser.blockprocessors
    if "table" in blocks and type(blocks["table"]) is TableProcessor:
        blocks.register(WideTableProcessor(converter.parser, blocks["table"], remarks), "table", 75)
        converter.preprocessors.register(TabbedRows(converter, remarks), "tabbed-rows", 31)  # before tabs are spaces
        converter.preprocessors.register(Spread(converter), "spread", 15.5)
        converter.preprocessors.register(Grids(converter, remarks), "grids", 15.4)
