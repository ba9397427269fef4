"""Files to download that must not be: what their names and first pages say, read without any program of an office."""

import logging
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath

from newsroom.articles.pages import Page, line_of
from newsroom.cache.refusals import patiently
from newsroom.cache.store import digest_of
from newsroom.docs import Docs
from newsroom.editing.words import BROKEN_LINE, INTERNAL, SECRET_NAME, STAMP
from newsroom.frontmatter.schema import PageFields
from newsroom.problems import Problem
from newsroom.vietnamese import nfc

_LARGEST = 20_000_000  # bytes of a part of a file that are unpacked
_FIRST = 3_000  # letters of a file without pages
_OFFICE = {
    ".docx": r"word/(?:header\d*|document)\.xml",
    ".pptx": r"ppt/slides/slide1\.xml",
    ".xlsx": r"xl/sharedStrings\.xml",
    ".odt": r"(?:styles|content)\.xml",
}
_OFFICE |= {".docm": _OFFICE[".docx"], ".ppsx": _OFFICE[".pptx"], ".ods": _OFFICE[".odt"], ".odp": _OFFICE[".odt"]}
_OPAQUE = (".doc", ".xls", ".ppt", ".rtf")
_BLOCK = re.compile(r"</(?:w:p|a:p|si|text:p|text:h)>")
_TAG = re.compile(r"<[^<>]*>")


def first_page(path: Path) -> tuple[str, ...] | None:
    """The lines of a document's beginning, None for one that can't be read; none for what is no document."""
    ending = path.suffix.lower()
    try:
        if ending == ".pdf":
            return _lines(_of_pdf(path)) or None
        return _lines(_of_office(path, _OFFICE[ending])) if ending in _OFFICE else None if ending in _OPAQUE else ()
    except Exception:  # the readers raise all kinds of errors, and a broken file is as good as one that is scanned
        return None


def _lines(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in nfc(text).splitlines())
    return tuple(line for line in lines if line)


def _of_pdf(path: Path) -> str:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is told in one way, ours
    return PdfReader(path).pages[0].extract_text()


def _of_office(path: Path, parts: str) -> str:
    with zipfile.ZipFile(path) as whole:
        names = [one for one in whole.namelist() if re.fullmatch(parts, one)]
        return "\n".join(_text(whole.open(name).read(_LARGEST).decode("utf-8"))[:_FIRST] for name in names)


def _text(xml: str) -> str:
    return unescape(_TAG.sub("", _BLOCK.sub("\n", xml)))


def mark_on(lines: tuple[str, ...]) -> str:
    """The line that says so, as it is written."""
    for before, line in zip(("", *lines), lines, strict=False):
        clean = line.strip(' .:;,*()[]“”"–-')
        if (STAMP.fullmatch(clean) and not BROKEN_LINE.search(before)) or INTERNAL.fullmatch(clean):
            return clean
    return ""


def mark_in_name(name: str) -> str:
    """The words of a file's or an attachment's name that say so."""
    found = SECRET_NAME.search(" ".join(re.findall(r"\w+", nfc(name).lower().replace("_", " "))))
    return found[0] if found else ""


def secret_files(
    page: Page[PageFields], files: Iterator[tuple[str, str]], docs: Docs, marks: "Marks"
) -> Iterator[Problem]:
    """What a page gives to download, `files` being paths with the titles they go by."""
    data = b""
    for path, title in files:
        mark = mark_in_name(PurePosixPath(path).stem) or mark_in_name(title) or marks.of(path)
        if mark == "":
            continue
        name = PurePosixPath(path).name
        data = data or patiently(docs[page.path].read_bytes)
        line = line_of(name, data)
        if mark is None:
            said = f"máy không đọc được trang đầu của “{name}”; hãy mở ra xem, nếu có dấu Mật thì bỏ tệp này"
            yield Problem(page.path, line, "", said, fatal=False, check="scan")
        else:
            said = f"“{name}” có ghi “{mark}”, không được đưa lên trang; hãy bỏ tệp này khỏi bài và khỏi thư mục docs"
            yield Problem(page.path, line, "", said, check="secret")


class Marks:
    """What the first pages of files say; `known` are those seen before, by the digest of what is in them."""

    def __init__(self, docs: Docs, known: dict[str, str | None]) -> None:
        self._docs = docs
        self._known = known
        self.seen: dict[str, str | None] = {}

    def of(self, path: str) -> str | None:
        """The mark, empty where there is none, None where nobody can tell."""
        try:
            digest = self._docs.digests[path] or digest_of(patiently(self._docs[path].read_bytes))
        except OSError:
            return None
        if digest not in self.seen:
            self.seen[digest] = self._known[digest] if digest in self._known else self._look(path)
        return self.seen[digest]

    def _look(self, path: str) -> str | None:
        lines = first_page(self._docs[path])
        return None if lines is None else mark_on(lines)
