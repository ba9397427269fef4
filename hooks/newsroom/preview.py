"""The preview shows drafts, and any web page that is open on the same machine can ask it for them: it is guarded.

A page of another host can have its name lead to this machine for a moment (DNS rebinding), and then reads what the
server says; so the server answers to its own names alone.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Protocol

Environ = Mapping[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Any, StartResponse], Iterable[bytes]]

NAMES = ("localhost", "127.0.0.1", "[::1]")
_METHODS = ("GET", "HEAD")
_ODD = re.compile(r"[\x00-\x1f\x7f\\:]")
"""What no address of the site has, and what systems take for more than a part of a name."""


class _Server(Protocol):
    root: str
    mount_path: str
    server_address: Any


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server on that address."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def guarded(application: Application, server: _Server) -> Application:
    """Wraps an application, so that it gets only requests that the preview is meant for."""
    hosts = {f"{name}:{server.server_address[1]}" for name in NAMES}
    if server.server_address[1] == 80:
        hosts |= set(NAMES)

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        refusal = _refusal(environ, hosts) or _place_refusal(environ, Path(server.root), server.mount_path)
        if not refusal:
            return application(environ, start_response)
        start_response(refusal, [("Content-Type", "text/plain; charset=utf-8")])
        return [f"{refusal}: trang xem thử chỉ mở bằng địa chỉ mà lệnh serve in ra.\n".encode()]

    return answer


def _refusal(environ: Environ, hosts: Iterable[str]) -> str:
    if environ.get("REQUEST_METHOD") not in _METHODS:
        return "405 Method Not Allowed"
    return "" if str(environ.get("HTTP_HOST", "")).lower() in hosts else "421 Misdirected Request"


def _place_refusal(environ: Environ, root: Path, mount: str) -> str:
    """Refuses a path that leads out of the site, by tricks of names or by a link."""
    path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "ignore")
    if _ODD.search(path):
        return "404 Not Found"
    below = path[len(mount) :] if path.startswith(mount) else path
    place = root / posixpath.normpath(f"/{below}").lstrip("/")
    whole = root.resolve()
    try:
        within = all(one.resolve().is_relative_to(whole) for one in (place, place / "index.html"))
    except (OSError, RuntimeError):  # a name that is too long, or links that lead round in a circle
        within = False
    return "" if within else "404 Not Found"
