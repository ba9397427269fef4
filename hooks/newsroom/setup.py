"""What a site is beside its content: what an engine reads from its settings, and tells every build."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from newsroom.articles.pages import Page
from newsroom.articles.reading import Markdown, packed
from newsroom.frontmatter.schema import PageFields
from newsroom.plan import Planned
from newsroom.problems import Problem
from newsroom.settings import Settings


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

    def missing(self, pages: Iterable[Page[PageFields]]) -> Iterator[Problem]:
        """Pages that ask for a template that is not there."""
        for page in pages:
            name = page.fields.template
            if name and not self._has(name):
                yield page.problem("template", f"không có khuôn trang “{name}”; hãy xem lại tên hoặc bỏ dòng này")

    def _has(self, name: str) -> bool:
        return ".." not in name and any(Path(folder, name).is_file() for folder in self.templates)
