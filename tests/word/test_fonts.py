"""TCVN3 and VNI become Unicode, and nothing else does."""

import shutil
import subprocess

import pytest

from word.old_fonts import to_unicode
from word.reading import read_word
from word_files import WordFile, article

TCVN3 = "§¶ng viªn ®äc s¸ch vµ häc tËp suèt ®êi"
VNI = "Ñaûng vieân ñoïc saùch vaø hoïc taäp suoát ñôøi"
UNICODE = "Đảng viên đọc sách và học tập suốt đời"


def texts(file: WordFile, *, keep_fonts: bool = False) -> tuple[list[str], str]:
    word = read_word(file.bytes(), keep_fonts=keep_fonts)
    return [block.text for block in word.text.blocks], " ".join(word.report)


@pytest.mark.parametrize(("text", "font"), [(TCVN3, ".VnTime"), (VNI, "VNI-Times")])
def test_old_fonts(text: str, font: str) -> None:
    found, report = texts(WordFile().font(text, font))
    assert found == [UNICODE]
    assert text[:6] in report and UNICODE[:4] in report
    assert texts(WordFile().font(text, font), keep_fonts=True)[0] == [text]


def test_unicode_in_an_old_font_stays() -> None:
    assert texts(WordFile().font(UNICODE, ".VnTime")) == ([UNICODE], "")
    assert texts(WordFile().font(UNICODE, "VNI-Times")) == ([UNICODE], "")


def test_capitals_of_tcvn3() -> None:
    assert texts(WordFile().font("häc tËp vµ lµm theo", ".VnTimeH"))[0] == ["HỌC TẬP VÀ LÀM THEO"]


def test_other_fonts_are_not_touched() -> None:
    assert texts(WordFile().font(TCVN3, "Arial"))[0] == [TCVN3]


@pytest.mark.skipif(not shutil.which("iconv"), reason="no glibc table to compare with")
def test_against_another_table() -> None:
    letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
    done = subprocess.run(["iconv", "-t", "TCVN5712-1"], input=letters.encode(), capture_output=True, check=False)
    if done.returncode:
        pytest.skip("iconv does not know TCVN3")
    assert to_unicode(done.stdout.decode("latin-1"), "TCVN3", ".VnTime") == letters


def test_a_file_without_such_fonts_tells_nothing() -> None:
    assert texts(article())[1] == ""
