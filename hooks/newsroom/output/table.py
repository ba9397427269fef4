"""All figures of the site as a table that Excel opens with a double click, its Vietnamese letters right.

Excel takes a file apart at the list separator of the system, which is `,` on one Vietnamese Windows and `;` on another,
and a first line `sep=;` makes it forget the mark by which it knows UTF-8. UTF-16 with its mark and tabs between the
cells are read the same way by every Excel, by LibreOffice and by Google's tables.
"""

import codecs
import io
from collections.abc import Iterator
from functools import partial

from newsroom.addresses import absolute
from newsroom.cache.store import digest
from newsroom.catalogue import Catalogue
from newsroom.kinds import KINDS
from newsroom.output.files import Output
from newsroom.statistics import Tally, by_month, by_quarter, by_topic
from newsroom.vietnamese import format_day
from newsroom.views.statistics import TABLE

Groups = tuple[tuple[str, tuple[Tally, ...]], ...]
"""What is counted under each name."""
HEAD = ("Nhóm", "Mục", "Số bài", "Bài đầu tiên", "Bài mới nhất", "Địa chỉ")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_output(catalogue: Catalogue, site_url: str) -> Output:
    """The file beside the page of figures."""
    groups = tuple(_groups(catalogue))
    return Output(TABLE, digest(repr(groups)), partial(_table, groups, site_url))


def _table(groups: Groups, site_url: str) -> bytes:
    import csv  # which a build that changes no figure does not need

    out = io.StringIO(newline="")
    writer = csv.writer(out, "excel-tab")
    writer.writerow(HEAD)
    for group, tallies in groups:
        writer.writerows(_row(group, one, site_url) for one in tallies)
    return codecs.BOM_UTF16_LE + out.getvalue().encode("utf-16-le", "replace")


def _groups(catalogue: Catalogue) -> Iterator[tuple[str, tuple[Tally, ...]]]:
    months = by_month(catalogue)
    yield "Tháng", months
    yield "Quý", by_quarter(months)
    for kind in KINDS:
        yield kind.title, by_topic(catalogue, kind)


def _row(group: str, one: Tally, site_url: str) -> tuple[str | int, ...]:
    address = absolute(site_url, one.link.url) if one.link.url else ""
    return group, _plain(one.link.title), one.posts, format_day(one.first), format_day(one.last), address


def _plain(text: str) -> str:
    """A name that Excel would take for a formula is marked as text."""
    return f"'{text}" if text.startswith(_FORMULA) else text
