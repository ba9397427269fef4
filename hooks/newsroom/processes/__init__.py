"""Work that other processes do: `submit` one call, or `map_each` a task over many items.

A picture or a text can bring down the library that reads it. Then a process dies, not the build: a submitted call is
made here after all, and of many items the one is told apart and the others go on.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from newsroom.processes.memory import bounded_memory
from newsroom.processes.pool import Pool, Worker
from newsroom.processes.process import Copy, WorkerDied, answer, can_copy
from newsroom.processes.turns import Turns

__all__ = [
    "Job",
    "Turns",
    "WorkerDied",
    "can_copy",
    "is_started",
    "map_each",
    "preload",
    "processors",
    "shutdown",
    "start",
    "stream",
    "submit",
]

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 3
"""Items a worker that are made ready before they can be worked on."""


class Job(Generic[Result]):
    """A call that another process makes while this one goes on."""

    def __init__(self, function: Callable[[], Result], ask: Callable[[], Result] | None) -> None:
        """Without `ask`, the function is called when its result is asked for."""
        self._function, self._ask = function, ask

    def result(self) -> Result:
        """Waits for it, and raises what it raised; made here if the process died."""
        try:
            return self._ask() if self._ask else self._function()
        except WorkerDied:
            return self._function()


def submit(
    function: Callable[..., Result], *arguments: Any, copied: bool = False, yielding: bool = False
) -> Job[Result]:
    """Begins a call in a process of the pool, to which function and arguments are sent, pickled.

    `copied` has it made by a copy of this process, to which nothing need be sent; where there are no copies it waits
    until it is asked for, and is made here. A copy that is `yielding` leaves the processors to others that want them.
    """
    call = partial(function, *arguments)
    if not copied:
        return Job(call, _pool.submit(function, *arguments))
    if processors() < 2 or not can_copy():
        return Job(call, None)
    copy = Copy(call, yielding=yielding)
    _copies.append(copy)
    return Job(call, copy.result)


def stream(function: Callable[[], Iterator[Result]]) -> Iterator[Result]:
    """The items of an iterator that a copy of this process begins to make at once; made here if the process dies."""
    copy = Copy(function) if processors() > 1 and can_copy() else None
    if copy:
        _copies.append(copy)
    return _items(function, copy)


def _items(function: Callable[[], Iterator[Result]], copy: Copy | None) -> Iterator[Result]:
    given = 0
    if copy:
        with suppress(WorkerDied):
            while True:
                yield copy.result()
                given += 1
    yield from islice(function(), given, None)


def map_each(
    task: Callable[[Item], Result], items: Iterable[Item], workers: int | None = None, worth: int = 3
) -> Iterator[tuple[Item, Result | Exception]]:
    """(item, result or what was raised) as they are done; `task` must be a module-level function of this package.

    Items are taken a few ahead of the work. For fewer than `worth` no process is started, since that takes time.
    """
    rest, most = iter(items), workers or processors()
    first = [] if is_started() else list(islice(rest, max(worth, most)))
    count = min(most, len(first))
    few = len(first) < worth or count < 2
    if most < 2 or (few and not is_started()) or not sys.executable:
        yield from ((item, _answer_here(task, item)) for item in chain(first, rest))
        return
    yield from _shared_out(task, chain(first, rest), _pool.grow(count), most, worth)


def _answer_here(task: Callable[[Item], Result], item: Item) -> Result | Exception:
    """What comes of an item, or was raised, MemoryError too: this process has the bounds of the others meanwhile."""
    with bounded_memory():
        found: Result | Exception = answer(task, (item,))
        return found


def _shared_out(
    task: Callable[[Item], Result], items: Iterable[Item], count: int, most: int, worth: int
) -> Iterator[tuple[Item, Result | Exception]]:
    """Shares items out over `count` processes, and over more when there turn out to be many more of them."""
    busy: set[Worker] = set()
    with ThreadPoolExecutor(max(count, most)) as threads:
        try:
            waiting: dict[Future[Any], Item] = {}
            for number, item in enumerate(items):
                waiting[threads.submit(_pool.ask, task, (item,), busy)] = item
                if number >= worth and count < most:
                    count = _pool.grow(count + 1)
                elif len(waiting) > AHEAD * count:
                    yield from _finished(waiting)
            while waiting:
                yield from _finished(waiting)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for worker in list(busy):  # whoever asked has stopped listening
                worker.end()


def _finished(waiting: dict[Future[Any], Item]) -> Iterator[tuple[Item, Any]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    return ((waiting.pop(one), one.result()) for one in done)


def start(*modules: str, count: int | None = None) -> None:
    """Starts processes before there is work, so that they are ready, these modules loaded, when it comes."""
    if processors() > 1 and sys.executable:
        _pool.grow(count or processors(), *modules)


def preload(*modules: str) -> None:
    """Has a process that is started load what will be needed later, when it has nothing else to do."""
    if is_started():
        for module in modules:
            submit(_load, module)


def _load(module: str) -> None:
    """Loads a module; the module itself can't be sent back."""
    import_module(module)


def is_started() -> bool:
    """Whether a process has been started, so that work for one costs no time to start it."""
    return _pool.is_started


def shutdown() -> None:
    """Ends the processes: those of a build serve all its parts, and none is left behind it."""
    _pool.shutdown()
    while _copies:
        _copies.pop().end()


def processors() -> int:
    """Counts the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_pool = Pool()
_copies: list[Copy] = []
