"""One CSV table with a line of names, as NukeViet's news or any other list of articles → items."""

import csv
import io
from collections.abc import Mapping
from html import unescape

from moving.items import Collection, Item, words_of
from moving.nukeviet import day_of, people, upload, with_lead
from newsroom.vietnamese import slug
from word.refusals import Refused

_NAMES = {
    "title": ("title", "tieude", "tenbai"), "html": ("bodyhtml", "noidung", "content"),
    "lead": ("hometext", "gioithieu", "tomtat"), "day": ("publtime", "addtime", "ngaydang", "ngay", "date"),
    "author": ("author", "tacgia"), "category": ("cattitle", "category", "chuyenmuc", "catname"),
    "address": ("url", "link", "lienket", "diachi"), "image": ("homeimgfile", "anh", "image"),
    "caption": ("homeimgalt", "chuthichanh"), "status": ("status", "trangthai"),
}  # fmt: skip


def read_table(text: str) -> Collection:
    """A CSV table with a line of names; texts are in it, not in another. Raises Refused."""
    csv.field_size_limit(10_000_000)
    try:
        dialect = csv.Sniffer().sniff(text[:5_000].partition("\n")[0], ",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter))
    except csv.Error as error:
        raise Refused(f"không đọc được bảng CSV ({error}); hãy xuất lại") from error
    heads = [slug(one).replace("-", "") for one in rows[0]] if rows else []
    at = {field: next((heads.index(name) for name in names if name in heads), -1) for field, names in _NAMES.items()}
    if at["title"] < 0 or at["html"] < 0:
        raise Refused(
            f"bảng CSV cần có cột title và bodyhtml ở dòng đầu (đang có: {', '.join(rows[0] if rows else [])}); "
            "hãy xuất lại kèm tên cột, nối bảng _rows với bảng _detail, hoặc xuất dạng SQL"
        )
    return Collection(tuple(_of_table(row, at) for row in rows[1:] if any(row)))


def _of_table(row: list[str], at: Mapping[str, int]) -> Item:
    def cell(name: str) -> str:
        return row[at[name]].strip() if 0 <= at[name] < len(row) else ""

    return Item(
        title=words_of(cell("title")),
        html=with_lead(cell("lead"), cell("html")),
        day=day_of(cell("day")),
        authors=tuple(people(cell("author"))),
        campaigns=(unescape(cell("category")),) if cell("category") else (),
        addresses=(cell("address"),) if cell("address") else (),
        image=upload(cell("image"), "news"),
        image_caption=unescape(cell("caption")),
        unsure="" if cell("status") in ("", "1") else "chưa đăng ở trang cũ",
    )
