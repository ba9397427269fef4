"""What in a body's tags is taken out or written otherwise, told where it is still known who wrote it and where.

cleaning.py lets through what is on the list and nothing else; here are the words for what it would take.
"""

import re
from html import escape, unescape
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE

from newsroom.articles.allowed import ADDRESSES, ALIGNED, DROPPED, LOOKS, is_on, is_safe, kept
from newsroom.articles.habits.remarks import Remark
from newsroom.layout_ids import is_layout_id
from newsroom.slips import meant_address

_TAG = re.compile(
    r"<([a-zA-Z][\w:-]*+)((?:[^<>\"']|\"[^\"]{0,300}\"|'[^']{0,300}')*+>|[^<>]*+>)(?:\s*</iframe\s*>)?", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+("[^"]*"|'[^']*'|[^\s"'>][^\s>]*+))?""")
_ALIGN = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|center|right|justify)\b", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD_CLASS = re.compile(r"mso|xl\d|apple-|gmail|western|normal", re.IGNORECASE)  # left by programs, and of no effect
_OWN_DISK = re.compile(r"[a-z]:|file:", re.IGNORECASE)  # told elsewhere
_WEB = re.compile(r"\A\s*(?:https?:)?//", re.IGNORECASE)  # of what is embedded: told elsewhere
_SHOWN = 60  # letters

_CODE = "thẻ <{}> và mã ở trong bị bỏ, vì bài không được chạy mã hay đổi kiểu trang; hãy xoá thẻ này"
_FRAME = "khung <iframe> bị bỏ, vì bài không được nhúng trang khác; hãy thay bằng một liên kết"
_EVENT = "thuộc tính {} bị bỏ, vì bài không được chạy mã; hãy xoá thuộc tính này"
_ADDRESS = (
    "địa chỉ “{}” bị bỏ, chữ vẫn còn, vì bài chỉ dẫn tới https:, http:, mailto:, tel: và tệp trong docs/; "
    "hãy sửa địa chỉ, hoặc chỉ để lại chữ"
)
_LOOK = "kiểu trình bày riêng ({}) bị bỏ, chữ vẫn còn; hãy xoá, và dùng **đậm**, tiêu đề, bảng của Markdown nếu cần"
_CLASS = "lớp “{}” không có trong trang tin nên bị bỏ; hãy xoá"
_HIDDEN = "phần ẩn ({}) không được đăng, vì ai mở mã trang cũng đọc được; hãy xoá, hoặc để trong <!-- … -->"
_NAMED = "thuộc tính {} không dùng được trong bài nên bị bỏ; hãy xoá thuộc tính này"


