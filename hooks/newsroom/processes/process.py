"""A process that does what it is asked, through two pipes.

`multiprocessing` would start the program's main module again in each (on Windows, mkdocs itself) and would not find
this package, for MkDocs takes the hook's folder off the path. On Linux a process is a copy of this one, as long as no
other thread could leave it half a state: it has everything loaded, which takes longer than most work on one new post.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Protocol

from newsroom.processes.memory import bound_memory

_OUT, _ERR = 1, 2
_NICE = 5  # a third of what others get
_NO_FORK = "NEWSROOM_NO_FORK"  # set to anything, has processes started as on Windows and macOS
_HOOKS = Path(__file__).resolve().parents[2]
_START = "import sys; from newsroom.processes.process import serve; serve(sys.argv[1:], sys.stdin.buffer)"


class WorkerDied(Exception):
    """The process that worked on an item ended before it answered."""


class Process(Protocol):
    """What is written to `asks`, a task and an item pickled, is answered on `answers`."""

    asks: IO[bytes]
    answers: IO[bytes]

    def kill(self) -> None: ...

    def end(self) -> None: ...


def start(modules: Sequence[str]) -> Process:
    """A process that has loaded some modules, or is about to."""
    if can_copy():
        return _Copied(modules)
    paths = [str(_HOOKS), os.environ.get("PYTHONPATH", "")]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    command = [sys.executable, "-c", _START, *modules]
    return _Started(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env))


class _Started:
    """A process that began with nothing."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin and process.stdout
        self._process, self.asks, self.answers = process, process.stdin, process.stdout

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        self.kill()
        self._process.wait()
        with suppress(OSError):
            self.asks.close()
        self.answers.close()


class _Copied:
    """A copy of this one."""

    def __init__(self, modules: Sequence[str]) -> None:
        asked, asks = os.pipe()
        self._copy, self.answers = _copy(lambda answers: serve(modules, os.fdopen(asked, "rb"), answers), asks)
        os.close(asked)
        self.asks: IO[bytes] = os.fdopen(asks, "wb")

    def kill(self) -> None:
        os.kill(self._copy, signal.SIGKILL)

    def end(self) -> None:
        _end(self._copy)
        with suppress(OSError):
            self.asks.close()
        self.answers.close()


class Copy:
    """A copy of this process that makes one call: it needs nothing sent, and works on while this process does."""

    def __init__(self, function: Callable[[], Any], *, yielding: bool = False) -> None:
        def work(answers: IO[bytes]) -> None:
            if yielding:
                os.nice(_NICE)
            _be_frugal()
            bound_memory()
            for found in _found(answer(function, ())):
                answers.write(_pickled(found))
                answers.flush()

        self._number, self._answers = _copy(work)

    def result(self) -> Any:
        """Waits for what comes of it, or for the next item of an iterator. Raises what the function raised.

        Raises WorkerDied when the process was ended, or has no more items.
        """
        try:
            found = pickle.load(self._answers)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            found = WorkerDied(str(error))
        if isinstance(found, Exception):
            raise found
        return found

    def end(self) -> None:
        """Ends the process, if it is still there."""
        if not self._answers.closed:
            _end(self._number)
            self._answers.close()


def _found(result: object) -> Iterator[object]:
    try:
        yield from result if isinstance(result, Iterator) else (result,)
    except Exception as error:  # handed to whoever asked
        yield error


def can_copy() -> bool:
    """Whether this process can be copied whole."""
    allowed = sys.platform == "linux" and hasattr(os, "fork") and not os.environ.get(_NO_FORK)
    return allowed and threading.active_count() == 1


def _copy(work: Callable[[IO[bytes]], None], *not_for_it: int) -> tuple[int, IO[bytes]]:
    """Number of a new process that is given the file to answer in, and where its answers are read."""
    answers, answered = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    number = os.fork()
    if number == 0:
        try:
            for file in (answers, *not_for_it):
                os.close(file)
            with suppress(BrokenPipeError):
                work(os.fdopen(answered, "wb"))
        finally:
            os._exit(0)
    os.close(answered)
    return number, os.fdopen(answers, "rb")


def _end(number: int) -> None:
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)


def _be_frugal() -> None:
    """The work leaves few circles behind, and looking for them, among all that was there before, takes long."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)
    gc.enable()


def serve(modules: Sequence[str], asks: IO[bytes], answers: IO[bytes] | None = None) -> None:
    """What the process does: answers until its input ends, as it does when the build ends in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which then closes the pipes
    _be_frugal()
    bound_memory()
    answers = answers or os.fdopen(os.dup(_OUT), "wb")
    os.dup2(_ERR, _OUT)  # what a library prints is not an answer
    for module in modules:
        import_module(module)
    with suppress(EOFError, BrokenPipeError):
        while True:
            task, arguments = pickle.load(asks)
            answers.write(_pickled(answer(task, arguments)))
            answers.flush()


def answer(task: Callable[..., Any], arguments: Sequence[Any]) -> Any:
    """What came of a call, or what it raised."""
    try:
        return task(*arguments)
    except Exception as error:  # handed to whoever asked, who knows which are the author's and which are ours
        return error


def _pickled(answer: object) -> bytes:
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # some libraries' exceptions can't be pickled; their text can
        return pickle.dumps(RuntimeError(f"{answer!r} ({error})"))
