"""Work that fills every processor: our own Python processes, fed through pipes.

Threads gain a half on two processors, since Pillow holds the interpreter's lock while it writes JPEG and draws letters;
processes double the speed. A decoder that crashes on a picture takes down one of these processes, not the build: that
picture gets its error and the rest go on.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from importlib import import_module
from itertools import chain, islice
from typing import Any, TypeVar, cast

from newsroom.workers.processes import Call, WorkerDied, answer, can_copy
from newsroom.workers.staff import Staff, Worker

__all__ = [
    "WorkerDied",
    "aside",
    "begin",
    "call",
    "can_copy",
    "dismiss",
    "hire",
    "in_copies",
    "is_staffed",
    "load",
    "processors",
    "run_all",
]

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 3
"""Items a worker that are made ready before they can be worked on."""


def run_all(
    task: Callable[[Item], Result], items: Iterable[Item], workers: int | None = None, worth: int = 3
) -> Iterator[tuple[Item, Result | Exception]]:
    """(item, result or what was raised) as they are done; `task` must be a module-level function of this package.

    Items are taken a few ahead of the work. For fewer than `worth` no process is started, since that takes time.
    """
    rest, most = iter(items), workers or processors()
    first = [] if is_staffed() else list(islice(rest, max(worth, most)))
    count = min(most, len(first))
    few = len(first) < worth or count < 2
    if most < 2 or (few and not is_staffed()) or not sys.executable:
        yield from ((item, answer(task, item)) for item in chain(first, rest))
        return
    yield from _shared_out(task, chain(first, rest), _staff.hire(count), most, worth)


def _shared_out(
    task: Callable[[Item], Result], items: Iterable[Item], count: int, most: int, worth: int
) -> Iterator[tuple[Item, Result | Exception]]:
    """By `count` processes, and by more when there turn out to be more items than it is worth to start one for."""
    busy: set[Worker] = set()
    with ThreadPoolExecutor(max(count, most)) as pool:
        try:
            waiting: dict[Future[Any], Item] = {}
            for number, item in enumerate(items):
                waiting[pool.submit(_staff.ask, task, item, busy)] = item
                if number >= worth and count < most:
                    count = _staff.hire(count + 1)
                elif len(waiting) > AHEAD * count:
                    yield from _finished(waiting)
            while waiting:
                yield from _finished(waiting)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in list(busy):  # whoever asked has stopped listening
                worker.end()


def _finished(waiting: dict[Future[Any], Item]) -> Iterator[tuple[Item, Any]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    return ((waiting.pop(one), one.result()) for one in done)


def begin(task: Callable[[Item], Result], item: Item) -> "Future[Result]":
    """One piece of work in another process while this one goes on; WorkerDied comes of it should that process die."""
    pool = ThreadPoolExecutor(1)
    _staff.hire(1)

    def finish() -> Result:
        answer = _staff.ask(task, item, set())
        if isinstance(answer, Exception):
            raise answer
        return cast(Result, answer)

    try:
        return pool.submit(finish)
    finally:
        pool.shutdown(wait=False)


def call(function: Callable[[], Result]) -> Call[Result]:
    """A call in a copy of this process, to be asked for only where `can_copy`; `dismiss` ends it, too."""
    made = Call(function)
    _calls.append(made)
    return made


def in_copies(parts: Sequence[Callable[[], Result]]) -> list[Result]:
    """What comes of some calls, each in a copy of this process if there are several; of one that died, made here."""
    if len(parts) < 2 or not can_copy():
        return [part() for part in parts]
    return [_outcome(part, done) for part, done in [(part, call(part)) for part in parts]]


def aside(function: Callable[[], object], *, worth: bool) -> Callable[[], object]:
    """Does something in a copy of this process, if it is worth one, else at once; what is given back waits for it."""
    if not (worth and processors() > 1 and can_copy()):
        function()
        return lambda: None
    return partial(_outcome, function, call(function))


def _outcome(function: Callable[[], Result], done: Call[Result]) -> Result:
    try:
        return done.result()
    except WorkerDied:  # no reason to give up
        return function()


def hire(*modules: str, count: int | None = None) -> None:
    """Starts processes before there is work, so that they are ready, these modules loaded, when it comes."""
    if processors() > 1 and sys.executable:
        _staff.hire(count or processors(), *modules)


def load(modules: Sequence[str]) -> None:
    """What another process will need later; to be begun when it has nothing else to do."""
    for module in modules:
        import_module(module)


def is_staffed() -> bool:
    """Whether a process has been started, so that work for one costs no time to start it."""
    return _staff.is_there


def dismiss() -> None:
    """Ends the processes: those of a build serve all its parts, and none is left behind it."""
    _staff.dismiss()
    while _calls:
        _calls.pop().end()


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_staff = Staff()
_calls: list[Call[Any]] = []
