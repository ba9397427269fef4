"""What one build costs: time, work of all its processes, bytes read, files written; files opened by strace."""

import json
import os
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmark import witness
from benchmark.measuring import Failed, run

_OPENED = re.compile(r"O_RD(?:ONLY|WR)\b(?!.*O_DIRECTORY).* = \d+<(.+)>$")


@dataclass(frozen=True)
class Cost:
    """`written` are files made anew in all folders that the build writes to, `published` those of the site."""

    seconds: float
    processor: float | None
    read: int | None
    published: float
    written: float


def cost(command: Sequence[str], folder: Path, site: str, kept: str) -> Cost:
    """Runs a build in a project; `site` and `kept` are the folders that it writes to. Raises Failed."""
    before = {stamp for place in (site, kept) for stamp in _stamps(folder / place)}
    with tempfile.TemporaryDirectory() as temporary:
        report = Path(temporary, "report.json")
        run([sys.executable, witness.__file__, str(report), *command], folder)
        took = json.loads(report.read_text(encoding="utf-8"))
    published, others = (sum(stamp not in before for stamp in _stamps(folder / place)) for place in (site, kept))
    return Cost(took["seconds"], took["processor"], took["read"], published, published + others)


def _stamps(folder: Path) -> Iterator[tuple[int, int]]:
    """Number and time of each file: a rename changes neither, another file under an old name has others."""
    for place, _, names in os.walk(folder):
        for name in names:
            found = (Path(place) / name).lstat()
            yield found.st_ino, found.st_mtime_ns


def median(costs: Sequence[Cost]) -> Cost:
    """Each figure's own median."""
    processor = [one.processor for one in costs if one.processor is not None]
    read = [one.read for one in costs if one.read is not None]
    return Cost(
        statistics.median(one.seconds for one in costs),
        statistics.median(processor) if processor else None,
        int(statistics.median(read)) if read else None,
        statistics.median(one.published for one in costs),
        statistics.median(one.written for one in costs),
    )


def opened(command: Sequence[str], folder: Path) -> int | None:
    """How many files of its project a build opens to read; None where there is no strace or it may not trace."""
    strace = shutil.which("strace")
    if strace is None:
        return None
    with tempfile.TemporaryDirectory() as temporary:
        # A file for each process, so that no line is broken by another's; -y names what was opened in full.
        tracing = [strace, "-ff", "-qq", "-y", "-e", "trace=open,openat", "-o", str(Path(temporary, "trace"))]
        try:
            run([*tracing, *command], folder)
        except Failed:
            return None
        return len({path for trace in Path(temporary).iterdir() for path in _read_in(trace, folder)})


def _read_in(trace: Path, folder: Path) -> Iterator[str]:
    with trace.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if (found := _OPENED.search(line)) and found[1].startswith(f"{folder.resolve()}/"):
                yield found[1]
