"""How the desk is opened on each system, and how it ends."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import desk as script
import run
from adapter import workplace
from clones import clone
from desks import Client
from newsdesk.server import GRACE, Pulse
from newsdesk.serving import start
from small_site import PROJECT

PATIENCE = 120  # seconds, on a machine that has much else to do
needs_posix = pytest.mark.skipif(os.name != "posix", reason="is for Linux and macOS")


class Clock:
    """A clock that is set by hand; who waits by it goes on when it has got there."""

    def __init__(self) -> None:
        self.now = 0.0
        self._set = threading.Condition()

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        with self._set:
            end = self.now + seconds
            self._set.wait_for(lambda: self.now >= end)

    def forward(self, seconds: float) -> None:
        with self._set:
            self.now += seconds
            self._set.notify_all()


@pytest.fixture
def ticking(make_site: Any) -> Iterator[tuple[Client, Clock, threading.Thread]]:
    """A desk that goes by a clock of ours, served as the task does it."""
    site, clock = make_site("bai-viet/a.md: {title: Bài A}"), Clock()
    started = start(workplace.workplace(site.config), site.root, pulse=Pulse(clock, clock.wait))
    thread = threading.Thread(target=started.serve, args=(script.SILENCE,))
    thread.start()
    yield Client(started), clock, thread
    started.server.shutdown()
    thread.join()
    started.close()


def outlives(clock: Clock, thread: threading.Thread, seconds: float) -> bool:
    """Whether the desk is still there then."""
    clock.forward(seconds)
    thread.join(1)
    return thread.is_alive()


def ends(clock: Clock, thread: threading.Thread) -> bool:
    """Whether it ends once as much time goes by as it takes."""
    for _ in range(PATIENCE):
        clock.forward(60)
        thread.join(1)
        if not thread.is_alive():
            return True
    return False


def test_the_desk_ends_after_an_hour_without_a_page_and_no_sooner(ticking: Any) -> None:
    client, clock, thread = ticking
    for _ in range(3):
        assert outlives(clock, thread, script.SILENCE - 1)
        assert client.ask("GET", "/api/publish").status == 200  # which every open page asks each minute
    assert outlives(clock, thread, script.SILENCE - 1)
    assert script.SILENCE == 3600
    assert ends(clock, thread)
    assert script.SILENCE <= client.started.pulse.silence <= script.SILENCE + GRACE + 600


def test_a_request_of_a_stranger_is_no_page(ticking: Any) -> None:
    client, clock, thread = ticking
    assert outlives(clock, thread, script.SILENCE - 1)
    assert client.ask("GET", "/api/publish", Cookie=None).status == 403
    assert client.started.pulse.silence == script.SILENCE - 1
    assert ends(clock, thread)


def test_a_page_that_slept_with_its_computer_finds_the_desk(ticking: Any) -> None:
    client, clock, thread = ticking
    assert outlives(clock, thread, 8 * script.SILENCE)
    assert client.ask("GET", "/api/publish").status == 200
    assert outlives(clock, thread, script.SILENCE - 1)
    assert ends(clock, thread)


@pytest.fixture
def cloned(tmp_path: Path) -> Path:
    """A clone with its packages, at a path as people have them."""
    if not set(run.wanted(False)) <= set(run.stamped()):
        pytest.skip("needs the .venv that run.py makes")
    root = clone(tmp_path / "Trang tin của chi bộ (THCS Ái Mộ)")
    for name in ("ban-bien-tap.sh", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(PROJECT / name, root)
    (root / ".venv").symlink_to(PROJECT / ".venv", target_is_directory=True)
    return root


def python_called(name: str, folder: Path) -> str:
    """A search path on which Python goes by this name alone, beside the usual tools."""
    folder.mkdir()
    (folder / name).write_text(f'#!/bin/sh\nexec "{sys._base_executable}" "$@"\n', encoding="utf-8")  # type: ignore[attr-defined]
    (folder / name).chmod(0o755)
    (folder / "dirname").symlink_to("/usr/bin/dirname")
    return str(folder)


@needs_posix
@pytest.mark.parametrize("name", ["python3", "python"])
def test_the_script_opens_the_desk_from_anywhere(cloned: Path, tmp_path: Path, name: str) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # where tests run in the background, Ctrl-C is ignored
    told = {**os.environ, "PATH": python_called(name, tmp_path / "bin"), "NO_MKDOCS_2_WARNING": "1"}
    command = [str(cloned / "ban-bien-tap.sh"), "--no-open"]
    with subprocess.Popen(command, cwd=tmp_path, env=told, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        try:
            said = iter(process.stdout)
            address = next(line.strip() for line in said if line.startswith("http://127.0.0.1:"))
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            assert "Bàn biên tập" in opener.open(address, timeout=PATIENCE).read().decode()
        finally:
            process.send_signal(signal.SIGINT)  # Ctrl-C
        assert list(said) == ["Bàn biên tập đã đóng.\n"]
        assert process.wait(PATIENCE) == 0


@needs_posix
def test_where_there_is_no_python_it_is_told(tmp_path: Path) -> None:
    path = python_called("ruby", tmp_path / "bin")
    done = subprocess.run(
        ["/bin/sh", str(PROJECT / "ban-bien-tap.sh")], env={"PATH": path}, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert "cài Python 3.11" in done.stderr.decode()


def test_the_file_for_windows_reads_right() -> None:
    """No cmd.exe is here to run it; that the tasks call no other program by name is seen where the path is empty."""
    data = (PROJECT / "Ban bien tap.cmd").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r") > 10
    lines = data.decode("ascii").splitlines()
    assert lines.index('pushd "%~dp0"') < lines.index("where py >nul 2>nul")
    assert "python3" not in data.decode()
    for program, call in (("py", "py -3"), ("python", "python")):
        at = lines.index(f"where {program} >nul 2>nul")
        assert re.fullmatch(r"if errorlevel 1 goto \w+", lines[at + 1])
        assert lines[at + 2] == f"{call} scripts\\run.py desk %*"
    targets = {line.rpartition("goto ")[2] for line in lines if "goto " in line}
    assert targets == {line[1:] for line in lines if line.startswith(":")}
    assert lines[-1] == "if errorlevel 1 pause"
