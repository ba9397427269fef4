"""One item → one post: its text as Markdown that is proven to show the same, its pictures, its fields."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import yaml
from bs4 import Tag

from moving.items import Collection, Item, words_of
from moving.links import number_of, path_of, settle_links
from moving.pictures import Folder, Taken
from moving.plain_html import plain
from newsroom.articles.burden import excess
from newsroom.articles.summaries import cut
from newsroom.fields import kinds_of
from newsroom.frontmatter.schema import PostFields
from newsroom.frontmatter.sources import read_source
from newsroom.vietnamese import nfc
from prose.converter import PICTURE
from prose.proving import to_markdown
from word.guessing import Guesses, Value
from word.importing import Imported
from word.known import Known
from word.placing import free_folder, stem_of
from word.proving import Render
from word.refusals import THERE, Refused

LONGEST = 200_000  # letters of one article's HTML: what a site can show, and what can be proven in seconds
MOST_TAGS = 8_000
"""And ends of lines, of one article: its tree is worked over in time that grows with their square."""
TWICE = "bài này có hai lần trong các tệp đang nhập; đã lấy bài đọc được trước"
_SUMMARY, _TITLE = 500, 80  # letters


@dataclass(frozen=True)
class Arrival:
    """How to move in: `page` shows a body as the site does, `cell` is that of all posts, empty where nobody said."""

    docs: Path
    known: Known
    page: Render
    folder: Folder
    cell: str = ""
    author: str = ""
    taken: set[str] = field(default_factory=set)
    """Folders of posts of this run, which may not be written yet."""

    claimed: dict[str, Item] = field(default_factory=dict)
    """Items of this run by their old addresses."""

    @cached_property
    def _there(self) -> Mapping[str, str]:
        """Posts of docs/ by their old addresses."""
        found: dict[str, str] = {}
        for path in sorted((self.docs / "bai-viet").rglob("*.md")):
            source, _ = read_source(path.name, path.read_bytes())
            old = source.fields.get("redirect_from", []) if source else []
            for address in old if isinstance(old, list) else [old]:
                found[path_of(str(address))] = path.relative_to(self.docs).as_posix()
        return found

    def with_own_addresses(self, item: Item) -> Item:
        """Without those that another item of this run has. Raises Refused for one of the same name: it is the same."""
        others = {one: self.claimed[path_of(one)] for one in item.addresses if path_of(one) in self.claimed}
        if any(other.title == item.title for other in others.values()):
            raise Refused(TWICE)
        own = replace(item, addresses=tuple(one for one in item.addresses if one not in others))
        self.claimed.update({path: own for path in map(path_of, own.addresses) if path})
        return own

    def place(self, item: Item) -> str:
        """The folder of an item's post. Raises Refused for one that is there already."""
        there = (self._there[path] for path in map(path_of, item.addresses) if path and path in self._there)
        if path := next(there, ""):
            raise Refused(f"{THERE}: docs/{path}")
        words = re.sub(r"<[^>]*>", " ", item.html)
        stem = stem_of(item.title)
        folder = free_folder(self.docs, item.day or datetime.date.today(), stem, words)
        names = (folder, *(f"{folder}-{number}" for number in range(2, 10_000)))
        free = next(name for name in names if name not in self.taken)
        self.taken.add(free)
        return free


class Placed(NamedTuple):
    """An item with the folder of its post, or why it has none."""

    item: Item
    error: str
    folder: str


class Old(NamedTuple):
    """Addresses of the old site: of pictures by number, and the folders of posts by their old paths and numbers."""

    pictures: Mapping[str, str]
    moved: Mapping[str, str]


def arrive(collection: Collection, name: str, arrival: Arrival) -> Iterator[Imported]:
    """Posts, ready to be written, in the order of the file; those that can't come have an error."""
    placed: list[Placed] = []
    for item in collection.items:
        try:
            error = _refusal(item)
            own = item if error else arrival.with_own_addresses(item)
            placed.append(Placed(own, error, "" if error else arrival.place(own)))
        except Refused as refused:
            placed.append(Placed(item, str(refused), ""))
    olds = [(one, folder) for item, _, folder in placed if folder for one in item.addresses]
    moved = {key: folder for one, folder in olds for key in (number_of(one), path_of(one)) if key}
    old = Old(collection.pictures, moved)
    for one in placed:
        shown = f"{name}: {one.item.title or 'bài không tên'}"
        yield Imported(shown, error=f"{one.error}.") if one.error else _post(one, shown, old, arrival)


def _refusal(item: Item) -> str:
    if not item.title.strip() and not item.html.strip():
        return "bài không có tên, không có chữ"
    if item.html.count("<") + item.html.count("\n") > MOST_TAGS:
        return f"bài có quá {MOST_TAGS:,} dòng và thẻ HTML; hãy chép chữ sang bài mới bằng tay".replace(",", ".")
    if len(item.html) > LONGEST:
        return f"bài dài quá {LONGEST:,} chữ kể cả mã HTML; hãy tách bài ở trang cũ rồi xuất lại".replace(",", ".")
    too_much = excess(item.html)
    return too_much.message if too_much else ""


