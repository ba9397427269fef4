"""Whatever happens to a frontmatter, its author gets fields or Vietnamese messages with lines of the file."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.frontmatter.sources import read_source
from newsroom.frontmatter.validation import validate
from newsroom.kinds import MODELS

GOOD = {
    "bai-viet": """---
title: "Tự soi, tự sửa: chi bộ họp"
author: [Tổ Toán – Tin, 'Tổ Ngữ văn']
cell: Chi bộ trường THCS Ngọc Lâm
directive:
  - 27-HD/ĐU
  - 05-CT/TW
campaign: Tự soi, tự sửa
date: 01/4/2022
summary: >
  Chiều nay, chi bộ họp.
attachments:
  - {path: ke-hoach.pdf, title: Kế hoạch}
featured: true
publish_at: 2022-04-01 07:30
expires: 30/4/2022
---

# Tiêu đề

Thân bài: một câu.

---

Hết.
""",
    "chuyen-de": "---\ntitle: Tự soi\naliases: [Tự soi tự sửa]\nstart: 01/3/2022\nend: 30/6/2022\n---\n",
    "van-ban": "---\nsymbol: 27-HD/ĐU\nissuer: Đảng ủy phường\ndate: 16/3/2022\n---\nNội dung.\n",
    "tac-gia": "---\ntitle: Tổ Toán – Tin\nrole: Tổ chuyên môn\ncell: Chi bộ trường THCS Ngọc Lâm\n---\n",
}
SNIPPETS = [
    "\t", " ", "\n", "\r", ":", ": ", "- ", "---", "---\n", "...", "—", '"', "'",
    "&a ", "*a", "!!python/name:os ", "!x ",
    "[", "]", "{", "}", "{a: b}", "? ", "|", ">", "%", "@", "#", " #", "\\", "\\ud800", "\\0", "~", "null", "\0",
    "\ufeff", "\x85", "\u2028", "\u0323", "\x0b", "<<: ", "010", "27:30", "2026-02-30", "4/13/2022", "1e999", "no",
    "[" * 3000, "- " * 3000, "{a: " * 500, "9" * 400, "%YAML 9.9\n", "tác giả: ", "Title: ", "publish_at: ",
    "date: 31/4/2022 99:99\n",
]  # fmt: skip
ENGLISH = re.compile(r"\b(?:expected|found|while|mapping|Input|Value|valid|error|must|invalid|month|day)\b")

Edit = tuple[str, float, float, str]
edits = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "double", "swap", "value"]),
        st.floats(0, 1),
        st.floats(0, 0.2),
        st.sampled_from(SNIPPETS) | st.text(max_size=8),
    ),
    min_size=1,
    max_size=4,
)


def mutated(text: str, edit: Edit) -> str:
    """The text with one edit at `place`, a share of its length; `span` is the share that is deleted or doubled."""
    kind, place, span, snippet = edit
    start = int(place * len(text))
    end = start + int(span * len(text))
    if kind == "insert":
        return text[:start] + snippet + text[start:]
    if kind == "delete":
        return text[:start] + text[end:]
    if kind == "double":
        return text[:end] + text[start:]
    lines = text.split("\n")
    at, other = int(place * (len(lines) - 1)), int(span * 5 * (len(lines) - 1))
    if kind == "swap":
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines[at] = f"{lines[at].partition(':')[0]}: {snippet}"
    return "\n".join(lines)


@settings(max_examples=2000, database=None)
@given(st.sampled_from(sorted(GOOD)), edits)
def test_mutated_file_gives_fields_or_vietnamese_messages(folder: str, changes: list[Edit]) -> None:
    text = GOOD[folder]
    for change in changes:
        text = mutated(text, change)
    data = text.encode("utf-8", errors="surrogatepass")
    source, problems = read_source("a.md", data)
    fields, more = validate(source, MODELS[folder]) if source else (None, ())
    assert fields or problems or more
    lines = len(re.split(r"\r\n|\r|\n", text))
    for problem in problems + more:
        assert 1 <= problem.line <= lines, problem
        told = re.sub(r"“.*”|hãy viết: .*|ví dụ: .*|dùng được: .*", "", problem.message, flags=re.DOTALL)
        assert not told.isascii(), problem
        assert not ENGLISH.search(told), problem
        assert "\n" not in problem.message, problem


@settings(max_examples=300, database=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    source, problems = read_source("a.md", data)
    assert source or problems
    assert source is None or validate(source, MODELS["bai-viet"])[0] is None
