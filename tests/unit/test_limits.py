"""No text holds up a build: what asks for too much is refused by name and line, and the others are read."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from constructs import MARKDOWN, TOGETHER, is_quick, seconds_for
from newsroom.articles.batches import parse_each, parse_here
from newsroom.articles.burden import BUDGET, MOST_LETTERS, excess
from newsroom.processes import WorkerDied, map_each, pool, shutdown
from newsroom.processes.limits import TookTooLong, watch
from newsroom.processes.memory import end_beyond, highest
from newsroom.processes.process import Copy
from small_site import PROJECT

HANG = re.compile("(a+)+$")


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    yield
    shutdown()


def _for_ever() -> None:
    while True:
        pass


def _search_for_ever() -> None:
    HANG.match("a" * 60 + "b")


@pytest.mark.parametrize("work", [_for_ever, _search_for_ever])
def test_work_that_never_ends_is_given_up_and_the_next_is_done(work: Callable[[], None]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with watch(0.2) as watched:
        for _ in range(2):
            with pytest.raises(TookTooLong):
                watched.call(work)
        assert watched.call(lambda: 1) == 1
    assert signal.getsignal(signal.SIGINT) is before


def test_time_in_which_this_process_did_nothing_does_not_count() -> None:
    with watch(0.3) as watched:
        assert watched.call(lambda: time.sleep(1)) is None


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not tell")
def test_a_process_runs_out_of_memory_before_the_machine_does() -> None:
    copies = [Copy(lambda size=size: len(bytearray(size << 30))) for size in (1, 5)]  # type: ignore[misc]
    assert copies[0].result() == 1 << 30
    with pytest.raises(MemoryError):
        copies[1].result()
    for copy in copies:
        copy.end()


@pytest.mark.skipif(sys.platform != "linux", reason="the system keeps to no bound")
def test_what_this_process_works_on_itself_is_bounded_and_nothing_else() -> None:
    sizes = [1 << 30, 5 << 30]
    found = dict(map_each(bytearray, sizes, workers=1))
    assert len(found[1 << 30]) == 1 << 30  # type: ignore[arg-type]
    assert isinstance(found[5 << 30], MemoryError)
    assert len(bytearray(5 << 30)) == 5 << 30


@pytest.mark.skipif(sys.platform == "win32", reason="a process is copied")
def test_a_process_that_looks_after_itself_ends_when_it_has_too_much() -> None:
    """As on macOS and Windows, where the system keeps to no bound."""

    def work(most: int) -> int:
        threading.Thread(target=end_beyond, args=(highest() + most, highest), daemon=True).start()
        taken: list[bytes] = []
        while len(taken) < 20:
            taken.append(b"a" * (10 << 20))
            time.sleep(0.1)
        return len(taken)

    frugal, greedy = Copy(lambda: work(1 << 30)), Copy(lambda: work(100 << 20))
    assert frugal.result() == 20
    with pytest.raises(WorkerDied):
        greedy.result()
    frugal.end()
    greedy.end()


def test_a_process_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 10.0)
    answers = dict(map_each(time.sleep, [0, 0.01, 600], workers=2))
    assert (answers[0], answers[0.01], type(answers[600]).__name__) == (None, None, "WorkerDied")


OPENERS = ["[", "![", "[a](", "[^", "[a][", "[](", "<a", "<a ", "<!--", "<![CDATA[", "</p", "<http://a", "<a@b"]
LINES = ["---\n", "***\n", "===\n", "!!! note\n", "*[a]: b\n"]


@pytest.mark.parametrize("sign", [*OPENERS, *LINES])
def test_signs_that_open_without_end_are_refused_at_their_line(sign: str) -> None:
    found = excess("Một.\n\nHai.\n\n" + sign * 16_000)
    assert found
    assert found.line == 4
    assert "hãy" in found.message


@pytest.mark.parametrize(
    "piece",
    ["[a](b) ", "- [a](b)\n", "[^1] ", "![a](b.jpg)\n", "**a** *b* `c` ", "<b>a</b> ", "a < b "],
)
def test_as_much_as_anybody_writes_is_read(piece: str) -> None:
    assert excess(piece * 10_000) is None


@pytest.mark.parametrize("piece", ["*_", "**_", "_`", "*__`"])
def test_signs_of_emphasis_in_turn_count_each_for_itself(piece: str) -> None:
    assert excess(piece * 50_000)
    assert excess(f"**_a_** `{piece}` " * 1000) is None


IN_A_NEW_PROCESS = """
import os
from constructs import seconds_for
before = os.times()
seconds_for("a\\n: b\\n" * 16_000)
after = os.times()
print(after.user - before.user, after.system - before.system)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep memory as they see fit")
def test_a_new_process_asks_the_system_for_memory_once() -> None:
    """And not for each sign of a long body, which took twice as long as all else."""
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT / "tests"), str(PROJECT / "hooks")])}
    command = [sys.executable, "-c", IN_A_NEW_PROCESS]
    said = subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", check=True).stdout
    user, system = map(float, said.split())
    assert system < user / 2


