"""The preview: the real page, from the newsroom's own plan and templates, on an origin of its own.

Pages are made when they are asked for. Nothing on them can run but the desk's own line about scrolling, by a number
that is another one each time; and none is told to anyone who does not know the address, which has a secret in it.
"""

import mimetypes
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsdesk.drafts import Draft
from newsdesk.form import told
from newsdesk.guard import HOST
from newsdesk.messages import Response, page
from newsdesk.server import BoundedServer, QuietHandler
from newsroom.cache.refusals import patiently
from newsroom.cache.store import Store
from newsroom.navigation import NavEntry, titled
from newsroom.output.jobs import sheet_jobs
from newsroom.output.sheets import Frame, PageSheet
from newsroom.output.writing import write_sheets_here
from newsroom.setup import Setup

_SCROLL = Path(__file__).parent / "static/scroll.js"
_HEAD = "<!doctype html><meta charset=utf-8><title>Xem thử</title><style>body{font:1.75rem/1.6 sans-serif}</style>"
_WAIT = f"{_HEAD}<p>Chưa có gì để xem thử."


@dataclass(frozen=True)
class Site:
    """What pages are made of: the site's settings, and the draft with the plan that it is a part of."""

    setup: Setup
    nav: tuple[NavEntry, ...]
    draft: Draft


class Preview:
    """What is shown now. Pages are written into `folder`, one at a time."""

    def __init__(self, folder: Path) -> None:
        self.secret = secrets.token_urlsafe(24)
        self._folder = folder
        self._site: Site | None = None
        self._lock = threading.Lock()

    def show(self, site: Site) -> None:
        """From now on pages are made of this."""
        self._site = site

    def answer(self, path: str) -> Response:
        """A page or a file of the site, by its path behind the secret."""
        site = self._site
        if site is None:
            return page(_WAIT)
        if path.startswith(f"{site.setup.assets}/"):
            return _file(Path(site.setup.templates[0], "assets"), path.removeprefix(f"{site.setup.assets}/"))
        if picture := site.draft.seen.published_pictures().get(path):
            return Response(picture.read_bytes(), _kind(path))
        if path in site.draft.seen.assets:
            return Response(patiently(site.draft.seen.parsed.docs[path].read_bytes), _kind(path))
        with self._lock:
            return self._page(site, path)

    def _page(self, site: Site, path: str) -> Response:
        name = f"{path}index.html" if path.endswith("/") or not path else path
        whole = site.draft.seen
        nav = titled([one for one in site.nav if one.is_link or one.url in whole.pages], whole.pages)
        url = name.removesuffix("index.html")
        alone = replace(whole, pages={url: whole.pages[url]} if url in whole.pages else {})
        job = next((one for one in sheet_jobs(site.setup, alone, nav, ()) if one.path == name), None)
        if job is None:
            return page(_missing(told(site.draft.problems)), 404)
        setup = site.setup
        frame = Frame(setup.templates, setup.settings, setup.config, nav, (), setup.assets,
                      Store(self._folder / ".store", "preview"), setup.packed_markdown, whole.icons,
                      whole.share_card)  # fmt: skip
        write_sheets_here(frame, self._folder, [job.make], _as_is)
        return page((self._folder / name).read_text(encoding="utf-8"))


def _missing(problems: tuple[str, ...]) -> str:
    """In letters that are read when a wide page is shown small."""
    lines = "".join(f"<li>{escape(one)}" for one in problems)
    return f"{_HEAD}<p>Điền đủ những mục này thì xem thử được bài:<ul>{lines}</ul>" if lines else _WAIT


def _as_is(_sheet: PageSheet, html: str) -> str:
    return html


def _file(folder: Path, path: str) -> Response:
    place = (folder / path).resolve()
    if not place.is_relative_to(folder.resolve()) or not place.is_file():
        return page(_WAIT, 404)
    return Response(place.read_bytes(), _kind(path))


def _kind(path: str) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _scrolling(found: Response, desk: str) -> Response:
    """A page with the script that keeps its place, the only one that its header lets run."""
    nonce = secrets.token_urlsafe(16)
    script = f'<script nonce="{nonce}">{_SCROLL.read_text(encoding="utf-8")}</script><meta'
    body = found.body.replace(b"<meta", script.encode(), 1)  # above the policy that the page itself has
    return replace(found, body=body, headers={"Content-Security-Policy": _policy(desk, nonce)})


def _policy(desk: str, nonce: str = "") -> str:
    sandbox, scripts = (" allow-scripts", f" script-src 'nonce-{nonce}';") if nonce else ("", "")
    return (
        f"sandbox{sandbox}; default-src 'none';{scripts} img-src 'self' data:; media-src 'self'; "
        "style-src 'self' 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {desk}"
    )


def preview_handler(preview: Preview, port: int, desk: str) -> type[QuietHandler]:
    """The handler of the preview's server on `port`; `desk` is the origin that may have it in a frame."""
    headers: Mapping[str, str] = {
        "Content-Security-Policy": _policy(desk),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }

    class Handler(QuietHandler):
        common = headers

        def do_GET(self) -> None:
            self.close_connection = True
            path = unquote(urlsplit(self.path).path)
            if self.headers.get("Host") != f"{HOST}:{port}" or not path.startswith(f"/{preview.secret}/"):
                self.give(page(_WAIT, 403))
            else:
                found = preview.answer(path.removeprefix(f"/{preview.secret}/"))
                self.give(_scrolling(found, desk) if found.kind.startswith("text/html") else found)

    return Handler


def open_preview(preview: Preview, desk: str) -> BoundedServer:
    """The preview's server, on a free port, serving."""
    server = BoundedServer(0, QuietHandler)
    server.RequestHandlerClass = preview_handler(preview, server.server_port, desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
