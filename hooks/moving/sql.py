"""A dump of MySQL → the rows of its tables; only what INSERT and CREATE TABLE say, and nothing is run."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from word.refusals import Refused

Row = Mapping[str, str]
_NAME = r"(?:`[^`\n]+`\.)?[`\"]?(?P<table>[\w$]+)[`\"]?"
_BEGIN = re.compile(
    rf"(?P<create>CREATE TABLE (?:IF NOT EXISTS )?)?(?:INSERT (?:IGNORE )?INTO |REPLACE INTO )?{_NAME}\s*",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"^[^\S\n]*+(?:CREATE TABLE|INSERT|REPLACE)\b", re.IGNORECASE | re.MULTILINE)
_COLUMN = re.compile(r"^[^\S\n]*+[`\"]?(?P<name>\w++)[`\"]?\s++\w", re.MULTILINE)
_KEYS = {"PRIMARY", "UNIQUE", "KEY", "INDEX", "FULLTEXT", "CONSTRAINT", "SPATIAL", "CHECK"}
_COLUMNS = re.compile(r"\(([^()]*)\)\s*VALUES\s*", re.IGNORECASE)
_VALUES = re.compile(r"VALUES\s*", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?:(?P<sign>[(),;])|'(?P<single>(?:[^'\\]|\\.|'')*+)'|\"(?P<double>(?:[^\"\\]|\\.|\"\")*+)\""
    r"|(?P<word>[^\s(),;'\"]++))\s*+",
    re.DOTALL,
)
_ESCAPE = {"single": re.compile(r"\\(.)|''", re.DOTALL), "double": re.compile(r'\\(.)|""', re.DOTALL)}
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
            end = text.find(";", at)
            columns[name] = list(_columns(text[at : end if end >= 0 else len(text)]))
            continue
        named = _COLUMNS.match(text, at)
        bare = _VALUES.match(text, at)
        if not (named or bare):
            continue
        given = [one.strip().strip('`"') for one in named[1].split(",")] if named else columns.get(name, [])
        rows: list[Row] = tables.rows.setdefault(name, []) if re.search(names, name) else []
        at = _read_rows(text, (named or bare).end(), given, rows)  # type: ignore[union-attr]
    return tables


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
        elif sign is None and depth == 1:
            values.append(_value(found))
    if depth or text[at:].strip():
        line = text.count("\n", 0, at) + 1
        raise Refused(f"tệp SQL đứt quãng ở dòng {line}; hãy xuất lại toàn bộ từ trang cũ")
    return len(text)


def _value(found: "re.Match[str]") -> str:
    word = found["word"]
    if word is not None:
        return "" if word.upper() == "NULL" else _hex(word)
    marks = "single" if found["single"] is not None else "double"
    return _ESCAPE[marks].sub(lambda one: _SAID.get(one[1], one[1]) if one[1] else one[0][0], found[marks])


def _hex(word: str) -> str:
    if not re.fullmatch(r"0x(?:[0-9a-fA-F]{2})+", word):
        return word
    return bytes.fromhex(word[2:]).decode("utf-8", "replace")
