"""A Markdown file of docs/, read and checked: frontmatter by its schema, body rendered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsroom.addresses import url_of
from newsroom.articles.filling import Body
from newsroom.articles.markup import Article, Renderer
from newsroom.frontmatter.reference import reference_table
from newsroom.frontmatter.schema import (
    MODELS,
    AuthorFields,
    CampaignFields,
    CellFields,
    DirectiveFields,
    PageFields,
    PostFields,
)
from newsroom.frontmatter.sources import read_source
from newsroom.frontmatter.validation import validate
from newsroom.problems import Problem
from newsroom.vietnamese import nfc

F_co = TypeVar("F_co", bound=PageFields, covariant=True)


@dataclass(frozen=True, eq=False)
class Page(Generic[F_co]):
    """`path` is under docs/ with `/`, `url` under the site's root; `lines` says where each field stands."""

    path: str
    url: str
    title: str
    fields: F_co
    lines: Mapping[str, int]
    article: Article

    def problem(self, field: str, message: str, *, fatal: bool = True) -> Problem:
        """A problem of this page at the line of a field."""
        return Problem(self.path, self.lines.get(field, 1), field, message, fatal)


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: its page, None with all that is wrong with it; its `body` if just made."""

    page: Page[PageFields] | None
    problems: tuple[Problem, ...]
    body: Body | None = None


Post = Page[PostFields]
_TABLES: Mapping[str, type[PageFields]] = {
    "post": PostFields,
    "campaign": CampaignFields,
    "directive": DirectiveFields,
    "cell": CellFields,
    "author": AuthorFields,
}
_TABLE = re.compile(f"<!-- bang-truong: ({'|'.join(_TABLES)}) -->")


def model_of(path: str) -> type[PageFields]:
    """The schema for a file: by its folder, but the index of a folder is a page like any other."""
    folder, _, name = path.partition("/")
    return PageFields if name in ("index.md", "README.md") else MODELS.get(folder, PageFields)


def read_page(path: str, data: bytes, renderer: Renderer) -> Reading:
    """Reads, checks and renders one file."""
    source, problems = read_source(path, data)
    if source is None:
        return Reading(None, problems)
    fields, wrong = validate(source, model_of(path))
    problems = (*problems, *wrong)
    if fields is None or any(problem.fatal for problem in problems):
        return Reading(None, problems)
    try:
        rendered = renderer.render(with_tables(source.body))
    except RecursionError:
        said = "danh sách hay trích dẫn lồng nhau quá nhiều lớp; hãy bỏ bớt dấu ở đầu dòng"
        return Reading(None, (*problems, Problem(path, source.body_line, "", said)))
    title = fields.title or rendered.article.heading or _last_resort(path, fields)
    if not title:
        said = "thiếu tiêu đề; hãy thêm dòng “title: …” vào phần khai báo, hoặc dòng “# …” đầu bài"
        return Reading(None, (*problems, Problem(path, source.head_line, "title", said)))
    page = Page(path, url_of(path), title, fields, source.lines, rendered.article)
    return Reading(page, problems, rendered.body)


def render_again(path: str, data: bytes, renderer: Renderer) -> Body:
    """The body of a file that has been read and checked before."""
    source, _ = read_source(path, data)
    return renderer.render(with_tables(source.body) if source else "").body


def with_tables(body: str) -> str:
    """A body whose marks `<!-- bang-truong: post -->` have become tables of that page's fields."""
    if "<!-- bang-truong:" not in body:
        return body
    return _TABLE.sub(lambda found: reference_table(_TABLES[found[1]]), body)


def line_of(text: str, data: bytes) -> int:
    """The line of a file on which a piece of text first stands, 1 when it cannot be found."""
    whole = nfc(data.decode("utf-8-sig"))
    return whole.count("\n", 0, max(whole.find(text), 0)) + 1


def _last_resort(path: str, fields: PageFields) -> str:
    """A document without a subject goes by its number; a page that is no post by its file's name, as in MkDocs."""
    if isinstance(fields, DirectiveFields):
        return fields.symbol
    return "" if isinstance(fields, PostFields) else url_of(path).strip("/").rpartition("/")[2].replace("-", " ")
