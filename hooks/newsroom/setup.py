"""What a site is beside its content: what an engine reads from its settings, and tells every build."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from newsroom.articles.batches import Markdown, packed
from newsroom.articles.pages import Page
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.kinds import MODELS
from newsroom.plan import Planned
from newsroom.problems import Problem
from newsroom.settings import Settings

_LAYOUTS = ("404", "archive", "home", "index", "listing", "offline", "post", "redirect", "search", "statistics")
_OF_OTHER_KINDS = frozenset(f"{kind}.html" for kind in _LAYOUTS)


@dataclass(frozen=True)
class Config:
    """The settings of mkdocs.yml that templates read."""

    site_name: str
    site_url: str
    site_description: str


@dataclass(frozen=True)
class Setup:
    """`markdown` are extensions and their settings, `templates` the folders that hold templates, the first one first.

    `assets` is where scripts and styles go: a folder of another name when they change, as modules import one another.
    """

    settings: Settings
    markdown: Markdown
    templates: tuple[str, ...]
    config: Config
    assets: str

    @cached_property
    def packed_markdown(self) -> bytes | None:
        """`markdown` as it is sent to another process, None when it can't be."""
        return packed(self.markdown)

    def template(self, planned: Planned) -> str:
        """The page's own, if there is one of that name, else that of its kind."""
        own = planned.page.fields.template if planned.page else ""
        return own if own and self._has(own) else f"{planned.spec.kind}.html"

    def own_files(self) -> Iterator[str]:
        """Addresses of scripts, styles and schemas, also by the names that they have before they get a folder."""
        folder = Path(self.templates[0], "assets")
        for file in folder.rglob("*") if folder.is_dir() else ():
            name = file.relative_to(folder).as_posix()
            yield from (f"assets/{name}", f"{self.assets}/{name}")
        yield from (f"schema/{name}.json" for name in MODELS)

    def missing(self, pages: Iterable[Page[PageFields]]) -> Iterator[Problem]:
        """Pages that ask for a template that is not there, or that shows what only another kind of page has."""
        for page in pages:
            name = page.fields.template
            if name and not self._has(name):
                yield page.problem("template", f"không có khuôn trang “{name}”; hãy xem lại tên hoặc bỏ dòng này")
            elif name in _OF_OTHER_KINDS and (name != "post.html" or not isinstance(page.fields, PostFields)):
                said = f"khuôn “{name}” là của loại trang khác; hãy ghi tên một khuôn riêng trong overrides/"
                yield page.problem("template", f"{said}, hoặc bỏ dòng này")

    def _has(self, name: str) -> bool:
        """Only in the site's own folder of templates, the first one, and not of parts of pages."""
        return name.endswith(".html") and "/" not in name and Path(self.templates[0], name).is_file()
