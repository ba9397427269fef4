"""Who publishes the site: the block `extra.newsroom` of mkdocs.yml, checked."""

import re
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeVar

from newsroom.editing.table import read_checks
from newsroom.fields import Kind, fields_of, read_fields
from newsroom.frontmatter.old_addresses import read_old_addresses
from newsroom.problems import seen, suggest
from newsroom.vietnamese import nfc

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("phải là chữ; hãy đặt giá trị trong dấu nháy kép")
    return nfc(value).strip()


def _colour(value: object) -> str:
    text = _text(value)
    if not _COLOUR.fullmatch(text):
        raise ValueError("hãy viết mã màu sáu chữ số, ví dụ “#b3261e”")
    return text.lower()


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("hãy ghi true hoặc false")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("phải là số nguyên")
    if not 2 <= value <= 100:
        raise ValueError(f"số này {'nhỏ' if value < 2 else 'lớn'} quá; hãy ghi số từ 2 đến 100")
    return value


def _abbreviations(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ValueError("phải gồm các dòng “CHỮ TẮT: chữ viết đầy đủ”, ví dụ “NCKH: nghiên cứu khoa học”")
    wrong = [said for short, full in value.items() if (said := _wrong_abbreviation(short, full))]
    if wrong:
        raise ValueError("; ".join(wrong))
    return tuple((nfc(short).strip(), nfc(full).strip()) for short, full in value.items())


def _wrong_abbreviation(short: object, full: object) -> str:
    if not isinstance(short, str):  # YAML reads NO and ON as flags
        return f"“{short}” không phải là chữ; hãy đặt chữ tắt trong dấu nháy kép"
    if not re.fullmatch(r"[^\W\d_][\w.&/-]{1,23}", nfc(short).strip()):
        return f"“{short}” không phải là chữ tắt; hãy viết từ 2 đến 24 chữ liền nhau, ví dụ “NCKH”"
    if not isinstance(full, str) or len(nfc(full).split()) < 2:
        return f"“{short}”: hãy viết đầy đủ, từ hai tiếng trở lên, ví dụ “nghiên cứu khoa học”"
    return ""


def _hosts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and _HOST.fullmatch(one) for one in value):
        raise ValueError("phải là danh sách tên miền viết thường, ví dụ [www.youtube-nocookie.com]")
    return tuple(value)


def _about(default: object, meaning: str) -> Any:
    return field(default=default, metadata={"description": meaning})


Text = Annotated[str, Kind(_text)]
Colour = Annotated[str, Kind(_colour)]
Flag = Annotated[bool, Kind(_flag)]
Count = Annotated[int, Kind(_count)]
Hosts = Annotated[tuple[str, ...], Kind(_hosts)]
Checks = Annotated[tuple[str, ...], Kind(read_checks)]
Gone = Annotated[tuple[str, ...], Kind(read_old_addresses)]
Abbreviations = Annotated[tuple[tuple[str, str], ...], Kind(_abbreviations)]


@dataclass(frozen=True)
class Colours:
    """Two colours make the look: `primary` for header and links, `accent` for the small marks beside it."""

    primary: Colour = "#a61b1b"
    accent: Colour = "#c8901a"


@dataclass(frozen=True)
class Settings:
    """All that one school changes to make the site its own."""

    name: Text = _about("Trang tin chi bộ", "Tên chi bộ, hiện ở đầu và cuối mọi trang")
    school: Text = _about("", "Tên trường")
    parent: Text = _about("", "Cấp ủy cấp trên trực tiếp")
    motto: Text = _about("", "Một dòng dưới tên")
    emblem: Text = _about(
        "", "Đường dẫn của biểu trưng trong docs/; tệp SVG thì biểu tượng trên điện thoại là dấu mặc định"
    )
    address: Text = _about("", "Địa chỉ")
    email: Text = _about("", "Thư điện tử")
    phone: Text = _about("", "Điện thoại")
    responsible: Text = _about("", "Người chịu trách nhiệm nội dung")
    colours: Colours = Colours()
    share_cards: Flag = _about(True, "Vẽ ảnh chia sẻ cho mỗi bài và mỗi danh sách")
    posts_per_page: Count = _about(10, "Số bài trên một trang danh sách")
    video_hosts: Hosts = _about((), "Tên miền mà bài được nhúng video; người xem phải bấm đồng ý rồi video mới tải")
    clean_attachments: Flag = _about(False, "Xoá tên người soạn, cơ quan trong thuộc tính của tệp đính kèm khi đăng")
    unchecked: Checks = _about((), "Phép kiểm tra không cần nhắc ở trang nào")
    gone: Gone = _about((), "Địa chỉ cũ đã bỏ hẳn, không nhắc nữa")
    statistics: Flag = _about(True, "Trang Thống kê, /thong-ke/, số bài theo tháng, quý, chuyên đề, chi bộ, tác giả")
    offline: Flag = _about(True, "Trang đã đọc vẫn đọc được khi không có mạng")
    abbreviations: Abbreviations = _about((), "Chữ tắt của trường mà ô tìm kiếm nên hiểu")


Model = TypeVar("Model", Colours, Settings)


def read_settings(raw: object) -> tuple[Settings, tuple[str, ...]]:
    """The settings, or the defaults with one Vietnamese line for each thing that is wrong."""
    told: list[str] = []
    given, colours = raw or {}, Colours()
    if isinstance(given, dict) and "colours" in given:
        colours = _read(Colours, given["colours"], "extra.newsroom.colours", told)
        given = {name: value for name, value in given.items() if name != "colours"}
    settings = _read(Settings, given, "extra.newsroom", told)
    return (Settings(), tuple(told)) if told else (replace(settings, colours=colours), ())


def _read(model: type[Model], raw: object, where: str, told: list[str]) -> Model:
    if not isinstance(raw, dict):
        told.append(f"mkdocs.yml: {where}: phải gồm các dòng “tên mục: giá trị”")
        return model()
    found = read_fields(model, {str(name): value for name, value in raw.items()})
    wrong = found.wrong | {name: _unknown(name, model) for name in found.unknown}
    told += [seen(f"mkdocs.yml: {where}.{name}: {said}") for name, said in wrong.items()]
    return model(**found.values)


def _unknown(name: str, model: type[Model]) -> str:
    meant = suggest(name, fields_of(model))
    return "không có mục cài đặt này" + (f"; có phải ý bạn là “{meant}”?" if meant else "")
