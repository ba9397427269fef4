"""A bound for the time that one item of work on what others wrote may take."""

import signal
import sys
import threading
import time
from _thread import interrupt_main
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Result = TypeVar("Result")

SECONDS = 10.0
"""Of this process, so that neither a busy machine nor one that slept makes an item overdue; of a page, ten times what
burden.py lets through, so that none is read on one machine and refused on another."""
_LOOK = 0.5  # seconds


class TookTooLong(BaseException):
    """An item that was given up; no library takes it for an error of its own."""


class Watch:
    """Gives up an item that takes more than so many seconds, between two steps of Python."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._since: float | None = None

    def call(self, work: Callable[[], Result]) -> Result:
        """Gives what comes of an item. Raises TookTooLong."""
        self._since = time.process_time()
        try:
            return work()
        finally:
            self._since = None

    @property
    def is_overdue(self) -> bool:
        """Whether there is an item at hand that takes too long."""
        since = self._since
        return since is not None and time.process_time() - since > self.seconds

    def interrupt(self, _: int, __: FrameType | None) -> None:
        """Called in the main thread."""
        if self.is_overdue:
            self._since = None
            raise TookTooLong


class _TimedWatch(Watch):
    """Gives it up within a search by a regular expression, too, during which no other thread could run."""

    def call(self, work: Callable[[], Result]) -> Result:
        signal.setitimer(signal.ITIMER_PROF, self.seconds, _LOOK)
        try:
            return super().call(work)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


@contextmanager
def watch(seconds: float | None = None) -> Iterator[Watch]:
    """Watches over items that are worked on one after the other; outside the main thread, nothing is ever overdue."""
    if threading.current_thread() is not threading.main_thread():
        yield Watch(seconds or SECONDS)
    elif sys.platform == "win32":
        with _watch_from_aside(Watch(seconds or SECONDS)) as watched:
            yield watched
    else:
        watched = _TimedWatch(seconds or SECONDS)
        with _handled(signal.SIGPROF, watched):
            yield watched


@contextmanager
def _watch_from_aside(watched: Watch) -> Iterator[Watch]:
    """Where the system has no clock for this, another thread looks at it; a search that hangs is for the parent."""
    is_done = threading.Event()

    def look() -> None:
        while not is_done.wait(_LOOK):
            if watched.is_overdue:
                interrupt_main(signal.SIGTERM)

    looking = threading.Thread(target=look, daemon=True)
    with _handled(signal.SIGTERM, watched):
        looking.start()
        try:
            yield watched
        finally:
            is_done.set()
            looking.join()


@contextmanager
def _handled(number: int, watched: Watch) -> Iterator[None]:
    before = signal.signal(number, watched.interrupt)
    try:
        yield
    finally:
        signal.signal(number, before or signal.SIG_DFL)
