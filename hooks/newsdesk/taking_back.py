"""What a publication that was taken back leaves on this computer."""

from pathlib import Path

from newsdesk.publishing import Publication, before
from newsdesk.repository import Repository
from newsdesk.saving import with_values
from newsdesk.unsaved import write_whole


def settle_files(repository: Repository, own: Publication, text: Path) -> None:
    """What was deleted lies at its place again; a post that was new is a draft; one that was not stays as it is.

    A post that had been renamed keeps its new name here, and goes out with it when it is published again.
    """
    root, old = repository.root.resolve(), before(repository, own)
    was_there = any(blob and path.endswith(".md") for path, blob in old.items())
    if text.is_file():
        if not was_there:
            write_whole(text, with_values(text.read_bytes(), {"draft": True}, None))
        return
    for path, blob in old.items():
        place = root / path
        if blob and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, repository.read(blob))
