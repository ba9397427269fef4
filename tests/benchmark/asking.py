"""A built site on a host of this machine, and readers who ask its search in a browser."""

import gzip
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from benchmark.queries import Query
from benchmark.shots import launch

STARTS = 4  # of each kind of query: what a first answer takes differs fivefold from one query to the next
TYPES = {".js": "text/javascript", ".html": "text/html", ".json": "application/json", ".txt": "text/plain"}
START = (
    "async addresses => { const began = performance.now(); await (%s)(addresses); return performance.now() - began }"
)
ASK = """async text => {
  const began = performance.now(), found = await ask(text)
  return [found.slice(0, 5), performance.now() - began]
}"""


@dataclass(frozen=True)
class Engine:
    """A built site, and how its search starts in a page."""

    site: Path
    start: str
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The first five posts, and what finding them took."""

    found: tuple[str, ...]
    milliseconds: float
    size: int


@dataclass(frozen=True)
class Sitting:
    """One reader's queries, from an empty cache on."""

    ready: float
    size: int
    answers: tuple[Answer, ...]


@cache
def _packed(path: Path) -> bytes:
    """As hosts send it: text with gzip; Pagefind has packed its own files."""
    return gzip.compress(path.read_bytes(), 6) if path.suffix in TYPES else path.read_bytes()


class _Host(BaseHTTPRequestHandler):
    site: Path
    sent: int

    def do_GET(self) -> None:
        path = self.site / unquote(urlsplit(self.path).path).lstrip("/")
        if not path.is_file():
            return self.send_error(404)
        body = _packed(path)
        type(self).sent += len(body)
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
        if path.suffix in TYPES:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: thousands of lines that no one reads."""


@contextmanager
def _host(site: Path) -> Iterator[tuple[str, type[_Host]]]:
    handler = type("Host", (_Host,), {"site": site, "sent": 0})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", handler
        server.shutdown()


def sittings(engine: Engine, queries: Sequence[Query]) -> list[Sitting]:
    """One with all queries, and others with one each, since a beginning happens once in a sitting."""
    firsts = [[query] for query in _some_of_each_kind(queries)]
    with _host(engine.site) as (address, host), sync_playwright() as playwright:
        chromium = launch(playwright)
        return [_sitting(chromium, address, host, engine, asked) for asked in (queries, *firsts)]


def _some_of_each_kind(queries: Sequence[Query]) -> Iterator[Query]:
    taken: Counter[str] = Counter()
    for query in queries:
        taken[query.kind] += 1
        if taken[query.kind] <= STARTS:
            yield query


def _sitting(chromium: Browser, address: str, host: type[_Host], engine: Engine, queries: Sequence[Query]) -> Sitting:
    page = chromium.new_page()
    page.goto(f"{address}/none")  # the origin without a theme whose own scripts would fetch and compute meanwhile
    host.sent = 0
    ready = page.evaluate(START % engine.start, list(engine.addresses))
    size, answers = host.sent, []
    for query in queries:
        before = host.sent
        found, milliseconds = page.evaluate(ASK, query.text)
        answers.append(Answer(tuple(map(_name, found)), milliseconds, host.sent - before))
    page.close()
    return Sitting(ready, size, tuple(answers))


def _name(location: str) -> str:
    return urlsplit(location).path.strip("/").rpartition("/")[2]
