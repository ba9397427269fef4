"""The desk's server: one connection a request, a bounded number of them at a time, none that waits for ever."""

import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any, ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit

from newsdesk.guard import HOST, Guard
from newsdesk.messages import DeskError, Request, Response, answer, page
from newsroom.cache.refusals import reason

AT_ONCE = 24  # requests; the others wait in the system's queue
GRACE = 150  # seconds: a page speaks every minute
PATIENCE = 20  # seconds for the next bytes of a request
_DRAINED = 4_000_000  # bytes of a refused upload that are taken, so that the browser reads the answer

Answer = Callable[[Request], Response]


class Pulse:
    """When a page was last heard of, by a clock; `wait` is given seconds of it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep) -> None:
        self.wait = wait
        self._clock, self._last = clock, clock()

    def beat(self) -> None:
        """A page is there."""
        self._last = self._clock()

    @property
    def silence(self) -> float:
        """Seconds without a page."""
        return self._clock() - self._last


class BoundedServer(ThreadingHTTPServer):
    """Takes no more connections than it has threads for."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # on Windows, any program could then take the same port, too
    request_queue_size = 256

    def __init__(self, port: int, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__((HOST, port), handler)
        self._free = threading.BoundedSemaphore(AT_ONCE)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._free.acquire()
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """A browser that goes away is no error."""


class QuietHandler(BaseHTTPRequestHandler):
    """Answers a request without a word on the console, and closes."""

    timeout = PATIENCE
    server_version, sys_version = "desk", ""
    common: ClassVar[Mapping[str, str]] = {}

    def log_message(self, format: str, *args: Any) -> None:
        """The window shows what matters to the editor, no requests."""

    def give(self, response: Response) -> None:
        """Sends an answer with the headers that all have."""
        self.send_response(response.status)
        told = {"Content-Type": response.kind, "Content-Length": str(len(response.body)), "Cache-Control": "no-store"}
        for name, value in {**told, **self.common, **response.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)


def desk_handler(guard: Guard, answering: Answer, pulse: Pulse, preview: str) -> type[QuietHandler]:
    """The handler of the desk; `preview` is the origin of the pages that its frame may show."""

    class Handler(QuietHandler):
        common = _headers(preview)

        def _handle(self) -> None:
            self.close_connection = True
            response, is_read = _guarded(self, guard, answering, pulse)
            self.give(response)
            if not is_read and response.status >= 400:
                _drain(self)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = _handle

    return Handler


def _guarded(handler: QuietHandler, guard: Guard, answering: Answer, pulse: Pulse) -> tuple[Response, bool]:
    """The answer, and whether nothing of the request is left to be read."""
    headers: Any = handler.headers
    address, length = urlsplit(handler.path), headers.get("Content-Length", "0")
    query = dict(parse_qsl(address.query, keep_blank_values=True))
    has_body = length != "0" or "Transfer-Encoding" in headers
    said, status = guard.refusal(handler.command, headers), 403
    if not said and address.path == "/" and guard.is_entry(query.get("token", "")):
        return Response(b"", "text/plain", 303, guard.entrance()), not has_body
    if not said and not guard.is_known(headers):
        said = "Hãy mở bàn biên tập bằng địa chỉ in trong cửa sổ lệnh: địa chỉ ấy có mã riêng của lần mở này."
    elif not said and ("Transfer-Encoding" in headers or not length.isdecimal() or len(length) > 12):
        said, status = "Yêu cầu không nói rõ độ dài.", 411
    if said:
        return _refused(handler, said, status), not has_body
    pulse.beat()
    request = Request(handler.command, unquote(address.path), query, dict(headers), handler.rfile, int(length))
    return _answered(handler, answering, request), not has_body


def _answered(handler: QuietHandler, answering: Answer, request: Request) -> Response:
    try:
        return answering(request)
    except DeskError as error:
        return _refused(handler, str(error), error.status)
    except OSError as error:
        return _refused(handler, f"Không đọc hay ghi được tệp: {reason(error)}.", 500)
    except Exception as error:  # whatever it is, the editor goes on writing, and the window has what to report
        print(f"Lỗi của bàn biên tập: {request.method} {request.path}: {error!r}", file=sys.stderr, flush=True)
        return _refused(handler, "Bàn biên tập gặp lỗi; chữ đang viết vẫn còn. Hãy báo người quản trị.", 500)


def _refused(handler: QuietHandler, said: str, status: int) -> Response:
    wants_page = handler.command == "GET" and "text/html" in handler.headers.get("Accept", "")
    return page(f"<!doctype html><meta charset=utf-8><title>Bàn biên tập</title><p>{said}", status) if wants_page else (
        answer({"error": said}, status)
    )  # fmt: skip


def _drain(handler: QuietHandler) -> None:
    """Else the browser, still sending, would see a broken connection instead of the answer."""
    left = _DRAINED
    handler.connection.settimeout(2)
    try:
        while left > 0 and (piece := handler.rfile.read1(1 << 16)):
            left -= len(piece)
    except OSError:
        return


def _headers(preview: str) -> Mapping[str, str]:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        f"frame-src {preview}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
    }


def end_when_silent(server: BoundedServer, pulse: Pulse, seconds: float) -> None:
    """Stops a server that no page has spoken to for so long; one that slept with its computer may speak yet."""
    while not _is_over(pulse, seconds):
        pulse.wait(min(30, max(0.05, seconds - pulse.silence)))
    server.shutdown()


def _is_over(pulse: Pulse, seconds: float) -> bool:
    """Whether nothing is heard although a page that was just woken would have spoken meanwhile."""
    if pulse.silence >= seconds:
        pulse.wait(min(GRACE, seconds))
    return pulse.silence >= seconds
