"""Work that fills every processor: our own Python processes, fed through pipes.

Threads gain a half on two processors, since Pillow holds the interpreter's lock while it writes JPEG and draws letters;
processes double the speed. `multiprocessing` would start the program's main module again in each (on Windows, mkdocs
itself) and would not find this package, for MkDocs takes the hook's folder off the path. And a decoder that crashes on
a picture takes down one of these processes, not the build: that picture gets its error and the rest go on.
"""

import gc
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 3
"""Items a worker that are made ready before they can be worked on."""

_HOOKS = Path(__file__).resolve().parents[1]
_START = "import sys; from newsroom.workers import serve; serve(*sys.argv[1:])"


class WorkerDied(Exception):
    """The process that worked on an item ended before it answered."""


def run_all(
    task: Callable[[Item], Result], items: Iterable[Item], workers: int | None = None, worth: int = 3
) -> Iterator[tuple[Item, Result | Exception]]:
    """(item, result or what was raised) as they are done; `task` must be a module-level function of this package.

    Items are taken a few ahead of the work. Fewer than `worth` are done here, for a process takes time to start.
    """
    rest, most = iter(items), workers or processors()
    first = list(islice(rest, max(worth, most)))
    count = min(most, len(first))
    if len(first) < worth or count < 2 or not sys.executable:
        yield from ((item, _try(task, item)) for item in chain(first, rest))
        return
    _staff.hire(count)
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
    """One piece of work in another process while this one goes on; here, should that process die."""
    pool = ThreadPoolExecutor(1)
    _staff.hire(1)

    def finish() -> Result:
        answer = _hand_over(set(), task, item)
        if isinstance(answer, WorkerDied):
            return task(item)
        if isinstance(answer, Exception):
            raise answer
        return cast(Result, answer)

    try:
        return pool.submit(finish)
    finally:
        pool.shutdown(wait=False)


def hire(*modules: str, count: int | None = None) -> None:
    """Starts processes before there is work, so that they are ready, these modules loaded, when it comes."""
    if processors() > 1 and sys.executable:
        _staff.hire(count or processors(), *modules)


def dismiss() -> None:
    """Ends the processes: those of a build serve all its parts, and none is left behind it."""
    _staff.dismiss()


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _try(task: Callable[[Any], Any], item: object) -> Any:
    try:
        return task(item)
    except Exception as error:  # handed to whoever asked, who knows which are the author's and which are ours
        return error


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
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *modules: str) -> subprocess.Popen[bytes]:
        """The process, started if it is not there."""
        if self._process is None:
            paths = [str(_HOOKS), os.environ.get("PYTHONPATH", "")]
            env = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}
            command = [sys.executable, "-c", _START, *modules]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
        return self._process

    def ask(self, task: Callable[[Any], Any], item: object) -> Any:
        process = self.start()
        try:
            pickle.dump((task, item), _pipe(process.stdin), pickle.HIGHEST_PROTOCOL)
            _pipe(process.stdin).flush()
            return pickle.load(_pipe(process.stdout))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            self.end()
            return WorkerDied(str(error))

    def end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()  # it holds nothing but unfinished work
            process.wait()
            with suppress(OSError):
                _pipe(process.stdin).close()
            _pipe(process.stdout).close()


class _Staff:
    """All workers, and a queue of those that are idle: whoever has an item takes the next of them."""

    def __init__(self) -> None:
        self.idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all: list[_Worker] = []
        self._lock = threading.Lock()

    def hire(self, count: int, *modules: str) -> None:
        """Sees to it that there are so many; with modules to load, their processes start at once."""
        with self._lock:
            for _ in range(count - len(self._all)):
                worker = _Worker()
                self._all.append(worker)
                self.idle.put(worker)
            for worker in self._all if modules else ():
                worker.start(*modules)

    def dismiss(self) -> None:
        """Ends their processes; whoever waits for an answer gets WorkerDied."""
        with self._lock:
            for worker in self._all:
                worker.end()


_staff = _Staff()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def serve(*modules: str) -> None:
    """What a worker does: answers until its input ends, as it does when the build ends in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which then closes the pipes
    gc.set_threshold(100_000, 50, 1000)  # its work leaves few circles behind, and looking for them takes long
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is not an answer
    for module in modules:
        import_module(module)
    with suppress(EOFError, BrokenPipeError):
        while True:
            task, item = pickle.load(sys.stdin.buffer)
            answers.write(_pickled(_try(task, item)))
            answers.flush()


def _pickled(answer: object) -> bytes:
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # some libraries' exceptions can't be pickled; their text can
        return pickle.dumps(RuntimeError(f"{answer!r} ({error})"))
