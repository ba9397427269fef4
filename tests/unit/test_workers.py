"""Work in other processes: shared out when it is worth it, a few items ahead, and nothing lost with one that dies."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from newsroom.workers import AHEAD, WorkerDied, begin, dismiss, hire, in_copies, run_all
from newsroom.workers.staff import Staff

SELF = "/proc/self"


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    yield
    dismiss()


@pytest.mark.skipif(not Path(SELF).exists(), reason="there is no other way to ask a process who it is")
@pytest.mark.parametrize("worth", [0, 3, 8, 9])
def test_work_is_shared_out_when_there_is_enough_of_it(worth: int) -> None:
    done = {who for _, who in run_all(os.readlink, [SELF] * 8, workers=2, worth=worth)}
    assert (str(os.getpid()) in done) == (worth > 8)


@pytest.mark.skipif(not Path(SELF).exists(), reason="there is no other way to ask a process who it is")
@pytest.mark.parametrize(("count", "processes"), [(4, 1), (40, 2)])
def test_one_that_has_been_hired_gets_help_when_there_is_much_to_do(
    monkeypatch: pytest.MonkeyPatch, count: int, processes: int
) -> None:
    monkeypatch.setattr("newsroom.workers._staff", Staff())
    hire("time", count=1)
    assert len({who for _, who in run_all(os.readlink, [SELF] * count, workers=2, worth=8)}) == processes
    dismiss()


def test_items_are_made_ready_a_few_ahead() -> None:
    made = 0

    def items() -> Iterator[int]:
        nonlocal made
        for made in range(1, 101):
            yield -made

    for done, (item, answer) in enumerate(run_all(abs, items(), workers=2)):
        assert answer == -item
        assert made <= done + 2 * AHEAD + 2
    assert made == 100


def test_what_is_raised_is_handed_over() -> None:
    answers = dict(run_all(int, ["1", "x", "3"], workers=2))
    assert (answers["1"], answers["3"]) == (1, 3)
    assert isinstance(answers["x"], ValueError)


def test_a_process_that_dies_takes_its_item_alone() -> None:
    answers = dict(run_all(os._exit, [3, 4, 5], workers=2))
    assert {type(answer) for answer in answers.values()} == {WorkerDied}
    assert dict(run_all(abs, [-1, -2, -3], workers=2)) == {-1: 1, -2: 2, -3: 3}


def test_whoever_stops_listening_is_not_kept_waiting() -> None:
    for _ in run_all(abs, range(1000), workers=2):
        break
    assert dict(run_all(abs, [-1, -2, -3], workers=2)) == {-1: 1, -2: 2, -3: 3}


def test_one_piece_of_work_beside_all_others() -> None:
    hire("newsroom.vietnamese")
    assert begin(abs, -1).result() == 1
    with pytest.raises(ValueError, match="invalid literal"):
        begin(int, "x").result()
    dismiss()
    assert begin(abs, -2).result() == 2


def test_parts_are_done_in_copies_and_one_that_dies_here() -> None:
    here = os.getpid()

    def part(dies: bool) -> bool:
        if dies and os.getpid() != here:
            os._exit(3)
        return dies

    assert in_copies([partial(part, dies) for dies in (False, True, False)]) == [False, True, False]
