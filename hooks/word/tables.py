"""Tables: as Markdown where each cell is one line and none is merged, else as HTML."""

from collections.abc import Iterator

from word.blocks import Block, Cell, Paragraph, Table
from word.inline import Inline


def pipe_table(table: Table, inline: Inline) -> str:
    """Empty when the table does not fit."""
    width = len(table.rows[0]) if table.rows else 0
    if width < 2 or len(table.rows) < 2 or table.heads > 1 or not all(map(_is_one_line, table.cells)):
        return ""
    if any(len(row) != width for row in table.rows) or not all(_text(cell) for cell in table.rows[0]):
        return ""
    lines = [[_line(cell, inline, head=not at) for cell in row] for at, row in enumerate(table.rows)]
    rows = [f"| {' | '.join(row)} |" for row in lines]
    return "\n".join([rows[0], f"|{' --- |' * width}", *rows[1:]])


def html_table(table: Table, inline: Inline) -> str:
    """Merged cells, several paragraphs and pictures in a cell, tables in tables."""
    rows = []
    for at, row in enumerate(table.rows):
        tag = "th" if at < table.heads else "td"
        rows.append("<tr>" + "".join(_cell(cell, tag, inline) for cell in row) + "</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>" if rows else ""


def _is_one_line(cell: Cell) -> bool:
    if cell.colspan > 1 or cell.rowspan > 1 or len(cell.blocks) > 1:
        return False
    return all(isinstance(one, Paragraph) and not one.pictures and not one.look.item for one in cell.blocks)


def _text(cell: Cell) -> str:
    return " ".join(block.text for block in cell.blocks)


def _line(cell: Cell, inline: Inline, *, head: bool) -> str:
    spans = [span for block in cell.blocks if isinstance(block, Paragraph) for span in block.spans]
    return inline.markdown(spans, plain=head).replace("<br>\n", "<br>").replace("|", "\\|")


def _cell(cell: Cell, tag: str, inline: Inline) -> str:
    spans = [("colspan", cell.colspan), ("rowspan", cell.rowspan)]
    attributes = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
    return f"<{tag}{attributes}>{'<br>'.join(_blocks(cell.blocks, inline))}</{tag}>"


def _blocks(blocks: tuple[Block, ...], inline: Inline) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield html_table(block, inline).replace("\n", "")
        else:
            item = block.look.item
            yield (f"{item.label or '–'} " if item else "") + inline.html(block.spans)
