"""Pages and feeds written, on every processor when there are many: what MkDocs does page by page, without its toll.

MkDocs itself builds only the pages of its navigation, which it must know; a page here is a view, a body and a template.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from newsroom.output.sheets import Frame, Sheet
from newsroom.workers import can_copy, in_copies, processors, run_all

CHUNK, FEW = 64, 8  # pages: some 20 ms of work, and what a process gets at once when few are to be written
MANY = 256  # fewer are written sooner than processes start
Order = Callable[[], Sheet]
Work = tuple[bytes, str, Sequence[Sheet]]


def write_sheets(frame: Frame, building: Path, orders: Iterable[Order], *, many: bool) -> int:
    """Writes sheets into the folder that is being built, each made where it is written, if it can be; how many.

    When few are to be expected, the first are written while it is still being found out which the others are.
    """
    recipe, place, count = pickle.dumps(frame), str(building), 0
    if many and can_copy():
        orders = list(orders)
        if len(orders) >= MANY:
            chunks, parts = list(_chunks(orders, CHUNK)), processors()
            in_copies([partial(_write_all, recipe, place, chunks[at::parts]) for at in range(parts)])
            return len(orders)
    works = ((recipe, place, [make() for make in chunk]) for chunk in _chunks(orders, CHUNK if many else FEW))
    for work, failed in run_all(write_chunk, works, worth=MANY // (CHUNK if many else FEW)):
        if isinstance(failed, Exception):
            write_chunk(work)  # a process may have died; what is wrong with a template is raised from here
        count += len(work[2])
    return count


def _write_all(recipe: bytes, building: str, chunks: Iterable[Sequence[Order]]) -> None:
    for chunk in chunks:
        write_chunk((recipe, building, [make() for make in chunk]))


def _chunks(orders: Iterable[Order], size: int) -> Iterator[Sequence[Order]]:
    rest = iter(orders)
    while chunk := list(islice(rest, size)):
        yield chunk


def write_chunk(work: Work) -> None:
    """Writes some sheets, perhaps in another process."""
    from newsroom.output.printing import print_sheets  # with Jinja, which is not loaded where pages are planned

    print_sheets(*work)
