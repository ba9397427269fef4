"""Photos of posts that are being written: small ones at once, and as they are published while the author goes on."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from newsdesk.workplace import Workplace
from newsroom.photos import Photo, PhotoSettings, Prepared, Request, missing, prepare_photos
from newsroom.planning import Workshop
from newsroom.processes import map_each

SMALL = PhotoSettings(widths=(504,), fallback_widths=(504,), limit=504, crop_widths=(360,))  # an eighth of a phone's


def prepare_small(requests: Sequence[Request], cache: Path) -> Prepared:
    """Photos as they are published where these are ready, small ones in the place of all others."""
    new = {one.path for one in missing(requests, cache)}
    ready = prepare_photos([one for one in requests if one.path not in new], cache)
    small = prepare_photos([one for one in requests if one.path in new], cache, SMALL)
    sizes = {path: size for path, size in map_each(size_of, list(small.photos)) if not isinstance(size, Exception)}
    shown = {path: _as_large(photo, sizes[path]) if path in sizes else photo for path, photo in small.photos.items()}
    return Prepared({**ready.photos, **shown}, {**ready.problems, **small.problems})


def size_of(path: Path) -> tuple[int, int]:
    """Width and height as the file says them, perhaps lying on its side; called in another process."""
    from PIL import Image

    from newsroom.photos.reading import FORMATS

    with Image.open(path, formats=FORMATS) as opened:
        return opened.size


def _as_large(photo: Photo, size: tuple[int, int]) -> Photo:
    """A small photo that takes as much room on a page as the published one will."""
    scale = min(max(size), PhotoSettings().limit) / max(photo.width, photo.height)
    files = (one._replace(width=round(one.width * scale), height=round(one.height * scale)) for one in photo.files)
    return replace(photo, files=tuple(files))


class QuickPhotos:
    """Makes the published ones one after another, so that a process is left for what the author waits for."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, bool], tuple[Request, Path]] = {}
        self._tried: set[tuple[str, bool]] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_over = False

    def prepare(self, requests: Sequence[Request], cache: Path) -> Prepared:
        """Gives photos at once, small where need be."""
        found = prepare_small(requests, cache)
        with self._lock:
            new = {(one.digest, one.crop): (one, cache) for one in missing(requests, cache) if one.digest}
            self._waiting = {key: one for key, one in new.items() if key not in self._tried}
            if self._waiting and not (self._thread and self._thread.is_alive()) and not self._is_over:
                self._thread = threading.Thread(target=self._make_all, daemon=True)
                self._thread.start()
        return found

    def workshop(self, place: Workplace) -> Workshop:
        """Where a project's pictures are made ready; nobody could read what is told of that before it is over."""
        return Workshop(place.store.folder.parent, self.prepare, lambda _: None)

    def close(self) -> None:
        """Makes no more; waits for the one that is being made."""
        self._is_over = True
        if self._thread:
            self._thread.join()

    def _make_all(self) -> None:
        while not self._is_over:
            with self._lock:
                key = next(iter(self._waiting), None)
                if key is None:
                    self._thread = None
                    return
                request, cache = self._waiting.pop(key)
                self._tried.add(key)
            prepare_photos([request], cache)
