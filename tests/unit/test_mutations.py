"""Whatever happens to a file, its author gets a page or Vietnamese messages with lines of the file, and soon.

`scripts/bench.py fuzz` runs the same with more examples, and others each time.
"""

import atexit
import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from constructs import usual_renderer
from newsroom.articles.page_parser import parse_page
from newsroom.frontmatter.sources import read_source
from newsroom.frontmatter.validation import validate
from newsroom.kinds import MODELS
from newsroom.problems import Problem
from newsroom.processes.limits import TookTooLong, watch
from newsroom.settings import read_settings
from small_site import SmallSite

COUNT = max(int(os.environ.get("NEWSROOM_FUZZ", "1000")), 2)
SECONDS = 2 if "NEWSROOM_FUZZ" in os.environ else None

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


@settings(max_examples=2 * COUNT, database=None)
@given(st.sampled_from(sorted(GOOD)), edits)
def test_mutated_file_gives_fields_or_vietnamese_messages(folder: str, changes: list[Edit]) -> None:
    text = GOOD[folder]
    for change in changes:
        text = mutated(text, change)
    data = text.encode("utf-8", errors="surrogatepass")
    source, problems = read_source("a.md", data)
    fields, more = validate(source, MODELS[folder]) if source else (None, ())
    assert fields or problems or more
    for problem in problems + more:
        _check(problem, text)


def _check(problem: Problem, text: str) -> None:
    """An author can make something of it."""
    assert 1 <= problem.line <= len(re.split(r"\r\n|\r|\n", text)), problem
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


BODY = """## Mục một {#mot}

Chi bộ họp theo **Hướng dẫn 27-HD/ĐU** ngày 16/3/2022[^1], xem [kế hoạch](ke-hoach.pdf "Kế hoạch") và <b>báo cáo</b>.

![Chi bộ họp](anh.jpg)

- một
    - hai, `mã`
1. ba

> Trích: ==đánh dấu== ++ctrl+s++ ~~bỏ~~ :material-school:

| a | b |
|---|---|
| 1 | [c][d] |

!!! note "Ghi chú"
    Trong hộp.

=== "Thẻ"
    - [ ] việc

<details><summary>Xem</summary><p onclick="x">Chi tiết</p></details> <!-- riêng -->

```
mã [
```

*[THCS]: trung học cơ sở
[d]: https://example.test/
[^1]: Chú thích.
"""
SIGNS = [
    "[", "]", "(", ")", "![", "](", "[^", "<", ">", "</", "<!--", "-->", "<![CDATA[", "<?", "&", "&#", "\\", "`",
    "```\n",
    "*", "**", "_", "~~", "==", "^^", "++", "|", "|-", "\n\n", "\n    ", "\t", "> ", "- ", "# ", "---\n", "!!! ",
    '=== "',
    "*[", "{: .a }", "{#", ":", "http://", "www.", "a@b.vn", "<p>", "</div>", "<script>", "\ue000c0\ue001", "\x02",
    "\x03", "\x02wzxhzdk:0\x03", "\x1b[2J", "\0", "\u202e", "[" * 9000, "<a " * 9000, "> " * 500, "**" * 3000,
    "`" * 3001, "_a*" * 2000, "<p>" * 2000, "| " * 3000, "- a\n" * 2000, "[a](b) " * 2000, "27-HD/ĐU " * 1000,
]  # fmt: skip
body_edits = st.lists(
    st.tuples(
        st.sampled_from(["insert", "insert", "delete", "double", "swap"]),
        st.floats(0, 1),
        st.floats(0, 0.2),
        st.sampled_from(SIGNS) | st.text(max_size=8),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=COUNT, database=None)
@given(st.sampled_from(sorted(GOOD)), body_edits)
@example("van-ban", [("insert", 1, 0, ">"), ("insert", 0.96875, 0, "["), ("double", 0.9375, 0.125, "")])
def test_mutated_body_gives_a_page_or_vietnamese_messages(folder: str, changes: list[Edit]) -> None:
    head, body = GOOD[folder].rpartition("---\n")[0], BODY
    for change in changes:
        body = mutated(body, change)
    text = f"{head}---\n{body}"
    with watch(SECONDS) as watched:
        try:
            data = text.encode("utf-8", "surrogatepass")
            parsed = watched.call(lambda: parse_page(f"{folder}/a.md", data, usual_renderer()))
        except TookTooLong:
            raise AssertionError(changes) from None
    assert parsed.page or any(problem.fatal for problem in parsed.problems)
    for problem in parsed.problems:
        _check(problem, text)


SETTINGS = """name: Chi bộ trường THCS Ái Mộ
school: Trường THCS Ái Mộ
email: a@example.test
emblem: anh/bieu-trung.png
colours:
  primary: "#a61b1b"
  accent: "#c8901a"
share_cards: true
posts_per_page: 10
abbreviations:
  NCKH: nghiên cứu khoa học
"""


@settings(max_examples=COUNT // 2, database=None)
@given(edits)
def test_mutated_settings_are_read_or_refused(changes: list[Edit]) -> None:
    text = SETTINGS
    for change in changes:
        text = mutated(text, change)
    try:
        given_settings = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError, AttributeError, TypeError):
        return  # which is MkDocs' to tell, or check's
    found, told = read_settings(given_settings)
    assert found
    for line in told:
        assert line.isprintable(), line
        assert not line.isascii(), line


@lru_cache(maxsize=1)
def _built() -> tuple[SmallSite, dict[str, bytes]]:
    """A site with a full cache, its pages as they must be; it goes when Python does."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    site = SmallSite(Path(folder.name) / "trang", os.environ.get("NEWSROOM_ENGINE", "mkdocs"), {"share_cards": False})
    site.build("{bai-viet/a.md: {campaign: Tự soi}, bai-viet/b.md: {}, van-ban/x.md: {symbol: 27-HD/ĐU}}")
    site.build()
    return site, site.bytes()


@settings(max_examples=max(COUNT // 100, 10) if COUNT <= 1000 else COUNT // 2, database=None)
@given(st.floats(0, 0.999), st.floats(0, 0.999), st.binary(min_size=1, max_size=40), st.booleans())
def test_a_mutated_cache_changes_nothing(which: float, place: float, put: bytes, cut: bool) -> None:
    site, pages = _built()
    kept = sorted(path for path in (site.root / ".cache").rglob("*") if path.is_file() and "spare" not in path.parts)
    chosen = kept[int(which * len(kept))]
    data = chosen.read_bytes()
    at = int(place * len(data))
    chosen.write_bytes(data[:at] + put + (b"" if cut else data[at + len(put) :]))
    site.build()
    assert site.bytes() == pages
