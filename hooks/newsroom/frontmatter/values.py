"""What the value of one field may be: each reader takes what stood in the file and gives the value or a ValueError.

The errors are Vietnamese sentences; the JSON Schema beside each type is what an editor may hold a value against.
"""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from newsroom.comments import without_comments
from newsroom.editing.table import NAMES, read_checks
from newsroom.fields import Kind
from newsroom.frontmatter.days import HANOI, day_of
from newsroom.frontmatter.old_addresses import read_old_addresses
from newsroom.problems import suggest
from newsroom.vietnamese import slug

_FLAGS = {"true": True, "có": True, "yes": True, "false": False, "không": False, "no": False}
_MOMENT = re.compile(
    r"\A(?P<day>.*\d)(?:T|,? (?:lúc )?)(?P<hour>\d{1,2})(?::| ?h ?| ?giờ ?)(?P<minute>\d{2})?(?::(?P<second>\d{2}))?"
    r"(?: ?phút)?(?:\.\d+)? ?(?P<zone>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_TIME_FIRST = re.compile(
    r"\A(?:lúc )?(?P<time>\d{1,2}(?::\d{2}| ?h ?(?:\d{2})?| ?giờ ?(?:\d{2})?)(?: phút)?),? (?P<day>.*\d)", re.IGNORECASE
)
_TIMED = re.compile(r"\d\s?(?:[:h]|giờ)", re.IGNORECASE)
_OWN_DISK = re.compile(r"[a-z]:[\\/]|file:|\\\\", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:|//", re.IGNORECASE)
_WEB = re.compile(r"https?://\w", re.IGNORECASE)
_SEVERAL = re.compile(r"\.\w{2,5}[ ]?[,;][ ]?[^,;]+\.\w{2,5}\Z")
_MOST = 100  # names of one kind: on the page of each stands the post, with all of them
_QUOTED = re.compile(r"\A[“”\"]([^“”\"]+)[“”\"]\Z")  # as Word makes the quotes of YAML
_BULLETS = tuple("-–—+*•·")
_LONGEST = 200  # letters of an address: file systems take 255 for a name


@dataclass(frozen=True)
class Attachment:
    """A file to download, its path as written (from the page, or an address); without a title, its name serves."""

    path: str
    title: str = ""


def read_text(value: object) -> str:
    if isinstance(value, str):
        return " ".join(without_comments(value).split())
    if isinstance(value, dict):
        raise ValueError("phải là một giá trị; nếu trong đó có dấu hai chấm, hãy đặt cả giá trị trong dấu nháy kép")
    raise ValueError("chỉ ghi được một giá trị; nếu giá trị có dấu [ ], hãy đặt cả giá trị trong dấu nháy kép")


def read_name(value: object) -> str:
    """A name, which has an address made of its letters and digits."""
    return _name(read_text(value))


@lru_cache(1024)  # most of a site's posts have the same few
def _name(text: str) -> str:
    name = _QUOTED.sub(r"\1", text)
    if name[:1] in _BULLETS and slug(name):
        said = f"“{name}” bắt đầu bằng dấu {name[0]}; hãy bỏ dấu ấy"
        raise ValueError(f"{said}; nhiều tên thì ghi mỗi tên một dòng, mở đầu bằng dấu gạch rồi dấu cách")
    if name and not slug(name):
        raise ValueError(f"“{name}” không có chữ cái hay chữ số nào; hãy ghi tên")
    if len(slug(name)) > _LONGEST:
        raise ValueError(f"tên dài quá {_LONGEST} chữ: “{name[:40]}…”; hãy rút ngắn")
    return name


def read_names(value: object) -> tuple[str, ...]:
    names = tuple(map(read_name, value if isinstance(value, list) else [value]))
    if not all(names):
        raise ValueError("danh sách có giá trị trống; hãy ghi giá trị hoặc xoá dòng trống ấy")
    if len(names) > _MOST:
        raise ValueError(f"danh sách có {len(names)} giá trị, quá {_MOST}; hãy chỉ ghi những giá trị chính")
    return names


def read_day(value: object) -> datetime.date:
    return day_of(read_text(value))


def read_moment(value: object) -> datetime.datetime:
    """The moment that is meant: a day alone is its first minute, a time without a zone is Vietnamese time."""
    text = _TIME_FIRST.sub(r"\g<day> \g<time>", read_text(value))
    found = _MOMENT.fullmatch(text)
    try:
        if not found:
            return datetime.datetime.combine(day_of(text), datetime.time(), HANOI)
        day = day_of(found["day"])
    except ValueError:
        if _TIMED.search(text):
            raise _no_moment(text) from None
        raise
    try:
        time = datetime.time(int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0))
        return datetime.datetime.combine(day, time, _zone(found["zone"]))
    except ValueError:
        raise _no_moment(text) from None


