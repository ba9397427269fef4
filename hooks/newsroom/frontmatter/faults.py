"""Why an entry of a head cannot be read, judged by how it looks: a YAML parser's own words help no teacher."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LIST = "phần khai báo phải gồm các dòng “tên mục: giá trị”; hãy bỏ dấu gạch ở đầu dòng và ghi tên mục"
NO_COLON = "dòng này không có dạng “tên mục: giá trị”; hãy sửa lại, hoặc thụt dòng vào nếu nó nối tiếp dòng trên"
TAB = "có dấu tab; hãy thay bằng dấu cách"
INDENTED = "dòng này bị thụt vào; hãy viết sát lề trái"
UNREADABLE = "không đọc được; hãy đặt giá trị trong dấu nháy kép và xem lại dấu cách ở đầu các dòng"
MARKED = "không dùng được dấu & hay * ở đầu giá trị; hãy đặt giá trị trong dấu nháy kép"
TAGGED = "không dùng được dấu ! ở đầu giá trị; hãy đặt giá trị trong dấu nháy kép"
DEEP = "giá trị lồng nhau quá nhiều lớp; hãy ghi một giá trị hoặc một danh sách đơn giản"
REPEATED = "mục này đã ghi ở phía trên; hãy giữ một dòng thôi, nhiều giá trị thì ghi thành danh sách"
TOO_LONG = "phần khai báo quá dài; hãy xem có thiếu dòng --- đóng phần khai báo không"
BACKSLASH = "dấu \\ trong dấu nháy kép có nghĩa riêng; hãy thay bằng dấu /"
BAD_KEY = "tên mục không hợp lệ; hãy viết “tên mục: giá trị”, tên mục là một từ"

# Each is held against a whole line: without \A, a search for it would begin anew at every character.
_ENTRY = re.compile(r"\A(?P<indent>\s*)(?P<key>[^\s:#\-\"'\[\]{}](?:[^:]*[^\s:])?)\s*:(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"\A\s*-(?:[ \t]+(?P<value>.*))?")
GLUED = re.compile(r"\A(?P<key>\w[\w-]*+)(?P<sign>:(?!//)|[ ]*+[：=][ ]*+)(?P<value>\S.*)")
_TAB = re.compile(r"\A(?: *\t|.*?[:-] *\t)")
_CLOSED = {'"': re.compile(r'\A"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"\A'(?:[^']|'')*'", re.DOTALL)}
_BULLET = re.compile(r"[-*][ ]+([^-*:#\s][^:#]*)")
_SPECIAL = "@`%&*!|>]{},#?-:"


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a head, on a line counted from 1 at the first one of the text that was judged."""

    line: int
    field: str
    message: str
    fatal: bool = True


class Refused(Exception):
    """YAML that no post needs; `line` counts from 0; without a message, the look of the entry has to explain it."""

    def __init__(self, line: int, message: str = "") -> None:
        super().__init__(message)
        self.line, self.message = line, message


def entry_of(line: str) -> re.Match[str] | None:
    """A match with `indent`, `key` and `value` if the line is of the form `key: value`."""
    return _ENTRY.fullmatch(line.rstrip())


def item_of(line: str) -> re.Match[str] | None:
    """A match with `value` if the line is of the form `- value`."""
    return _ITEM.fullmatch(line.rstrip())


def diagnose(entry: list[str], error: Exception) -> Fault:
    """The fault of an entry (its lines, the first one with the key) that failed with `error`."""
    first = entry_of(entry[0])
    glued = GLUED.fullmatch(entry[0])
    key = first["key"] if first else glued[1] if glued else ""
    if isinstance(error, Refused) and error.message:
        return Fault(error.line + 1, key, error.message)
    for number, message in _looks(entry, first):
        return Fault(number, key, message)
    mark = getattr(error, "problem_mark", None)
    return Fault(min(mark.line, len(entry) - 1) + 1 if mark else 1, key, UNREADABLE)


def _looks(entry: list[str], first: re.Match[str] | None) -> Iterator[tuple[int, str]]:
    yield from ((number, TAB) for number, line in enumerate(entry, 1) if _TAB.match(line))
    if not first:
        yield 1, _without_colon(entry[0])
        return
    if message := _wrong_value(f"{first['key']}: ", first["value"] or "", "\n".join(entry[1:])):
        yield 1, message
    for number, line in enumerate(entry[1:], 2):
        if first["value"] and item_of(line):
            yield number, f"danh sách phải nằm dưới tên mục; hãy viết “{first['key']}:”, rồi mỗi giá trị một dòng “- …”"
        elif first["value"] and line[:1] == " " and entry_of(line):
            yield number, INDENTED
        elif (item := item_of(line)) and (message := _wrong_value("- ", item["value"] or "")):
            yield number, message
    if first["indent"]:
        yield 1, INDENTED


def _without_colon(line: str) -> str:
    if item_of(line):
        return LIST
    if glued := GLUED.fullmatch(line):
        said = "thiếu dấu cách sau dấu hai chấm" if glued["sign"] == ":" else "sau tên mục phải là dấu hai chấm thường"
        return f"{said}; hãy viết: {glued['key']}: {glued['value']}"
    return NO_COLON


def _wrong_value(before: str, value: str, below: str = "") -> str:
    """Message about a value that follows `before` on its line, with `below` under it; empty when it looks right."""
    if value[:1] in _CLOSED and value:
        return _wrong_quotes(before, value, below)
    if value.startswith("["):
        return _wrong_list(before, value, below)
    if item := _BULLET.fullmatch(value):
        return f"giá trị bắt đầu bằng dấu {value[0]}; hãy bỏ dấu ấy: {before}{item[1]}"
    if value and value[0] in _SPECIAL:
        return f"giá trị bắt đầu bằng dấu {value[0]} phải đặt trong dấu nháy; hãy viết: {before}{quoted(value)}"
    if ": " in value or value.endswith(":"):
        return f"giá trị có dấu hai chấm nên phải đặt trong dấu nháy; hãy viết: {before}{quoted(value)}"
    return ""


def _wrong_quotes(before: str, value: str, below: str) -> str:
    mark = value[0]
    closed = _CLOSED[mark].match(f"{value}\n{below}")
    if not closed:
        return f"thiếu dấu nháy {mark} đóng; hãy viết: {before}{quoted(value[1:])}"
    if rest := value[closed.end() :].strip():
        if rest in {",", ";", "."}:
            return f"thừa dấu {rest} ở cuối; hãy viết: {before}{value[: closed.end()]}"
        inner = value[closed.end() - 2] == " " or value[closed.end()] != " "  # that mark opened a quotation
        whole = value[1:-1] if inner and rest.endswith(mark) else value
        return f"sau dấu nháy {mark} đóng còn chữ; hãy viết: {before}{quoted(whole)}"
    if mark == '"' and "\\" in value:
        return BACKSLASH
    return ""


def _wrong_list(before: str, value: str, below: str) -> str:
    if "]" not in value + below:
        return f"thiếu dấu ] đóng danh sách; hãy viết: {before}{value}]"
    if not value.endswith("]") and "]" in value:
        return f"giá trị bắt đầu bằng dấu [ phải đặt trong dấu nháy; hãy viết: {before}{quoted(value)}"
    return "danh sách không đọc được; hãy ghi mỗi giá trị một dòng bên dưới, bắt đầu bằng “- ”"


def quoted(value: str) -> str:
    """The value as one YAML scalar in whichever quotes need the fewest escapes."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
