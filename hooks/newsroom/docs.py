"""The files of docs/ that a site is made of."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newsroom.cache.sources import Listing
from newsroom.vietnamese import nfc


class Docs(Mapping[str, Path]):
    """Where each lies, by its path in normal form, and the digest of what is in it: of thousands, few are opened.

    `fresh` are those that whoever listed them had not seen before.
    """

    def __init__(self, folder: Path, listing: Listing, fresh: Iterable[str] = ()) -> None:
        self._folder = folder
        self.fresh = [nfc(name) for name in fresh]
        self._names: dict[str, str] = {}
        self.digests: dict[str, str] = {}
        for name, digest in listing:
            path = nfc(name)
            self._names[path], self.digests[path] = name, digest

    def __getitem__(self, path: str) -> Path:
        return self._folder / self._names[path]

    def __contains__(self, path: object) -> bool:
        return path in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def learnt(self, listing: Listing) -> Listing:
        """A listing of the folder with what is known of its files by now."""
        return [(name, self.digests.get(nfc(name), digest)) for name, digest in listing]

    def written(self, paths: Iterable[str]) -> list[tuple[str, Path]]:
        """Paths with places, as they are sent to whoever reads them."""
        return [(path, self[path]) for path in paths]