def _no_moment(text: str) -> ValueError:
    return ValueError(f"“{text}” không phải là thời điểm; hãy viết ngày rồi giờ, ví dụ 2022-04-01 07:30")


def read_end(value: object) -> datetime.datetime:
    """The moment from which a page is gone: a day alone is shown to its end."""
    end = read_moment(value)
    return end if _TIMED.search(read_text(value)) else end + datetime.timedelta(days=1)


def read_flag(value: object) -> bool:
    text = read_text(value)
    if text.lower() not in _FLAGS:
        raise ValueError(f"“{text}” không rõ là có hay không; hãy viết true (có) hoặc false (không)")
    return _FLAGS[text.lower()]


def read_path(value: object) -> str:
    text = read_text(value)
    if _OWN_DISK.match(text):
        raise ValueError("đây là đường dẫn trên máy riêng; hãy chép tệp vào cạnh bài và chỉ ghi tên tệp, ví dụ hop.jpg")
    return text.replace("\\", "/")


def read_document(value: object) -> str:
    """A file of this site, or one that a browser may open elsewhere: what else begins with a scheme may run."""
    path = read_path(value)
    if _SCHEME.match(path) and not _WEB.match(path):
        raise ValueError(f"không đính kèm được “{path}”; hãy ghi tên tệp cạnh bài, hoặc địa chỉ bắt đầu bằng https://")
    return path


def read_image(value: object) -> str:
    path = read_path(value)
    if _SEVERAL.search(path):
        raise ValueError("chỉ ghi được một ảnh; hãy đặt các ảnh khác trong bài: ![chú thích](tên tệp)")
    if _SCHEME.match(path):  # no file of the site has a colon in its name
        raise ValueError("ảnh phải nằm trong trang này; hãy tải ảnh về, để cạnh bài và ghi tên tệp, ví dụ hop.jpg")
    return path


def read_attachments(value: object) -> tuple[Attachment, ...]:
    return tuple(map(_attachment, value if isinstance(value, list) else [value]))


def _attachment(value: object) -> Attachment:
    entry = value if isinstance(value, dict) else {"path": value}
    for key in entry:
        if key not in ("path", "title"):
            meant = suggest(key, ("path", "title")) or "path” và “title"
            raise ValueError(f"tài liệu đính kèm không có mục “{key}”; hãy dùng “{meant}”")
    path = read_document(entry.get("path", ""))
    if not path:
        raise ValueError("tài liệu đính kèm thiếu tên tệp; hãy ghi tên tệp, ví dụ ke-hoach.pdf")
    if _SEVERAL.search(path):
        listed = ", ".join(one.strip() for one in re.split("[,;]", path))
        raise ValueError(f"nhiều tệp thì ghi thành danh sách; hãy viết: attachments: [{listed}]")
    return Attachment(path, read_text(entry.get("title", "")))


def _zone(text: str | None) -> datetime.timezone:
    if not text:
        return HANOI
    if text in "Zz":
        return datetime.UTC
    sign = -1 if text[0] == "-" else 1
    return datetime.timezone(sign * datetime.timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


_STRING = {"type": "string"}
_SCALAR = {"type": ["string", "number"]}
_ATTACHMENT = {
    "type": "object",
    "properties": {"path": _STRING, "title": _SCALAR},
    "required": ["path"],
    "additionalProperties": False,
}


def _one_or_list(*items: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [*items, {"type": "array", "minItems": 1, "items": {"anyOf": items} if items[1:] else items[0]}]}


Text = Annotated[str, Kind(read_text, _SCALAR)]
Name = Annotated[str, Kind(read_name, _SCALAR)]
Names = Annotated[tuple[str, ...], Kind(read_names, _one_or_list(_SCALAR))]
Checks = Annotated[tuple[str, ...], Kind(read_checks, _one_or_list({"enum": [*NAMES]}))]
Day = Annotated[datetime.date, Kind(read_day, _STRING)]
Moment = Annotated[datetime.datetime, Kind(read_moment, _STRING)]
End = Annotated[datetime.datetime, Kind(read_end, _STRING)]
Flag = Annotated[bool, Kind(read_flag, {"enum": [True, False, "có", "không"]})]
Path = Annotated[str, Kind(read_path, _STRING)]
Document = Annotated[str, Kind(read_document, _STRING)]
Image = Annotated[str, Kind(read_image, _STRING)]
OldAddresses = Annotated[tuple[str, ...], Kind(read_old_addresses, _one_or_list(_STRING))]
Attachments = Annotated[tuple[Attachment, ...], Kind(read_attachments, _one_or_list(_STRING, _ATTACHMENT))]
