"""What the desk costs: processor time until a page is shown after the start, and after a pause in typing."""

import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from adapter import workplace
from benchmark.articles import Article
from benchmark.layouts import post_path, post_text
from newsdesk.live import Live
from newsdesk.preview import Preview, Site


@dataclass(frozen=True)
class Cost:
    """Seconds of this process after a pause; another parses the post, in milliseconds whatever the site."""

    known: float
    problems: float
    page: float


@dataclass(frozen=True)
class Start:
    """Seconds of this process and by the clock until a page is shown, and until all is read.

    What other processes read meanwhile counts by the clock alone.
    """

    page: float
    page_clock: float
    all: float
    all_clock: float


def start(folder: Path, article: Article) -> Start:
    """A desk is opened, and a post at it at once."""
    place = workplace.workplace(folder / "mkdocs.yml")
    live, preview = Live(place, folder / ".cache/newsdesk"), Preview(folder / ".cache/newsdesk/xem-thu")
    clock, used = time.monotonic(), time.process_time()
    reading = threading.Thread(target=live.warm)
    reading.start()
    own = time.thread_time()
    draft = live.look(post_path(article).removeprefix("docs/"), post_text(article).encode())
    preview.show(Site(place.setup, place.nav, draft))
    answer = preview.answer(draft.page.url if draft.page else "").body.decode()
    page, page_clock = time.thread_time() - own, time.monotonic() - clock
    if draft.is_whole or article.title not in unescape(answer):
        raise RuntimeError("the post was not shown before all was read")
    reading.join()
    live.close()
    return Start(page, page_clock, time.process_time() - used, time.monotonic() - clock)


def starts(found: Sequence[Start]) -> str:
    """The first, which reads all, and the second, which finds it read."""
    lines = ["| | a post is shown | all is read |", "|---|---:|---:|"]
    for name, one in zip(("first start", "second start"), found, strict=True):
        page = f"{1000 * one.page:.0f} ms, {one.page_clock:.1f} s by the clock"
        lines.append(f"| {name} | {page} | {one.all:.1f} s, {one.all_clock:.1f} s by the clock |")
    return "\n".join(lines)


def costs(folder: Path, articles: Sequence[Article], times: int) -> Iterator[Cost]:
    """Of as many pauses, each after a changed word of one post."""
    place = workplace.workplace(folder / "mkdocs.yml")
    live, preview = Live(place, folder / ".cache/newsdesk"), Preview(folder / ".cache/newsdesk/xem-thu")
    live.warm()
    article = articles[len(articles) // 2]
    path = post_path(article).removeprefix("docs/")
    for number in range(times):
        data = f"{post_text(article)}\nChữ thứ {number}.\n".encode()
        live.forget()
        start = time.process_time()
        live.files()
        known = time.process_time()
        draft = live.draft(path, data)
        problems = time.process_time()
        preview.show(Site(place.setup, place.nav, draft))
        answer = preview.answer(draft.page.url if draft.page else "")
        if f"Chữ thứ {number}." not in answer.body.decode():
            raise RuntimeError("the preview does not show what was written")
        yield Cost(known - start, problems - known, time.process_time() - problems)


def table(found: Sequence[Cost]) -> str:
    """Medians and the worst, in milliseconds."""
    lines = ["| | median | worst |", "|---|---:|---:|"]
    for name, values in (
        ("changes in docs/ looked for", [one.known for one in found]),
        ("problems told", [one.problems for one in found]),
        ("page made", [one.page for one in found]),
        ("all", [one.known + one.problems + one.page for one in found]),
    ):
        lines.append(f"| {name} | {1000 * statistics.median(values):.0f} ms | {1000 * max(values):.0f} ms |")
    return "\n".join(lines)
