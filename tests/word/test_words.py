"""No word of a Word file is lost: each is in the post or in the report, wherever it stood."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from newsroom.vietnamese import fold, nfc
from small_site import usual_settings
from word.importing import Imported, Options, Source, import_file
from word.known import Known
from word.page import Page
from word_files import WordFile, article, filled_shape, text_box, vml_box
from word_layouts import CASES
from word_odd_layouts import ODD

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PAGE = Page(usual_settings()["markdown_extensions"], {})


def imported(folder: Path, data: bytes) -> Imported:
    path = folder / "bai.docx"
    path.write_bytes(data)
    return import_file(Source(path, path.name), Options(folder / "docs", Known({}, {}), PAGE), lambda _: {})


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", fold(nfc(text))))


def words_of(data: bytes) -> Counter[str]:
    """All that the XML of a file holds, read with nothing of ours."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if re.match(r"word/(document|(foot|end)notes|header\d)", name)]
        return words(" ".join("".join(_texts(fromstring(archive.read(name)))) for name in names))


def _texts(element: Element) -> Iterator[str]:
    if element.tag in (W + "t", M + "t"):
        yield element.text or ""
    elif element.tag in (W + "p", W + "br", W + "cr", W + "tab"):
        yield " "
    after_letter = False
    for child in element:
        text = "".join(_texts(child))
        yield text.lstrip() if after_letter else text
        after_letter = child.find(f"{W}pPr/{W}framePr") is not None  # the large first letter of the next one
    if element.tag == M + "oMath":
        yield " "


def bag() -> WordFile:
    """Whatever else may hold words."""
    file = article(("CHI BỘ NÓI CHUYỆN CHUYÊN ĐỀ", "“SÁCH CỦA TÔI”"))
    file.line("I. Phần đầu", "b").line("a) mục nhỏ").line("+ cộng").line("1. Một mình").line(
        "[x](y) *sao* `mã` <b>đậm</b>"
    )
    file.table([["Một", "Hai"], ["Ba\nBốn", ""]])
    file.xml(text_box("Trong khung")).xml(vml_box("Khung cũ")).xml(filled_shape(file.held(b"hong"), "Trên ảnh"))
    file.xml("<m:oMath><m:r><m:t>x2</m:t></m:r></m:oMath><w:r><w:t>Công thức trên.</w:t></w:r>")
    file.xml('<w:fldSimple w:instr="DATE"><w:r><w:t>trường tự động</w:t></w:r></w:fldSimple>')
    file.xml("<w:sdt><w:sdtContent><w:r><w:t>ô điền</w:t></w:r></w:sdtContent></w:sdt><w:r><w:cr/><w:t>sau</w:t></w:r>")
    file.xml("<w:smartTag><w:r><w:t>thẻ thông minh</w:t></w:r></w:smartTag>")
    file.xml("<w:r><w:ruby><w:rt><w:r><w:t>cách đọc</w:t></w:r></w:rt></w:ruby></w:r>")
    file.xml("<w:r><w:t>Ngoài</w:t></w:r><w:p><w:r><w:t>đoạn trong đoạn</w:t></w:r></w:p>")
    file.line("T/M CHI BỘ", "bc").line("BÍ THƯ", "bc").line("Nguyễn Thị Kim Nhung", "bc")
    file.file.sections[0].header.paragraphs[0].text = "Đầu trang giấy"
    return file


FILES: dict[str, Callable[[], WordFile]] = {"bag": bag} | {
    name: (lambda make=make: make()[0]) for name, make in {**CASES, **ODD}.items()
}


@pytest.mark.parametrize("name", FILES)
def test_every_word_is_in_post_or_report(name: str, tmp_path: Path) -> None:
    data = FILES[name]().bytes()
    post = imported(tmp_path, data)
    kept = words(" ".join([post.text.replace("\\", ""), *post.report]))
    assert not words_of(data) - kept and not post.error
