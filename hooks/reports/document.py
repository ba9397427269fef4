"""A report as a Word file, laid out as documents of the Party are: A4, Times New Roman 14, heads side by side."""

import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable

from reports.contents import Report, Row, Table

FONT = "Times New Roman"
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 15, 20, 20  # mm
_WIDTH = 210 - _LEFT - _RIGHT
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_DOTS = "……"


def write_report(report: Report) -> bytes:
    """The bytes of a .docx. Number, day and signature are left for whoever sends it."""
    document = docx.Document()
    _set_up(document, report)
    _letterhead(document, report)
    _title(document, report)
    for sentence in report.opening:
        _paragraph(document, sentence, indent=True)
    for at, table in enumerate(report.tables, 1):
        _paragraph(document, f"{at}. {table.title}", bold=True, before=10, keep=True)
        _table(document, table)
    _ending(document, report)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Document, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.rPr.rFonts
    for name in ("w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(0)
    about = document.core_properties
    about.title, about.author, about.language, about.comments = report.subject, report.cell, "vi-VN", ""


def _page_number(paragraph: Any) -> None:
    """Puts the page number in the middle above the text, from the second page on."""
    paragraph.alignment = _CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        paragraph.add_run()._r.append(element)


def _letterhead(document: Document, report: Report) -> None:
    """At the left who writes, below whom; at the right the Party, place and day."""
    left, right = document.add_table(1, 2).rows[0].cells
    left.width, right.width = Mm(_WIDTH * 0.48), Mm(_WIDTH * 0.52)
    over = [(report.parent.upper(), False, False)] if report.parent else []
    _lines(left, [*over, (report.cell.upper(), True, False), ("*", False, False), (f"Số {_DOTS}-BC/CB", False, False)])
    place = f"{report.place}, ngày … tháng … năm ……".removeprefix(", ")
    blank = [("", False, False)] * len(over)
    _lines(right, [("ĐẢNG CỘNG SẢN VIỆT NAM", True, False), *blank, ("", False, False), (place, False, True)])
    right.paragraphs[0].runs[0].underline = True


def _lines(cell: Any, lines: list[tuple[str, bool, bool]]) -> None:
    for at, (text, bold, italic) in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = _CENTRE
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic


def _title(document: Document, report: Report) -> None:
    _paragraph(document, "BÁO CÁO", bold=True, before=18, align=_CENTRE, size=16)
    _paragraph(document, report.subject, bold=True, align=_CENTRE)
    _paragraph(document, "-----", align=_CENTRE, after=8)
    if report.parent:
        _paragraph(document, f"Kính gửi: {report.parent}", align=_CENTRE, after=8)


def _paragraph(document: Document, text: str, *, bold: bool = False, indent: bool = False, **how: Any) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold
    layout = paragraph.paragraph_format
    layout.alignment = how.get("align", WD_ALIGN_PARAGRAPH.JUSTIFY if indent else None)
    layout.first_line_indent = Mm(10) if indent else None
    layout.space_before, layout.space_after = Pt(how.get("before", 0)), Pt(how.get("after", 4))
    layout.keep_with_next = how.get("keep", False)
    if "size" in how:
        run.font.size = Pt(how["size"])


def _table(document: Document, table: Table) -> None:
    made = document.add_table(0, len(table.head), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, share in zip(made.columns, table.widths, strict=True):
        column.width = Mm(_WIDTH * share / 100)
    _row(made, table, table.head, bold=True)
    _repeat_on_every_page(made)
    for row in table.rows:
        _row(made, table, row)
    if table.total:
        _row(made, table, table.total, bold=True)


def _row(made: WordTable, table: Table, texts: Row, *, bold: bool = False) -> None:
    row = made.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(_WIDTH * table.widths[at] / 100)
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(12)
        if at in table.numbers or texts is table.head:
            paragraph.alignment = _CENTRE


def _repeat_on_every_page(made: WordTable) -> None:
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _ending(document: Document, report: Report) -> None:
    """At the left who gets it, at the right who signs."""
    document.add_paragraph()
    row = document.add_table(1, 2).rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = row.cells
    left.width, right.width = Mm(_WIDTH * 0.5), Mm(_WIDTH * 0.5)
    to = [(f"- {report.parent},", False, False)] if report.parent else []
    _lines(left, [("Nơi nhận:", True, True), *to, ("- Lưu chi bộ.", False, False)])
    for paragraph in left.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for run in paragraph.runs:
            run.font.size = Pt(12)
    left.paragraphs[0].runs[0].underline = True
    _lines(right, [("T/M CHI BỘ", True, False), ("BÍ THƯ", False, False), *[("", False, False)] * 4])
