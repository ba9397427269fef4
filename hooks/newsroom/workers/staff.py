"""The processes of a build that answer what they are asked, and the queue in which the idle ones wait."""

import pickle
import queue
import threading
from collections.abc import Callable
from typing import Any

from newsroom.workers.processes import Process, WorkerDied, start


class Worker:
    """One process; started with the first item, and again after it died."""

    def __init__(self) -> None:
        self._process: Process | None = None

    @property
    def is_there(self) -> bool:
        """Whether its process has been started."""
        return self._process is not None

    def start(self, *modules: str) -> Process:
        """The process, started if it is not there."""
        if self._process is None:
            self._process = start(modules)
        return self._process

    def ask(self, task: Callable[[Any], Any], item: object) -> Any:
        """The process's answer; WorkerDied when it ended before it gave one."""
        process = self.start()
        try:
            pickle.dump((task, item), process.asks, pickle.HIGHEST_PROTOCOL)
            process.asks.flush()
            return pickle.load(process.answers)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            self.end()
            return WorkerDied(str(error))

    def end(self) -> None:
        """The process, not the worker, who would start another."""
        process, self._process = self._process, None
        if process is not None:
            process.end()  # it holds nothing but unfinished work


class Staff:
    """All workers, and a queue of those that are idle: whoever has an item takes the next of them."""

    def __init__(self) -> None:
        self.idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._all: list[Worker] = []
        self._lock = threading.Lock()

    def hire(self, count: int, *modules: str) -> int:
        """Sees to it that there are so many, and how many there are; with modules to load, they start at once."""
        with self._lock:
            for _ in range(count - len(self._all)):
                worker = Worker()
                self._all.append(worker)
                self.idle.put(worker)
            for worker in self._all if modules else ():
                worker.start(*modules)
            return len(self._all)

    def ask(self, task: Callable[[Any], Any], item: object, busy: "set[Worker]") -> Any:
        """An idle worker's answer, or what was raised, WorkerDied too; it is among the `busy` until then."""
        worker = self.idle.get()
        busy.add(worker)
        try:
            return worker.ask(task, item)
        finally:
            busy.discard(worker)
            self.idle.put(worker)

    @property
    def is_there(self) -> bool:
        """Whether a process has been started and not ended."""
        return any(worker.is_there for worker in self._all)

    def dismiss(self) -> None:
        """Ends their processes; whoever waits for an answer gets WorkerDied."""
        with self._lock:
            for worker in self._all:
                worker.end()
