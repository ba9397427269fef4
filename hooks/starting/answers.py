"""What a school says of itself: each answer with its question, and how it is checked."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from newsroom.fields import Found, Kind, read_fields
from newsroom.frontmatter.doubts import doubts_of_text
from newsroom.frontmatter.values import read_name
from newsroom.site_address import as_uri, fault_of
from newsroom.vietnamese import nfc, slug
from starting.emblem import as_path

_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")
_EMAIL = re.compile(r"(?<![^\s@])[^\s@]++@[^\s@]+\.[^\s@.]++")
_PHONE = re.compile(r"[+\d][\d .()-]{6,}")
_LONGEST_SLUG = 120  # letters; file systems take names of 255 bytes, and Windows paths of 260 letters
_LEAST_CONTRAST = 4.5  # of white letters, by WCAG 2.2, 1.4.3


def _line(value: object) -> str:
    return " ".join(nfc(str(value)).split())


def _name(value: object) -> str:
    """One that posts can name their cell by."""
    name = _line(value)
    if not slug(name):
        raise ValueError("tên phải có chữ, ví dụ “Chi bộ trường THCS Hoa Phượng”")
    if len(slug(name)) > _LONGEST_SLUG:
        raise ValueError(f"tên dài {len(name)} chữ, quá dài để làm tên tệp và địa chỉ; hãy viết gọn trong 100 chữ")
    for said in doubts_of_text(name):
        raise ValueError(said)
    return read_name(name)


def _email(value: object) -> str:
    text = _line(value)
    if text and not _EMAIL.fullmatch(text):
        raise ValueError(f"“{text}” không phải là địa chỉ thư điện tử; hãy viết như banbientap@truong.edu.vn")
    return text


def _phone(value: object) -> str:
    text = _line(value)
    if text and not _PHONE.fullmatch(text):
        raise ValueError(f"“{text}” không phải là số điện thoại; hãy viết như 024 3871 0000")
    return text


def _colour(value: object) -> str:
    text = _line(value)
    if not text:
        return ""
    found = _COLOUR.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}” không phải là mã màu; hãy viết sáu chữ số như #a61b1b")
    if _contrast_with_white(found[1]) < _LEAST_CONTRAST:
        raise ValueError(f"màu #{found[1]} nhạt quá, chữ trắng trên nền ấy khó đọc; hãy chọn màu đậm hơn")
    return f"#{found[1].lower()}"


def _contrast_with_white(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _site_url(value: object) -> str:
    """Gives the address a slash at its end."""
    text = _line(value)
    if not text:
        raise ValueError("hãy ghi địa chỉ mà bạn đọc sẽ gõ, ví dụ https://chibo.truong.edu.vn/")
    if re.match(r"[\w.-]+\.\w{2,}(?:/|$)", text):
        raise ValueError(f"địa chỉ thiếu phần đầu; hãy viết https://{text.rstrip('/')}/")
    text = text.replace(" ", "%20")
    if said := fault_of(text):
        raise ValueError(said)
    parts = urlsplit(as_uri(text))
    if "." not in parts.netloc:
        raise ValueError(f"“{text}” không phải là địa chỉ trang; hãy viết như https://chibo.truong.edu.vn/")
    folders = [unquote(part) for part in re.sub(r"(?i)/index\.html?$", "/", parts.path).split("/") if part]
    begin = f"{parts.scheme}://{parts.netloc}/"
    if any(re.search(r"[^\w.~-]", part, re.ASCII) for part in folders):
        plain = "".join(f"{slug(part)}/" for part in folders)
        raise ValueError(f"thư mục của trang có dấu, khoảng trắng hay ký tự lạ; hãy đặt tên như {begin}{plain}")
    return begin + "".join(f"{part}/" for part in folders)


def _emblem(value: object) -> str:
    return as_path(str(value).strip())


def _asked(question: str, example: str, default: Any = "") -> Any:
    return field(default=default, metadata={"question": question, "example": example})


@dataclass(frozen=True, kw_only=True)
class Answers:
    """All of them; an empty one is left out of the site."""

    name: Annotated[str, Kind(_name)] = _asked("Tên chi bộ", "Chi bộ trường THCS Hoa Phượng", MISSING)
    school: Annotated[str, Kind(_line)] = _asked("Tên trường", "Trường THCS Hoa Phượng")
    parent: Annotated[str, Kind(_line)] = _asked("Cấp ủy cấp trên trực tiếp", "Đảng ủy phường Hoa Phượng")
    address: Annotated[str, Kind(_line)] = _asked("Địa chỉ của trường", "Số 1, phường Hoa Phượng")
    email: Annotated[str, Kind(_email)] = _asked("Thư điện tử", "banbientap@truong.edu.vn")
    phone: Annotated[str, Kind(_phone)] = _asked("Điện thoại", "024 3871 0000")
    responsible: Annotated[str, Kind(_line)] = _asked("Ai chịu trách nhiệm nội dung", "Ban biên tập")
    primary: Annotated[str, Kind(_colour)] = _asked("Màu chính của trang", "#a61b1b")
    emblem: Annotated[str, Kind(_emblem)] = _asked("Tệp ảnh biểu trưng", "bieu-trung.png")
    site_url: Annotated[str, Kind(_site_url)] = _asked(
        "Địa chỉ của trang tin trên mạng", "https://chibo.truong.edu.vn/", MISSING
    )


def read_answers(given: Mapping[str, object]) -> Found:
    """Every answer as it is kept, and what is wrong with others."""
    return read_fields(Answers, given)


def guessed_school(name: str) -> str:
    """The school that a cell's name names: `Chi bộ trường THCS X` → `Trường THCS X`."""
    found = re.match(r"(?:đảng bộ|chi bộ)(?: cơ sở)?\s+(trường\b.*|.*\btrường\b.*)", name, re.IGNORECASE)
    return found[1][:1].upper() + found[1][1:] if found else ""


def guessed_site_url(git_config: Path) -> str:
    """Where GitHub or GitLab would publish what is pushed there, by the repository's own settings; empty elsewhere."""
    try:
        text = git_config.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    found = re.search(
        r"url\s*=\s*\S*\b(github|gitlab)\.com[:/]([\w.-]+)/([\w.-]+?)(?:\.git)?/?\s*$", text, re.MULTILINE
    )
    if not found:
        return ""
    host, owner, name = found[1], found[2].lower(), found[3]
    root = f"https://{owner}.{host}.io/"
    return root if f"{name.lower()}/" == root.removeprefix("https://") else f"{root}{name}/"
