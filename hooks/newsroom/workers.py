"""Work that fills every processor: our own Python processes, fed through pipes.

Threads gain a half on two processors, since Pillow holds the interpreter's lock while it writes JPEG and draws letters;
processes double the speed. A decoder that crashes on a picture takes down one of these processes, not the build: that
picture gets its error and the rest go on.
"""

import os
import pickle
import queue
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from importlib import import_module
from itertools import chain, islice
from typing import Any, TypeVar, cast

from newsroom.processes import Call, Process, WorkerDied, answer, can_copy, start

__all__ = [
    "WorkerDied",
    "aside",
    "begin",
    "call",
    "can_copy",
    "dismiss",
    "hire",
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

    Items are taken a few ahead of the work. Fewer than `worth` are done here, for a process takes time to start, unless
    one has been started.
    """
    rest, most = iter(items), workers or processors()
    first = [] if is_staffed() else list(islice(rest, max(worth, most)))
    count = min(most, len(first))
    few = len(first) < worth or count < 2
    if most < 2 or (few and not is_staffed()) or not sys.executable:
        yield from ((item, answer(task, item)) for item in chain(first, rest))
        return
    count = _staff.hire(count)
    busy: set[_Worker] = set()
    with ThreadPoolExecutor(count) as pool:
        try:
            waiting: dict[Future[Any], Item] = {}
            for item in chain(first, rest):
                waiting[pool.submit(_hand_over, busy, task, item)] = item
                if len(waiting) > AHEAD * count:
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
        answer = _hand_over(set(), task, item)
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


def aside(function: Callable[[], object], *, worth: bool) -> Callable[[], object]:
    """Does something in a copy of this process, if it is worth one, else at once; what is given back waits for it."""
    if not (worth and processors() > 1 and can_copy()):
        function()
        return lambda: None
    done = call(function)

    def finish() -> object:
        try:
            return done.result()
        except WorkerDied:  # no reason to give up
            return function()

    return finish


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


def _hand_over(busy: "set[_Worker]", task: Callable[[Any], Any], item: object) -> Any:
    worker = _staff.idle.get()
    busy.add(worker)
    try:
        return worker.ask(task, item)
    finally:
        busy.discard(worker)
        _staff.idle.put(worker)


class _Worker:
    """One process; started with the first item, and again after it died."""

    def __init__(self) -> None:
        self._process: Process | None = None

    @property
    def is_there(self) -> bool:
        return self._process is not None

    def start(self, *modules: str) -> Process:
        """The process, started if it is not there."""
        if self._process is None:
            self._process = start(modules)
        return self._process

    def ask(self, task: Callable[[Any], Any], item: object) -> Any:
        process = self.start()
        try:
            pickle.dump((task, item), process.asks, pickle.HIGHEST_PROTOCOL)
            process.asks.flush()
            return pickle.load(process.answers)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            self.end()
            return WorkerDied(str(error))

    def end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()  # it holds nothing but unfinished work


class _Staff:
    """All workers, and a queue of those that are idle: whoever has an item takes the next of them."""

    def __init__(self) -> None:
        self.idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all: list[_Worker] = []
        self._lock = threading.Lock()

    def hire(self, count: int, *modules: str) -> int:
        """Sees to it that there are so many, and how many there are; with modules to load, they start at once."""
        with self._lock:
            for _ in range(count - len(self._all)):
                worker = _Worker()
                self._all.append(worker)
                self.idle.put(worker)
            for worker in self._all if modules else ():
                worker.start(*modules)
            return len(self._all)

    @property
    def is_there(self) -> bool:
        """Whether a process has been started and not ended."""
        return any(worker.is_there for worker in self._all)

    def dismiss(self) -> None:
        """Ends their processes; whoever waits for an answer gets WorkerDied."""
        with self._lock:
            for worker in self._all:
                worker.end()


_staff = _Staff()
_calls: list[Call[Any]] = []
