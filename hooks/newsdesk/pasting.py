"""Text with looks that was pasted → Markdown that shows the same, and sentences on what did not come along."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import Tag

from moving.items import Item
from moving.plain_html import plain
from newsdesk.messages import DeskError
from newsroom.articles.batches import Markdown
from newsroom.articles.burden import excess
from newsroom.vietnamese import nfc
from prose.clipboard import said_by_tags
from prose.converter import PICTURE
from prose.proving import to_markdown
from word.page import Page

LONGEST, MOST_WRITTEN = 2_000_000, 40_000  # letters and tags of the clipboard: Word repeats its looks at every word
MOST_TAGS = 8_000
"""Of what is left without those; its tree is worked over in time that grows with their square."""
_TOO_LONG = (
    "Chỗ vừa dán quá dài nên chỉ có chữ thường, mất chữ đậm, liên kết, bảng; hãy hoàn tác rồi dán từng phần, hoặc lưu "
    "thành tệp Word rồi dùng “Nhập từ Word”."
)
_LEADS_ON = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)


def pasted(markdown: Markdown, content: Mapping[str, Any]) -> Mapping[str, str]:
    """The Markdown of `content["html"]`, and what is to be told of it. Raises DeskError where that is too much."""
    html = content.get("html")
    if not isinstance(html, str) or len(html) > LONGEST or html.count("<") > MOST_WRITTEN:
        raise DeskError(_TOO_LONG)
    try:
        text, told = _markdown(nfc(html), markdown)
    except RecursionError:
        raise DeskError(_TOO_LONG) from None
    return {"text": text, "told": " ".join(told)}


def _markdown(html: str, markdown: Markdown) -> tuple[str, list[str]]:
    simple = said_by_tags(html)
    if simple.count("<") + simple.count("\n") > MOST_TAGS or excess(simple):
        raise DeskError(_TOO_LONG)
    made = plain(Item(title="", html=simple), {})
    told = [*made.report, *_without_pictures(made.tree), *_without_dead_links(made.tree)]
    page = Page(*markdown)

    def shown(body: str) -> str:
        if excess(body):
            raise DeskError(_TOO_LONG)
        return page(body)

    written = to_markdown(made.tree, shown, lambda address: address)
    if not written.proven:
        told.append("Chỗ vừa dán có thể hiện không đúng như nơi chép; hãy xem lại.")
    return written.text, told


def _without_pictures(tree: Tag) -> Iterator[str]:
    pictures = tree.select(f"[{PICTURE}], img")
    for one in pictures:
        one.decompose()
    if pictures:
        yield (
            f"{len(pictures)} ảnh không đi theo chữ vừa dán; hãy kéo tệp ảnh gốc vào đây, hoặc chép riêng từng ảnh rồi "
            "dán."
        )


def _without_dead_links(tree: Tag) -> Iterator[str]:
    """Links to what is on another's disk, or within the text that was copied, are words."""
    lost = []
    for link in tree.find_all("a"):
        address = str(link.get("href") or "").strip()
        if _LEADS_ON.match(address):
            link["href"] = address
            continue
        if address and not address.startswith("#") and link.get_text().strip():
            lost.append(" ".join(link.get_text().split()))
        link.unwrap()
    if lost:
        yield f"Liên kết ở “{lost[0]}” không dẫn tới trang nào trên mạng nên chỉ để lại chữ; hãy đặt lại liên kết."
