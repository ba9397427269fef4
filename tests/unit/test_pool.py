"""Work in other processes: shared out when it is worth it, a few items ahead, and nothing lost with one that dies."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.processes import AHEAD, WorkerDied, map_each, shutdown, start, stream, submit
from newsroom.processes.pool import Pool

SELF = "/proc/self"


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    yield
    shutdown()


@pytest.mark.skipif(not Path(SELF).exists(), reason="there is no other way to ask a process who it is")
@pytest.mark.parametrize("worth", [0, 3, 8, 9])
def test_work_is_shared_out_when_there_is_enough_of_it(worth: int) -> None:
    done = {who for _, who in map_each(os.readlink, [SELF] * 8, workers=2, worth=worth)}
    assert (str(os.getpid()) in done) == (worth > 8)


@pytest.mark.skipif(not Path(SELF).exists(), reason="there is no other way to ask a process who it is")
@pytest.mark.parametrize(("count", "processes"), [(4, 1), (40, 2)])
def test_one_that_has_been_started_gets_help_when_there_is_much_to_do(
    monkeypatch: pytest.MonkeyPatch, count: int, processes: int
) -> None:
    monkeypatch.setattr("newsroom.processes._pool", Pool())
    start("time", count=1)
    assert len({who for _, who in map_each(os.readlink, [SELF] * count, workers=2, worth=8)}) == processes
    shutdown()


def test_items_are_made_ready_a_few_ahead() -> None:
    made = 0

    def items() -> Iterator[int]:
        nonlocal made
        for made in range(1, 101):
            yield -made

    for done, (item, answer) in enumerate(map_each(abs, items(), workers=2)):
        assert answer == -item
        assert made <= done + 2 * AHEAD + 2
    assert made == 100


def test_what_is_raised_is_handed_over() -> None:
    answers = dict(map_each(int, ["1", "x", "3"], workers=2))
    assert (answers["1"], answers["3"]) == (1, 3)
    assert isinstance(answers["x"], ValueError)


def test_a_process_that_dies_takes_its_item_alone() -> None:
    answers = dict(map_each(os._exit, [3, 4, 5], workers=2))
    assert {type(answer) for answer in answers.values()} == {WorkerDied}
    assert dict(map_each(abs, [-1, -2, -3], workers=2)) == {-1: 1, -2: 2, -3: 3}


def test_whoever_stops_listening_is_not_kept_waiting() -> None:
    for _ in map_each(abs, range(1000), workers=2):
        break
    assert dict(map_each(abs, [-1, -2, -3], workers=2)) == {-1: 1, -2: 2, -3: 3}


def test_one_piece_of_work_beside_all_others() -> None:
    start("newsroom.vietnamese")
    assert submit(abs, -1).result() == 1
    with pytest.raises(ValueError, match="invalid literal"):
        submit(int, "x").result()
    shutdown()
    assert submit(abs, -2).result() == 2


def test_parts_are_done_in_copies_and_one_that_dies_here() -> None:
    here = os.getpid()

    def part(dies: bool) -> bool:
        if dies and os.getpid() != here:
            os._exit(3)
        return dies

    jobs = [submit(part, dies, copied=True) for dies in (False, True, False)]
    assert [job.result() for job in jobs] == [False, True, False]


def test_a_call_that_brings_its_process_down_is_made_here(tmp_path: Path) -> None:
    note = tmp_path / "ai"
    job = submit(_die_elsewhere, os.getpid(), note)
    assert job.result() == os.getpid()
    assert note.exists(), "it was tried in another process first"


def _die_elsewhere(here: int, note: Path) -> int:
    if os.getpid() != here:
        note.touch()
        os._exit(3)
    return here


@pytest.mark.parametrize("dies", [False, True])
def test_items_come_from_a_copy_and_from_here_once_it_died(dies: bool) -> None:
    here = os.getpid()

    def items() -> Iterator[str]:
        yield "một"
        if dies and os.getpid() != here:
            os._exit(3)
        yield "hai"

    found = stream(items)
    assert [next(found), next(found)] == ["một", "hai"]
    assert list(found) == []
