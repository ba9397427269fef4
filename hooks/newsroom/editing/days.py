"""The day of the event, as the text tells it, against the field `date`."""

import datetime
import re
from collections.abc import Iterator

from newsroom.citations.events import event_in
from newsroom.editing.manuscript import Manuscript
from newsroom.frontmatter.schema import PostFields
from newsroom.problems import Problem
from newsroom.vietnamese import fold, format_day, format_long

_FAR = 60  # days: a report may come some weeks after the event, an invitation before it
_TIME = re.compile(r"\b(?:sang|chieu|toi|trua)(?: (?:nay|qua|thu \w+|chu nhat))?,?\s*(?:ngay\s*)?\(?\Z")
_DAY = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:(?:\s?[/.-]\s?|\s+năm\s+)(?P<year>\d{4}))?(?![\d/])"
)
_YEAR = re.compile(r"[12]\d{3}")
_WHOLE = re.compile(r"\d{4}\Z")  # without its year a day may be of the year before


def far_date(text: Manuscript) -> Iterator[Problem]:
    """A day of the lead that is told with the time of day, or is `date` but for a slip, where no other is nearer."""
    fields, lead = text.page.fields, text.lead
    if not isinstance(fields, PostFields) or not any(_YEAR.search(one.text) for one in lead):
        return
    event = event_in([one.text for one in lead], [f"Ngày của bài, {format_long(fields.date)}"])
    if not event or not _WHOLE.search(event.words) or not _is_far(event.day, fields.date):
        return
    hint = _slip(event.day, fields.date)
    with_time = _TIME.search(fold(lead[event.block].text[: event.start]))
    if (hint or with_time) and all(
        _is_far(day, fields.date) for one in text.body for day in _days(one.text, fields.date)
    ):
        said = f"sự việc ngày {format_day(event.day)} cách xa date ({format_day(fields.date)}){hint}"
        yield text.told("far_date", lead[event.block], event.start, f"{said}; hãy xem lại hai ngày")


def _is_far(day: datetime.date, date: datetime.date) -> bool:
    return abs((day - date).days) > _FAR


def _days(text: str, date: datetime.date) -> Iterator[datetime.date]:
    """Every day of a text; one without its year is of the year of `date`."""
    for found in _DAY.finditer(text):
        try:
            yield datetime.date(int(found["year"] or date.year), int(found["month"]), int(found["day"]))
        except ValueError:
            continue


def _slip(told: datetime.date, date: datetime.date) -> str:
    if (told.day, told.month) == (date.day, date.month) and abs(told.year - date.year) <= 2:
        return ", chỉ khác năm"
    return ", ngày và tháng đổi chỗ" if (told.day, told.month, told.year) == (date.month, date.day, date.year) else ""
