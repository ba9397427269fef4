"""Files as authors leave them → what is read and what the author is told. The cases are in frontmatter.yml."""

import dataclasses
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsroom.frontmatter import encoding
from newsroom.frontmatter.head import Building, HeadHandler, HeadLoader
from newsroom.frontmatter.schema import PageFields
from newsroom.frontmatter.sources import MAX_BYTES, read_source
from newsroom.frontmatter.validation import validate
from newsroom.kinds import MODELS
from newsroom.problems import Problem, suggest
from newsroom.vietnamese import TONES

CASES = yaml.safe_load(Path(__file__).with_name("frontmatter.yml").read_text(encoding="utf-8"))
TEXT = """---
title: Cộng hoà xã hội chủ nghĩa Việt Nam
---

Độc lập – Tự do – Hạnh phúc. Chi bộ trường đã họp tuần này.
"""


class PureLoader(Building, yaml.BaseLoader):
    """What stands in for libyaml where PyYAML was built without it."""


@pytest.mark.parametrize("loader", [HeadLoader, PureLoader])
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_golden(case: dict[str, Any], loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HeadHandler, "LOADER", loader)
    source, problems = read_source("a.md", case["text"].encode())
    assert source
    fields, more = validate(source, MODELS.get(case.get("folder", "bai-viet"), PageFields))
    told = [str(problem).removeprefix("docs/a.md:") for problem in sorted(problems + more)]
    assert told == case.get("problems", [])
    if not any(problem.fatal for problem in problems + more):
        assert fields
        assert {name: _plain(value) for name, value in vars(fields).items() if name in source.fields} == case["fields"]
        assert f"{source.body_line}: {source.body.strip()}" == case["body"]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: item for name, item in dataclasses.asdict(value).items() if item}
    return value if isinstance(value, str | bool) else str(value)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (TEXT.encode("utf-16"), 1, "UTF-16"),
        (TEXT.encode("utf-16-be"), 1, "UTF-16"),
        (TEXT.encode("utf-32"), 1, "UTF-32"),
        ("title: Cộng hoà".encode().replace("ộ".encode(), b"\xff") + TEXT.encode(), 1, "ký tự hỏng"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", 1, "tệp Word"),
        (b"---\ntitle: A\x00B\n---\n", 2, "NUL"),
        (b"\x81\x8d\x8f\x90\x9d" * 9, 1, "không đoán được bảng mã"),
        (b"a" * (MAX_BYTES + 1), 1, "quá 2 MB"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, line: int, message: str) -> None:
    source, problems = read_source("a.md", data)
    assert source is None
    assert [problem.line for problem in problems] == [line]
    assert message in problems[0].message


@pytest.mark.parametrize(
    ("text", "charset", "name"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp – Tù do – H¹nh phóc", "cp1252", "TCVN3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp – Töï do – Haïnh phuùc", "cp1252", "VNI"),
        ("Công hoà xã h?i ch? ngh?a Vi?t Nam, ??c l?p - T? do - H?nh phúc", "cp1252", "Windows-1252"),
    ],
)
def test_old_fonts_are_told_apart(text: str, charset: str, name: str) -> None:
    assert encoding.legacy(text.encode(charset)) == name
    assert name in read_source("a.md", text.encode(charset))[1][0].message


def test_windows_1258_is_told_with_the_first_bad_line() -> None:
    _, problems = read_source("a.md", b"".join(map(_windows_1258, TEXT)))
    assert problems[0].line == 2
    assert "Windows-1258" in problems[0].message


def _windows_1258(letter: str) -> bytes:
    apart = unicodedata.normalize("NFD", letter)
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES))
    return (bare + "".join(c for c in apart if c in TONES)).encode("cp1258")


def test_problem_reads_as_a_line() -> None:
    assert str(Problem("bai-viet/a.md", 3, "date", "thiếu")) == "docs/bai-viet/a.md:3: date: thiếu"
    assert str(Problem("bai-viet/a.md", 1, "", "trống")) == "docs/bai-viet/a.md:1: trống"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Chi bộ trường THCS Ngọc Lam", "Chi bộ trường THCS Ngọc Lâm"),
        ("Chi bộ trường THCS Ngoc Lâmm", "Chi bộ trường THCS Ngọc Lâm"),
        ("CHI BỘ TRƯỜNG THSC NGỌC LÂM", "Chi bộ trường THCS Ngọc Lâm"),
        ("27HD/ĐU", "27-HD/ĐU"),
        ("27-HD/ĐƯ", "27-HD/ĐU"),
        ("26-HD/ĐU", None),
        ("Tổ Hoá", None),
        ("", None),
        ("…", None),
    ],
)
def test_suggest(name: str, meant: str | None) -> None:
    assert suggest(name, ["Tổ Toán", "27-HD/ĐU", "Chi bộ trường THCS Ngọc Lâm", "Chi bộ trường THCS Bồ Đề"]) == meant


@pytest.mark.parametrize(
    "text",
    [
        "---\na" + " " * 1_000_000,
        "---\na" + " " * 10_000 + "b: c" + " " * 8_000 + "d: e\n---\n",
        "---\n" + "–" * 500_000 + "x\n---\n",
        "---\n" + "\n" * 1_000_000,
        "---\n" + "a\n" * 900_000,
        "---\na: " + "[" * 19_000 + "\n---\n",
        "---\n" + "- " * 9_000 + "\n---\n",
        "---\n" + "? " * 9_000 + "\n---\n",
        "---\ntitle: '" + "\"'" * 9_000 + "\n---\n",
        "---\n" + "".join(f"a{n}: b\n" for n in range(1_500)) + "---\n",
        " \n" * 900_000 + " " * 9_000,
    ],
    ids=range(11),
)
def test_long_and_deep_files_come_back(text: str) -> None:
    source, problems = read_source("a.md", text.encode())
    assert source
    assert problems or validate(source, MODELS["bai-viet"])[1]
