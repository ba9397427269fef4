"""Links that many pages have, and how kinds and sizes of files read in Vietnamese."""

from collections.abc import Mapping
from typing import NamedTuple

from newsroom.vietnamese import format_month


class Link(NamedTuple):
    """What a link says, and the address under the site's root."""

    title: str
    url: str


HOME = Link("Trang chủ", "")
ARCHIVE = Link("Lưu trữ", "luu-tru/")
NEWS = Link("Tất cả bài viết", "bai-viet/")


def year_link(year: int) -> Link:
    """`Năm 2022` in the archive."""
    return Link(f"Năm {year}", f"{ARCHIVE.url}{year}/")


def month_link(year: int, month: int) -> Link:
    """`Tháng 4 năm 2022` in the archive."""
    return Link(format_month(year, month), f"{ARCHIVE.url}{year}/{month:02}/")


FILE_KINDS: Mapping[str, str] = {
    ".pdf": "PDF", ".doc": "Word", ".docx": "Word", ".xls": "Excel", ".xlsx": "Excel", ".ppt": "PowerPoint",
    ".pptx": "PowerPoint", ".odt": "OpenDocument", ".ods": "OpenDocument", ".zip": "ZIP", ".mp3": "Âm thanh",
    ".mp4": "Video", ".jpg": "Ảnh", ".jpeg": "Ảnh", ".png": "Ảnh", ".txt": "Văn bản thuần",
}  # fmt: skip


def file_kind(path: str) -> str:
    """`bao-cao.PDF` → `PDF`; an unknown ending in capitals."""
    ending = "." + path.rpartition(".")[2].lower()
    return FILE_KINDS.get(ending, ending[1:].upper())


def file_size(count: int) -> str:
    """Bytes as Vietnamese print them, decimal units and comma: `1,2 MB`, `340 KB`."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
