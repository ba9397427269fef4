"""Days so far ahead or back that they are most likely slips: told anew in each build, since time passes."""

import datetime
from collections.abc import Iterator

from newsroom.frontmatter.days import HANOI
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.vietnamese import format_day

_FIRST_SITES = 1997  # when the country got the web


def far_dates(fields: PageFields, today: datetime.date) -> Iterator[tuple[str, str]]:
    """Fields whose day is more than a year after today, or before any site, and what to say of each: `01/10/2062`."""
    given = vars(fields)
    for name in ("date", "updated", "publish_at"):
        value = given.get(name)
        day = value.astimezone(HANOI).date() if isinstance(value, datetime.datetime) else value
        if day and (day - today).days > 366:
            said = f"ngày {format_day(day)} còn hơn một năm nữa mới tới; hãy xem lại năm {day.year}"
            yield name, f"{said}, có phải ý bạn là {today.year}?"
    if isinstance(fields, PostFields) and fields.date.year < _FIRST_SITES:
        said = f"ngày {format_day(fields.date)} đã quá lâu; hãy xem lại năm {fields.date.year}"
        yield "date", f"{said}, có phải ý bạn là {today.year}?"
