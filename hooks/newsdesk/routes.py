"""The desk's addresses: what each gives."""

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from newsdesk.desk import Desk
from newsdesk.form import form
from newsdesk.messages import DeskError, Request, Response, answer, page
from newsdesk.moving import delete, rename
from newsdesk.saving import Conflict
from newsdesk.sending import publish, sign_in, undo

_HERE = Path(__file__).parent
_STATIC = "/tinh/"
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip


@dataclass(frozen=True)
class Routes:
    """The addresses of one desk; `preview` is the one, with its secret, under which drafts are shown."""

    desk: Desk
    preview: str

    def answer(self, request: Request) -> Response:
        """Whatever a request asks. Raises DeskError."""
        if request.method == "GET" and request.path.startswith(_STATIC):
            return self._static(request.path.removeprefix(_STATIC))
        route = _TABLE.get((request.method, request.path))
        if route is None:
            raise DeskError("Không có trang này; hãy quay về trang đầu của bàn biên tập.", 404)
        try:
            return route(self, request)
        except Conflict as error:
            return answer({"error": str(error), "theirs": error.theirs}, error.status)

    def html(self, name: str, **values: object) -> Response:
        """A page of the desk by its template."""
        setup = self.desk.place.setup
        told = {"site": setup.config.site_name, "preview": self.preview, "site_url": setup.config.site_url}
        return page(_TEMPLATES.get_template(name).render(**told, **values))

    def _static(self, name: str) -> Response:
        setup = self.desk.place.setup
        if name == "mau.css":
            colours = setup.settings.colours
            css = f":root {{ --primary: {colours.primary}; --accent: {colours.accent}; }}"
            return Response(css.encode(), "text/css; charset=utf-8")
        places = {one.name: one for one in (_HERE / "static").iterdir() if one.is_file()}
        places["news.css"] = Path(setup.templates[0], "assets/stylesheets/news.css")
        if name not in places:
            raise DeskError("Không có tệp này.", 404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        kind = "text/javascript" if name.endswith(".js") else kind  # Windows' registry may say otherwise
        return Response(places[name].read_bytes(), f"{kind}; charset=utf-8")


Route = Callable[[Routes, Request], Response]


def _on_post(work: Callable[[Desk, str, Mapping[str, object]], object]) -> Route:
    """Work on the post that the address names, with the request's content."""
    return lambda routes, request: answer(work(routes.desk, _post(routes, request), _content(request)))


def _post(routes: Routes, request: Request) -> str:
    """The path of the post that the address names, be it by one that it had when the page was opened."""
    return routes.desk.moves.now(request.asked("bai"))


def _content(request: Request) -> Mapping[str, object]:
    found = request.json() if request.length else {}
    if not isinstance(found, dict):
        raise DeskError("Không hiểu yêu cầu; hãy tải lại trang này.")
    return found


def _photo(routes: Routes, request: Request) -> Response:
    return Response(routes.desk.photo(_post(routes, request), request.asked("ten")), "image/jpeg")


def _paste(routes: Routes, request: Request) -> Response:
    from newsdesk.pasting import pasted  # with what reads HTML, which most openings of the desk can spare

    return answer(pasted(routes.desk.inbox.markdown, _content(request)))


def _accept(routes: Routes, request: Request) -> Response:
    number = request.asked("so")
    path = routes.desk.inbox.accept(request.asked("luot"), int(number) if number.isdecimal() else -1)
    routes.desk.live.forget()
    return answer({"path": path})


_TABLE: Mapping[tuple[str, str], Route] = {
    ("GET", "/"): lambda routes, _: routes.html("list.html"),
    ("GET", "/viet"): lambda routes, request: routes.html("write.html", path=request.asked("bai"), fields=form()),
    ("GET", "/nhap"): lambda routes, _: routes.html("word.html"),
    ("GET", "/api/posts"): lambda routes, request: answer(routes.desk.posts(request.query)),
    ("POST", "/api/posts"): lambda routes, _: answer(routes.desk.begin()),
    ("GET", "/api/post"): lambda routes, request: answer(routes.desk.open(_post(routes, request))),
    ("PUT", "/api/post"): _on_post(Desk.save),
    ("DELETE", "/api/post"): lambda routes, request: answer(delete(routes.desk, _post(routes, request))),
    ("PUT", "/api/unsaved"): _on_post(Desk.keep),
    ("DELETE", "/api/unsaved"): lambda routes, request: answer(
        routes.desk.forget(_post(routes, request), request.asked("the"))
    ),
    ("POST", "/api/check"): _on_post(Desk.check),
    ("POST", "/api/rename"): _on_post(rename),
    ("POST", "/api/paste"): _paste,
    ("GET", "/api/photo"): _photo,
    ("PUT", "/api/photo"): lambda routes, request: answer(
        routes.desk.add_photo(_post(routes, request), request.asked("ten"), request)
    ),
    ("POST", "/api/word"): lambda routes, _: answer({"batch": routes.desk.inbox.open()}),
    ("PUT", "/api/word"): lambda routes, request: answer(
        {"name": routes.desk.inbox.take(request.asked("luot"), request.asked("ten"), request)}
    ),
    ("GET", "/api/word"): lambda routes, request: answer({"posts": routes.desk.inbox.read(request.asked("luot"))}),
    ("POST", "/api/word/accept"): _accept,
    ("GET", "/api/publish"): lambda routes, _: answer(routes.desk.ping()),
    ("POST", "/api/publish"): _on_post(publish),
    ("POST", "/api/sign-in"): lambda routes, request: answer(sign_in(routes.desk, _content(request))),
    ("POST", "/api/undo"): lambda routes, _: answer(undo(routes.desk)),
}
