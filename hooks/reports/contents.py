"""What a report says: sentences and tables of a period, before anything of Word comes in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.catalogue import Catalogue
from newsroom.kinds import AUTHOR, CAMPAIGN, CELL, DIRECTIVE, KINDS, Kind
from newsroom.settings import Settings
from newsroom.statistics import Period, Tally, by_month, by_topic, posts_of
from newsroom.vietnamese import format_day

Row = tuple[str, ...]

_COMMUNE = re.compile(r"(?:(?:phường|xã|thị trấn|đặc khu)\s|(?:p|x|tt|đk)\.)\s*(\S.*)", re.IGNORECASE)
_STREET = re.compile(r"số|đường|phố|ngõ|ngách|thôn|xóm|ấp|tổ|\d", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the page's width; numbers stand at the right in the columns `numbers`."""

    title: str
    head: Row
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    total: Row = ()


@dataclass(frozen=True)
class Report:
    """A report of a period: who reports to whom, what it is about, and what is said."""

    cell: str
    parent: str
    place: str
    subject: str
    opening: tuple[str, ...]
    tables: tuple[Table, ...]


def compile_report(catalogue: Catalogue, settings: Settings, period: Period) -> Report:
    """All figures of a period, and its posts."""
    return Report(
        settings.name,
        settings.parent,
        _place(settings),
        f"Kết quả đăng tin, bài trên trang tin {period.name}",
        tuple(_opening(catalogue, settings, period)),
        tuple(_tables(catalogue, period)),
    )


def _place(settings: Settings) -> str:
    """Where a document is given: the commune or ward that the address names, else its last part, but no street."""
    parts = [part.strip() for part in settings.address.split(",")]
    for found in filter(None, map(_COMMUNE.fullmatch, parts)):
        return found[0] if found[1].isdigit() else found[1]
    return "" if _STREET.match(parts[-1]) else parts[-1]


def _opening(catalogue: Catalogue, settings: Settings, period: Period) -> Iterator[str]:
    posts = posts_of(catalogue, period)
    if not posts:
        yield f"Trong {period.name} ({period.days}), trang tin của {settings.name} không đăng bài nào."
        return
    counts = {kind: len(by_topic(catalogue, kind, period)) for kind in KINDS}
    said = f"Trong {period.name} ({period.days}), trang tin của {settings.name} đã đăng {len(posts)} bài, "
    yield f"{said}của {counts[AUTHOR]} tác giả thuộc {counts[CELL]} chi bộ."
    if counts[CAMPAIGN] or counts[DIRECTIVE]:
        told = [f"{counts[CAMPAIGN]} chuyên đề" * bool(counts[CAMPAIGN])]
        told += [f"việc thực hiện {counts[DIRECTIVE]} văn bản của cấp trên" * bool(counts[DIRECTIVE])]
        yield f"Các bài phản ánh {' và '.join(one for one in told if one)}."
    before = len(posts_of(catalogue, period.before))
    if before:
        more = len(posts) - before
        change = f"tăng {more} bài so với" if more > 0 else f"giảm {-more} bài so với" if more else "bằng"
        yield f"Số bài {change} {period.before.name} ({before} bài)."


def _tables(catalogue: Catalogue, period: Period) -> Iterator[Table]:
    months = by_month(catalogue, period)
    if len(months) > 1:
        yield _figures("Số bài theo tháng", "Tháng", months, total=True)
    for kind in KINDS:
        if tallies := by_topic(catalogue, kind, period):
            yield _figures(f"Số bài theo {_lower(kind)}", kind.title, tallies, total=kind is CELL)
    if posts := posts_of(catalogue, period):
        rows = (
            (str(at), format_day(post.fields.date), post.title, _names(catalogue, post.path, AUTHOR),
             _names(catalogue, post.path, CELL))
            for at, post in enumerate(posts, 1)
        )  # fmt: skip
        head = ("TT", "Ngày đăng", "Tên bài", "Tác giả", "Chi bộ")
        yield Table("Danh sách bài đã đăng", head, tuple(rows), (7, 14, 37, 20, 22), (0,))


def _figures(title: str, column: str, tallies: Sequence[Tally], *, total: bool) -> Table:
    rows = tuple((str(at), one.link.title, str(one.posts)) for at, one in enumerate(tallies, 1))
    summed = ("", "Cộng", str(sum(one.posts for one in tallies))) if total else ()
    return Table(title, ("TT", column, "Số bài"), rows, (9, 73, 18), (0, 2), summed)


def _lower(kind: Kind) -> str:
    return f"{kind.title[0].lower()}{kind.title[1:]}"


def _names(catalogue: Catalogue, path: str, kind: Kind) -> str:
    return ", ".join(topic.title for topic in catalogue.labels[path][kind.name])