class Attributes:
    """Mends the attributes of one body; `remarks` tell what was taken out, looks and each class but once.

    `embeds` are addresses of frames on other hosts.
    """

    def __init__(self, video_hosts: tuple[str, ...] = ()) -> None:
        self._hosts = video_hosts
        self._said: set[str] = set()
        self.remarks: list[Remark] = []
        self.embeds: list[str] = []

    def in_tree(self, root: Element) -> None:
        """Mends all elements of a finished tree."""
        for element in root.iter():
            if element.attrib and not _stay(element):
                given = {name: (value or "").replace(AMP_SUBSTITUTE, "&") for name, value in element.attrib.items()}
                mended = self._mended(str(element.tag), given, None)
                if mended != given:
                    element.attrib.clear()
                    element.attrib.update(mended)

    def in_block(self, block: str) -> str:
        """The tags that an author wrote, with what may stay of them."""
        return _TAG.sub(self._tag, block)

    def _tag(self, found: re.Match[str]) -> str:
        """Written anew, so that no quotation mark in it is left open."""
        name, rest = found[1].lower(), found[2]
        place = found[0].partition("\n")[0][:_SHOWN]
        if name in DROPPED:
            self._tell(_CODE.format(name), place)
            return f"<{name}>"
        given = {one[1].lower(): unescape(_bare(one[2])) for one in _ATTRIBUTE.finditer(rest[:-1])}
        if name == "iframe":
            return self._frame(given, place)
        words = "".join(f' {key}="{escape(value)}"' for key, value in self._mended(name, given, place).items())
        return f"<{found[1]}{words}>"

    def _frame(self, given: dict[str, str], place: str) -> str:
        """A video of a host that the site has chosen becomes a link, at which embeds.js asks before it loads it."""
        address = given.get("src", "").strip()
        if is_on(address, self._hosts):
            title = given.get("title") or f"Video ở {address.split('/')[2]}"
            return f'<a class="embed" href="{escape(address)}">{escape(title)}</a>'
        if _WEB.match(address):
            self.embeds.append(address)
        else:
            self._tell(_FRAME, place)
        return ""

    def _mended(self, tag: str, given: dict[str, str], place: str | None) -> dict[str, str]:
        mended: dict[str, str] = {}
        for name, value in given.items():
            stays = value if _is_told_elsewhere(name, value) else kept(tag, name, value)
            if stays is not None:
                mended[name] = stays
            if stays != value:
                self._say(tag, name, value, stays or "", place)
        if "style" in given or "align" in given:
            mended = self._looks(given, mended)
        if "hidden" in mended:
            how = "hidden" if "hidden" in given else "display: none"
            self._tell(_HIDDEN.format(how), *([place] if place else ["hidden }", "hidden}", "hidden"]))
        return mended

    def _looks(self, given: dict[str, str], mended: dict[str, str]) -> dict[str, str]:
        """What of a look has a meaning: that something is hidden, and on which side it stands."""
        style = given.get("style", "")
        aligned = _ALIGN.search(style)
        side = aligned[1] if aligned else given.get("align", "")
        if name := ALIGNED.get(side.lower()):
            mended["class"] = f"{mended.get('class', '')} {name}".strip()
        if _HIDING.search(style):
            mended["hidden"] = ""
        return mended

    def _say(self, tag: str, name: str, value: str, stays: str, place: str | None) -> None:
        places = [place] if place else [f"{name}={sign}{value}" for sign in ("", '"', "'")] + [f"({value}", value]
        if name == "class":
            gone = [one for one in value.split() if one not in stays.split() and not _WORD_CLASS.match(one)]
            for one in gone:
                self._tell(_CLASS.format(one), *([place] if place else [f".{one}", one]), once=one)
        elif name in LOOKS:
            if not _has_meaning(name, value):
                self._tell(_LOOK.format(name), *places, once=" ")
        elif name in ADDRESSES and not is_safe(value):
            self._tell(_ADDRESS.format(_short(value)), *places)
        else:
            said = _EVENT if name.startswith("on") or name in ("srcdoc", "formaction") else _NAMED
            self._tell(said.format(name), *places)

    def _tell(self, message: str, *places: str, once: str = "") -> None:
        if once not in self._said:
            self.remarks.append(Remark(places, message))
        self._said |= {once} - {""}


def _stay(element: Element) -> bool:
    """Whether all attributes may, which is so nearly always."""
    return "hidden" not in element.attrib and all(
        kept(element.tag, name, value or "") == value for name, value in element.attrib.items()
    )


def _is_told_elsewhere(name: str, value: str) -> bool:
    """Whether it is an error, by which the build is stopped: a place named as one of the layout's, a slip."""
    if name in ("id", "name"):
        return is_layout_id(value)
    if name == "src" and value.lstrip().lower().startswith("data:"):
        return True  # a picture that is no file
    return name in ADDRESSES and bool(_OWN_DISK.match(value) or meant_address(value))


def _has_meaning(name: str, value: str) -> bool:
    """Whether a look is kept by another name, and has nothing else in it."""
    if name == "align":
        return value.lower() in ALIGNED
    return name == "style" and not _HIDING.sub("", _ALIGN.sub("", value)).strip(" ;")


def _bare(value: str | None) -> str:
    if value and value[0] in "\"'" and value[-1] == value[0]:
        return value[1:-1]
    return value or ""


def _short(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