def _post(placed: "Placed", shown: str, old: "Old", arrival: Arrival) -> Imported:
    item, _, folder = placed
    taken = Taken(arrival.folder, stem_of(item.title))
    try:
        body, told = _body(item, old, taken, arrival)
    except RecursionError:
        return Imported(shown, error="bài lồng quá nhiều lớp HTML; hãy chép chữ sang bài mới bằng tay.")
    except Refused as refused:
        return Imported(shown, error=f"{refused}.")
    lead = taken.picture(item.image, item.image_caption) if item.image else ""
    fields = _fields(item, arrival)
    guesses = Guesses(fields, {"cell": arrival.cell} if "cell" in fields else {})
    unsure = [f"Bài {item.unsure}: để bản nháp (draft: true)."] if item.unsure else []
    unsure += [] if item.title.strip() else ["Bài không có tên, lấy chữ đầu bài: để bản nháp (draft: true)."]
    missing = ", ".join(guesses.missing)
    unsure += [f"Còn thiếu {missing}: bài là bản nháp (draft: true), chưa được đăng."] if missing else []
    text = _head(item, fields, lead, is_draft=bool(unsure)) + body
    report = (*told, *taken.report, *_addresses(item), *unsure)
    return Imported(shown, folder, text, taken.files, "", guesses, tuple(dict.fromkeys(report)))


def _body(item: Item, old: "Old", taken: Taken, arrival: Arrival) -> tuple[str, list[str]]:
    made = plain(item, old.pictures)
    for block in made.tree.select(f"[{PICTURE}], img"):
        _settle(block, taken)
    lost = list(settle_links(made.tree, old.moved, taken.file))
    written = to_markdown(made.tree, partial(_bounded, arrival.page), _safe)
    told = [*made.report, *lost]
    if written.raw:
        told.append(f"{written.raw} khối để dạng HTML vì Markdown không có cách viết.")
    if not written.proven:
        told.append("Trang có thể không hiện đúng như trang cũ; hãy xem lại.")
    if not written.text.strip():
        told.append("Bài không có chữ nào.")
    return nfc(written.text) + "\n", told


def _bounded(page: Render, body: str) -> str:
    """What the site shows of a body. Raises Refused for one that it would refuse, before it takes long."""
    if too_much := excess(body):
        raise Refused(too_much.message)
    return page(body)


def _safe(address: str) -> str:
    return address if not re.match(r"\s*(?:javascript|data|vbscript|file):", address, re.IGNORECASE) else ""


def _settle(block: Tag, taken: Taken) -> None:
    """A picture's file, else its caption in its place."""
    is_line = block.name == "img"
    caption = " ".join(str(block.get("alt") or "").split()) if is_line else " ".join(block.get_text().split())
    attribute = "src" if is_line else PICTURE
    if name := taken.picture(str(block[attribute]), caption):
        block[attribute] = name
    elif is_line:
        block.replace_with(f"(Ảnh: {caption})" if caption else "")
    elif caption:
        del block[PICTURE]
        block.string = f"(Ảnh: {caption})"
    else:
        block.decompose()


def _fields(item: Item, arrival: Arrival) -> dict[str, Value]:
    known = arrival.known
    authors = tuple(known.near("author", one) or one for one in map(nfc, item.authors)) or (arrival.author,)
    campaigns = tuple(known.near("campaign", one) or one for one in map(nfc, item.campaigns))
    said: dict[str, Value | None] = {
        "title": nfc(item.title).strip() or cut(words_of(item.html), _TITLE) or "Bài không tên",
        "author": _one_or_all(tuple(one for one in authors if one)),
        "cell": arrival.cell or None,
        "campaign": _one_or_all(tuple(dict.fromkeys(campaigns))),
        "date": item.day.isoformat() if item.day else None,
        "summary": nfc(item.summary) if 0 < len(item.summary) <= _SUMMARY and "<" not in item.summary else None,
    }
    return {name: value for name, value in said.items() if value and _fits(name, value)}


def _fits(name: str, value: Value) -> bool:
    try:
        kinds_of(PostFields)[name].read(list(value) if isinstance(value, tuple) else value)
    except ValueError:
        return False
    return True


def _one_or_all(values: tuple[str, ...]) -> Value | None:
    return values[0] if len(values) == 1 else values or None


def _head(item: Item, fields: Mapping[str, Value], lead: str, *, is_draft: bool) -> str:
    written: dict[str, object] = {name: list(one) if isinstance(one, tuple) else one for name, one in fields.items()}
    if item.day and "date" in written:
        written["date"] = item.day
    if lead:
        written["image"] = lead
        if item.image_caption:
            written["image_caption"] = nfc(item.image_caption)
    if old := _old(item):
        written["redirect_from"] = old
    if is_draft:
        written["draft"] = True
    return f"---\n{yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=10_000)}---\n\n"


def _old(item: Item) -> list[str]:
    paths = [
        f"/{path}" if re.search(r"\.\w{2,5}\Z", path) else f"/{path}/" for path in map(path_of, item.addresses) if path
    ]
    return list(dict.fromkeys(path for path in paths if _fits("redirect_from", path)))


def _addresses(item: Item) -> Iterator[str]:
    if item.addresses and item.addresses[0] and not _old(item):
        yield f"Địa chỉ cũ {item.addresses[0]} không chuyển hướng được; ai có địa chỉ ấy sẽ phải tìm lại bài."
