"""Copies of a process, and bodies that several write and read."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.articles.filling import Body
from newsroom.articles.spool import drop_bodies, spool
from newsroom.cache.store import Store
from newsroom.processes.process import Copy, WorkerDied
from small_site import PROJECT

needs_copies = pytest.mark.skipif(sys.platform != "linux", reason="no process is copied there")
ALONE = "from newsroom.processes import can_copy; print(can_copy())"
ANOTHER_THREAD = "import threading; threading.Timer(9, print).start(); "


@needs_copies
def test_a_copy_has_all_that_this_process_has_and_sends_back_what_comes_of_it() -> None:
    here = {"một": [1, 2]}
    call = Copy(lambda: (here["một"], os.getpid()))
    found, who = call.result()
    call.end()
    assert (found, who == os.getpid()) == ([1, 2], False)


@needs_copies
def test_what_a_copy_raises_is_raised_here_and_one_that_dies_is_told() -> None:
    wrong, dead = Copy(lambda: int("x")), Copy(lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(ValueError, match="invalid literal"):
        wrong.result()
    with pytest.raises(WorkerDied):
        dead.result()
    for call in (wrong, dead):
        call.end()
        call.end()


@needs_copies
@pytest.mark.parametrize(
    ("start", "can"), [("", "True"), ("import threading; threading.Timer(9, print).start(); ", "False")]
)
def test_a_process_with_other_threads_is_not_copied(start: str, can: str) -> None:
    done = f"{start}{ALONE}; import os, sys; sys.stdout.flush(); os._exit(0)"
    said = subprocess.run(
        [sys.executable, "-c", done], cwd=PROJECT / "hooks", capture_output=True, encoding="utf-8", check=True
    )
    assert said.stdout.strip() == can


def test_bodies_put_aside_come_back(tmp_path: Path) -> None:
    bodies = [Body.of("<p>Một</p>", ["Một"]), None, Body.of("", []), Body.of("<p>\ud800</p>", ["Đảng", "ủy"])]
    aside = [*spool(bodies[:2], tmp_path), *spool(bodies[2:], tmp_path)]
    found = [one and (one.packed_html, one.packed_text) for one in reversed(aside)]
    assert found == [one and (one.packed_html, one.packed_text) for one in reversed(bodies)]
    assert len(list(tmp_path.iterdir())) == 1
    drop_bodies(Store(tmp_path, ""))


@needs_copies
def test_copies_read_one_file_without_disturbing_each_other(tmp_path: Path) -> None:
    aside = list(spool([Body.of(f"<p>{n}</p>" * 50, [str(n)]) for n in range(200)], tmp_path))

    def read() -> list[str]:
        return [one.packed_html.decode()[:8].partition("<")[0] or one.packed_text.decode() for one in aside if one]

    wanted = read()
    calls = [Copy(read) for _ in range(3)]
    assert [call.result() for call in calls] == [wanted] * 3
    for call in calls:
        call.end()
    drop_bodies(Store(tmp_path, ""))
