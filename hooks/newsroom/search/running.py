"""Where the pieces of the index are made: in another process if they are many, or else here when they are asked for."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial

from newsroom.search.pieces import Job, Made, write_pieces
from newsroom.workers import WorkerDied, begin, call, can_copy, dismiss, is_staffed
from newsroom.workers.processes import Call

MANY = 100  # posts: fewer are indexed sooner than a process starts
_FEW = 3  # pieces: so few are sent to a process that is there


@dataclass(frozen=True)
class Running:
    """Pieces being made; `elsewhere` is None where they are still to be made here."""

    here: Callable[[], list[Made]]
    elsewhere: Future[list[Made]] | Call[list[Made]] | None

    def result(self) -> list[Made]:
        """The pieces, made here if the process that was making them died; to be asked for once."""
        try:
            return self.elsewhere.result() if self.elsewhere else self.here()
        except WorkerDied:  # no reason to give up
            return self.here()

    def stop(self) -> None:
        """Ends the work; returns when nothing more is written."""
        dismiss()
        if isinstance(self.elsewhere, Future):
            wait([self.elsewhere])


def run(folder: str, jobs: Sequence[Job]) -> Running:
    """Has pieces made and written under a folder."""
    here = partial(write_pieces, folder, jobs)
    if not jobs or not (is_staffed() or sum(len(job.posts) for job in jobs) > MANY):
        return Running(here, None)
    if len(jobs) > _FEW and can_copy():
        return Running(here, call(here))  # a copy of this process, to which nothing must be sent
    return Running(here, begin(partial(write_pieces, folder), jobs))
