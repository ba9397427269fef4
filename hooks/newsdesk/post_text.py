"""A post's bytes, taken apart so that what is not edited stays as it is: every line with its end, order and comments.

The newsroom's own reader says where the head begins and ends, and what stands in it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsdesk.entries import EntryError, with_value
from newsroom.frontmatter.sources import Source, read_source

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")

Lines = Sequence[str]


@dataclass(frozen=True)
class PostText:
    """`head` are the lines between the dashes, each with its end, None where the head can't be taken apart.

    `before` is what stands above the head, its opening line included, `after` the closing line.
    """

    bom: bytes
    before: str
    head: tuple[str, ...] | None
    after: str
    body: str
    fields: Mapping[str, object]
    end: str

    def written(self) -> bytes:
        """Gives the whole file's text."""
        return self.bom + "".join((self.before, *(self.head or ()), self.after, self.body)).encode()


def take_apart(data: bytes) -> PostText | None:
    """Parts a file into head and body; None for bytes that are no text. A head with faults stays part of the body."""
    source, problems = read_source("bai-viet/bai.md", data)
    if source is None:
        return None
    bom = _BOM if data.startswith(_BOM) else b""
    text = data[len(bom) :].decode()
    lines = _LINE.findall(text)
    end = _usual_end(lines)
    if source.head_line == 0 or any(problem.fatal for problem in problems) or source.body_line > len(lines) + 1:
        return PostText(bom, "", None, "", text, {}, end)
    head, close = lines[source.head_line : source.body_line - 2], lines[source.body_line - 2]
    opening, body = "".join(lines[: source.head_line]), "".join(lines[source.body_line - 1 :])
    return PostText(bom, opening, tuple(head), close, body, source.fields, end)


def with_edits(post: PostText, fields: Mapping[str, object], body: str | None, order: Sequence[str]) -> PostText:
    """The post with new values (None or empty takes a field out) and a body with `\\n` for line ends, None as it was.

    Raises EntryError for a value that can't be written.
    """
    head = post.head
    for name, value in fields.items():
        if head is None:
            raise EntryError("phần khai báo có lỗi nên chưa điền được; hãy sửa phần khai báo trước")
        head = tuple(with_value(head, name, value, order, post.end))
    text = post.body if body is None else with_old_ends(post.body, body, post.end)
    closing = post.after if not text or _is_ended(post.after) else post.after + post.end
    fields = {**post.fields, **fields}
    return PostText(post.bom, post.before, head, closing, _apart(closing, text), fields, post.end)


def _is_ended(line: str) -> bool:
    return not line or line.endswith(("\n", "\r"))


def _apart(line: str, text: str) -> str:
    """A text below a line: two ends of different kinds that meet would become one."""
    return f"\r{text}" if line.endswith("\r") and text.startswith("\n") else text


def with_old_ends(old: str, new: str, end: str) -> str:
    """A text from a browser, which knows `\\n` alone, with the line ends and letters of each line that stayed."""
    before, after = _LINE.findall(old), _LINE.findall(new)
    bare_before, bare_after = [_bare(line) for line in before], [_bare(line) for line in after]
    made: list[str] = []
    for start, stop, kept in _runs(bare_before, bare_after):
        for line in before[start : start + stop] if kept else after[start : start + stop]:
            whole = line if kept else _ended(line, end)
            made.append(_apart(made[-1], whole) if made else whole)
    return "".join(made)


def body_of(post: PostText) -> tuple[str, str]:
    """The empty lines at the top of a body, which are not shown in a form, and the rest, as a browser has them."""
    whole = plain(post.body)
    rest = whole.lstrip("\n")
    return (whole[: len(whole) - len(rest)], rest) if post.head is not None else ("", whole)


def plain(text: str) -> str:
    """A text as a browser gives it back."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _runs(before: Lines, after: Lines) -> list[tuple[int, int, bool]]:
    """The new lines as runs: of old ones that are `kept` (start in `before`, count) and of new ones (in `after`)."""
    from difflib import SequenceMatcher

    top = _same(before, after)
    bottom = _same(before[top:][::-1], after[top:][::-1])
    runs, at = [(0, top, True)], top
    inner = before[top : len(before) - bottom], after[top : len(after) - bottom]
    for block in SequenceMatcher(None, *inner, autojunk=False).get_matching_blocks():
        runs.append((at, top + block.b - at, False))
        runs.append((top + block.a, block.size, True))
        at = top + block.b + block.size
    return [*runs, (len(before) - bottom, bottom, True)]


def _same(one: Lines, other: Lines) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _bare(line: str) -> str:
    """A line with `\\n` for its end, if it has one."""
    return plain(line)


def _ended(line: str, end: str) -> str:
    from newsroom.vietnamese import nfc

    return nfc(line.removesuffix("\n")) + end if line.endswith("\n") else nfc(line)


def _usual_end(lines: Sequence[str]) -> str:
    ends = [line[len(line.rstrip("\r\n")) :] for line in lines]
    return max(("\n", "\r\n", "\r"), key=ends.count)


def source_of(data: bytes) -> Source | None:
    """What the newsroom reads in a post."""
    return read_source("bai-viet/bai.md", data)[0]
