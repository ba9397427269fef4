"""A Markdown file of docs/, read and checked: frontmatter by its schema, body rendered.

What this takes is not loaded where pages are only planned.
"""

import pickle
import re
from functools import lru_cache

from newsroom.addresses import url_of
from newsroom.articles.anchors import check_anchors
from newsroom.articles.burden import excess
from newsroom.articles.filling import Body
from newsroom.articles.habits.remarks import with_lines
from newsroom.articles.markup import Renderer
from newsroom.articles.pages import Page, ParsedFile, Rewrite
from newsroom.editing.table import guide_table
from newsroom.frontmatter.reference import reference_table
from newsroom.frontmatter.schema import DirectiveFields, PageFields, PostFields
from newsroom.frontmatter.sources import read_source
from newsroom.frontmatter.validation import validate
from newsroom.kinds import MODELS, SCHEMAS
from newsroom.problems import Problem

_CHECKS = "<!-- bang-kiem-tra -->"
_TABLE = re.compile(f"<!-- bang-truong: ({'|'.join(SCHEMAS)}) -->")


@lru_cache(maxsize=1)
def renderer_of(packed_markdown: bytes) -> Renderer:
    """Gives the same renderer for the same Markdown extensions and settings, pickled."""
    return Renderer(*pickle.loads(packed_markdown))


def model_of(path: str) -> type[PageFields]:
    """The schema for a file: by its folder, but the index of a folder is a page like any other."""
    folder, _, name = path.partition("/")
    return PageFields if name in ("index.md", "README.md") else MODELS.get(folder, PageFields)


def parse_page(path: str, data: bytes, renderer: Renderer, rewrite: Rewrite | None = None) -> ParsedFile:
    """Reads, checks and renders one file; `rewrite` may change its body before it is rendered."""
    source, problems = read_source(path, data)
    if source is None:
        return ParsedFile(None, problems)
    fields, wrong = validate(source, model_of(path))
    problems = (*problems, *wrong)
    if fields is None or any(problem.fatal for problem in problems):
        return ParsedFile(None, problems)
    body = with_tables(source.body)
    if too_much := excess(body):
        line = min(source.body_line + too_much.line, data.count(b"\n") + 1)  # a table that was put in has its own lines
        return ParsedFile(None, (*problems, Problem(path, line, "", too_much.message)))
    try:
        rendered = renderer.render(rewrite(path, source.fields, body) if rewrite else body, fields.title)
    except RecursionError:
        said = "danh sách hay trích dẫn lồng nhau quá nhiều lớp; hãy bỏ bớt dấu ở đầu dòng"
        return ParsedFile(None, (*problems, Problem(path, source.body_line, "", said)))
    told = [
        Problem(path, source.body_line + line, "", message, fatal=False)
        for line, message in dict.fromkeys(with_lines(rendered.remarks, source.body))
    ]
    problems = (*problems, *told)
    title = fields.title or rendered.article.heading or _last_resort(path, fields)
    if not title:
        said = "thiếu tiêu đề; hãy thêm dòng “title: …” vào phần khai báo, hoặc dòng “# …” đầu bài"
        return ParsedFile(None, (*problems, Problem(path, source.head_line, "title", said)))
    page = Page(path, url_of(path), title, fields, source.lines, rendered.article)
    problems = (*problems, *check_anchors(path, data, rendered.article.anchors))
    if rendered.has_open_comment:
        said = "chú thích <!-- không có chỗ kết thúc nên người đọc sẽ thấy; hãy thêm --> vào cuối chú thích"
        problems = (*problems, Problem(path, data.count(b"\n", 0, data.rfind(b"<!--")) + 1, "", said))
    if isinstance(fields, PostFields) and not (source.body.strip() or fields.image or fields.attachments):
        said = "bài chưa có nội dung; hãy viết bên dưới dòng --- thứ hai"
        problems = (*problems, Problem(path, source.body_line, "", said, fatal=False))
    _ = page.is_alone, page.card_key  # once asked for they stay, and are kept with the page
    return ParsedFile(page, problems, rendered.body)


def render_again(path: str, data: bytes, renderer: Renderer) -> Body:
    """The body of a file that has been read and checked before."""
    source, _ = read_source(path, data)
    fields, _ = validate(source, model_of(path)) if source else (None, ())
    return renderer.render(with_tables(source.body) if source else "", fields.title if fields else "").body


def with_tables(body: str) -> str:
    """A body whose marks have become tables, `<!-- bang-truong: post -->` of fields, the other of checks."""
    if "<!-- bang-" not in body:
        return body
    return _TABLE.sub(lambda found: reference_table(SCHEMAS[found[1]]), body).replace(_CHECKS, guide_table())


def _last_resort(path: str, fields: PageFields) -> str:
    """A document without a subject goes by its number; a page that is no post by its file's name, as in MkDocs."""
    if isinstance(fields, DirectiveFields):
        return fields.symbol
    return "" if isinstance(fields, PostFields) else url_of(path).strip("/").rpartition("/")[2].replace("-", " ")
