"""What is told of long work while it goes on."""

from collections.abc import Callable

Progress = Callable[[str], object]
_LINES = 20  # however much there is to do: a log keeps all of them


def tell(progress: Progress | None, what: str, count: int, total: int) -> None:
    """A line now and then, and one at the end."""
    if progress and (count == total or count % max(1, total // _LINES) == 0):
        progress(f"Đang xử lý {what}: {count}/{total}")
