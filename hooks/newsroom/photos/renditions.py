"""One photo → the files that a page offers: three encodings at fitting widths, and the crop that listings show."""

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from PIL import Image

from newsroom.cache.pictures import Entry, PictureFile, write_pictures
from newsroom.cache.refusals import patiently
from newsroom.cache.store import digest_of
from newsroom.photos.cropping import best_box
from newsroom.photos.photo import CROP, PhotoError, PhotoSettings, key_of
from newsroom.photos.reading import decode

FOLDER = "assets/anh"
_LEAST_QUALITY = 12
_STEP = 8


def make(path: Path, cache_dir: Path, settings: PhotoSettings, crop: bool) -> tuple[str, Entry]:
    """Decodes a photo and writes its files, and gives them with the key of what was read. Raises PhotoError."""
    data = _read(path)
    key = key_of(digest_of(data), settings)
    image, is_whole = decode(data, path.name, settings.limit)
    made = chain(_renditions(image, key, settings), _crops(image, key, settings) if crop else ())
    return key, write_pictures(cache_dir, made, is_whole=is_whole)


def _read(path: Path) -> bytes:
    try:
        return patiently(path.read_bytes)
    except OSError as error:
        said = "không có ở chỗ đã ghi hoặc không mở được; hãy xem lại tên tệp, hay tệp mới chỉ ở trên mây (OneDrive)"
        raise PhotoError(path.name, said) from error


def _renditions(image: Image.Image, key: str, settings: PhotoSettings) -> Iterator[tuple[PictureFile, bytes]]:
    """Every file of an upright sRGB image."""
    widths = fitting(settings.widths, image.width)
    fallback = set(fitting(settings.fallback_widths, image.width))
    yield from _encoded(image, widths, fallback, f"{FOLDER}/{key[:2]}/{key}", settings)


def _crops(image: Image.Image, key: str, settings: PhotoSettings) -> Iterator[tuple[PictureFile, bytes]]:
    """The files that listings show, all of one shape, whatever the photo's."""
    cut = image.crop(best_box(image, *settings.crop))
    widths = fitting(settings.crop_widths, cut.width)
    yield from _encoded(cut, widths, {widths[-1]}, f"{FOLDER}/{key[:2]}/{key}{CROP}", settings)


def fitting(widths: Iterable[int], width: int) -> list[int]:
    """Widths to make of a picture `width` pixels wide: none larger, and none so near the last that it saves nothing."""
    smaller = [one for one in sorted(widths) if one * 1.2 <= width]
    return [*smaller, min(width, max(widths))] if not smaller or smaller[-1] < max(widths) else smaller


def _encoded(
    image: Image.Image, widths: list[int], fallback: set[int], stem: str, settings: PhotoSettings
) -> Iterator[tuple[PictureFile, bytes]]:
    for width in reversed(widths):
        height = max(1, round(image.height * width / image.width))
        if width != image.width:
            image = image.resize((width, height), Image.Resampling.HAMMING)
        most = settings.phone_bytes if width <= settings.phone_width else None
        encodings = _encodings(image, settings, most, with_jpeg=width in fallback)
        for mime, ending, data in encodings:
            yield PictureFile(f"{stem}-{width}.{ending}", width, height, mime), data


def _encodings(
    image: Image.Image, settings: PhotoSettings, most: int | None, with_jpeg: bool
) -> Iterator[tuple[str, str, bytes]]:
    """Encodes with one thread: libavif cuts tiles by their number, and bytes must not depend on the machine."""
    yield "image/avif", "avif", _within(image, most, settings.avif_quality, "AVIF", speed=9, max_threads=1)
    yield "image/webp", "webp", _within(image, most, settings.webp_quality, "WEBP", method=2)
    if with_jpeg:
        yield "image/jpeg", "jpg", _save(image, "JPEG", settings.jpeg_quality, progressive=True, optimize=True)


def _within(image: Image.Image, most: int | None, quality: int, kind: str, **options: int) -> bytes:
    data = _save(image, kind, quality, **options)
    while most is not None and len(data) > most and quality > _LEAST_QUALITY:
        quality -= _STEP
        data = _save(image, kind, quality, **options)
    return data


def _save(image: Image.Image, kind: str, quality: int, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, quality=quality, **options)
    return out.getvalue()
