"""A remote that asks for a password: it is asked for at the desk, goes out, and is written nowhere."""

import base64
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from dulwich.repo import Repo
from dulwich.server import DictBackend
from dulwich.web import make_wsgi_chain

from git_remotes import AUTHOR, POST, Remote, git, wait
from newsdesk.outgoing import Post
from newsdesk.publisher import Publisher
from newsdesk.publishing import open_repository

WORD = "mat-khau-dai"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def address(remote: Remote) -> Iterator[str]:
    """Of the bare repository behind a password."""
    known: dict[str, Any] = {"/": Repo(str(remote.bare))}
    inside = make_wsgi_chain(DictBackend(known))
    wanted = "Basic " + base64.b64encode(f"ban:{WORD}".encode()).decode()

    def guarded(environ: Any, start: Any) -> Iterable[bytes]:
        if environ.get("HTTP_AUTHORIZATION") != wanted:
            start("401 Unauthorized", [("WWW-Authenticate", 'Basic realm="git"'), ("Content-Length", "0")])
            return [b""]
        found: Iterable[bytes] = inside(environ, start)
        return found

    with make_server("127.0.0.1", 0, guarded, WSGIServer, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_password_is_asked_for_and_written_nowhere(
    remote: Remote, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    git(remote.here, "remote", "set-url", "origin", address)
    publisher = Publisher(remote.here, remote.here / ".cache/newsdesk", "", AUTHOR, lambda: "")
    monkeypatch.setattr(
        publisher, "repository", lambda: open_repository(remote.here, publisher.signed_in, git=remote.program)
    )
    publisher.start(Post(POST, remote.write(POST, "một"), "Một"))
    assert "mật khẩu" in wait(publisher)
    assert publisher.told()["asks"]
    publisher.sign_in("ban", "sai")
    assert "mật khẩu" in wait(publisher)
    publisher.sign_in("ban", WORD)
    assert wait(publisher).startswith("done: Đã gửi")
    assert remote.log() == ["Đăng bài: Một", "đầu"]
    assert not publisher.told()["asks"]
    assert WORD not in repr(publisher.signed_in)
    for place in (path for folder in (remote.here, tmp_path) for path in folder.rglob("*") if path.is_file()):
        held = place.read_bytes()
        assert WORD.encode() not in held, place
        assert base64.b64encode(f"ban:{WORD}".encode()) not in held, place
