"""The module News of NukeViet 3, 4 and 5, as an SQL dump → items."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape

from moving.items import Collection, Item, words_of
from moving.sql import Row, Tables, read_sql
from newsroom.frontmatter.days import HANOI
from newsroom.vietnamese import parse_date
from word.refusals import Refused

_TABLES = r"_(?:rows|detail|cat|bodyhtml_\d+|topics|sources|authorlist|tags_id|comments?|page|about)\Z"
_ROWS = re.compile(r"(?<!\w)(?P<base>\w{1,64}?_(?P<lang>[a-z]{2})_(?P<module>\w{1,64}?))_rows\Z")
_STATES = {
    "0": "chưa đăng hay đã ngừng đăng ở trang cũ", "1": "", "2": "hẹn giờ đăng ở trang cũ",
    "3": "đã hết hạn ở trang cũ", "4": "là bản nháp ở trang cũ",
}  # fmt: skip
_WAITING = "chờ duyệt, bị từ chối hay bị khoá ở trang cũ"


@dataclass(frozen=True)
class _Module:
    """A news module of one language: its articles, and by number what is said of them in other tables."""

    lang: str
    name: str
    rows: Sequence[Row]
    texts: Mapping[str, Row]
    categories: Mapping[str, Row]
    topics: Mapping[str, Row]
    sources: Mapping[str, Row]
    writers: Mapping[str, Sequence[str]]
    tags: int
    ends: tuple[str, ...]


def read_dump(text: str) -> Collection:
    """All articles of all news modules of a dump. Raises Refused."""
    tables = read_sql(text, _TABLES)
    found = [(name, _ROWS.search(name)) for name in tables.rows]
    modules = [_module(tables, name, match) for name, match in found if match and _is_news(tables.rows[name])]
    if not modules:
        raise Refused(_nothing(tables))
    items = [_item(row, module) for module in modules for row in module.rows]
    told = [line for module in modules for line in _told(module)]
    return Collection(tuple(items), (*told, *_left(tables)))


def _is_news(rows: Sequence[Row]) -> bool:
    return bool(rows) and "title" in rows[0] and "hometext" in rows[0]


def _nothing(tables: Tables) -> str:
    if any(_ROWS.search(name) and rows and "0" in rows[0] for name, rows in tables.rows.items()):
        return "tệp SQL không ghi tên cột của bảng tin; hãy xuất lại cùng cấu trúc bảng (CREATE TABLE)"
    return (
        "không thấy bảng tin nào của NukeViet (…_news_rows) trong tệp SQL; hãy xuất cả các bảng "
        "_rows, _detail (hay _bodyhtml_1), _cat của mô-đun tin"
    )


def _module(tables: Tables, name: str, match: "re.Match[str]") -> _Module:
    def by(column: str, rows: Iterable[Row]) -> dict[str, Row]:
        return {one.get(column, one.get("0", "")): one for one in rows}

    def table(end: str) -> Sequence[Row]:
        return tables.rows.get(f"{match['base']}_{end}", [])

    old = [one for rows in tables.ending(rf"{match['base']}_bodyhtml_\d+").values() for one in rows]
    writers: dict[str, list[str]] = {}
    for one in table("authorlist"):
        writers.setdefault(one.get("id", ""), []).append(one.get("pseudonym", ""))
    return _Module(
        match["lang"], match["module"], tables.rows[name], by("id", [*table("detail"), *old]),
        by("catid", table("cat")), by("topicid", table("topics")), by("sourceid", table("sources")), writers,
        len(table("tags_id")), (".html", "/") if old else (".html",),
    )  # fmt: skip


def _told(module: _Module) -> Iterator[str]:
    bare = sum(not _body(module.texts.get(one.get("id", ""), {})) for one in module.rows)
    if bare:
        yield f"{bare} bài không có thân bài trong tệp: chỉ lấy được phần mở đầu."
    if module.tags:
        yield f"Không đưa về {module.tags} lượt gắn thẻ (tag): tìm kiếm của trang này tìm trong cả bài."
    if module.lang != "vi":
        yield f"{len(module.rows)} bài là của bản tiếng “{module.lang}”; bài nào không dùng thì xoá."


def _left(tables: Tables) -> Iterator[str]:
    """What is in the dump and becomes no post."""
    comments = sum(map(len, tables.ending("_comments?").values()))
    if comments:
        yield f"Không đưa về {comments} bình luận của bạn đọc: trang này không có bình luận."
    rows = [one for found in tables.ending("_(?:page|about)").values() for one in found]
    if pages := [f"“{words_of(one['title'])}”" for one in rows if one.get("title")]:
        said = f"Không đưa về {len(pages)} trang tĩnh: {', '.join(pages[:20])}"
        yield f"{said}; trang nào cần thì tạo tệp .md trong docs/."


def _body(row: Row) -> str:
    return row.get("bodyhtml", row.get("1", ""))


def _item(row: Row, module: _Module) -> Item:
    number, state = row.get("id", ""), row.get("status", "1")
    text = module.texts.get(number, {})
    category = module.categories.get(row.get("catid", ""), {})
    path = f"{category.get('alias', '')}/{row.get('alias', '')}-{number}"
    return Item(
        title=words_of(row.get("title", "")),
        html=with_lead(row.get("hometext", ""), _body(text)) + "".join(_end(row, text, module)),
        day=day_of(row.get("publtime") or row.get("addtime", "")),
        authors=tuple(dict.fromkeys((*module.writers.get(number, ()), *people(row.get("author", ""))))),
        campaigns=tuple(_campaigns(row, module)),
        addresses=_addresses(module, path) if category.get("alias") and row.get("alias") else (),
        image=upload(row.get("homeimgfile", ""), module.name),
        image_caption=unescape(row.get("homeimgalt", "")),
        unsure=_STATES.get(state, _WAITING) or ("chỉ dẫn sang trang khác" if row.get("external_link") == "1" else ""),
    )


def _campaigns(row: Row, module: _Module) -> Iterator[str]:
    """A topic is what NukeViet calls a series of events; after it the categories."""
    categories = [module.categories.get(one, {}) for one in row.get("listcatid", row.get("catid", "")).split(",")]
    rows = module.topics.get(row.get("topicid", ""), {}), *categories
    yield from dict.fromkeys(unescape(one["title"]) for one in rows if one.get("title"))


def _end(row: Row, text: Row, module: _Module) -> Iterator[str]:
    """What NukeViet shows below an article: its source, and files."""
    name = unescape(module.sources.get(row.get("sourceid", ""), {}).get("title", ""))
    place = unescape(text.get("sourcetext", "")).strip()
    if re.match(r"https?://", place):
        yield f'\n<p>Nguồn tin: <a href="{escape(place)}">{escape(name or place)}</a></p>'
    elif name or place:
        yield f"\n<p>Nguồn tin: {escape(name or place)}</p>"
    for file in filter(None, (one.strip() for one in text.get("files", "").split(","))):
        shown = file.rpartition("/")[2]
        yield f'\n<p><a href="{escape(upload(file.lstrip("/"), module.name))}">{escape(shown)}</a></p>'


def _addresses(module: _Module, path: str) -> tuple[str, ...]:
    """By its settings NukeViet leaves out the language, or the module that the site begins with, too."""
    lang, name = module.lang, module.name
    return tuple(
        f"/{begin}{path}{end}" for end in module.ends for begin in (f"{lang}/{name}/", f"{name}/", "")
    )  # fmt: skip


def with_lead(lead: str, body: str) -> str:
    """The site shows the lead above the body, in bold."""
    words = lead.strip()
    return f"<p><strong>{words}</strong></p>\n{body}" if words and "<p" not in words else f"{words}\n{body}"


def people(text: str) -> Iterator[str]:
    """The names of a list."""
    for name in re.split(r"[,;]", unescape(text)):
        if name.strip():
            yield " ".join(name.split())


def upload(name: str, module: str) -> str:
    """The address of a file that a module's article names."""
    return name if not name or "://" in name or name.startswith("/") else f"/uploads/{module}/{name}"


def day_of(text: str) -> datetime.date | None:
    """A day of seconds since 1970, or as people write it."""
    try:
        if text.isdigit() and len(text) > 8:
            return datetime.datetime.fromtimestamp(int(text), HANOI).date() if int(text) else None
        return parse_date(text.split(" ", maxsplit=1)[0]) if text else None
    except (ValueError, OverflowError, OSError):
        return None
