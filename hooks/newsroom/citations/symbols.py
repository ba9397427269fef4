"""One document number: `27-HD/ĐU` (Party form), `30/2020/NĐ-CP` (State form), mended into its canonical spelling."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from newsroom.citations.spellings import OTHER_FORM, TYPES, Form, issuer_of, kind_of, looks_issued
from newsroom.vietnamese import nfc, slug

_UNTYPED = ("Công văn", "Giấy phép", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư", "Thông báo", "Hợp đồng")
_BY_OFFICE = {"QH": ("Luật", "Bộ luật", "Nghị quyết"), "UBTVQH": ("Nghị quyết", "Pháp lệnh")}
_GAP = r"[^\S\r\n]{0,2}+"
_DASH = "[-\u2010-\u2015\u2212]"
_LETTER = r"[^\W\d_]"
_GROUP = rf"(?:[Tt]\.[WwƯưUu]|{_LETTER}(?:&?{_LETTER}){{1,11}}+[0-9]{{0,2}}+)"
NUMBER = re.compile(
    rf"(?P<number>[0-9]{{1,5}}+(?:[a-h](?!{_LETTER}))?)"
    rf"(?:{_GAP}(?P<hyphen>{_DASH}?){_GAP}(?P<kind>{_LETTER}{{1,6}}+){_GAP}/{_GAP}"
    rf"(?P<issuer>{_GROUP}(?:{_DASH}{_GROUP}){{0,2}})"
    rf"|{_GAP}/{_GAP}(?:(?P<year>(?:19|20)[0-9]{{2}}){_GAP}/{_GAP})?+"
    rf"(?P<groups>{_GROUP}(?:{_GAP}(?:{_DASH}|/){_GAP}{_GROUP})?(?:{_DASH}{_GROUP}){{0,2}}))(?![\w\u0300-\u036f])"
)
_GROUPS = re.compile(_GROUP)


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
        """The canonical written form."""
        if self.plenum:
            return f"{self.type_name} Trung ương {self.plenum} khóa {self.term}"
        if self.form == "party":
            return f"{self.number}-{self.kind}/{self.issuer}"
        start = f"{self.number}/{self.year}" if self.year else self.number
        return f"{start}/{self.kind}-{self.issuer}" if self.kind else f"{start}/{self.issuer}"

    @cached_property
    def slug(self) -> str:
        """`42/2022/NĐCP` → `42-2022-nd-cp`; further leading zeros do not count, `005` is `05`."""
        return _slug(self)

    @property
    def key(self) -> str:
        """What two spellings of one number share: the slug, so two documents never meet at one address."""
        return self.slug

    @property
    def type_names(self) -> tuple[str, ...]:
        """The names that may stand before this number, the usual one first."""
        if self.kind:
            return TYPES[self.form].get(self.kind) or TYPES[OTHER_FORM[self.form]].get(self.kind) or ("Văn bản",)
        return next((names for office, names in _BY_OFFICE.items() if self.issuer.startswith(office)), _UNTYPED)

    @property
    def type_name(self) -> str:
        """`Hướng dẫn`."""
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


def type_name(kind: str, form: Form = "party") -> str:
    """The usual name of a type (`HD` → `Hướng dẫn`), `Văn bản` for an unknown one."""
    return Symbol("", kind_of(kind, form) or kind, "", form).type_name


def read_number(match: re.Match[str], *, introduced: bool, strict: bool) -> tuple[Symbol, int] | None:
    """The symbol in a match of NUMBER and the offset where it ends; strict asks for the looks that prose needs."""
    spelled = "issuer" if match["issuer"] else "groups"
    parts = list(_GROUPS.finditer(match[spelled]))
    for count in range(len(parts), 0, -1):
        groups = [part[0] for part in parts[:count]]
        if strict and not all(looks_issued(group, match["groups"]) for group in groups):
            continue
        if found := _party(match, groups) if match["issuer"] else _state(match, groups, introduced):
            return found, match.start(spelled) + parts[count - 1].end()
    return None


def _party(match: re.Match[str], groups: list[str]) -> Symbol | None:
    kind = kind_of(match["kind"], "party")
    known = issuer_of(groups[0])
    if not known and not (kind and match["hyphen"]):
        return None
    if not kind and not (match["hyphen"] and 2 <= len(match["kind"]) <= 4 and match["kind"].isupper()):
        return None
    return Symbol(_padded(match["number"]), kind or nfc(match["kind"]), _issuer(groups), "party")


def _state(match: re.Match[str], groups: list[str], introduced: bool) -> Symbol | None:
    first, rest = groups[0], groups[1:]
    kind = kind_of(first, "state") if rest else ""
    if not rest:
        kind, first = _unglued(first)
    known = issuer_of(first)
    if not (kind or known or (rest and introduced)):
        return None
    if not kind and not _names_an_office(match, known or "", introduced, bool(rest)):
        return None
    year = int(match["year"]) if match["year"] else None
    issuer = _issuer(rest) if kind and rest else _issuer([first, *rest])
    return Symbol(_padded(match["number"]), kind, issuer, "state", year)


def _names_an_office(match: re.Match[str], known: str, introduced: bool, more: bool) -> bool:
    """Whether a number without a type may be one: `125/SGDĐT-VP`, `91/2025/QH15`, but not `3/4` or `5/A-B`."""
    if "QH" in known and match["year"]:
        return not more
    return (more and re.search(r"\s|/", match["groups"]) is None) or (bool(known) and introduced)


def _unglued(group: str) -> tuple[str, str]:
    """`NĐCP` → `NĐ`, `CP`: only where both are known; else no type and the group itself."""
    if issuer_of(group):
        return "", group
    cuts = ((kind_of(group[:at], "state"), group[at:]) for at in range(min(4, len(group) - 2), 1, -1))
    return next(((kind, issuer) for kind, issuer in cuts if kind and issuer_of(issuer)), ("", group))


def _issuer(groups: list[str]) -> str:
    return "-".join(issuer_of(group) or nfc(group) for group in groups)


def _padded(number: str) -> str:
    digits = number.rstrip("abcdefgh")
    return digits.zfill(2) + number[len(digits) :]
