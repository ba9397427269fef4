"""A file's fields held against the schema: every problem at once, each with its line and with what to write."""

from collections.abc import Iterator
from typing import TypeVar

from newsroom.fields import Found, fields_of, is_required, read_fields
from newsroom.frontmatter.reference import example_line, own_fields, words
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.frontmatter.sources import Source
from newsroom.frontmatter.values import read_flag
from newsroom.problems import Problem, suggest
from newsroom.vietnamese import slug

_OF_POSTS = ("author", "cell", "date")
Fields = TypeVar("Fields", bound=PageFields)
Told = tuple[str, str]  # field, message


def validate(source: Source, model: type[Fields]) -> tuple[Fields | None, tuple[Problem, ...]]:
    """The checked fields (None when any is wrong); what read_source has told already is not told again."""
    if not source.head_line and (line := _no_head(model)):
        return None, (Problem(source.path, 1, "", line),)
    known = fields_of(model)
    given = {name: value for name, value in source.fields.items() if name not in known or not _is_empty(value)}
    found = read_fields(model, given)
    if not found.is_right:
        unfinished = _is_draft(source) and not (found.wrong or found.unknown)
        return None, _problems(source, _wrong(source, model, found), fatal=not unfinished)
    fields = model(**found.values)
    told = _problems(source, fields.conflicts())
    return None if told else fields, (*told, *_problems(source, fields.doubts(given), fatal=False))


def _problems(source: Source, told: Iterator[Told], *, fatal: bool = True) -> tuple[Problem, ...]:
    placed = ((source.lines.get(field, source.head_line), field, said) for field, said in told)
    return tuple(sorted(Problem(source.path, *one, fatal) for one in placed))


def _is_draft(source: Source) -> bool:
    """Whether its author says that it is not finished; a draft may lack fields, and no build publishes it."""
    try:
        return read_flag(source.fields.get("draft", "no"))
    except ValueError:
        return False


def _wrong(source: Source, model: type[PageFields], found: Found) -> Iterator[Told]:
    yield from found.wrong.items()
    meant = {_meant(name, model) for name in source.lines if name not in source.fields}
    for name in found.unknown:
        field = _meant(name, model)
        meant.add(field)
        yield name, _unknown(name, field, model)
    for name in found.missing:
        if name in source.fields:
            yield name, f"còn trống; hãy điền, ví dụ: {example_line(model, name)}"
        elif name not in source.lines and name not in meant:
            yield name, f"thiếu mục này; hãy thêm một dòng, ví dụ: {example_line(model, name)}"


def _no_head(model: type[PageFields]) -> str:
    needed = [name for name, field in fields_of(model).items() if is_required(field)]
    if not needed:
        return ""
    return f"chưa có phần khai báo; hãy thêm vào đầu tệp: một dòng ---, các mục {', '.join(needed)}, một dòng ---"


def _meant(name: str, model: type[PageFields]) -> str:
    known = words(model)
    return known.get(suggest(name, known) or "", "")


def _unknown(name: str, field: str, model: type[PageFields]) -> str:
    if model is PageFields and (name in _OF_POSTS or words(PostFields).get(name.lower()) in _OF_POSTS):
        said = "chỉ bài viết mới có mục này; nếu đây là bài viết, hãy chuyển tệp vào thư mục bai-viet/"
        return f"{said}, nếu không, hãy xoá mục này"
    if not field:
        return f"không có mục này; các mục dùng được: {', '.join(own_fields(model))}"
    if name.lower() == field:
        return f"tên mục phải viết thường; hãy viết “{field}”"
    if any(slug(name) == slug(word) for word in words(model)):
        return f"không có mục này; hãy viết “{field}”"
    return f"không có mục này; có phải ý bạn là “{field}”?"


def _is_empty(value: object) -> bool:
    return value in ([], {}, "~", "null") or (isinstance(value, str) and not value.strip())
