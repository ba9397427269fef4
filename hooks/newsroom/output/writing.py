"""Pages and feeds written, on every processor when there are many."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from newsroom.output.sheets import Frame, Rework, Sheet
from newsroom.processes import can_copy, map_each, processors, submit

CHUNK, FEW = 64, 8  # pages: some 20 ms of work, and what a process gets at once when few are to be written
MANY = 256  # fewer are written sooner than processes start
Make = Callable[[], Sheet]
Chunk = tuple[bytes, str, Sequence[Sheet]]


def write_sheets(frame: Frame, building: Path, makes: Iterable[Make], *, many: bool) -> Callable[[], int]:
    """Writes sheets into the folder that is being built, each made where it is written, if it can be.

    What comes back waits until all are written, and tells how many. When few are to be expected, the first are written
    while it is still being found out which the others are.
    """
    packed_frame, place = pickle.dumps(frame), str(building)
    if many and can_copy():
        makes = list(makes)
        if len(makes) >= MANY:
            chunks, parts = list(_chunks(makes, CHUNK)), processors()
            jobs = [submit(_write_all, packed_frame, place, chunks[at::parts], copied=True) for at in range(parts)]
            return lambda: sum(job.result() for job in jobs)
    count = _write_each(packed_frame, place, makes, many)
    return lambda: count


def _write_each(packed_frame: bytes, place: str, makes: Iterable[Make], many: bool) -> int:
    count = 0
    work = ((packed_frame, place, [make() for make in chunk]) for chunk in _chunks(makes, CHUNK if many else FEW))
    for chunk, failed in map_each(write_chunk, work, worth=MANY // (CHUNK if many else FEW)):
        if isinstance(failed, Exception):
            write_chunk(chunk)  # a process may have died; what is wrong with a template is raised from here
        count += len(chunk[2])
    return count


def write_sheets_here(frame: Frame, building: Path, makes: Iterable[Make], rework: Rework) -> Callable[[], int]:
    """The same by this process alone, in which the hooks that rework every page are loaded: there is no wait."""
    from newsroom.output.printing import print_sheets

    sheets = [make() for make in makes]
    print_sheets(pickle.dumps(frame), str(building), sheets, rework)
    return lambda: len(sheets)


def _write_all(packed_frame: bytes, building: str, chunks: Iterable[Sequence[Make]]) -> int:
    count = 0
    for chunk in chunks:
        write_chunk((packed_frame, building, [make() for make in chunk]))
        count += len(chunk)
    return count


def _chunks(makes: Iterable[Make], size: int) -> Iterator[Sequence[Make]]:
    rest = iter(makes)
    while chunk := list(islice(rest, size)):
        yield chunk


def write_chunk(chunk: Chunk) -> None:
    """Writes some sheets, perhaps in another process."""
    from newsroom.output.printing import print_sheets  # with Jinja, which is not loaded where pages are planned

    print_sheets(*chunk)
