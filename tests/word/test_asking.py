"""Somebody sits there: guesses are shown, what is missing is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from word_files import WordFile
from word_imports import PROJECT, put

TEXT = "Mọi người bàn việc của quý này, và ai cũng có ý kiến cụ thể về việc trồng cây quanh sân trường."


def asked(folder: Path, answers: str) -> tuple[int, str]:
    """Runs the command in a terminal of its own, with what somebody types; what the terminal showed."""
    pty = pytest.importorskip("pty", reason="this system has no terminals to run a program in")
    inner, outer = pty.openpty()
    command = [sys.executable, str(PROJECT / "scripts/import.py"), "--docs", str(folder / "docs"), "bai.docx"]
    environment = {**os.environ, "NEWSROOM_CALLED_FROM": str(folder), "PYTHONUTF8": "1"}
    os.write(inner, answers.encode())
    done = subprocess.run(command, env=environment, stdin=outer, capture_output=True, encoding="utf-8", check=False)
    os.close(inner)
    os.close(outer)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_answers_become_fields(tmp_path: Path) -> None:
    put(tmp_path, WordFile().line("CHI BỘ HỌP", "bc").line(TEXT).bytes())
    code, shown = asked(tmp_path, "Tổ Toán – Tin\nChi bộ trường THCS Ái Mộ\n32/13/2022\n01/4/2022\n")
    (post,) = (tmp_path / "docs").rglob("index.md")
    text = post.read_text(encoding="utf-8")
    assert code == 0 and "Tiêu đề: Chi bộ họp" in shown and "draft" not in text
    assert "author: Tổ Toán – Tin\ncell: Chi bộ trường THCS Ái Mộ\ndate: 2022-04-01\n" in text
    assert post.parent.parent.name == "04" and shown.count("Ngày (chưa rõ") == 2


def test_empty_answers_leave_a_draft(tmp_path: Path) -> None:
    put(tmp_path, WordFile().line("CHI BỘ HỌP", "bc").line(TEXT).bytes())
    code, shown = asked(tmp_path, "\n\n\n")
    (post,) = (tmp_path / "docs").rglob("index.md")
    assert code == 0 and "draft: true" in post.read_text(encoding="utf-8") and "Còn thiếu author, cell, date" in shown


def test_whoever_goes_away_leaves_a_draft(tmp_path: Path) -> None:
    """The end of input, Ctrl-D, is an empty answer to all that is left."""
    put(tmp_path, WordFile().line("CHI BỘ HỌP", "bc").line(TEXT).bytes())
    code, _ = asked(tmp_path, "Tổ Toán – Tin\n\x04")
    (post,) = (tmp_path / "docs").rglob("index.md")
    assert code == 0 and "author: Tổ Toán – Tin" in post.read_text(encoding="utf-8")
