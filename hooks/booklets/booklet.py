"""An issue → one page of HTML: cover, contents, articles, imprint."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from booklets.articles import Press, data_address
from booklets.choosing import Issue
from newsroom.app_icons import app_icons
from newsroom.labels import Link
from newsroom.photos.photo import PhotoError
from newsroom.planning import Plan
from newsroom.settings import Settings
from newsroom.setup import Setup
from newsroom.views import PostView


@dataclass(frozen=True)
class Article:
    """A post as the booklet's template knows it; `anchor` is where the contents lead."""

    anchor: str
    view: PostView
    body: Markup
    names: tuple[str, ...]


def articles_of(issue: Issue, plan: Plan) -> Iterator[Article]:
    """Makes each post of an issue ready for print."""
    press = Press(plan.published_pictures(), plan.filed.catalogue.directives)
    for number, post in enumerate(issue.posts, 1):
        planned = plan.pages[post.url]
        view = planned.view()
        assert isinstance(view, PostView)
        html = plan.with_body(planned, plan.content(planned)).html
        listed = frozenset(paper.url for paper in view.directives)
        body = Markup(press.printed(html, post.url, number, listed))
        yield Article(f"bai-{number}", view, body, tuple(_names(view)))


def _names(view: PostView) -> Iterator[str]:
    links: list[Link] = [link for kind, some in view.card.shown("line") for link in some if kind.name == "author"]
    links += [link for kind, some in view.card.shown("line") for link in some if kind.name != "author"]
    yield from dict.fromkeys(link.title for link in links)


@dataclass(frozen=True)
class Booklet:
    """All that is printed; `emblem` is an address that holds the picture."""

    issue: Issue
    settings: Settings
    site_url: str
    emblem: str
    articles: tuple[Article, ...]

    def html(self, numbers: Mapping[str, int]) -> str:
        """The page; `numbers` are those of pages by anchor, as far as they are known."""
        folder = Path(__file__).parent
        env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined
        )
        env.filters["day"] = _day
        style = (folder / "booklet.css").read_text(encoding="utf-8")
        colours = f":root {{ --primary: {self.settings.colours.primary}; }}\n"
        return env.get_template("booklet.html").render(
            booklet=self, numbers=numbers, style=Markup(colours + style), site=self.settings
        )


def _day(value: object) -> str:
    from datetime import date

    from newsroom.vietnamese import format_day

    return format_day(value) if isinstance(value, date) else ""


def booklet(issue: Issue, setup: Setup, plan: Plan) -> Booklet:
    """All of an issue, ready to be shown."""
    address = setup.config.site_url.removeprefix("https://").removeprefix("http://").rstrip("/")
    return Booklet(issue, setup.settings, address, _emblem(setup, plan), tuple(articles_of(issue, plan)))


def _emblem(setup: Setup, plan: Plan) -> str:
    docs, path = plan.parsed.docs, setup.settings.emblem
    if path in docs and path.endswith(".svg"):
        return data_address(docs[path])
    try:
        drawn = app_icons(setup.settings, docs).draw("512")
    except PhotoError:
        return ""
    return f"data:image/png;base64,{base64.b64encode(drawn).decode('ascii')}"
