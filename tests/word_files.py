"""Word files as a teacher lays them out, made with python-docx; what it cannot make is put in as XML."""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
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

    def held(self, data: bytes, name: str = "") -> str:
        """Puts a picture into the file where no text shows it, and gives the id by which XML may."""
        shape = self.photo()
        paragraph = self.file.paragraphs[-1]._p
        paragraph.getparent().remove(paragraph)
        key = str(shape._inline.graphic.graphicData.pic.blipFill.blip.embed)
        part = self.file.part.related_parts[key]
        part._blob = data
        if name:
            part.partname = PackURI(f"/word/media/{name}")
        return key

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
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
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


def grouped(keys: Sequence[str]) -> str:
    """Pictures of these relations as one group."""
    pictures = "".join(
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{at}" name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{key}"/></pic:blipFill><pic:spPr/></pic:pic>'
        for at, key in enumerate(keys, 1)
    )
    return _drawing("wpg", f"<wpg:wgp><wpg:grpSpPr/>{pictures}</wpg:wgp>")


def filled_shape(key: str, text: str = "") -> str:
    """A rectangle that is filled with a picture, with text on it."""
    box = f"<wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx>" if text else ""
    fill = f'<wps:spPr><a:blipFill><a:blip r:embed="{key}"/></a:blipFill></wps:spPr>'
    return _drawing("wps", f"<wps:wsp>{fill}{box}</wps:wsp>")


def vml_picture(key: str) -> str:
    """As Word 2003 wrote it."""
    return f'<w:r><w:pict><v:shape><v:imagedata r:id="{key}"/></v:shape></w:pict></w:r>'


def vml_box(text: str) -> str:
    """A text box of Word 2003."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"


def graphic(name: str) -> str:
    """A drawing that holds nothing but an element of this name, as charts and SmartArt do."""
    inner = f"<a:graphic><a:graphicData><{name}/></a:graphicData></a:graphic>"
    return f"<w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r>"


def _drawing(needs: str, inner: str) -> str:
    graphic = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
    choice = f'<mc:Choice Requires="{needs}"><w:drawing><wp:inline>{graphic}</wp:inline></w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback/></mc:AlternateContent></w:r>"
