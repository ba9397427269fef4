"""What a line of a head or of a signature block says: the nation, an office, the cell, a kind of text, a day."""

import re

from newsroom.citations.events import letterhead_date
from newsroom.vietnamese import fold, nfc
from word.authors import byline, credit_in
from word.blocks import Paragraph
from word.casing import is_capital

SHORT, TITLE_LENGTH = 160, 300
_ORNAMENT = re.compile(r"[\W_]*\Z")
_NATIONAL = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s*[-–—]\s*tu do|dang cong san viet nam\W*\Z|so:? ?[\d….]*\s*[-/][\w/-]+\Z"
)
_OFFICE = re.compile(
    r"(?:dang (?:uy|bo)|ubnd|uy ban|quan uy|thanh uy|huyen uy|phong gd|phong giao duc|so gd|so giao duc"
    r"|truong|cong doan)\b"
)
_LABEL = re.compile(r"(?:bai viet|tin bai|bai tuyen truyen|ban tin|tin hoat dong|tin tuc|bai du thi)\W*\Z")
_KIND = re.compile(
    r"(?:bao cao|ke hoach|thong bao|nghi quyet|chuong trinh|huong dan|thu ngo|loi keu goi|bien ban|bai phat bieu"
    r"|bai tham luan|tham luan|bai thu hoach|bai cam nhan)\W*\Z"
)
_CELL = re.compile(r"(?:chi|dang) bo\b")
_CELL_LABEL = re.compile(r"\A\W*(?:chi bo|don vi)\s*:\s*")
_SENTENCE = 80  # letters from which a line with a full stop is one
_NAME_OF_CELL = re.compile(
    r"(?:chi|dang) bo (?:(?:truong|th ?& ?thcs|thcs|thpt|th|tieu hoc|mam non|mau giao|mn|so|\d+)\b ?)+"
    r"(?:[^\W\d]+(?: |\b)){0,4}\W*\Z"
)
_VERBS = re.compile(
    r"\b(?:to chuc|sinh hoat|hop|ket nap|trien khai|thuc hien|dai hoi|tong ket|so ket|chuc mung|hoc tap|voi|quyet tam"
    r"|thi dua)\b"
)
_SIGNATURE = re.compile(
    r"(?:noi nhan|t ?/ ?m|tm\.?|kt\.?|bi thu|pho bi thu|hieu truong|nguoi viet|nguoi viet bai|tac gia|chi uy|xac nhan"
    r"|(?:thu ky|chu tri|chu toa|nguoi ghi)(?: bien ban| ghi bien ban)?(?: cuoc hop| hoi nghi| dai hoi)?\W*\Z"
    r"|\(?(?:da )?ky\b|nguoi bao cao|- ?luu\b|- ?nhu tren)"
)


def names_cell(text: str) -> bool:
    """Whether a line names a cell and says nothing of it."""
    folded = fold(without_label(text).strip(" ()"))
    return bool(_NAME_OF_CELL.match(folded)) and not _VERBS.search(folded)


def without_label(text: str) -> str:
    """The name in `Đơn vị: …`; any other line as it is."""
    whole = nfc(text)
    label = _CELL_LABEL.match(fold(whole))
    return whole[label.end() :] if label else whole


def is_letter_line(text: str) -> bool:
    """The nation's heading, the number of a letter, place and day."""
    return bool(_NATIONAL.match(fold(nfc(text))) or letterhead_date(text))


def is_of_letterhead(text: str, *, before_title: bool) -> bool:
    """Whatever is printed above an article and is no part of it."""
    folded = fold(nfc(text))
    if is_letter_line(text) or _ORNAMENT.match(text) or _LABEL.match(folded):
        return True
    return bool(before_title and _OFFICE.match(folded) and not _VERBS.search(folded) and len(text) < 80)


def is_kind(text: str) -> bool:
    """Whether a title only says what kind of text this is, so that the line below belongs to it."""
    return bool(_KIND.match(fold(nfc(text))))


def is_sentence(text: str) -> bool:
    """Whether a line is too long for a title that ends with a full stop."""
    return len(text) > _SENTENCE and text.endswith(".") and not is_capital(text)


def is_signed(text: str) -> bool:
    """A line as stands above a signature."""
    return bool(_SIGNATURE.match(fold(nfc(text)).strip()))


def tells_of_head(text: str) -> bool:
    """Whether a cell shows that its table sets the lines of a head side by side."""
    return bool(is_letter_line(text) or _CELL.match(fold(text)) or is_capital(text))


def is_running(block: Paragraph) -> bool:
    """Whether the text of the article has begun with this paragraph."""
    text = block.text
    if block.look.item or block.pictures:
        return True
    stands_out = block.look.align or block.look.style or is_capital(text) or credit_in(text) or letterhead_date(text)
    if stands_out and block.look.style not in ("h2", "h3", "h4"):
        return len(text) > TITLE_LENGTH
    bold = block.is_all("bold") and len(text) < SHORT and not is_sentence(text)
    if bold or names_cell(text) or byline(text):
        return False
    return bool(text) and not is_of_letterhead(text, before_title=False)
