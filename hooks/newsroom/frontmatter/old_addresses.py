"""Addresses that a page had before, as an author writes them: made one form, or refused with what to write instead."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from newsroom.addresses import device_in, url_of
from newsroom.comments import without_comments
from newsroom.vietnamese import nfc

_UNFIT = re.compile(
    r'[%"<>:*|\x00-\x1f\x7f-\x9f\u2028\u2029]|(?:(?<=/)|^)[ .]|[ .](?=/|$)'
)  # not a file's name everywhere, or leads out
_ENDING = re.compile(r"\.(?=[a-z0-9]{1,5}$)[a-z0-9]*[a-z][a-z0-9]*$", re.IGNORECASE)
_PAGES = (".html", ".htm")
_HOST = re.compile(r"(?:https?:)?//[^/?#]*(?P<path>[^?#]*)", re.IGNORECASE)
_LONGEST = 200  # letters of a name between two slashes: file systems take 255 bytes


def read_old_addresses(value: object) -> tuple[str, ...]:
    """Reads addresses, without repeats, as URLs under the site's root: `bai-viet/2022/cu/`, `tin/cu.html`."""
    return tuple(dict.fromkeys(map(_address, value if isinstance(value, list) else [value])))


def _address(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("mỗi địa chỉ cũ ghi một dòng “- /dia-chi-cu/”, hoặc một địa chỉ ngay sau tên mục")
    text = nfc(without_comments(value)).strip().replace("\\", "/")
    for wrong in _faults(text):
        raise ValueError(wrong)
    path = re.sub("/{2,}", "/", unquote(text)).strip("/")
    if path.endswith(".md"):
        return url_of(path.removeprefix("docs/"))
    path = path.removesuffix("/index.html")
    return path if path.lower().endswith(_PAGES) else f"{path}/"


def _faults(text: str) -> Iterator[str]:
    """What is wrong with an address as written, worst first."""
    if elsewhere := _HOST.match(text):
        yield f"chỉ ghi phần sau tên miền; hãy viết: {elsewhere['path'] or '/'}"
    if found := re.search("[?#]", text):
        before = text[: found.start()]
        instead = f"hãy viết: {before}" if before.strip("/") else "hãy bỏ dòng này"
        yield f"phần từ dấu “{found[0]}” không tới được máy chủ của trang tin nên không chuyển được; {instead}"
    path = unquote(text).strip("/")
    if not path or path in ("index.md", "index.html"):
        yield "đây là trang chủ; hãy ghi địa chỉ cũ của trang này, ví dụ /bai-viet/2022/ten-cu/"
    if found := _UNFIT.search(path):
        yield f"có “{found[0]}”, không dùng được trong địa chỉ trang; hãy ghi địa chỉ như /bai-viet/2022/ten-cu/"
    if device := device_in(path):
        yield f"trên Windows “{device}” là tên của một thiết bị, không tạo được tệp chuyển hướng; hãy bỏ dòng này"
    if any(len(name.encode()) > _LONGEST for name in path.split("/")):
        yield f"địa chỉ “{path[:40]}…” dài quá, không tạo được tệp chuyển hướng; hãy bỏ dòng này"
    if (ending := _ENDING.search(path)) and not path.lower().endswith((*_PAGES, ".md")):
        yield f"chỉ chuyển được địa chỉ của trang, không chuyển được tệp “{ending[0]}”; hãy bỏ dòng này"
