"""Pages written by several processes: each of them once, and all of them whatever becomes of a process."""

import os
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from newsroom import processes
from newsroom.output import writing
from newsroom.processes import Turns, shutdown
from newsroom.processes.process import Copy

PAGES = 1000
needs_copies = pytest.mark.skipif(sys.platform != "linux", reason="no process is copied there")


@needs_copies
def test_each_turn_is_taken_once_whoever_comes_first() -> None:
    turns = Turns(10_000)
    copies = [Copy(lambda: sum(iter(turns.take, False))) for _ in range(3)]
    taken = [copy.result() for copy in copies]
    for copy in copies:
        copy.end()
    assert sum(taken) == 10_000
    assert not turns.take()


@needs_copies
@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("deadly", [None, 0, 500, PAGES - 1])
def test_every_page_is_written_and_made_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, deadly: int | None
) -> None:
    """A process that dies has written some pages of a chunk; they are written again by this one."""
    here = os.getpid()

    def make(number: int) -> int:
        if number == deadly and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    def write(chunk: tuple[bytes, str, Sequence[int]]) -> None:
        with Path(chunk[1], str(os.getpid())).open("a", encoding="utf-8") as file:
            file.writelines(f"{number}\n" for number in chunk[2])

    monkeypatch.setattr(writing, "write_chunk", write)
    for module in (writing, processes):
        monkeypatch.setattr(module, "processors", lambda: count)
        monkeypatch.setattr(module, "can_copy", lambda: True)  # other tests may have left threads
    makes: Any = [lambda number=number: make(number) for number in range(PAGES)]
    frame: Any = None
    assert writing.write_sheets(frame, tmp_path, makes, many=True)() == PAGES
    shutdown()
    times = Counter(int(line) for file in tmp_path.iterdir() for line in file.read_text(encoding="utf-8").splitlines())
    assert sorted(times) == list(range(PAGES))
    assert (max(times.values()) == 1) or deadly is not None
    assert Path(tmp_path, str(here)).exists() is (deadly is not None)
