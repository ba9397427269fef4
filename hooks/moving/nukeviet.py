"""The module News of NukeViet 3, 4 and 5, as an SQL dump or one CSV table → items."""

import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping
from html import unescape

from moving.items import Collection, Item, words_of
from moving.sql import Row, Tables, read_sql
from newsroom.frontmatter.days import HANOI
from newsroom.vietnamese import parse_date, slug
from word.refusals import Refused

_TABLES = r"_(?:rows|detail|cat|bodyhtml_\d+)\Z"
_ROWS = re.compile(r"(?<!\w)(?P<base>\w{1,64}?_(?P<lang>[a-z]{2})_(?P<module>\w{1,64}?))_rows\Z")
_NAMES = {
    "title": ("title", "tieude", "tenbai"), "html": ("bodyhtml", "noidung", "content"),
    "lead": ("hometext", "gioithieu", "tomtat"), "day": ("publtime", "addtime", "ngaydang", "ngay", "date"),
    "author": ("author", "tacgia"), "category": ("cattitle", "category", "chuyenmuc", "catname"),
    "address": ("url", "link", "lienket", "diachi"), "image": ("homeimgfile", "anh", "image"),
    "caption": ("homeimgalt", "chuthichanh"), "status": ("status", "trangthai"),
}  # fmt: skip


def read_dump(text: str) -> Collection:
    """All articles of all news modules of a dump. Raises Refused."""
    tables = read_sql(text, _TABLES)
    found = [(name, _ROWS.search(name)) for name in tables.rows]
    modules = [(name, match) for name, match in found if match and _is_news(tables.rows[name])]
    if not modules:
        raise Refused(
            "không thấy bảng tin nào của NukeViet (…_news_rows) trong tệp SQL; hãy xuất cả các bảng "
            "_rows, _detail (hay _bodyhtml_1), _cat của mô-đun tin"
        )
    items, report = list[Item](), list[str]()
    for name, match in modules:
        made, told = _module(tables, name, match)
        items += made
        report += told
    return Collection(tuple(items), tuple(report))


def _is_news(rows: list[Row]) -> bool:
    return bool(rows) and "title" in rows[0] and "hometext" in rows[0]


def _module(tables: Tables, name: str, match: "re.Match[str]") -> tuple[list[Item], list[str]]:
    base = match["base"]
    texts = {one.get("id", ""): one for rows in tables.ending(f"{base}_detail").values() for one in rows}
    for rows in tables.ending(rf"{base}_bodyhtml_\d+").values():
        texts |= {one.get("id", one.get("0", "")): one for one in rows}
    categories = {one.get("catid", ""): one for one in tables.rows.get(f"{base}_cat", [])}
    rows = [one for one in tables.rows[name] if one.get("status", "1") in ("0", "1", "2", "4", "5")]
    bare = sum(not _body(texts.get(one.get("id", ""), {})) for one in rows)
    told = [f"{bare} bài không có thân bài trong tệp: chỉ lấy được phần mở đầu."] if bare else []
    if gone := len(tables.rows[name]) - len(rows):
        told.append(f"Không đưa về {gone} bài đã bị xoá hay bị từ chối ở trang cũ.")
    items = [_item(one, texts.get(one.get("id", ""), {}), categories, (match["lang"], match["module"])) for one in rows]
    return items, told


def _body(row: Row) -> str:
    return row.get("bodyhtml", row.get("1", ""))


def _item(row: Row, text: Row, categories: Mapping[str, Row], place: tuple[str, str]) -> Item:
    lang, module = place
    category = categories.get(row.get("catid", ""), {})
    path = f"{category.get('alias', '')}/{row.get('alias', '')}-{row.get('id', '')}.html"
    listed = [categories.get(one, {}) for one in row.get("listcatid", row.get("catid", "")).split(",")]
    campaigns = dict.fromkeys(unescape(one["title"]) for one in listed if one.get("title"))
    return Item(
        title=words_of(row.get("title", "")),
        html=_with_lead(row.get("hometext", ""), _body(text)),
        day=_day(row.get("publtime") or row.get("addtime", "")),
        authors=tuple(_people(row.get("author", ""))),
        campaigns=tuple(campaigns),
        addresses=_addresses(lang, module, path) if category.get("alias") and row.get("alias") else (),
        image=_upload(row.get("homeimgfile", ""), module),
        image_caption=unescape(row.get("homeimgalt", "")),
        unsure="" if row.get("status", "1") == "1" else "chưa đăng ở trang cũ",
    )


def _addresses(lang: str, module: str, path: str) -> tuple[str, ...]:
    """By its settings NukeViet leaves out the language, or the module that the site begins with, too."""
    return f"/{lang}/{module}/{path}", f"/{module}/{path}", f"/{path}"


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
        html=_with_lead(cell("lead"), cell("html")),
        day=_day(cell("day")),
        authors=tuple(_people(cell("author"))),
        campaigns=(unescape(cell("category")),) if cell("category") else (),
        addresses=(cell("address"),) if cell("address") else (),
        image=_upload(cell("image"), "news"),
        image_caption=unescape(cell("caption")),
        unsure="" if cell("status") in ("", "1") else "chưa đăng ở trang cũ",
    )


def _with_lead(lead: str, body: str) -> str:
    """The site shows the lead above the body, in bold."""
    words = lead.strip()
    return f"<p><strong>{words}</strong></p>\n{body}" if words and "<p" not in words else f"{words}\n{body}"


def _people(text: str) -> Iterator[str]:
    for name in re.split(r"[,;]", unescape(text)):
        if name.strip():
            yield " ".join(name.split())


def _upload(name: str, module: str) -> str:
    return name if not name or "://" in name or name.startswith("/") else f"/uploads/{module}/{name}"


def _day(text: str) -> datetime.date | None:
    try:
        if text.isdigit() and len(text) > 8:
            return datetime.datetime.fromtimestamp(int(text), HANOI).date() if int(text) else None
        return parse_date(text.split(" ", maxsplit=1)[0]) if text else None
    except (ValueError, OverflowError, OSError):
        return None
