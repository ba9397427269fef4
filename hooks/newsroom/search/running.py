"""Where the pieces of the index are made: in another process if they are many, or else here when they are asked for."""

from collections.abc import Callable, Sequence
from functools import partial

from newsroom.processes import can_copy, is_started, submit
from newsroom.search.pieces import Job, Made, write_pieces

MANY = 100  # posts: fewer are indexed sooner than a process starts
_FEW = 8  # posts: so few are sent to a process that is there


def run(folder: str, jobs: Sequence[Job]) -> Callable[[], list[Made]]:
    """Has pieces made and written under a folder; what is given back waits for them, and is to be called once."""
    count = sum(len(job.posts) for job in jobs)
    if not jobs or not (is_started() or count > MANY):
        return partial(write_pieces, folder, jobs)
    # A copy of this process needs nothing sent.
    return submit(write_pieces, folder, jobs, copied=count > _FEW and can_copy()).result
