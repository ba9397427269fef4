"""Word files as a teacher lays them out, made with python-docx; what it cannot make is put in as XML."""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from making_pictures import phone_jpeg, photo_like

_ALIGN = {"c": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT}
_LOOKS = {"b": "bold", "i": "italic", "u": "underline"}


class WordFile:
    """Lines are added from the top; `look` is any of b, i, u (letters) and c, r (place of the line)."""

    def __init__(self) -> None:
        self.file: Any = docx.Document()

    def line(self, text: str, look: str = "", style: str | None = None, where: Any = None) -> "WordFile":
        """A paragraph, here or in a cell."""
        paragraph = (where or self.file).add_paragraph(style=style)
        for sign in look:
            if sign in _ALIGN:
                paragraph.alignment = _ALIGN[sign]
        run = paragraph.add_run(text)
        for sign in look:
            if sign in _LOOKS:
                setattr(run, _LOOKS[sign], True)
        return self

    def lines(self, *texts: str, look: str = "") -> "WordFile":
        """Paragraphs of one look."""
        for text in texts:
            self.line(text, look)
        return self

    def font(self, text: str, font: str) -> "WordFile":
        """A paragraph in a font."""
        run = self.file.add_paragraph().add_run(text)
        run.font.name = font
        return self

    def table(self, rows: Sequence[Sequence[str]], look: str = "") -> Any:
        """A table of lines, given back for what else is done to it."""
        table = self.file.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                for at, line in enumerate(text.split("\n")):
                    self.line(line, look, where=cell)
                    if not at:
                        cell._tc.remove(cell.paragraphs[0]._p)
        return table

    def photo(self, data: bytes | None = None, look: str = "", where: Any = None) -> Any:
        """A photo in a paragraph of its own, with the bytes of a phone, which python-docx would not take."""
        data = data or phone_jpeg(photo_like(1200, 800))
        plain = io.BytesIO()
        Image.open(io.BytesIO(data)).convert("RGB").save(plain, "JPEG")
        run = (where or self.file).add_paragraph().add_run()
        shape = run.add_picture(plain)
        key = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        run.part.related_parts[key]._blob = data
        return shape

    def xml(self, inner: str) -> "WordFile":
        """A paragraph whose content is XML."""
        paragraph = self.file.add_paragraph()._p
        for child in parse_xml(f"<w:p {nsdecls('w', 'r', 'a', 'wp', 'pic')} {_MORE}>{inner}</w:p>"):
            paragraph.append(child)
        return self

    def bytes(self) -> bytes:
        """The finished file."""
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def text_box(text: str) -> str:
    """A text box as Word writes it today, without a fallback."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def article(title: Sequence[str] = ("CHI BỘ NÓI CHUYỆN CHUYÊN ĐỀ QUÝ II",)) -> WordFile:
    """The usual layout, with a lead that tells day and document."""
    file = WordFile().line("CHI BỘ TRƯỜNG THCS ÁI MỘ", "bc").lines(*title, look="bc")
    return file.line("Người viết: Tổ Toán – Tin", "ri").line(LEAD)


LEAD = (
    "Thực hiện Kế hoạch số 12-KH/ĐU ngày 02/3/2023 của Đảng ủy phường Ngọc Lâm, chiều ngày 15/3/2023, Chi bộ trường "
    "THCS Ái Mộ đã nghe nói chuyện chuyên đề với sự có mặt của toàn thể đảng viên."
)
