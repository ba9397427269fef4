"""`serve` takes up every change, and an error in a post leaves it running."""

import os
import re
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

import pytest

from conftest import MakeSite
from small_site import SmallSite, read

pytestmark = pytest.mark.engine

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


def test_settings_that_would_hang_it_stop_nothing(make_site: MakeSite) -> None:
    site = make_site("bai-viet/a.md: {title: Bài đầu}")
    log, settings = site.root / "log.txt", site.config.read_text(encoding="utf-8")
    with _serving(site, log) as address:
        _wait(lambda: _titles(address) == ["Bài đầu"], log)
        site.config.write_text(f"{settings}\na: &a [[*a]]\n", encoding="utf-8")
        _wait(lambda: re.search(r"^mkdocs.yml:\d+: dấu \* này", _said(log), re.MULTILINE) is not None, log)
        site.config.write_text(settings, encoding="utf-8")
        site.write("bai-viet/a.md: {title: Tên đã đổi}")
        _wait(lambda: _titles(address) == ["Tên đã đổi"], log)
    assert "Traceback" not in _said(log)


def test_it_starts_with_an_error_in_a_post(make_site: MakeSite) -> None:
    site = make_site("bai-viet/sai.md: {title: Bài sai, date: hôm qua}")
    log = site.root / "log.txt"
    with _serving(site, log) as address:
        _wait(lambda: "docs/bai-viet/sai.md:4: date" in read(_get(address)).text, log)
        site.write("bai-viet/sai.md: {title: Bài đúng}")
        _wait(lambda: _titles(address) == ["Bài đúng"], log)


def test_it_answers_to_its_own_names_alone(make_site: MakeSite) -> None:
    site = make_site("bai-viet/a.md: {title: Bài nháp, draft: true}")
    log = site.root / "log.txt"
    with _serving(site, log) as address:
        _wait(lambda: _titles(address) == ["Bài nháp"], log)
        port = int(address.rstrip("/").rpartition(":")[2])
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
            assert _ask(port, "/", host)[0] == 200, host
        own = f"127.0.0.1:{port}"
        others: list[str | None] = [
            "evil.example",
            f"evil.example:{port}",
            "127.0.0.1",
            f"localhost:{port + 1}",
            f"localhost.:{port}",
        ]
        others += ["", f"{own}.evil.example", f"{own}@evil.example", f"{own}, evil.example", f"0.0.0.0:{port}", None]
        for other in others:
            code, said = _ask(port, "/", other)
            assert code == 421 and b"nh\xc3\xa1p" not in said, other
        evil = "http://evil.example"
        for whole in (f"{evil}/", f"{evil}:{port}/", f"http://{own}/", "evil.example:443", "*"):
            code, said = _ask(port, whole, own)  # a name in the first line of a request, where proxies have it
            assert code in (200, 400, 404) and b"evil" not in said.partition(b"<body")[0], whole
            assert _ask(port, whole, "evil.example")[0] in (400, 421), whole
        assert _ask(port, "/livereload/1/2", "evil.example")[0] == 421
        assert _ask(port, "/", own, method="POST")[0] == 405
    assert "Traceback" not in _said(log)


@pytest.mark.skipif(os.name != "posix", reason="links take a right of its own there")
def test_no_file_outside_the_site_is_served(make_site: MakeSite) -> None:
    site = make_site("bai-viet/a.md: {title: Bài đầu}")
    log, secret = site.root / "log.txt", b"loi-mat-7391"
    (site.root / "mat.txt").write_bytes(secret)
    (site.root / "tmp").mkdir()
    (site.root / "tmp/mat.txt").write_bytes(secret)
    with _serving(site, log) as address:
        _wait(lambda: _titles(address) == ["Bài đầu"], log)
        port = int(address.rstrip("/").rpartition(":")[2])
        served = next((site.root / "tmp").glob("*docs_*"))
        (served / "mat.txt").symlink_to(site.root / "mat.txt")
        (served / "ngoai").symlink_to(site.root)
        (served / "vong").symlink_to(served / "vong")
        (served / "trong.txt").symlink_to(served / "index.html")
        up = ["../", "%2e%2e/", "..%2f", "%2e%2e%2f", "..\\", "..%5c", "....//", "%252e%252e/", "..;/", "%c0%ae%c0%ae/"]
        paths = [f"/{one * times}mat.txt" for one in up for times in (1, 2, 5)]
        paths += [f"/bai-viet/{one * 2}mat.txt" for one in up]
        paths += ["/mat.txt", "/ngoai/mat.txt", "/ngoai/", "/ngoai", "/vong", "/mat.txt%00.html", "//mat.txt"]
        paths += [f"/{site.root}/mat.txt", f"//{site.root}/mat.txt", f"file://{site.root}/mat.txt", "/" + "a" * 5000]
        for path in paths:
            code, said = _ask(port, path, f"127.0.0.1:{port}")
            assert code in (400, 404) and secret not in said, path
        assert _ask(port, "/trong.txt", f"127.0.0.1:{port}")[0] == 200
    assert "Traceback" not in _said(log)


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]", "192.0.2.1"])
def test_it_is_not_opened_to_other_machines(make_site: MakeSite, host: str) -> None:
    site = make_site("bai-viet/a.md: {title: Bài đầu}")
    command = [sys.executable, "-m", site.engine, "serve", "--livereload", "--dev-addr", f"{host}:8123"]
    done = subprocess.run(
        command, cwd=site.root, env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, timeout=PATIENCE, check=False
    )
    said = done.stderr.decode()
    assert done.returncode == 1 and "máy khác sẽ đọc được bài nháp" in said and "Traceback" not in said


def _ask(port: int, path: str, host: str | None, method: str = "GET") -> tuple[int, bytes]:
    """Code and body, for a path and a Host that are sent as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        head = f"{method} {path} HTTP/1.0\r\n" + ("" if host is None else f"Host: {host}\r\n")
        line.sendall(f"{head}\r\n".encode())
        said = b"".join(iter(lambda: line.recv(65536), b""))
    return int(said.split(b" ", 2)[1]), said


@contextmanager
def _serving(site: SmallSite, log: Path) -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", site.engine, "serve", "--livereload", "--dev-addr", host]
    spare = site.root / "tmp"
    spare.mkdir(exist_ok=True)
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
        assert list(spare.glob("*docs_*")) == []


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
