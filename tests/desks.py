"""A desk for a small site, in this process, and a client that may break every rule a browser keeps."""

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from adapter import workplace
from newsdesk.serving import Started, start
from small_site import SmallSite

NEVER = 3600.0
TAB = "0123456789abcdef"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """Speaks as the desk's own pages do, unless it is told otherwise; a header that is None is left out."""

    started: Started

    @property
    def usual(self) -> dict[str, str | None]:
        guard = self.started.guard
        return {"Host": guard.host, "Origin": guard.origin, "Sec-Fetch-Site": "same-origin", "X-Desk": "1",
                "Cookie": f"{guard.cookie}={guard.key}"}  # fmt: skip

    def ask(self, method: str, path: str, content: Any = None, **changed: str | None) -> Answer:
        """`changed` are headers, `_` for `-`; bytes go as they are, anything else as JSON."""
        body = content if content is None or isinstance(content, bytes) else json.dumps(content).encode()
        told = self.usual | {name.replace("_", "-"): value for name, value in changed.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.started.guard.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in told.items():
            if value is not None:
                connection.putheader(name, value)
        if body is not None and "Content_Length" not in changed:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.headers), response.read())
        connection.close()
        return answer

    def post(self, path: str) -> dict[str, Any]:
        """A post as the writing page gets it."""
        found: dict[str, Any] = self.ask("GET", address("/api/post", bai=path)).json
        return found

    def save(self, opened: Mapping[str, Any], body: str | None = None, **values: Any) -> Answer:
        """Saves a post that was opened, with changed values."""
        content = {"digest": opened["digest"], "values": {**opened["values"], **values},
                   "body": opened["body"] if body is None else body, "tab": TAB}  # fmt: skip
        return self.ask("PUT", address("/api/post", bai=opened["path"]), content)


def address(path: str, **query: str) -> str:
    """An address of the desk."""
    return f"{path}?{urlencode(query)}"


@contextmanager
def open_desk(site: SmallSite) -> Iterator[Client]:
    """A desk that is there meanwhile."""
    started = start(workplace.workplace(site.config), site.root)
    thread = threading.Thread(target=started.serve, args=(NEVER,), daemon=True)
    thread.start()
    started.desk.live.is_warm.wait()
    try:
        yield Client(started)
    finally:
        started.server.shutdown()
        thread.join()
        started.close()
