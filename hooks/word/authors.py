"""Who wrote: lines such as `Người viết: …` and `Tin, ảnh: …`, names in them, and names that stand alone."""

import re
from collections.abc import Iterator, Sequence

from newsroom.vietnamese import fold, nfc

_LABELS = (
    r"nguoi viet(?: bai)?|(?:ten )?tac gia(?: bai viet)?|ho (?:va )?ten(?: (?:tac gia|nguoi viet|nguoi du thi))?"
    r"|tin,? ?(?:va |[-–&/+] ?)?(?:bai|anh)"
    r"(?:,? ?(?:va |[-–&/+] ?)?anh)?"
    r"|bai,? ?(?:va |[-–&/+] ?)?(?:anh|tin)|tin|bai|bai viet(?: cua)?|nguoi (?:thuc hien|soan|dang|gui)|bien soan"
    r"|thuc hien|nguon(?: tin)?|ctv|pv|phong vien|cong tac vien|nhom tac gia|viet bai"
)
_CREDIT = re.compile(rf"\A[\W_]*(?P<label>{_LABELS})\s*[:：]\s*(?P<names>\S.*)\Z", re.DOTALL)
_PHOTO = re.compile(r"[,;.–-]?\s{0,9}\b(?:anh|hinh anh|tin|bai)\s*[:：]\s*")
_PREFIX = re.compile(r"\A(?:dong chi|d/c|đ/c|thay giao|co giao|thay|co|ong|ba)\s+")
_ROLE = re.compile(
    r"\s{0,9}[-–—,]\s{0,9}(?:pho |nguyen )?(?:bi thu|giao vien|gv|hieu truong|chi uy|dang vien|to truong|to pho"
    r"|tong phu trach|truong\b|chi bo|nhan vien|can bo|ban bien tap|ctv|thu ky).*\Z"
)
_BETWEEN, _AND = re.compile("[,;/&+]"), re.compile(r"\s(?:và|-|–|—)\s")
_BRACKETED = re.compile(r"\([^()]*\)")
_SIGNER = re.compile(r"\A[\W_]*(?:nguoi viet(?: bai)?|tac gia|nguoi thuc hien)\W*\Z")
_CONTACT = re.compile(r"[,;.–—-]?\s{0,9}\(?\b(?:sdt|so dien thoai|dien thoai|dt|email|mail|zalo)\b.*\Z")
_TEAM = re.compile(r"\s{0,9}[-–—,]\s{0,9}(?:to|nhom|khoi|lop)\b.*\Z")
_GROUP = re.compile(r"(?:to|nhom|ban|chi doan|doan truong|lien doi|cong doan|clb|cau lac bo) [^\W\d]")
_ADDRESS = re.compile(r"internet|https?:|www\.|\.(?:vn|com|org)\b|\d{3}")
_TITLECASE = re.compile(r"\A[^\W\d_a-zà-ỹ][^\W\d_]*\Z")
_WRITTEN = "an au bach ban bui ca cao chau chu cu dam dang dao dau diep dinh do doan dong duong giang giap ha hau ho"
_WRITTEN += " hoa hoang hua huynh khong khuat khuc kieu kim la lai lam le lo luc lung luong luu ly ma mac mai nghiem"
_WRITTEN += " ngo nguy nguyen nham ninh nong ong pham phan phi pho phung quach quan quang sung ta tang thach thai than"
_WRITTEN += " thao thi to tong tran trieu trinh truong tu tuong ung uong van vang vi vo vu vuong xa"
_SURNAMES = frozenset(_WRITTEN.split())
"""Family names, without marks: a line that begins with none of them is no byline."""
_OFFICE = re.compile(r"(?:người|tác|chi|đảng|bí|hiệu|nơi|trường|phòng|ủy|uỷ|ban|tổ|đoàn|công|hội|xác|ngày|thcs)\Z")


