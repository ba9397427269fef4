"""What stands round a document number in prose: the type before it, the date and the issuer on either side."""

import datetime
import re
from dataclasses import dataclass

from newsroom.citations.plenums import fold_evenly
from newsroom.citations.spellings import OTHER_NAMES, TYPES
from newsroom.citations.symbols import Introduction, Symbol
from newsroom.vietnamese import fold, nfc

_REACH = 160  # characters on each side
_LONGEST_ISSUER = 80

_ALL_NAMES = {name for types in TYPES.values() for names in types.values() for name in names} | {"Luật", "Bộ luật"}
_WRITTEN = {fold(name): name for name in (*_ALL_NAMES, *OTHER_NAMES)}
_NAME = "|".join(sorted(_WRITTEN, key=len, reverse=True))
_INTRODUCTION = re.compile(
    rf"(?<!\w)(?:(?P<name>{_NAME})(?:\s{{0,3}}(?:so|cv)\s{{0,2}}:?)?|(?:so|cv)\s{{0,2}}:?)\s{{0,3}}$"
)
_LONGEST_INTRODUCTION = 45
_BETWEEN = re.compile(r"(?:\s[^.;:!?“”\"()\[\]]{0,90}?)??(?:\s{0,3}so)?\s{0,2}:?\s{0,3}")
_PARAGRAPH = re.compile(r"\n\s*\n")

_DATE = (
    r"ngay\s{1,3}(?:(\d{1,2})\s?[-/.\u2010-\u2015]\s?(\d{1,2})\s?[-/.\u2010-\u2015]\s?(\d{4})"
    r"|(\d{1,2})\s{1,3}thang\s{1,3}(\d{1,2})\s{0,2},?\s{0,3}nam\s{1,3}(\d{4}))(?!\d)"
)
_DATE_NEXT = re.compile(rf"[\s,(]{{0,4}}(?:ky\s+|ban hanh\s+|de\s+)?{_DATE}\)?")
_DATE_LATER = re.compile(rf"\s{{0,3}}(?:…|\.\.\.)?\s{{0,3}}{_DATE}")
# After a comma the day is as likely the event's own ("…, ngày 01/4/2022, Chi bộ họp") unless the subject follows it.
_DATE_APART = re.compile(rf"\s?[,(]\s{{0,3}}{_DATE}(?=\s{{0,3}}(?:ve\b|v/v|cua\b|[)“\"]))")
_DATE_LAST = re.compile(rf"\b{_DATE}\s{{0,3}},?\s{{0,3}}$")

_OF = re.compile(r"[\s,]{0,3}cua\s{1,3}")
_LOWER = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_STOPS = (
    "về|ve|VỀ|v/v|V/v|của|cua|CỦA|ngày|ngay|Ngày|NGÀY|số|SỐ|năm|đã|được|là|có|do|để|nhằm|trong|theo|với|cho|tại|trên|từ"
    "|đến|khi|cũng|vẫn|đang|sẽ|vừa|gồm|nêu|này|như|mà|thì|bị|phải|ra|gắn|trước|sau|liên quan|đối với|hướng dẫn|yêu cầu"
    "|chỉ đạo|phê duyệt|ban hành|sửa đổi|bổ sung|triển khai|thực hiện|quy định|kèm|gửi"
    "|Về|Quy định|Ban hành|Sửa đổi|Phê duyệt|Hướng dẫn|Khoản|Điều"
)
_ENDS_ISSUER = re.compile(
    r",(?!\s*(?:Thể thao|Thương binh))|[;:()\[\]“”‘’\"«»…]|\s[-–—](?=\s)(?!\s*Thương binh)|\n\s*\n|(?<!\d)\d++\s*+[-/]"
    r"|(?<!\b[Tt][Pp])(?<!\b[PQHX])(?<!\bTX)\."
    rf"|\s(?:{_STOPS}|(?<![Bb]an )tổ chức)(?!\w)"
    rf"|\svà\s+(?=[{_LOWER}\d]|(?:{'|'.join(sorted(_ALL_NAMES))}|[A-ZĐ]{{2,4}}\b))"
)
_OFFICES = (
    "trung uong|bo|ban|dang uy|dang bo|chi bo|chi uy|tinh uy|thanh uy|quan uy|huyen uy|uy ban|ubnd|hdnd|so|phong"
    "|van phong|thu tuong chinh phu|chinh phu|quoc hoi|hoi dong|truong|cong doan|lien doan|doan|hoi|cuc|tong cuc"
    "|cong an|bct|btv|bch|bgh"
)
_LOWER_OFFICE = re.compile(rf"(?:{_OFFICES})\b")
_ISSUED = re.compile(
    rf"(?:^|[\s,(])((?:{_OFFICES})\b[^,.;:()\n]{{0,70}}?)\s++(?:da\s++|vua\s++)?(?:ban hanh|co)\s++(?:cac\s++)?$"
)


