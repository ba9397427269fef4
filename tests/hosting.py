"""A folder served as a static host does it: gzip, index.html for folders, the site's own 404 page, a base path."""

import gzip
import http.server
import posixpath
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}
SQUEEZED = ("text/", "application/json", "application/xml", "image/svg", "application/octet")


@contextmanager
def serve(folder: Path, base: str = "/", caching: str = "no-cache") -> Iterator[str]:
    """The address, with a slash at its end, at which `folder` is served; `base` is a path such as `/ten/`."""
    handler = partial(Handler, folder=folder, base=base, caching=caching)
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()
            server.hang_up()


class Server(http.server.ThreadingHTTPServer):
    """Knows its connections, which a browser would go on asking on when no new one is taken."""

    daemon_threads = True
    request_queue_size = (
        128  # a browser comes with more at once than five, and waits for half a minute when turned away
    )

    def __init__(self, *arguments: Any) -> None:
        self.connections: set[socket.socket] = set()
        super().__init__(*arguments)

    def hang_up(self) -> None:
        """Answers nobody any more."""
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD from the folder; keeps connections open, as browsers expect."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, folder: Path, base: str, caching: str) -> None:
        self.folder, self.base, self.caching = folder, base, caching
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        inside = path.removeprefix(self.base) if path.startswith(self.base) else None
        place = self.folder / posixpath.normpath(inside or ".") if inside is not None else None
        if place and place.is_dir() and not path.endswith("/"):
            self._answer(301, b"", "text/plain", Location=f"{urlsplit(self.path).path}/")
            return
        if place and place.is_dir():
            place /= "index.html"
        if place and place.is_file():
            self._answer(200, place.read_bytes(), TYPES.get(place.suffix.lower(), "application/octet-stream"))
            return
        lost = self.folder / "404.html"
        self._answer(404, lost.read_bytes() if lost.is_file() else b"", TYPES[".html"])

    do_HEAD = do_GET

    def _answer(self, code: int, body: bytes, kind: str, **headers: str) -> None:
        squeeze = "gzip" in self.headers.get("Accept-Encoding", "") and kind.startswith(SQUEEZED)
        body = gzip.compress(body, 6, mtime=0) if squeeze else body
        headers |= {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": self.caching}
        headers |= {"Content-Encoding": "gzip"} if squeeze else {}
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is its failure."""
