"""A dump of MySQL → the rows of its tables; only what INSERT and CREATE TABLE say, and nothing is run."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from word.refusals import Refused

Row = Mapping[str, str]
_NAME = r"(?:`[^`\n]+`\.)?[`\"]?(?P<table>[\w$]+)[`\"]?"
_HOW = r"(?:(?:IGNORE|DELAYED|LOW_PRIORITY|HIGH_PRIORITY) )*+"
_BEGIN = re.compile(
    rf"(?:(?P<create>CREATE TABLE (?:IF NOT EXISTS )?)|(?:INSERT|REPLACE) {_HOW}(?:INTO )?){_NAME}\s*",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"^[^\S\n]*+(?:CREATE TABLE|INSERT|REPLACE)\b", re.IGNORECASE | re.MULTILINE)
_COLUMN = re.compile(r"^[^\S\n]*+[`\"]?(?P<name>\w++)[`\"]?\s++\w", re.MULTILINE)
_KEYS = {"PRIMARY", "UNIQUE", "KEY", "INDEX", "FULLTEXT", "CONSTRAINT", "SPATIAL", "CHECK"}
_COLUMNS = re.compile(r"\(([^()]*)\)\s*VALUES\s*", re.IGNORECASE)
_VALUES = re.compile(r"VALUES\s*", re.IGNORECASE)
_SINGLE, _DOUBLE = r"'(?:[^'\\]|\\.|'')*+'", r"\"(?:[^\"\\]|\\.|\"\")*+\""
_TOKEN = re.compile(
    rf"(?:(?P<sign>[(),;])|(?:(?P<hex>x)|[bn]|_\w++\s*+)?(?P<text>{_SINGLE}|{_DOUBLE})|(?P<word>[^\s(),;'\"]++))"
    r"(?:\s++|/\*(?:[^*]|\*(?!/))*+\*/|--\s[^\n]*+)*+",
    re.DOTALL | re.IGNORECASE,
)
"""With the space and comments after it; a text may have its character set before it, or say that it is binary."""
_REST = re.compile(rf"(?:[^;'\"`]++|{_SINGLE}|{_DOUBLE}|`[^`]*+`)*+;?", re.DOTALL)
"""What is left of a statement."""
_ESCAPE = {"'": re.compile(r"\\(.)|''", re.DOTALL), '"': re.compile(r'\\(.)|""', re.DOTALL)}
"""By the quotation marks of a text: only its own stand twice for one."""
_SAID = {"n": "\n", "r": "\r", "t": "\t", "0": "", "b": "", "Z": ""}


@dataclass
class Tables:
    """Rows by table; of a table whose columns are nowhere named, by position (`0`, `1`, …)."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def ending(self, end: str) -> dict[str, list[Row]]:
        """The tables whose name matches at its end."""
        return {name: rows for name, rows in self.rows.items() if re.search(rf"{end}\Z", name)}


def read_sql(text: str, names: str) -> Tables:
    """The rows that a dump inserts into tables whose names match. Raises Refused where it breaks off."""
    columns: dict[str, list[str]] = {}
    tables, at = Tables(), 0
    while statement := _STATEMENT.search(text, at):
        begun = _BEGIN.match(text, statement.start() + len(statement[0]) - len(statement[0].lstrip()))
        at = statement.end()
        if not begun:
            continue
        name, at = begun["table"], begun.end()
        if begun["create"]:
            end = _end(text, at)
            columns[name] = list(_columns(text[at:end]))
            at = end
            continue
        named = _COLUMNS.match(text, at)
        bare = _VALUES.match(text, at)
        if not (named or bare):
            continue
        given = [one.strip().strip('`"') for one in named[1].split(",")] if named else columns.get(name, [])
        rows: list[Row] = tables.rows.setdefault(name, []) if re.search(names, name) else []
        at = _read_rows(text, (named or bare).end(), given, rows)  # type: ignore[union-attr]
    return tables


def _end(text: str, at: int) -> int:
    found = _REST.match(text, at)
    return found.end() if found else at


def _columns(body: str) -> Iterator[str]:
    for found in _COLUMN.finditer(body):
        if found["name"].upper() not in _KEYS:
            yield found["name"]


def _read_rows(text: str, at: int, columns: list[str], rows: list[Row]) -> int:
    """Where the statement ends."""
    values: list[str] = []
    depth = 0
    while found := _TOKEN.match(text, at):
        at, sign = found.end(), found["sign"]
        if sign == "(":
            depth += 1
            values = values if depth > 1 else []
        elif sign == ")":
            depth -= 1
            if not depth:
                names = columns if len(columns) == len(values) else [str(one) for one in range(len(values))]
                rows.append(dict(zip(names, values, strict=True)))
        elif sign == ";" and not depth:
            return at
        elif not depth and (found["word"] or "").upper() == "ON":  # ON DUPLICATE KEY UPDATE
            return _end(text, at)
        elif sign is None and depth == 1:
            values.append(_value(found))
    if depth or text[at:].strip():
        line = text.count("\n", 0, at) + 1
        raise Refused(f"tệp SQL đứt quãng ở dòng {line}; hãy xuất lại toàn bộ từ trang cũ")
    return len(text)


def _value(found: "re.Match[str]") -> str:
    word, quoted = found["word"], found["text"]
    if word is not None:
        return "" if word.upper() == "NULL" else _hex(word)
    if found["hex"]:
        return _hex(f"0x{quoted[1:-1]}")
    return _ESCAPE[quoted[0]].sub(lambda one: _SAID.get(one[1], one[1]) if one[1] else one[0][0], quoted[1:-1])


def _hex(word: str) -> str:
    if not re.fullmatch(r"0x(?:[0-9a-fA-F]{2})*+", word):
        return word
    return bytes.fromhex(word[2:]).decode("utf-8", "replace")
