"""Pages and feeds written, on every processor when there are many."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from newsroom.output.sheets import Frame, Rework, Sheet
from newsroom.processes import Turns, can_copy, map_each, processors, submit

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
            return _begin_to_write(packed_frame, place, list(_chunks(makes, CHUNK)))
    count = _write_each(packed_frame, place, makes, many)
    return lambda: count


def _begin_to_write(packed_frame: bytes, building: str, chunks: Sequence[Sequence[Make]]) -> Callable[[], int]:
    """Has copies of this process write, two at each stretch of the sheets, from both ends until they meet.

    Neighbours show the same cards, which each process has to make for itself.
    """
    size = -(-len(chunks) // -(-processors() // 2))
    jobs = []
    for low in range(0, len(chunks), size):
        stretch = range(low, min(low + size, len(chunks)))
        turns = Turns(len(stretch))
        jobs += [
            submit(_write_in_turn, packed_frame, building, chunks, way, turns, copied=True, yielding=True)
            for way in (stretch, stretch[::-1])
        ]

    def finish() -> int:
        done = {at for job in jobs for at in job.result()}
        for at in range(len(chunks)):  # whose process died
            if at not in done:
                _write_made(packed_frame, building, chunks[at])
        return sum(map(len, chunks))

    return finish


def _write_in_turn(
    packed_frame: bytes, building: str, chunks: Sequence[Sequence[Make]], way: Iterable[int], turns: Turns
) -> list[int]:
    done = []
    for at in way:
        if not turns.take():
            break
        _write_made(packed_frame, building, chunks[at])
        done.append(at)
    return done


def _write_made(packed_frame: bytes, building: str, makes: Sequence[Make]) -> None:
    write_chunk((packed_frame, building, [make() for make in makes]))


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


def _chunks(makes: Iterable[Make], size: int) -> Iterator[Sequence[Make]]:
    rest = iter(makes)
    while chunk := list(islice(rest, size)):
        yield chunk


def write_chunk(chunk: Chunk) -> None:
    """Writes some sheets, perhaps in another process."""
    from newsroom.output.printing import print_sheets  # with Jinja, which is not loaded where pages are planned

    print_sheets(*chunk)
