"""The processes of a build that answer what they are asked, and the queue in which the idle ones wait."""

import pickle
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from newsroom.processes.process import Process, WorkerDied, start

PATIENCE = 600.0  # seconds: an answer that takes longer never comes


class Worker:
    """One process; started with the first call, and again after it died."""

    def __init__(self) -> None:
        self._process: Process | None = None

    @property
    def is_started(self) -> bool:
        """Whether its process has been started and not ended."""
        return self._process is not None

    def start(self, *modules: str) -> Process:
        """The process, started if it is not there."""
        if self._process is None:
            self._process = start(modules)
        return self._process

    def ask(self, task: Callable[..., Any], arguments: Sequence[object]) -> Any:
        """The process's answer; WorkerDied when it ended before it gave one, or was ended for giving none."""
        process = self.start()
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
        try:
            pickle.dump((task, arguments), process.asks, pickle.HIGHEST_PROTOCOL)
            process.asks.flush()
            return pickle.load(process.answers)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            watchdog.cancel()
            self.end()
            return WorkerDied(str(error))
        finally:
            watchdog.cancel()

    def end(self) -> None:
        """Ends the process, not the worker, which would start another."""
        process, self._process = self._process, None
        if process is not None:
            process.end()  # it holds nothing but unfinished work


class Pool:
    """All workers, and a queue of those that are idle: whoever has a call takes the next of them."""

    def __init__(self) -> None:
        self.idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._all: list[Worker] = []
        self._lock, self._turn = threading.Lock(), threading.Lock()

    def grow(self, count: int, *modules: str) -> int:
        """Makes sure that there are `count` workers and tells how many there are; with modules to load they start."""
        with self._lock:
            for _ in range(count - len(self._all)):
                worker = Worker()
                self._all.append(worker)
                self.idle.put(worker)
            for worker in self._all if modules else ():
                worker.start(*modules)
            return len(self._all)

    def ask(self, task: Callable[..., Any], arguments: Sequence[object], busy: "set[Worker]") -> Any:
        """An idle worker's answer, or what was raised, WorkerDied too; it is among the `busy` until then."""
        with self._turn:  # else a thread that has just put one back would take it again before who waits wakes up
            worker = self.idle.get()
        busy.add(worker)
        try:
            return worker.ask(task, arguments)
        finally:
            busy.discard(worker)
            self.idle.put(worker)

    def submit(self, task: Callable[..., Any], *arguments: object) -> Callable[[], Any]:
        """Begins a call, and gives a function that waits for what comes of it and raises what it raised."""
        self.grow(1)
        thread = ThreadPoolExecutor(1)
        asking = thread.submit(self.ask, task, arguments, set())
        thread.shutdown(wait=False)

        def result() -> Any:
            answer = asking.result()
            if isinstance(answer, Exception):
                raise answer
            return answer

        return result

    @property
    def is_started(self) -> bool:
        """Whether a process has been started and not ended."""
        return any(worker.is_started for worker in self._all)

    def shutdown(self) -> None:
        """Ends all processes; whoever waits for an answer gets WorkerDied."""
        with self._lock:
            for worker in self._all:
                worker.end()
