"""The known types and issuers of documents, found again however they are spelled."""

import re
from typing import Literal

from newsroom.vietnamese import fold, nfc

Form = Literal["party", "state", "old"]
"""`27-HD/ĐU`, `30/2020/NĐ-CP`, and `28-CP` as offices of the State wrote before 1997."""

_SHARED = {
    "NQ": ("Nghị quyết",),
    "CT": ("Chỉ thị",),
    "QC": ("Quy chế",),
    "HD": ("Hướng dẫn",),
    "KH": ("Kế hoạch",),
    "BC": ("Báo cáo",),
    "CTr": ("Chương trình", "Chương trình hành động"),
    "CTHĐ": ("Chương trình hành động",),
    "CTPH": ("Chương trình phối hợp",),
    "TB": ("Thông báo",),
    "TTr": ("Tờ trình",),
    "CV": ("Công văn",),
    "BB": ("Biên bản",),
    "ĐA": ("Đề án",),
    "PA": ("Phương án",),
    "QyĐ": ("Quy định",),
    "QĐi": ("Quy định",),
    "QT": ("Quy trình",),
    "KL": ("Kết luận",),
    "TBKL": ("Thông báo kết luận",),
    "GM": ("Giấy mời",),
    "TC": ("Thông cáo",),
    "TCBC": ("Thông cáo báo chí",),
    "LKG": ("Lời kêu gọi",),
    "KHLT": ("Kế hoạch liên tịch",),
    "KHPH": ("Kế hoạch phối hợp",),
    "HDLT": ("Hướng dẫn liên tịch",),
    "QCPH": ("Quy chế phối hợp",),
    "CĐ": ("Công điện",),
}
OTHER_NAMES = ("Tuyên bố", "Điện", "Quy hoạch", "Thỏa thuận", "Bản ghi nhớ", "Thông điệp")
"""Of documents whose types have no signs of their own."""
# Each name is the written one; where the word before the number may decide, the usual name stands first.
TYPES: dict[Form, dict[str, tuple[str, ...]]] = {
    "party": _SHARED
    | {
        "QĐ": ("Quyết định", "Quy định"),
        "QĐNS": ("Quyết định",),
        "TT": ("Thông tri",),
        "ĐC": ("Đề cương",),
        "LCT": ("Luật", "Bộ luật"),
    },
    "state": _SHARED
    | {
        "QĐ": ("Quyết định",),
        "NĐ": ("Nghị định",),
        "TT": ("Thông tư",),
        "TTLT": ("Thông tư liên tịch",),
        "NQLT": ("Nghị quyết liên tịch",),
        "PL": ("Pháp lệnh",),
        "VBHN": ("Văn bản hợp nhất",),
        "GP": ("Giấy phép",),
        "DA": ("Dự án",),
        "HĐ": ("Hợp đồng",),
        "SL": ("Sắc lệnh",),
    },
}
OTHER_FORM: dict[Form, Form] = {"party": "state", "state": "party"}
OLD_OFFICES = {"CP", "TTg", "HĐBT", "HĐCP", "CTN", "UBTVQH", "UBHC", "UBND", "UB", "SL"}


def _spellings(form: Form) -> dict[str, str]:
    """Every way to write a type, in capitals with marks or folded, to the canonical one."""
    made: dict[str, str] = {}
    for kinds in (TYPES[form], TYPES[OTHER_FORM[form]]):
        for kind in kinds:
            made.setdefault(kind.upper(), kind)
        for kind in kinds:
            made.setdefault(fold(kind), kind)
    return made


_KINDS: dict[Form, dict[str, str]] = {"party": _spellings("party"), "state": _spellings("state")}
_OF_PARTY = (
    *("TW", "TU", "QU", "HU", "ĐU", "ĐUK", "ĐUCA", "ĐUQSTW", "QUTW", "ĐB", "CB", "CU", "ĐH", "BCSĐ", "BCĐ", "BXDĐ"),
    *("VPTW", "VPTU", "VPQU", "VPHU", "VPĐU", "UBKT", "UBKTTW", "UBKTTU", "UBKTQU", "UBKTHU", "UBKTĐU"),
    *("BTG", "BTGTW", "BTGTU", "BTGQU", "BTGĐU", "BTGDV", "BTGDVTW", "BTGDVTU", "BTC", "BTCTW", "BTCTU", "BTCQU"),
    *("BTCĐU", "BDVTW", "BDVTU", "BNCTW", "ĐTN", "TĐTN", "TWĐTN", "MTTQ", "MTTW", "LĐLĐ", "CĐ", "CĐGD", "HĐQT"),
)
_OF_STATE = (
    *(
        "CP",
        "TTg",
        "VPCP",
        "HĐBT",
        "HĐCP",
        "CTN",
        "QH",
        "UBTVQH",
        "VPQH",
        "HĐND",
        "UBND",
        "UBHC",
        "UB",
        "BGDĐT",
        "SGDĐT",
    ),
    *("PGDĐT", "GDĐT", "BNV", "SNV", "BTP", "BTTTT", "STTTT", "BYT", "SYT", "BCA", "BQP", "BKHĐT", "BKHCN", "BXD"),
    *("BLĐTBXH", "SLĐTBXH", "BVHTTDL", "SVHTT", "BTNMT", "BNNPTNT", "BGTVT", "BCT", "BNG", "TTCP", "NHNN", "BHXH"),
    *("TANDTC", "VKSNDTC", "KTNN", "TCT", "HĐNN", "SL"),
)
_MARKED = {issuer.upper(): issuer for issuer in (*_OF_PARTY, *_OF_STATE)} | {
    "TƯ": "TW",
    "T.Ư": "TW",
    "T.W": "TW",
    "T.U": "TU",
}
_MARKED |= {"Đ.U": "ĐU", "Q.U": "QU", "H.U": "HU"}
_BARE = {fold(issuer): issuer for issuer in (*_OF_PARTY, *_OF_STATE)}
_ROOM = re.compile(r"[A-ZĐ][0-9]{1,3}")
_TONELESS = re.compile(r"[A-ZĐĂÂÊÔƠƯa-zđăâêôơư&]{2,}[0-9]*")


def kind_of(text: str, form: Form) -> str:
    """The canonical spelling of a type, empty when there is no such type; the form's own types come first."""
    clean = nfc(text)
    return _KINDS[form].get(clean.upper()) or _KINDS[form].get(fold(clean), "")


def issuer_of(text: str) -> str:
    clean = nfc(text)
    base = clean.rstrip("0123456789")
    found = _MARKED.get(base.upper()) or _BARE.get(fold(base).replace("&", ""))
    return found + clean[len(base) :] if found else ""


def is_of_party(issuer: str) -> bool:
    """Whether a known issuer, without digits behind it, belongs to the Party and its bodies."""
    return issuer in _OF_PARTY


def looks_issued(group: str, state: str | None) -> bool:
    """Known, a room (`P3`), or mostly capitals without tones: `ABCD`, `GDTrH`, not `Full`, `lượng` or `HÀ`."""
    if issuer_of(group) or _ROOM.fullmatch(group) or (state and kind_of(group, "state")):
        return True
    capitals, small = sum(c.isupper() for c in group), sum(c.islower() for c in group)
    return group[0].isupper() and capitals >= 2 * max(small, 1) and _TONELESS.fullmatch(nfc(group)) is not None
