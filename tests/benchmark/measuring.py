"""Commands timed in turn, with the most memory that each took and the bytes that it wrote."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """Seconds by the clock and of all processors; the peak of the largest process in bytes, where it can be had."""

    seconds: float
    processor: float | None
    memory: int | None


@dataclass(frozen=True)
class Result:
    """Medians of several runs; bytes and files of the site."""

    seconds: float
    processor: float | None
    memory: int | None
    size: int
    files: int


class Failed(Exception):
    """A command that did not end well; the text is the last that it said."""


def run(command: Sequence[str], folder: Path) -> Run:
    """Raises Failed."""
    code, taken = attempt(command, folder)
    if code:
        raise Failed(said(folder)[-2000:])
    return taken


def said(folder: Path) -> str:
    """All that the last command in a folder said."""
    return _log(folder).read_text(encoding="utf-8", errors="replace")


def _log(folder: Path) -> Path:
    return folder / "bench.log"


def attempt(command: Sequence[str], folder: Path) -> tuple[int, Run]:
    """The exit code of a command that may fail, and what it took. Raises Failed where it can't be started."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else our own code alone is compiled each time
    began = time.perf_counter()
    try:
        with _log(folder).open("wb") as out:
            process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, env=environment)
            code, processor, memory = _wait(process)
    except OSError as error:
        raise Failed(str(error)) from error
    return code, Run(time.perf_counter() - began, processor, memory)


def _wait(process: "subprocess.Popen[bytes]") -> tuple[int, float | None, int | None]:
    if sys.platform == "win32":
        return process.wait(), None, None
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss * unit


def result(runs: Sequence[Run], site: Path) -> Result:
    """What several runs of one command come to."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    memory = [one.memory for one in runs if one.memory is not None]
    processor = [one.processor for one in runs if one.processor is not None]
    return Result(
        statistics.median(one.seconds for one in runs),
        statistics.median(processor) if processor else None,
        max(memory, default=None),
        sum(sizes),
        len(sizes),
    )


def table(results: Mapping[str, Result], bases: Sequence[str]) -> str:
    """Markdown: how long each took as a multiple of each base that was measured."""
    bases = [base for base in bases if base in results]
    rows = [["", *(f"× {base}" for base in bases), "processor", "peak memory", "site", "files"]]
    rows += [_row(name, one, [results[base] for base in bases]) for name, one in results.items()]
    rows.insert(1, ["---", *["---:"] * (len(rows[0]) - 1)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(name: str, one: Result, bases: Sequence[Result]) -> list[str]:
    ratios = [f"{one.seconds / base.seconds:.3g}" for base in bases]
    processor = f"{one.processor:.2f} s" if one.processor is not None else "–"
    memory = f"{one.memory / 1e6:.0f} MB" if one.memory is not None else "–"
    return [f"{name} ({one.seconds:.2f} s)", *ratios, processor, memory, f"{one.size / 1e6:.1f} MB", str(one.files)]
