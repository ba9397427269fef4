"""One file of docs/: bytes → text → head and body, with every problem on the way told in Vietnamese."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.frontmatter import encoding
from newsroom.frontmatter.faults import GLUED, entry_of, item_of
from newsroom.frontmatter.head import Head, HeadHandler, clean
from newsroom.problems import Problem

MAX_BYTES = 2_000_000

_HANDLER = HeadHandler()
_OPENING = re.compile(r"\A(?:[ \t]*\n)*(---+[ \t]*(?:\n|\Z))")
_DASHES = re.compile(r"\A[ \t]*(?!-[ \t]*$)[-–—−]+[ \t]*")  # what Word makes of ---
_OTHER_SIGN = re.compile(r"\A(?:(?:`{3,}|~{3,})\w*|\*{3,}|={3,}|\+{3,}|_{3,}|\{)[ \t]*\Z")
_SECOND = re.compile(r"\A((?:[ \t]*\n)*)-{3,}[ \t]*\n((?:(?!-{3,}[ \t]*$).*\n)*)-{3,}[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"^[a-z_]+:", re.MULTILINE)
_ANY_ENTRY = re.compile(r"\A[ ]*\"?([a-z_]+)\"?[ ]*[:=]")
_REQUIRED = re.compile(r"\A[ ]*\"?(?:title|author|cell|date)\"?[ ]*[:=]")
_FIRST_LINES = 6
_OPEN = "dòng mở phần khai báo phải là đúng ba dấu gạch ngang: ---"
_KEY_WORDS = 3  # a longer text before a colon is prose


@dataclass(frozen=True)
class Source:
    """A file's fields as written (text, lists, mappings) and its body; lines count from 1 in the file.

    A key in `lines` that is not in `fields` stands in the head but could not be read; `head_line` is the line of the
    opening `---`, 0 when the file has none.
    """

    path: str
    fields: dict[str, object]
    lines: dict[str, int]
    body: str
    body_line: int
    head_line: int


def read_source(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """The file as far as it can be read (None when it is no text at all), and what is wrong with it."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1_000_000:.1f}".replace(".", ",")
        return None, (Problem(path, 1, "", f"tệp nặng {size} MB, quá 2 MB; hãy để ảnh và tài liệu thành tệp riêng"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        line, message = encoding.explain(data)
        return None, (Problem(path, line, "", message),)
    return _read(path, clean(text.replace("\r\n", "\n").replace("\r", "\n")))


def _read(path: str, text: str) -> tuple[Source, tuple[Problem, ...]]:
    opening = _OPENING.match(text)
    if not opening:
        return _read_without_opening(path, text)
    top = text.count("\n", 0, opening.start(1)) + 1
    try:
        written, body = _HANDLER.split(text[opening.start(1) :])
    except ValueError:
        return _read_unclosed(path, text[opening.end() :], top)
    lines = written.split("\n")
    head = _HANDLER.read(written)
    prose = any(len(key.split()) > _KEY_WORDS for key in head.fields)
    if (prose or any(fault.fatal for fault in head.faults)) and _end_of_head(lines, closed=True) < len(lines):
        return _read_unclosed(path, text[opening.end() :], top)
    return _source(path, head, body, top, top + len(lines) + 1, *_second(path, body, top + len(lines) + 1))


def _second(path: str, body: str, line: int) -> Iterator[Problem]:
    """Tells of another head at the beginning of a body: readers would see it, and what it says would not count."""
    found = _SECOND.match(body)
    if found and len(_FIELD.findall(found[2])) > 1 and all(map(_fits_head, filter(str.strip, found[2].split("\n")))):
        said = "có hai phần khai báo, phần này không được tính mà hiện ra thành chữ; hãy chỉ giữ một phần ở đầu tệp"
        yield Problem(path, line + found[1].count("\n"), "", said)


def _source(
    path: str, head: Head, body: str, top: int, body_line: int, *more: Problem
) -> tuple[Source, tuple[Problem, ...]]:
    lines = {key: line + top for key, line in head.lines.items()}
    found = [Problem(path, fault.line + top, fault.field, fault.message, fault.fatal) for fault in head.faults]
    return Source(path, head.fields, lines, body, body_line, max(top, 1)), tuple(sorted([*more, *found]))


def _read_unclosed(path: str, below: str, top: int) -> tuple[Source, tuple[Problem, ...]]:
    lines = below.split("\n")
    end = _end_of_head(lines, closed=False)
    written = "\n".join(lines[:end]).rstrip()
    if end < len(lines) and _DASHES.fullmatch(lines[end]):
        problem = Problem(path, top + end + 1, "", "dòng đóng phần khai báo phải là đúng ba dấu gạch ngang: ---")
        end += 1
    else:
        last = top + (written.count("\n") + 1 if written else 0)
        problem = Problem(path, last, "", "thiếu dòng --- đóng phần khai báo; hãy thêm một dòng --- ngay dưới dòng này")
    return _source(path, _HANDLER.read(written), "\n".join(lines[end:]), top, top + end + 1, problem)


def _read_without_opening(path: str, text: str) -> tuple[Source, tuple[Problem, ...]]:
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if _DASHES.fullmatch(lines[first]) and "".join(lines[first + 1 : first + 2]).strip():
        lines[first] = "---"
        source, problems = _read(path, "\n".join(lines))
        return source, (Problem(path, first + 1, "", _OPEN), *problems)
    if said := _misplaced(lines, first):
        entries = {found[1]: number for number, line in enumerate(lines, 1) if (found := _ANY_ENTRY.match(line))}
        return Source(path, {}, entries, text, 1, 1), (Problem(path, *said),)
    close = next((number for number, line in enumerate(lines) if line.rstrip() == "---"), 0)
    head = lines[first:close]
    if sum(map(_is_entry, head)) > 1 and _end_of_head(head, closed=False) == len(head):
        written, body = "\n".join(lines[:close]), "\n".join(lines[close + 1 :])
        problem = Problem(path, first + 1, "", "thiếu dòng --- mở phần khai báo; hãy thêm một dòng --- ở đầu tệp")
        return _source(path, _HANDLER.read(written), body, 0, close + 2, problem)
    return Source(path, {}, {}, text, 1, 0), ()


def _misplaced(lines: list[str], first: int) -> tuple[int, str, str] | None:
    """Line, field and message where a head stands between other signs than `---`, between none, or below a text."""
    other = _OTHER_SIGN.match(lines[first])
    at = first + (other is not None)
    is_below = "".join(lines[at : at + 1]).strip() == "---"
    if other and _is_head(lines[at + is_below :]):
        said = "hãy bỏ dòng này" if is_below else "hãy thay dòng này, và dòng đóng, bằng ba dấu gạch ngang: ---"
        return first + 1, "", f"phần khai báo phải nằm giữa hai dòng --- ở đầu tệp; {said}"
    for number, line in enumerate(lines[first + 1 :], first + 1):
        if line.strip() == "---" and _is_head(lines[number + 1 :]):
            said = "phần khai báo phải đứng đầu tệp; hãy chuyển những gì đứng trước nó xuống dưới"
            return number + 1, "", said
    if _is_head(lines[first:]) and "---" not in map(str.rstrip, lines):
        return first + 1, "", "thiếu hai dòng ---; hãy thêm một dòng --- ở trên, một dòng --- ở dưới phần khai báo"
    return None


def _is_head(lines: list[str]) -> bool:
    """Whether they begin with two fields that every post has."""
    return sum(map(bool, map(_REQUIRED.match, lines[:_FIRST_LINES]))) > 1 and bool(_ANY_ENTRY.match(lines[0]))


def _end_of_head(lines: list[str], closed: bool) -> int:
    """Index of the first line that must be body; when a `---` closes the head, only prose after a gap counts."""
    gap: int | None = None
    for number, line in enumerate(lines):
        if _DASHES.fullmatch(line):
            return number
        if not line.strip():
            gap = number if gap is None else gap
        elif gap is not None and (line.startswith("#") or not _fits_head(line)):
            return gap
        elif not closed and not _fits_head(line):
            return number
        else:
            gap = None
    return len(lines) if closed or gap is None else gap


def _fits_head(line: str) -> bool:
    return line[0] in " #]}" or bool(item_of(line) or GLUED.fullmatch(line)) or _is_entry(line)


def _is_entry(line: str) -> bool:
    entry = entry_of(line)
    return entry is not None and len(entry["key"].split()) <= _KEY_WORDS
