"""The files of docs/ that a site is made of."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newsroom.cache.sources import OUTSIDE, Listing
from newsroom.vietnamese import nfc


class Docs(Mapping[str, Path]):
    """Where each lies, by its path in normal form, and the digest of what is in it: of thousands, few are opened.

    `fresh` are those that whoever listed them had not seen before, `names` all of them as the disk has them. Those that
    are `outside` do not count: links out of docs/, and what is no file.
    """

    def __init__(self, folder: Path, listing: Listing, fresh: Iterable[str] = ()) -> None:
        self.folder = folder
        self.fresh = tuple(nfc(name) for name in fresh)
        self.outside = tuple(name for name, digest in listing if digest == OUTSIDE)
        self.names = tuple(name for name, digest in listing if digest != OUTSIDE)
        self._names = {nfc(name): name for name in self.names}
        self.digests: Mapping[str, str] = {nfc(name): digest for name, digest in listing if digest != OUTSIDE}

    def __getitem__(self, path: str) -> Path:
        return self.folder / self._names[path]

    def __contains__(self, path: object) -> bool:
        return path in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def with_digests(self, digests: Mapping[str, str]) -> "Docs":
        """Gives the same files, once more is known of what is in them."""
        known = {**self.digests, **digests}
        listing = [(name, known[nfc(name)]) for name in self.names] + [(name, OUTSIDE) for name in self.outside]
        return Docs(self.folder, listing, self.fresh)

    def is_outside(self, name: str) -> bool:
        """Whether a file is reached by way of a link out of docs/."""
        return any(name == one or name.startswith(f"{one}/") for one in self.outside)

    def listed(self, listing: Listing) -> Listing:
        """A listing of the folder with the digests that are known here."""
        return [(name, self.digests.get(nfc(name), digest)) for name, digest in listing]

    def places(self, paths: Iterable[str]) -> list[tuple[str, Path]]:
        """Paths with the files they name, as they are sent to whoever reads them."""
        return [(path, self[path]) for path in paths]
