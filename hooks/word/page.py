"""How the site shows a body: its own Markdown, with nothing known of other pages."""

from collections.abc import Sequence
from html import escape
from typing import Any

from newsroom.articles.filling import Filling, fill
from newsroom.articles.markup import Renderer


class Page:
    """Called with a body, it gives the HTML; `extensions` and their `configs` are those of mkdocs.yml."""

    def __init__(self, extensions: Sequence[Any], configs: dict[str, Any]) -> None:
        self._renderer = Renderer(extensions, configs)

    def __call__(self, body: str) -> str:
        rendered = self._renderer.render(body)
        article = rendered.article
        captions = (" ".join(escape(article.pictures[at].alt) for at in group) for group in article.groups)
        filling = Filling(
            ("",) * len(article.links),
            ("",) * len(article.pictures),
            tuple(f"<p>{caption}</p>" for caption in captions),
            (None,) * len(article.citations),
        )
        return fill(rendered.body.html, filling)
