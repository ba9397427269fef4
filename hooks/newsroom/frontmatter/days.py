"""Days as heads have them: `Chủ nhật, 29/11/2026`, a day with its time as other programs write it, Excel's count."""

import datetime
import re

from newsroom.vietnamese import fold, format_day, parse_date

HANOI = datetime.timezone(datetime.timedelta(hours=7))

_BEFORE = re.compile(r"\A(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn)\s*+,?\s*+)?(?:ngay\s++)?(?=\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_TIMED = re.compile(
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})(?:T|\s+)\d{1,2}(?::|h)\d{2}(?::\d{2})?(?:\.\d+)?(?:[+]07:?00)?"
)
_SHORT_YEAR = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})")
_COUNT = re.compile(r"[3-6]\d{4}")
_FIRST = datetime.date(1899, 12, 30)  # of Excel's days the one before the first


def day_of(text: str) -> datetime.date:
    """The day that is meant. Raises ValueError with what to write, the very day if there is but one."""
    written = text.strip(" \t\"'“”‘’,.")
    before = _BEFORE.match(fold(written))
    written = written[before.end() if before and len(fold(written)) == len(written) else 0 :]
    if found := _YEAR_FIRST.fullmatch(written):
        return parse_date("/".join(reversed(found.groups())))
    if found := _TIMED.fullmatch(written):
        return parse_date(found[1])
    _tell(text, written)
    return parse_date(written if before else text)


def _tell(text: str, written: str) -> None:
    if _COUNT.fullmatch(written):
        day = format_day(_FIRST + datetime.timedelta(days=int(written)))
        raise ValueError(f"“{text}” không phải là ngày, mà là số đếm ngày của Excel; hãy viết: {day}")
    if found := _SHORT_YEAR.fullmatch(written):
        raise ValueError(f"“{text}” không phải là ngày, vì năm thiếu hai chữ số; hãy viết: {found[1]}20{found[2]}")
