"""When what a text tells happened: its day, not that of a document it names or of an anniversary."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.citations import find_citations
from newsroom.vietnamese import fold, nfc, parse_date

_DAY = re.compile(
    r"(?<![\d/.-])(?:(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})"
    r"|(\d{1,2})\s+thang\s+(\d{1,2}),?\s+nam\s+(\d{4}))(?![\d/])"
)
_SHORT_DAY = re.compile(r"(?<![\d/.-])(?:(\d{1,2})/(\d{1,2})|(\d{1,2})\s+thang\s+(\d{1,2}))(?![\d/.]\d|[\d/]|,?\s+nam)")
_HOUR = re.compile(r"\b(?:sang|chieu|toi|trua|hom nay|vao luc|vao|dung|hoi|sang ngay|chieu ngay)\b[^.;]{0,25}\Z")
_IN_DAYS = re.compile(r"\b(?:ngay|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)[,\s(]*(?:\w+\s*)?\(?\Z")
_PAST = re.compile(
    r"(?:ky niem|thanh lap|sinh ngay|ngay sinh|ke tu|han cuoi|truoc ngay|den het"
    r"|(?<!tu ngay \d )(?<!tu ngay \d\d )den ngay)"
    r"[^.;,)]{0,60}\Z|\d{4}\s?[-–—]\s?\Z"
)
_RANGE = re.compile(r"\s?[-–—]\s?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_OF_OFFICE = re.compile(r"\A\s*(?:cua|ve viec|ve)\b")
_LETTERHEAD = re.compile(
    r"\A(?:[^\d.;:]{2,40},\s*)?ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})\.?\Z"
    r"|\A(?:[^\d.;:]{2,40},\s*)?(?:ngay\s+)?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\Z"
)
_NAME_DAY = re.compile(r"(?<!\d)(?:(20\d\d)[-_. ]?(\d{2})[-_. ]?(\d{2})|(\d{1,2})[-_. ](\d{1,2})[-_. ](20\d\d))(?!\d)")
_REACH = 30  # paragraphs in which the day of an event is told, if it is


@dataclass(frozen=True)
class Event:
    """A day and the words that tell it, where it stands as a letter, `start`, of the text `block`."""

    day: datetime.date
    words: str
    block: int = 0
    start: int = 0


def event_in(texts: Sequence[str], letterhead: Sequence[str], name: str = "") -> Event | None:
    """The first day that is told with the time of day, else with `ngày`, else any; else the letterhead's; else that of
    the file's name.
    """
    heads = [Event(day, line) for line in letterhead if (day := letterhead_date(line))]
    year = heads[0].day.year if heads else _only_year(texts)
    found = [one for at, text in enumerate(texts[:_REACH]) for one in _days(text, at, year)]
    return min(found, key=lambda one: one[0])[1] if found else heads[0] if heads else _in_name(name)


def _in_name(name: str) -> Event | None:
    for found in _NAME_DAY.finditer(name):
        year, month, day = found.groups()[:3] if found[1] else (found[6], found[5], found[4])
        if told := _day((day, month, year)):
            return Event(told, name)
    return None


def letterhead_date(text: str) -> datetime.date | None:
    """The day of a line such as `Ngọc Lâm, ngày 01 tháng 4 năm 2022`."""
    found = _LETTERHEAD.match(fold(nfc(text)).strip(" ()"))
    if not found:
        return None
    return _day(re.split("[/.-]", found[4]) if found[4] else found.groups()[:3])


def _days(text: str, block: int, year: int | None) -> list[tuple[tuple[int, int, int], Event]]:
    clean = nfc(text)
    folded, spans = fold(clean), [one.span for one in find_citations(clean)]
    dated = [(found, [one for one in found.groups() if one]) for found in _DAY.finditer(folded)]
    if year:
        short = _SHORT_DAY.finditer(folded)
        dated += [(found, [*(one for one in found.groups() if one), str(year)]) for found in short]
    events = []
    for found, parts in dated:
        before, after, start = folded[max(0, found.start() - 70) : found.start()], folded[found.end() :], found.start()
        if any(low <= start < high for low, high in spans) or _PAST.search(before) or _RANGE.match(after):
            continue
        full = len(parts) == 3 and len(found[0]) > 5
        rank = 0 if _HOUR.search(before) else 1 if _IN_DAYS.search(before) else 2 if full else 9
        if rank == 9 or _OF_OFFICE.match(after):
            continue
        if day := _day(parts):
            words = _words(clean, found.start(), found.end())
            events.append(((rank, block, start), Event(day, words, block, start)))
    return events


def _words(text: str, start: int, end: int) -> str:
    before = text[:start].rsplit(".", 1)[-1].split()
    return " ".join([*before[-4:], text[start:end]])


def _only_year(texts: Sequence[str]) -> int | None:
    """The year of all whole dates of a text, if it is one."""
    days = (found for text in texts[:_REACH] for found in _DAY.finditer(fold(nfc(text))))
    years = {int(found[3] or found[6]) for found in days}
    return years.pop() if len(years) == 1 else None


def _day(parts: Sequence[str]) -> datetime.date | None:
    try:
        return parse_date("/".join(parts))
    except ValueError:
        return None
