"""One document number: `27-HD/ĐU` (Party form), `30/2020/NĐ-CP` (State form), mended into its canonical spelling."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from newsroom.citations.spellings import (
    OLD_OFFICES,
    OTHER_FORM,
    TYPES,
    Form,
    is_of_party,
    issuer_of,
    kind_of,
    looks_issued,
)
from newsroom.vietnamese import nfc, slug

_UNTYPED = ("Công văn", "Giấy phép", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư", "Thông báo", "Hợp đồng")
_BY_OFFICE = {
    "QH": ("Luật", "Bộ luật", "Nghị quyết"),
    "UBTVQH": ("Nghị quyết", "Pháp lệnh"),
    "CP": ("Nghị định", "Nghị quyết", "Quyết định", "Chỉ thị"),
    "TTg": ("Quyết định", "Chỉ thị"),
    "SL": ("Sắc lệnh",),
}
_OLD_TYPES = ("Quyết định", "Nghị định", "Nghị quyết", "Chỉ thị")
_UNKNOWN = ("Văn bản",)
_GAP = r"[^\S\r\n]{0,2}+"
_DASH = "[-\u2010-\u2015\u2212]"
_LETTER = r"[^\W\d_]"
_BROKEN = rf"{_GAP}(?:\r?\n{_GAP})?"  # behind a sign at which programs break a line off
_SLASH = rf"{_GAP}/{_BROKEN}"
_YEAR = "(?:19|20)[0-9]{2}"
_GROUP = rf"(?:[TtĐđHhQq]\.[WwƯưUu]|{_LETTER}(?:&?{_LETTER}){{1,11}}+[0-9]{{0,3}}+)"
_NEXT = rf"(?:{_GROUP}|{_LETTER}[0-9]{{1,3}}+)"
NUMBER = re.compile(  # begins with one digit, which is looked for much faster than digits are
    rf"(?P<number>[0-9][0-9]{{0,4}}+(?:[a-hA-H](?!{_LETTER})|\.[0-9]{{1,2}}+(?={_GAP}/))?)"
    rf"(?:{_GAP}(?:(?P<hyphen>{_DASH}){_BROKEN}|{_GAP})(?P<kind>{_LETTER}{{1,6}}+){_SLASH}"
    rf"(?P<issuer>{_GROUP}(?:(?:{_DASH}|\.(?=[A-ZĐ]{{2}})){_NEXT}){{0,3}})"
    rf"|(?:{_SLASH}|(?P<range>{_GAP}{_DASH}{_GAP}(?={_YEAR}{_GAP}/)))(?:(?P<year>{_YEAR})(?:{_SLASH}|(?P<slip>{_DASH})))?+"
    rf"(?P<groups>{_GROUP}(?:{_GAP}(?:{_DASH}|/){_BROKEN}{_GROUP})?(?:(?:{_DASH}|/|\.(?=[A-ZĐ]{{2}})){_NEXT}){{0,3}})"
    rf"|{_DASH}(?P<dashed>{_GROUP}(?:{_DASH}{_NEXT}){{1,3}})(?!\.\w|{_DASH})"
    rf"|{_DASH}(?P<old>{_GROUP})(?!{_GAP}/|{_DASH}))(?![\w\u0300-\u036f])"
)
_GROUPS = re.compile(_NEXT)
_IS_YEAR = re.compile(_YEAR)


@dataclass(frozen=True)
class Introduction:
    """The words right before a number: where they start, and the name of a type if one is among them."""

    start: int
    type_name: str


@dataclass(frozen=True)
class Symbol:
    """A document by its number; a resolution of a plenum has `plenum` and `term` (`XIII`) in place of a number."""

    number: str
    """As written, but of two digits at least (`5` → `05`), as the rules of both forms ask."""
    kind: str
    """`HD`, `NĐ`, `CTr`…; empty in `125/SGDĐT-VP` and `91/2025/QH15`, which name no type."""
    issuer: str
    form: Form
    year: int | None = None
    plenum: int | None = None
    term: str = ""

    @property
    def text(self) -> str:
        """The one way in which the site writes this number, however authors do."""
        if self.plenum:
            return f"{self.type_name} Trung ương {self.plenum} khóa {self.term}"
        if self.form == "party":
            return f"{self.number}-{self.kind}/{self.issuer}"
        if self.form == "old":
            return f"{self.number}-{self.issuer}"
        start = f"{self.number}/{self.year}" if self.year else self.number
        return f"{start}/{self.kind}-{self.issuer}" if self.kind else f"{start}/{self.issuer}"

    @cached_property
    def slug(self) -> str:
        """The name of the document's page: `42-2022-nd-cp` for `42/2022/NĐCP`; `005` is `05`."""
        return _slug(self)

    @property
    def key(self) -> str:
        """What two spellings of one number share: the slug, so two documents never meet at one address."""
        return self.slug

    @property
    def type_names(self) -> tuple[str, ...]:
        """The names that may stand before this number, the usual one first."""
        if self.kind:
            return TYPES[self.form].get(self.kind) or TYPES[OTHER_FORM[self.form]].get(self.kind) or _UNKNOWN
        return _BY_OFFICE.get(self.issuer.rstrip("0123456789"), _OLD_TYPES if self.form == "old" else _UNTYPED)

    def may_be(self, type_name: str) -> bool:
        """Whether a text that calls the document by this type's name right before its number is to be believed."""
        if not self.kind or self.type_names == _UNKNOWN:
            return bool(type_name)
        initials = "".join(word[0] for word in type_name.split()).upper()
        return initials == self.kind or any(type_name in types.get(self.kind, ()) for types in TYPES.values())

    @property
    def type_name(self) -> str:
        """The usual name of this number's type: `Hướng dẫn` for `27-HD/ĐU`."""
        return self.type_names[0]

    @property
    def is_usual(self) -> bool:
        """Whether type and issuer are known ones, so that an unlikely number is no slip of the pen."""
        known_kind = not self.kind or self.kind in TYPES["party"] or self.kind in TYPES["state"]
        return known_kind and all(issuer_of(group) for group in self.issuer.split("-"))


