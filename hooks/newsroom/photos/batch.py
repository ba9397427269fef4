"""All photos of a build: found in the cache, or made on every processor; whatever is wrong with any is told at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.cache.pictures import Entry, PictureCache
from newsroom.photos.photo import Photo, PhotoError, PhotoSettings, is_crop, key_of, photo_of
from newsroom.processes import WorkerDied, map_each
from newsroom.processes.limits import TookTooLong, watch
from newsroom.progress import Progress, tell

KEPT = "photos"  # the kind of pictures that the cache has them under
_CUT = "có vẻ bị cắt mất phần cuối khi chép hoặc gửi; hãy gửi lại ảnh từ điện thoại hoặc máy ảnh rồi thay tệp này"

_LONG = "cần quá nhiều thời gian để đọc, hơn mọi ảnh chụp; hãy mở ảnh rồi lưu lại thành JPEG"
_SECONDS = 30.0  # of a process: the largest photo takes two or three


@dataclass(frozen=True)
class Request:
    """A photo that a page shows; `digest` is empty if it can't be read, `crop` set when a listing shows it too."""

    path: Path
    digest: str
    crop: bool = False


@dataclass(frozen=True)
class Prepared:
    """What came of photos, by the path that was asked for; one that is shown although it is told of is in both."""

    photos: Mapping[Path, Photo]
    problems: Mapping[Path, PhotoError]


@dataclass(frozen=True)
class _Job:
    """A photo whose files are to be made, with the crop if `crop`."""

    key: str
    path: Path
    crop: bool
    cache_dir: Path
    settings: PhotoSettings


def prepare_photos(
    requests: Iterable[Request],
    cache_dir: Path,
    settings: PhotoSettings | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Prepared:
    """Photos by path, and PhotoErrors by path; a photo that is already in the cache is not opened."""
    settings, requests = settings or PhotoSettings(), list(requests)
    keys, cropped = _keys(requests, settings), {one.path for one in requests if one.crop}
    crops = {keys[path] for path in cropped}
    paths = {key: path for path, key in keys.items()}  # any of those with the same bytes
    jobs = [_Job(key, path, key in crops, cache_dir, settings) for key, path in paths.items()]
    with PictureCache(cache_dir, KEPT) as cache:
        made = dict(_entries(jobs, cache, workers, progress))
    photos, problems = dict[Path, Photo](), dict[Path, PhotoError]()
    for path, key in keys.items():
        entry = made[key]
        if isinstance(entry, Entry):
            photos[path] = photo_of(entry, crop=path in cropped)  # nothing but its own request decides what a page gets
            if not entry.is_whole:
                problems[path] = PhotoError(path.name, _CUT)
        else:
            problems[path] = _problem(path.name, entry)
    return Prepared(photos, problems)


def missing(requests: Iterable[Request], cache_dir: Path) -> list[Request]:
    """Those photos whose files the cache has not got as they are published."""
    wanted = list(requests)
    keys = _keys(wanted, PhotoSettings())
    with PictureCache(cache_dir, KEPT) as cache:
        return [one for one in wanted if not _has(cache.get(keys[one.path]), crop=one.crop)]


def _keys(requests: Iterable[Request], settings: PhotoSettings) -> dict[Path, str]:
    return {one.path: key_of(one.digest, settings) if one.digest else str(one.path) for one in requests}


def _has(entry: Entry | None, *, crop: bool) -> bool:
    return entry is not None and (not crop or any(map(is_crop, entry.files)))


def _entries(
    jobs: Sequence[_Job], cache: PictureCache, workers: int | None, progress: Progress | None
) -> Iterator[tuple[str, Entry | Exception]]:
    """Gives by key what the cache has or what came of making it, of which the cache is told."""
    new = []
    for job in jobs:
        entry = cache.get(job.key)
        if entry and _has(entry, crop=job.crop):
            yield job.key, entry
        else:
            new.append(job)
    for count, (job, answer) in enumerate(map_each(_make, new, workers), 1):
        if isinstance(answer, Exception):
            yield job.key, answer
        else:
            cache.add(*answer)
            yield job.key, answer[1]
        tell(progress, "ảnh", count, len(new))


def _make(job: _Job) -> tuple[str, Entry]:
    from newsroom.photos.renditions import make  # libraries that a build without new photos does not need

    try:
        with watch(_SECONDS) as watched:
            return watched.call(lambda: make(job.path, job.cache_dir, job.settings, job.crop))
    except TookTooLong:
        raise PhotoError(job.path.name, _LONG) from None


def _problem(name: str, error: Exception) -> PhotoError:
    """What an author is told of a failure; one that is ours is raised."""
    if isinstance(error, PhotoError):
        return error.of(name)
    if isinstance(error, WorkerDied | MemoryError):
        return PhotoError(name, "làm chương trình đọc ảnh bị dừng; hãy mở ảnh rồi lưu lại thành JPEG")
    raise error
