"""A `#` behind a space in a head: a hashtag or number (`#TuHao`, `#20/11`) is text, what `# ` begins is a comment."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom.frontmatter.faults import BACKSLASH, Fault, quoted

_VALUE = re.compile(
    r"\A(?P<before>\s*(?:-[ \t]+)*(?:(?P<key>[^\s:#\-\"'\[\]{}][^:]*):(?:[ \t]+|\Z))?)(?P<value>\S.*)?\Z"
)
_HASHTAG = re.compile(r"(?:\A|(?<=\s))#(?=\S)")
_COMMENT = re.compile(r"(?:\A|(?<=\s))#(?!\S)")
_QUOTED = re.compile(r"\A(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]+#\S")
_LISTED = re.compile(r"[\]}][ \t]+#\S")
_MARKS = re.compile(r"([\[\]{},]|:\s)")
_NOT_PLAIN = "\"'[{|>&*!%@`"
_ESCAPE = re.compile(r"\A\"(?:[^\"\\]|\\[^abefnprtvLNP_])*+\\[abefnprtvLNP_]")  # `\n` of "anh\new.jpg"


class _Value(NamedTuple):
    """`text` stands on line `start` behind `before`; what it goes on with ends above line `end`."""

    start: int
    end: int
    field: str
    before: str
    text: str

    @property
    def is_plain(self) -> bool:
        """Whether it is neither quoted nor a list nor a block."""
        return self.text[0] not in _NOT_PLAIN

    def texts(self, lines: list[str]) -> list[str]:
        """What stands on each of its lines."""
        return [self.text, *lines[self.start + 1 : self.end]]


def with_hashtags(written: str) -> str:
    """The lines of a head, with quotes round each value in which YAML would take a hashtag for a comment."""
    if "#" not in written:
        return written
    lines = written.split("\n")
    made = list(lines)
    for value in _values(lines):
        texts = value.texts(lines)
        if value.is_plain and any(map(_cut_at_hashtag, texts)):
            made[value.start : value.end] = (value.before + _in_quotes("\n".join(texts))).split("\n")
        elif value.text[0] in "[{" and value.text.rstrip()[-1] in "]}" and not {"'", '"'} & {*value.text}:
            made[value.start] = value.before + "".join(map(_item, _MARKS.split(value.text)))
    return "\n".join(made)


def lost_text(written: str) -> Iterator[Fault]:
    """What YAML would drop or change of a value without a word, as reminders and faults."""
    if "#" not in written and "\\" not in written:
        return
    lines = written.split("\n")
    for value in _values(lines):
        if _ESCAPE.match(value.text):
            yield Fault(value.start + 1, value.field, BACKSLASH)
        if _loses_comment(value, lines):
            said = f"hãy viết: {value.before.lstrip()}{quoted(value.text)}; nếu là ghi chú, hãy để nó ở một dòng riêng"
            said = f"phần từ dấu # bị bỏ đi như ghi chú; nếu là chữ của bài, {said}"
            yield Fault(value.start + 1, value.field, said, fatal=False)


def _loses_comment(value: _Value, lines: list[str]) -> bool:
    if value.is_plain:
        return any(map(_COMMENT.search, value.texts(lines)))
    return bool(_QUOTED.match(value.text) or (value.text[0] in "[{" and _LISTED.search(value.text)))


def _item(text: str) -> str:
    return _in_quotes(text) if _HASHTAG.search(text) else text


def _in_quotes(text: str) -> str:
    inner = text.strip()
    return text[: len(text) - len(text.lstrip())] + "'" + inner.replace("'", "''") + "'"


def _cut_at_hashtag(text: str) -> bool:
    found = _HASHTAG.search(text)
    return found is not None and ": " not in text[: found.start()]


def _values(lines: list[str]) -> Iterator[_Value]:
    at, field = 0, ""
    while at < len(lines):
        found, start = _VALUE.match(lines[at]), at
        at += 1
        if not found or not found["before"].strip():
            continue
        before, text = found["before"], found["value"] or ""
        field = found["key"] if found["key"] and lines[start][0] not in " \t-" else field
        if not text and at < len(lines) and lines[at].strip() and _goes_on(lines[at]):
            start, text = at, lines[at].lstrip()
            before, at = lines[at][: -len(text)], at + 1
        block = text.startswith(("|", ">"))
        while at < len(lines) and _goes_on(lines[at], block):
            at += 1
        if text:
            end = next(end for end in range(at, start, -1) if lines[end - 1].strip())
            yield _Value(start, end, field, before, text)


def _goes_on(line: str, block: bool = False) -> bool:
    """Whether a line belongs to the value above it; in a block every indented or empty one does."""
    if block or not line.strip():
        return not line.strip() or line[0] in " \t"
    found = _VALUE.match(line)
    return line[0] in " \t" and not line.lstrip().startswith("#") and not (found and found["before"].strip())
