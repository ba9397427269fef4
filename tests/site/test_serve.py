"""`serve` takes up every change, and an error in a post leaves it running."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import MakeSite
from small_site import SmallSite, read

PATIENCE = 60  # seconds, on a machine that has much else to do


def test_every_change_shows_and_an_error_stops_nothing(make_site: MakeSite) -> None:
    site = make_site("bai-viet/a.md: {title: Bài đầu}")
    log = site.root / "log.txt"
    with _serving(site, log) as address:
        _wait(lambda: _titles(address) == ["Bài đầu"], log)
        site.write("bai-viet/a.md: {title: Tên đã đổi}")
        _wait(lambda: _titles(address) == ["Tên đã đổi"], log)
        site.write("bai-viet/b.md: {title: Bài mới, draft: true, date: 02/4/2022}")
        _wait(lambda: _titles(address) == ["Bài mới", "Tên đã đổi"], log)
        (site.docs / "bai-viet/b.md").rename(site.docs / "bai-viet/c.md")
        _wait(lambda: _get(f"{address}bai-viet/b/") == "" and _get(f"{address}bai-viet/c/") != "", log)
        (site.docs / "bai-viet/c.md").unlink()
        _wait(lambda: _titles(address) == ["Tên đã đổi"], log)
        site.write("bai-viet/sai.md: {title: Bài sai, date: hôm qua}")
        _wait(lambda: "docs/bai-viet/sai.md:4: date: “hôm qua” không phải là ngày" in _said(log), log)
        _wait(lambda: _titles(address) == ["Tên đã đổi"], log)
        site.write("bai-viet/sai.md: {title: Bài đúng, date: 03/4/2022}")
        _wait(lambda: _titles(address) == ["Bài đúng", "Tên đã đổi"], log)
    assert "Traceback" not in _said(log)


def test_it_starts_with_an_error_in_a_post(make_site: MakeSite) -> None:
    site = make_site("bai-viet/sai.md: {title: Bài sai, date: hôm qua}")
    log = site.root / "log.txt"
    with _serving(site, log) as address:
        _wait(lambda: "docs/bai-viet/sai.md:4: date" in read(_get(address)).text, log)
        site.write("bai-viet/sai.md: {title: Bài đúng}")
        _wait(lambda: _titles(address) == ["Bài đúng"], log)


@contextmanager
def _serving(site: SmallSite, log: Path) -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", site.engine, "serve", "--livereload", "--dev-addr", host]
    spare = site.root / "tmp"
    spare.mkdir()
    environment = {**os.environ, "PYTHONUTF8": "1", "TMPDIR": str(spare)}
    # Where the tests run in the background Ctrl-C is ignored, and whoever is started inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=site.root, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield f"http://{host}/"
            assert server.poll() is None, _said(log)
        finally:
            server.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
            server.wait(PATIENCE)
    if os.name == "posix":  # where a server can be told to end as by Ctrl-C
        assert list(spare.iterdir()) == []


def _wait(until: Callable[[], bool], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, _said(log)
        time.sleep(0.1)


def _get(address: str) -> str:
    """The page's source, empty when there is none or the server is busy."""
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return str(response.read().decode())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def _titles(address: str) -> list[str]:
    return read(_get(address)).titles


def _said(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")
