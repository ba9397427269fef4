"""How a publication goes, as the browser is told, and the attempts at it: one at a time, again when there is a way."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from newsdesk.publishing import SamePost
from newsdesk.repository import Obstacle, Offline, Refused

RETRY = 60  # seconds until a remote is tried again that could not be reached


@dataclass(frozen=True)
class Progress:
    """`state` is running, offline, waiting (for the public site), done, stopped (by an obstacle) or idle.

    `asks` is whether a name and a password are wanted.
    """

    state: str = "idle"
    line: str = ""
    path: str = ""
    link: str = ""
    theirs: str = ""
    asks: bool = False


Step = Callable[[], "Progress | Step"]
"""Work whose result is how it went, or what is left to be done: only that is done again."""


class Attempts:
    """Publications in the background; `turn` tells one from the next."""

    def __init__(self) -> None:
        self.progress = Progress()
        self.turn = 0
        self._lock = threading.Lock()
        self._left: tuple[str, Step] | None = None

    def begin(self, path: str, step: Step) -> None:
        """Raises Obstacle when another publication is under way."""
        if not self._lock.acquire(blocking=False):
            raise Obstacle("Đang đăng một bài khác; hãy đợi xong rồi đăng bài này.")
        self.turn += 1
        self.progress = Progress("running", "Đang bắt đầu…", path)
        self._left = path, step
        threading.Thread(target=self._go_on, args=(self.turn,), daemon=True).start()

    def again(self) -> None:
        """Goes on with what an obstacle has stopped, if something has. Raises Obstacle."""
        if self._left is not None:
            self.begin(*self._left)

    def say(self, line: str) -> None:
        """What is being done."""
        self.progress = replace(self.progress, line=line)

    def _go_on(self, turn: int) -> None:
        """The lock is ours when this begins."""
        while True:
            try:
                self.progress = self._attempt()
            finally:
                self._lock.release()
            if self.progress.state != "offline":
                return
            time.sleep(RETRY)
            if turn != self.turn or not self._lock.acquire(blocking=False):
                return

    def _attempt(self) -> Progress:
        assert self._left
        path, step = self._left
        try:
            while not isinstance(found := step(), Progress):
                step = found
                self._left = path, step
        except SamePost as error:
            texts = (data.decode(errors="replace") for name, data in error.theirs.items() if name.endswith(".md"))
            return self._stopped(Progress("stopped", str(error), path, theirs=next(texts, "")))
        except Offline as error:
            return Progress("offline", str(error), path)
        except Refused as error:
            return Progress("stopped", str(error), path, asks=True)
        except Obstacle as error:
            return self._stopped(Progress("stopped", str(error), path))
        except Exception as error:  # whatever it is, the editor is told that it is over
            said = f"Máy báo lỗi: {error}. Bài vẫn còn nguyên trên máy này."
            return self._stopped(Progress("stopped", said, path))
        return self._stopped(found)

    def _stopped(self, progress: Progress) -> Progress:
        self._left = None
        return progress
