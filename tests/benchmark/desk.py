"""What a pause in typing costs at the desk: processor time until problems are told, and until the page is shown."""

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from adapter import workplace
from benchmark.articles import Article
from benchmark.layouts import ours, post_path, post_text
from newsdesk.live import Live
from newsdesk.preview import Preview, Site


@dataclass(frozen=True)
class Cost:
    """Seconds of this process; another one parses the post meanwhile, which takes milliseconds whatever the site."""

    known: float
    problems: float
    page: float


def costs(folder: Path, articles: Sequence[Article], times: int) -> Iterator[Cost]:
    """Of as many pauses, each after a changed word of one post."""
    ours(folder, articles)
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
