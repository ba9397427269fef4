"""A post by itself, as long as the site that it will be a part of is still being read."""

import threading
from pathlib import Path

from newsdesk.drafts import Draft, Parse, WithUnsaved, read_draft
from newsdesk.quick_photos import QuickPhotos
from newsdesk.workplace import Workplace
from newsroom.articles.bodies import Bodies
from newsroom.articles.parsing import Parsed
from newsroom.cache.store import digest_of
from newsroom.docs import Docs
from newsroom.filing import build_time, file
from newsroom.planning import plan


class FirstLook:
    """What is told and shown of a post before others are known: its page has no neighbours, links are not followed."""

    def __init__(self, place: Workplace, home: Path, photos: QuickPhotos) -> None:
        self._place, self._home, self._photos = place, home, photos
        self._docs = Docs(place.docs_folder, ())
        self._is_listed = threading.Event()
        self._lock = threading.Lock()
        self._last: tuple[tuple[str, str], Draft] | None = None

    def listed(self, docs: Docs) -> None:
        """The names of all files are known now."""
        self._docs = docs
        self._is_listed.set()

    def draft(self, path: str, data: bytes, parse: Parse) -> Draft:
        """The post if it held these bytes; asked for the same again, as a page that waits does, it is at hand."""
        self._is_listed.wait()
        with self._lock:
            if self._last is None or self._last[0] != (path, digest_of(data)):
                self._last = (path, digest_of(data)), self._made(path, data, parse)
            return self._last[1]

    def _made(self, path: str, data: bytes, parse: Parse) -> Draft:
        read = read_draft(path, data, self._home / "first.md", parse)
        setup, (place, parsed) = self._place.setup, read.shown or (read.place, read.parsed)
        docs = WithUnsaved(self._docs, self._place.docs_folder, path, place, parsed[0])
        files = {path: parsed}
        whole = Parsed(docs, files, Bodies(files, docs, setup.markdown))
        planned = plan(setup, whole, file(whole, build_time()), self._photos.workshop(self._place))
        _, alone = read.parsed
        return Draft(path, alone.page, tuple(sorted(alone.problems)), planned, planned, is_whole=False)
