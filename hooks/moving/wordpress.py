"""A WordPress export (WXR 1.0 to 1.2) → items."""

import datetime
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from moving.items import Collection, Item, words_of
from word.refusals import Refused

_STATES = {
    "publish": "", "draft": "là bản nháp ở trang cũ", "pending": "đang chờ duyệt ở trang cũ",
    "future": "hẹn giờ đăng ở trang cũ", "private": "để riêng tư ở trang cũ",
}  # fmt: skip
_TYPES = {"page": "trang tĩnh", "nav_menu_item": "mục của trình đơn", "wp_navigation": "trình đơn"}
_SPACES = {"/excerpt/": "excerpt", "wordpress.org/export": "wp", "/dc/": "dc", "/content/": "content"}
_UNSORTED = {"uncategorized", "chua-phan-loai", "khong-phan-loai"}
_BARE_GALLERY = re.compile(r"\[gallery\b(?![^\]]*\bids=)")  # it shows the pictures that were uploaded to the post
Fields = dict[str, str]


def is_wordpress(data: bytes) -> bool:
    """Whether a file is a WordPress export, by its first letters."""
    return b"wordpress.org/export/" in data[:20_000]


def read_wordpress(data: bytes) -> Collection:
    """Posts, published or not. Raises Refused."""
    elements = list(_elements(data))
    names = dict(_author(one) for one in elements if _name(one) == "wp:author")
    items = [one for one in elements if _name(one) == "item"]
    if not items:
        raise Refused("không thấy bài nào trong tệp; khi xuất từ WordPress hãy chọn “Tất cả nội dung”")
    uploads = [one for one in items if _type(one) == "attachment"]
    pictures = {_text(one, "wp:post_id"): _text(one, "wp:attachment_url") for one in uploads}
    kept = [one for one in items if _type(one) == "post" and _text(one, "wp:status") in _STATES]
    own: dict[str, list[str]] = {}
    for one in uploads:
        own.setdefault(_text(one, "wp:post_parent"), []).append(_text(one, "wp:post_id"))
    made = tuple(_item(one, names, pictures, own.get(_text(one, "wp:post_id"), [])) for one in kept)
    return Collection(made, tuple(_left(items, kept)), pictures)


def _elements(data: bytes) -> Iterator[Element]:
    """The authors and items, in order; what else there is is forgotten as soon as it was read."""
    depth = 0
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > 200:
                raise Refused("tệp lồng quá nhiều lớp, có thể là tệp gài bẫy; hãy xuất lại từ trang cũ")
            if event == "end" and depth == 2:
                if _name(element) in ("item", "wp:author"):
                    yield element
                else:
                    element.clear()
    except ParseError as error:
        said = f"tệp XML hỏng ở dòng {error.position[0]}; hãy xuất lại từ trang cũ (Công cụ › Xuất ra)"
        raise Refused(said) from error
    except (DefusedXmlException, ValueError, LookupError) as error:
        raise Refused("tệp XML có khai báo lạ (DTD, thực thể hay bảng mã); hãy xuất lại từ trang cũ") from error


def _name(element: Element) -> str:
    """`{http://wordpress.org/export/1.2/}post_id` → `wp:post_id`, whatever the version."""
    space, _, name = str(element.tag).rpartition("}")
    prefix = next((prefix for part, prefix in _SPACES.items() if part in space), "")
    return f"{prefix}:{name}" if prefix else name


def _text(element: Element, name: str) -> str:
    return next((" ".join((child.text or "").split()) for child in element if _name(child) == name), "")


def _type(element: Element) -> str:
    return _text(element, "wp:post_type") or "post"


def _author(element: Element) -> tuple[str, str]:
    login = _text(element, "wp:author_login")
    return login, _text(element, "wp:author_display_name") or login


def _item(element: Element, names: Mapping[str, str], pictures: Mapping[str, str], own: Sequence[str]) -> Item:
    html = next((child.text or "" for child in element if _name(child) == "content:encoded"), "")
    html = _BARE_GALLERY.sub(f'[gallery ids="{",".join(own)}"', html)
    creator, state = _text(element, "dc:creator"), _text(element, "wp:status")
    secret = "có mật khẩu ở trang cũ" if _text(element, "wp:post_password") else ""
    return Item(
        title=words_of(_text(element, "title")),
        html=html,
        day=_day(_text(element, "wp:post_date")) or _day(_text(element, "wp:post_date_gmt")),
        authors=(names.get(creator, creator),) if creator else (),
        campaigns=tuple(_categories(element)),
        summary=words_of(_text(element, "excerpt:encoded")),
        addresses=(_text(element, "link"),),
        image=pictures.get(_meta(element).get("_thumbnail_id", ""), ""),
        is_loose="<!-- wp:" not in html,
        unsure=_STATES[state] or secret,
    )


def _categories(element: Element) -> Iterator[str]:
    for child in element:
        is_one = _name(child) == "category" and child.get("domain", "category") == "category"
        name = words_of(child.text or "") if is_one else ""
        if name and not _UNSORTED.intersection((child.get("nicename", ""), name.lower())):
            yield name


def _meta(element: Element) -> Fields:
    found = (one for one in element if _name(one) == "wp:postmeta")
    return {_text(one, "wp:meta_key"): _text(one, "wp:meta_value") for one in found}


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _left(items: Sequence[Element], kept: Sequence[Element]) -> Iterator[str]:
    """What is in the file and becomes no post."""
    ids = {id(one) for one in kept}
    rest = [one for one in items if id(one) not in ids]
    for kind, count in Counter(_type(one) for one in rest).items():
        named = [f"“{_text(one, 'title')}”" for one in rest if _type(one) == kind and _text(one, "title")]
        if kind == "page":
            said = f"Không đưa về {count} trang tĩnh: {', '.join(named[:20])}"
            yield f"{said}; trang nào cần thì tạo tệp .md trong docs/."
        elif kind == "post":
            yield f"Không đưa về {count} bài đã bỏ vào thùng rác ở trang cũ: {', '.join(named[:20])}."
        elif kind != "attachment":
            yield f"Không đưa về {count} {_TYPES.get(kind, f'mục loại “{kind}”')}."
    comments = sum(_name(child) == "wp:comment" for one in kept for child in one)
    tags = sum(_name(child) == "category" and child.get("domain") == "post_tag" for one in kept for child in one)
    if comments:
        yield f"Không đưa về {comments} bình luận của bạn đọc: trang này không có bình luận."
    if tags:
        yield f"Không đưa về {tags} lượt gắn thẻ (tag): tìm kiếm của trang này tìm trong cả bài."
