"""All photos of a build: found in the cache, or made on every processor; whatever is wrong with any is told at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsroom.photos.photo import Photo, PhotoError, PhotoSettings, find, key_of
from newsroom.photos.store import Store
from newsroom.processes import WorkerDied, map_each

Progress = Callable[[str], None]
_LINES = 20  # of progress, however many photos there are


@dataclass(frozen=True)
class Request:
    """A photo that a page shows; `crop` when a listing shows it too."""

    path: Path
    crop: bool = False


@dataclass(frozen=True)
class Prepared:
    """By the path that was asked for; every path is in one of the two."""

    photos: dict[Path, Photo] = field(default_factory=dict)
    problems: dict[Path, PhotoError] = field(default_factory=dict)


@dataclass(frozen=True)
class _Order:
    path: Path
    crop: bool
    cache_dir: Path
    settings: PhotoSettings


def prepare_all(
    requests: Iterable[Request],
    cache_dir: Path,
    settings: PhotoSettings | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Prepared:
    """Photos by path, and PhotoErrors by path; a photo that is already in the cache is not opened."""
    settings = settings or PhotoSettings()
    store, done = Store(cache_dir, "anh"), Prepared()
    wanted = _wanted(requests)
    missing = _look_up(wanted, store, settings, done)
    orders = [_Order(paths[0], any(wanted[path] for path in paths), cache_dir, settings) for paths in missing]
    same = {paths[0]: paths for paths in missing}
    for count, (order, answer) in enumerate(map_each(_fill, orders, workers), 1):
        for path in same[order.path]:
            _file_away(path, wanted[path], answer, done)
        if progress:
            tell(progress, "ảnh", count, len(orders))
    store.close()
    return done


def tell(progress: Progress, what: str, count: int, total: int) -> None:
    """A line now and then, and one at the end: a log keeps all of them."""
    if count == total or count % max(1, total // _LINES) == 0:
        progress(f"Đang xử lý {what}: {count}/{total}")


def _wanted(requests: Iterable[Request]) -> dict[Path, bool]:
    wanted: dict[Path, bool] = {}
    for request in requests:
        wanted[request.path] = request.crop or wanted.get(request.path, False)
    return wanted


def _look_up(wanted: dict[Path, bool], store: Store, settings: PhotoSettings, done: Prepared) -> list[list[Path]]:
    """Files away what the cache has; returns the rest, together where one photo lies in several places."""
    missing: dict[str, list[Path]] = {}
    for path, crop in wanted.items():
        try:
            key = key_of(store.digest(path), settings)
        except OSError:
            said = "không có ở chỗ đã ghi hoặc không mở được; hãy xem lại tên tệp"
            done.problems[path] = PhotoError(path.name, said)
            continue
        if photo := find(store, key, crop):
            done.photos[path] = photo
        else:
            missing.setdefault(key, []).append(path)
    return list(missing.values())


def _fill(order: _Order) -> Photo:
    from newsroom.photos.renditions import make  # libraries that a build without new photos does not need

    return make(order.path, Store(order.cache_dir, "anh"), order.settings, order.crop)


def _file_away(path: Path, crop: bool, answer: Photo | PhotoError | Exception, done: Prepared) -> None:
    if isinstance(answer, Photo):  # nothing but its own request decides what a page gets
        done.photos[path] = answer if crop else replace(answer, crops=())
    elif isinstance(answer, PhotoError):
        done.problems[path] = answer.of(path.name)
    elif isinstance(answer, WorkerDied | MemoryError):
        said = "làm chương trình đọc ảnh bị dừng; hãy mở ảnh rồi lưu lại thành JPEG"
        done.problems[path] = PhotoError(path.name, said)
    else:
        raise answer