@dataclass(frozen=True)
class Mention:
    """Type, date and issuer of one number; `start` and `end` bound the words that were read for them."""

    start: int
    end: int
    type_name: str
    date: datetime.date | None = None
    issuer_name: str | None = None


def introduction(text: str, start: int) -> Introduction | None:
    """The words that introduce the number starting here: `Hướng dẫn số`, `Số:`, `CV` or the name of a type alone."""
    offset = max(0, start - _LONGEST_INTRODUCTION)
    found = _INTRODUCTION.search(fold_evenly(text[offset:start]))
    return Introduction(offset + found.start(), _WRITTEN.get(found["name"] or "", "")) if found else None


def read_mention(text: str, number: tuple[int, int], room: tuple[int, int], symbol: Symbol) -> Mention:
    """What stands round the number at these offsets, read no further than the room that other numbers leave."""
    start, type_name, named = _type_before(text, number[0], room[0], symbol)
    issued_start, issued, issuer = _issued_before(text, start, room[0])
    end, date, of = _after(text, number[1], room[1])
    first = issued_start if issued or issuer else start
    return Mention(first, end, type_name, date or issued, of or named or issuer)


def _type_before(text: str, at: int, floor: int, symbol: Symbol) -> tuple[int, str, str | None]:
    """Where the type's name begins, the name, and the issuer that may stand between it and the number."""
    before = introduction(text, at)
    if before and before.start >= floor and symbol.may_be(before.type_name):
        return before.start, before.type_name, None
    offset = max(floor, at - _REACH)
    folded, names = fold_evenly(text[offset:at]), symbol.type_names
    places = ((where + len(name), len(name), name) for name in names if (where := folded.rfind(fold(name))) >= 0)
    end, length, name = max(places, default=(0, 0, ""))
    if not name or not _BETWEEN.fullmatch(folded, end) or _PARAGRAPH.search(folded, end):
        return at, names[0], None
    of = folded.find(" cua ", end)
    return offset + end - length, name, _name_at(text, offset + of + 5, at)[1] if of >= 0 else None


def _issued_before(text: str, at: int, floor: int) -> tuple[int, datetime.date | None, str | None]:
    """Start, date and issuer of what may stand in front of the type: `Ngày 04/7/2018, Quận ủy ban hành`."""
    offset = max(floor, at - _REACH)
    folded = fold_evenly(text[offset:at])
    found = _ISSUED.search(folded)
    if not found:
        return at, None, None
    dated = _DATE_LAST.search(folded, 0, found.start(1))
    name = _name_at(text, offset + found.start(1), offset + found.end(1))[1]
    return offset + (dated or found).start(), _day(dated) if dated else None, name


def _after(text: str, at: int, ceiling: int) -> tuple[int, datetime.date | None, str | None]:
    """End, date and issuer of what follows: `ngày 16/3/2022 của Đảng ủy …` or `của Chi bộ … ngày 04/11/2022`."""
    folded = fold_evenly(text[at : min(ceiling, at + _REACH)])
    dated, end = _DATE_NEXT.match(folded), 0
    date = _day(dated) if dated else None
    if dated and date:
        end = dated.end()
    name = None
    if of := _OF.match(folded, end):
        stop, name = _name_at(text, at + of.end(), at + len(folded))
        end = stop - at if name else end
    if name and not date and (dated := _DATE_LATER.match(folded, end) or _DATE_APART.match(folded, end)):
        date, end = _day(dated), dated.end()
    return at + end, date, name


def _name_at(text: str, start: int, limit: int) -> tuple[int, str | None]:
    """The issuer's name that begins here and where it ends; None for what does not look like an office."""
    found = _ENDS_ISSUER.search(text, start, limit)
    raw = text[start : found.start() if found else limit].rstrip()
    name = " ".join(nfc(raw).split()).rstrip(" .-–")
    office = name[:1].isupper() or _LOWER_OFFICE.match(fold(name))
    return start + len(raw), name if office and len(name) <= _LONGEST_ISSUER else None


def _day(found: re.Match[str]) -> datetime.date | None:
    day, month, year = (int(part) for part in found.groups() if part is not None)
    try:
        return datetime.date(year, month, day) if 1900 <= year <= 2199 else None
    except ValueError:
        return None
