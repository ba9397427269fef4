"""A Markdown file of docs/, read and checked: frontmatter by its schema, body rendered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsroom.addresses import url_of
from newsroom.markup import Article, Renderer
from newsroom.problems import Problem
from newsroom.schema import MODELS, DirectiveFields, PageFields, PostFields
from newsroom.sources import read_source
from newsroom.validation import validate

F = TypeVar("F", bound=PageFields, covariant=True)


@dataclass(frozen=True, eq=False)
class Page(Generic[F]):
    """`path` is under docs/ with `/`, `url` under the site's root; `lines` says where each field stands."""

    path: str
    url: str
    title: str
    fields: F
    lines: Mapping[str, int]
    article: Article
    body_line: int
    body: str

    def problem(self, field: str, message: str, *, fatal: bool = True) -> Problem:
        """A problem of this page at the line of a field."""
        return Problem(self.path, self.lines.get(field, 1), field, message, fatal)

    def line_of(self, text: str) -> int:
        """The line of the file on which a piece of the body first stands; the body's first when it is not found."""
        at = self.body.find(text)
        return self.body_line + self.body.count("\n", 0, max(at, 0))


Post = Page[PostFields]


def model_of(path: str) -> type[PageFields]:
    """The schema for a file: by its folder, but the index of a folder is a page like any other."""
    folder, _, name = path.partition("/")
    return PageFields if name in ("index.md", "README.md") else MODELS.get(folder, PageFields)


def read_page(path: str, data: bytes, renderer: Renderer) -> tuple[Page[PageFields] | None, tuple[Problem, ...]]:
    """The page, or None with all that is wrong with it."""
    source, problems = read_source(path, data)
    if source is None:
        return None, problems
    fields, wrong = validate(source, model_of(path))
    problems = (*problems, *wrong)
    if fields is None or any(problem.fatal for problem in problems):
        return None, problems
    article = renderer.render(source.body)
    title = fields.title or article.heading or _last_resort(path, fields)
    if not title:
        said = "thiếu tiêu đề; hãy thêm dòng “title: …” vào phần khai báo, hoặc dòng “# …” đầu bài"
        return None, (*problems, Problem(path, source.head_line, "title", said))
    return Page(path, url_of(path), title, fields, source.lines, article, source.body_line, source.body), problems


def _last_resort(path: str, fields: PageFields) -> str:
    """A document without a subject goes by its number; a page that is no post by its file's name, as in MkDocs."""
    if isinstance(fields, DirectiveFields):
        return fields.symbol
    return "" if isinstance(fields, PostFields) else url_of(path).strip("/").rpartition("/")[2].replace("-", " ")
