"""What makes the figures of `bench.py edits` comparable: edits are undone whole, and nothing that ran is left out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmark import witness
from benchmark.articles import articles
from benchmark.editing import apply
from benchmark.edits import EDITS, FEWEST, Edit, around, edits
from benchmark.layouts import write_post

COUNT = 120
POSTS = sorted(articles(COUNT, None), key=lambda article: (article.date, article.name), reverse=True)
# Leaves a process behind that works for a while; the command itself ends at once.
LEAVES_WORK = """import subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time\\nwhile time.process_time() < 0.5: pass"])"""


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edited")
    for post in POSTS:
        write_post(folder, post)
    apply(folder, around(POSTS))
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("edit", edits(COUNT), ids=lambda edit: edit.name)
def test_each_round_of_an_edit_changes_something_else_and_can_be_undone(laid_out: Path, edit: Edit) -> None:
    before, seen = _files(laid_out), []
    for number in range(20):
        undo = apply(laid_out, edit.changes(POSTS, number))
        seen.append(_files(laid_out))
        apply(laid_out, undo)
        assert _files(laid_out) == before
    if edit.name != "nothing":
        assert before not in seen
        assert all(one not in seen[:at] for at, one in enumerate(seen))


def test_an_edit_that_needs_more_posts_is_left_out() -> None:
    assert [edit for edit in EDITS if edit not in edits(COUNT)] == [edit for edit in EDITS if "2,000" in edit.name]
    with pytest.raises(SystemExit):
        edits(FEWEST - 1)


@pytest.mark.parametrize("newer", [1, 40])
def test_a_backdated_post_has_that_many_newer_ones(newer: int) -> None:
    edit = next(edit for edit in EDITS if edit.name.endswith(f"by {newer}"))
    (path,) = edit.changes(POSTS, 0)
    assert f"docs/bai-viet/{POSTS[newer].date:%Y/%m}/" in path


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt those left behind")
def test_work_that_outlives_the_command_is_counted(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, witness.__file__, str(report), sys.executable, "-c", LEAVES_WORK]
    subprocess.run(command, check=True)
    assert json.loads(report.read_text(encoding="utf-8"))["processor"] >= 0.5