def test_a_table_of_thousands_of_rows_is_read() -> None:
    assert excess("| a | [b](c) |\n" * 5_000) is None


MANY, SECONDS = 100_000, 2.0  # letters; of this process, on a quick machine that has other things to do
OFTEN = [
    *MARKDOWN,
    "</p>",
    "<p>a</p>",
    "<h2>a</h2>",
    "<li>a</li>",
    "<td>a</td>",
    "<rp>",
    "<div>",
    "<b>",
    "<a/>",
    "<p>\n\n",
    "<td>",
    "<x>",
    "<details>\n",
]
"""Of each kind of tag one: bench.py constructs has all of them."""


@pytest.mark.parametrize("piece", OFTEN)
def test_whatever_is_repeated_is_read_in_a_second_or_refused(piece: str) -> None:
    assert is_quick(partial(seconds_for, piece * (MANY // len(piece))), SECONDS)


@pytest.mark.parametrize("body", TOGETHER.values(), ids=TOGETHER)
def test_whatever_is_put_together_is_read_in_a_second_or_refused(body: str) -> None:
    assert is_quick(partial(seconds_for, body), SECONDS)


def test_a_file_that_hangs_is_told_at_the_line_of_its_heaviest_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.articles.page_parser.parse_page", lambda *_: _for_ever())
    monkeypatch.setattr("newsroom.processes.limits.SECONDS", 0.2)
    (_, (_, read)), *_ = parse_here(_files(tmp_path, [f"Một.\n\n{'*a* ' * 100}\n\nHai."]), ([], {}))
    assert read.problems[0].line == 5
    assert "hãy" in read.problems[0].message


def test_what_stands_in_code_opens_nothing() -> None:
    code = "[" * 16_000
    assert excess(f"```\n{code}\n```\n") is None
    assert excess(f"```\n{code}\n```\n\n{code}").line == 4  # type: ignore[union-attr]


@pytest.mark.parametrize("fence", ["```\n", "~~~ a b\n", "```\n~~~\n", "    ```\n", "``` {.a}}\n"])
def test_a_fence_that_is_none_hides_nothing(fence: str) -> None:
    assert excess(f"{fence}{'[' * 16_000}\n")
    assert excess(f"{fence}a\n\n{'[' * 16_000}\n")


def test_a_text_as_long_as_a_shelf_is_refused() -> None:
    assert excess("chữ " * (MOST_LETTERS // 4)) is None
    assert "1.000.000" in excess("chữ " * (MOST_LETTERS // 4 + 1)).message  # type: ignore[union-attr]


def test_the_guide_is_far_from_the_limits() -> None:
    longest = max((PROJECT / "docs").rglob("*.md"), key=lambda path: path.stat().st_size)
    assert len(longest.read_text(encoding="utf-8")) * 8 < BUDGET // 10


def _files(folder: Path, texts: list[str]) -> list[tuple[str, Path]]:
    for number, text in enumerate(texts):
        (folder / f"{number}.md").write_text(f"# Bài {number}\n\n{text}\n", encoding="utf-8")
    return [(f"{number}.md", folder / f"{number}.md") for number in range(len(texts))]


@pytest.mark.parametrize(
    "text", ["CHẾT", pytest.param("ĂN", marks=pytest.mark.skipif(sys.platform != "linux", reason="no bound"))]
)
def test_a_file_that_brings_its_process_down_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(PROJECT / "tests"))
    monkeypatch.setattr("newsroom.processes.processors", lambda: 2)
    found = dict(parse_each(_files(tmp_path, ["Một câu."] * 77 + [text] + ["Hai câu."] * 52), (["deadly"], {})))
    assert len(found) == 130
    refused = {path: read.problems for path, (_, read) in found.items() if read.page is None}
    assert [*refused] == ["77.md"]
    assert "quá nhiều bộ nhớ" in refused["77.md"][0].message


@pytest.mark.skipif(sys.platform != "linux", reason="the system keeps to no bound")
def test_a_file_that_asks_too_much_of_this_process_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a build after few posts changed, which no other process reads."""
    monkeypatch.syspath_prepend(str(PROJECT / "tests"))
    found = dict(parse_each(_files(tmp_path, ["Một câu.", "ĂN", "Hai câu."]), (["deadly"], {})))
    assert [path for path, (_, read) in found.items() if read.page is None] == ["1.md"]
    assert "quá nhiều bộ nhớ" in found["1.md"][1].problems[0].message