@lru_cache(maxsize=4096)  # a document is named by many posts
def _slug(symbol: Symbol) -> str:
    plain = replace(symbol, number=_padded(symbol.number.lstrip("0"))) if symbol.number else symbol
    return slug(plain.text)


def read_number(match: re.Match[str], before: Introduction | None, *, strict: bool) -> tuple[Symbol, int] | None:
    """The symbol in a match of NUMBER and the offset where it ends; strict asks for the looks that prose needs."""
    if match["old"]:
        old = _old(match) if not strict or (before and before.type_name) else None
        return (old, match.end()) if old else None
    if match["dashed"]:
        mended = _dashed(match)
        return (mended, match.end()) if mended else None
    spelled = "issuer" if match["issuer"] else "groups"
    parts = list(_GROUPS.finditer(match[spelled]))
    for count in range(len(parts), 0, -1):
        groups = [part[0] for part in parts[:count]]
        if strict and not all(looks_issued(group, match["groups"]) for group in groups):
            continue
        if found := _party(match, groups, before) if match["issuer"] else _state(match, groups, before, strict):
            return found, match.start(spelled) + parts[count - 1].end()
    return None


def numbered(symbol: Symbol, number: str) -> Symbol:
    """The symbol of another document of the same type and issuer, as in `27, 28-HD/ĐU`."""
    return replace(symbol, number=_padded(number))


def _old(match: re.Match[str]) -> Symbol | None:
    office = issuer_of(match["old"])
    return Symbol(_padded(match["number"]), "", office, "old") if office in OLD_OFFICES else None


def _dashed(match: re.Match[str]) -> Symbol | None:
    """`45-QĐ-UBND`, with a hyphen in the place of the slash; its issuer decides the form. `45-qd-ubnd` is a page."""
    first, *rest = (part[0] for part in _GROUPS.finditer(match["dashed"]))
    form: Form = "party" if is_of_party(issuer_of(rest[0])) else "state"
    is_likely = first[0].isupper() and rest[0][0].isupper() and issuer_of(rest[0])
    kind = kind_of(first, form) if is_likely else ""
    return Symbol(_padded(match["number"]), kind, _issuer(rest), form) if kind else None


def _party(match: re.Match[str], groups: list[str], before: Introduction | None) -> Symbol | None:
    kind = kind_of(match["kind"], "party")
    named = bool(before and before.type_name)
    if not issuer_of(groups[0]) and not (match["hyphen"] and (kind or named)):
        return None
    if not kind and not (match["hyphen"] and 2 - named <= len(match["kind"]) <= 4 and match["kind"].isupper()):
        return None
    return Symbol(_padded(match["number"]), kind or nfc(match["kind"]), _issuer(groups), "party")


def _state(match: re.Match[str], groups: list[str], before: Introduction | None, strict: bool) -> Symbol | None:
    first, rest = groups[0], groups[1:]
    kind = kind_of(first, "state") if rest else ""
    if not rest:
        kind, first = _unglued(first, before)
    introduced, named = before is not None or not strict, not strict or bool(before and before.type_name)
    if not kind and not _names_an_office(match, first, introduced, named, bool(rest)):
        return None
    if not _is_likely(match, bool(kind), introduced):
        return None
    year = int(match["year"]) if match["year"] else None
    issuer = _issuer(rest) if kind and rest else _issuer([first, *rest])
    return Symbol(_padded(match["number"]), kind, issuer, "state", year)


def _names_an_office(match: re.Match[str], first: str, introduced: bool, named: bool, more: bool) -> bool:
    """Whether a number without a type may be one: `125/SGDĐT-VP`, `91/2025/QH15`, but not `3/4` or `5/A-B`."""
    known = issuer_of(first)
    if "QH" in known and match["year"]:
        return not more
    if not more or " " in match["groups"]:
        return bool(known) and introduced
    if "/" in match["groups"]:
        return named or (introduced and bool(known)) or len(known) > 2
    return introduced or bool(known)


def _is_likely(match: re.Match[str], typed: bool, introduced: bool) -> bool:
    """Whether unusual marks stand in a number all the same: `19-2017/NQ-CP`, not `năm học 2016-2017/KH-THCS`."""
    if match["range"]:
        return typed and not _IS_YEAR.fullmatch(match["number"])
    return (typed or not match["slip"]) and (introduced or bool(match["year"]) or "." not in match["number"])


def _unglued(group: str, before: Introduction | None) -> tuple[str, str]:
    """Type and issuer of `NĐCP`, if both are known or the type stands before; else no type and the group itself."""
    if issuer_of(group):
        return "", group
    cuts = ((kind_of(group[:at], "state"), group[at:]) for at in range(min(4, len(group) - 2), 1, -1))
    named = before.type_name if before else ""
    fitting = (cut for cut in cuts if cut[0] and (issuer_of(cut[1]) or named in TYPES["state"].get(cut[0], ())))
    return next(fitting, ("", group))


def _issuer(groups: list[str]) -> str:
    return "-".join(issuer_of(group) or nfc(group) for group in groups)


def _padded(number: str) -> str:
    digits = number.rstrip("abcdefghABCDEFGH").partition(".")[0]
    return digits.zfill(2) + number[len(digits) :]