def credit_in(text: str) -> str:
    """The label of a line that says who wrote (`nguoi viet`), else empty."""
    found = _CREDIT.match(fold(nfc(text)))
    return found["label"] if found and len(text) < 160 else ""


def is_signer(text: str) -> bool:
    """Whether the line says that the name below it is the author's."""
    return bool(_SIGNER.match(fold(nfc(text)).strip()))


def authors_in(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names with the lines that they come from; a source counts where nobody is named as author."""
    kinds = [(credit_in(line), line) for line in lines]
    named = [(label, line) for label, line in kinds if label and not label.startswith("nguon")]
    seen: set[str] = set()
    for _, line in named or kinds:
        for name in _names(line):
            if fold(name) not in seen:
                seen.add(fold(name))
                yield name, line


def person_in(text: str) -> str:
    """The name when a line is nothing but a person's, as a signature is."""
    clean = nfc(text).strip(" .,:;()-–—")
    words = clean.split()
    fits = 2 <= len(words) <= 5 and all(map(_TITLECASE.match, words))
    if not fits or _is_office(words):
        return ""
    return clean.title() if clean.isupper() else clean


def people_in(text: str) -> str:
    """Lists names with commas between them: `Thu Hà – Văn Bình`; the name of one stays as it is."""
    names = [person_in(one) for one in re.split(r"\s*[,;&/]\s*|\s+(?:và|-|–|—)\s+", nfc(text).strip(" ()"))]
    return ", ".join(names) if all(names) and len(names) < 5 else ""


def byline(text: str) -> str:
    """The name in a line that says nothing but who somebody is: `Trần Thu Hà - Bí thư Chi đoàn`."""
    words = nfc(text).strip(" ()")
    name = person_in(_bare(words)) if len(words) < 90 else ""
    return name if name and fold(name.split()[0]) in _SURNAMES and len(name.split()) > 1 else ""


def group_in(text: str) -> str:
    """A group that a text is by: `Tổ Khoa học xã hội`, with or without somebody's initials before it."""
    name = re.sub(r"\A[^\W\d]{1,4}\.?\s+[-–—]\s+", "", nfc(text).strip(" ().-–—"))
    return name if _GROUP.match(fold(name)) and len(name) < 60 else ""


def _is_office(words: Sequence[str]) -> bool:
    return bool(_OFFICE.match(words[0].lower()))


def _names(line: str) -> Iterator[str]:
    whole = nfc(line)
    found = _CREDIT.match(fold(whole))
    if not found:
        return
    names = whole[found.start("names") :]
    names = names[: contact.start()] if (contact := _CONTACT.search(fold(names))) else names
    folded = fold(names)
    if _ADDRESS.search(folded):
        return
    at = 0
    for mark in (*_PHOTO.finditer(folded), None):
        yield from _split(names[at : mark.start() if mark else len(names)])
        at = mark.end() if mark else at


def _split(text: str) -> Iterator[str]:
    """Several names: after a comma or semicolon always, after `và` or a dash where both sides are people."""
    for part in _BETWEEN.split(_BRACKETED.sub("", text)):
        whole = _bare(part)
        pieces = [_bare(piece) for piece in _AND.split(whole)]
        if len(pieces) > 1 and all(map(person_in, pieces)):
            yield from map(person_in, pieces)
        elif whole and any(map(str.isalpha, whole)) and not _is_role(whole):
            yield person_in(whole) or whole


def _is_role(text: str) -> bool:
    return bool(_ROLE.match(", " + fold(text)))


def _bare(text: str) -> str:
    """A name without titles before it and roles after it."""
    clean = text.strip(" .,:;-–—*_()")
    folded = fold(clean)
    before, after = _PREFIX.match(folded), _ROLE.search(folded) or _TEAM.search(folded)
    end = after.start() if after and person_in(clean[: after.start()]) else len(clean)
    start = before.end() if before and clean[before.end() : before.end() + 1].isupper() else 0
    return clean[start:end].strip(" .,:;-–—*_")
