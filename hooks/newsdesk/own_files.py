"""Which files are a post's own: those that its text names, where it lies, or that no other text shows."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsdesk.repository import Repository
from newsroom.vietnamese import nfc


def files_of_post(repository: Repository, place: Path, named: frozenset[Path], left: Iterable[Path] = ()) -> list[str]:
    """Paths of a post, from the repository's root, be they gone by now.

    `named` are files that its text names: what else lies in its folder goes only where it is known already, since a
    photo that was taken out of the text is not to be seen. `left` are places at which it lay before it was renamed.
    """
    root, commit = repository.root.resolve(), repository.head()
    gone = {path for one in left if not one.exists() for path in _of_place(repository, commit, relative(root, one))}
    gone = {path for path in gone if not (root / path).exists()}
    text, folder = relative(root, place), place.parent
    has_folder = place.name == "index.md"
    own = {one for one in named if one.parent == folder or (has_folder and folder in one.parents)}
    known = _of_place(repository, commit, text) if has_folder else ()
    return sorted({text, *(relative(root, one) for one in own), *known, *gone})


def _of_place(repository: Repository, commit: str, text: str) -> Iterator[str]:
    folder, _, name = text.rpartition("/")
    yield from repository.files(commit, folder if name == "index.md" else text)


def relative(root: Path, place: Path) -> str:
    """A path from the repository's root."""
    return (place.parent.resolve() / place.name).relative_to(root).as_posix()


def is_committed(repository: Repository, place: Path) -> bool:
    """Whether a file is in the repository's newest commit."""
    root = repository.root.resolve()
    is_inside = place.parent.resolve().is_relative_to(root)
    return is_inside and bool(repository.files(repository.head(), relative(root, place)))


def old_places(docs: Path, old_urls: Iterable[str]) -> list[Path]:
    """Where the text of a page may have lain that had these addresses."""
    urls = [url.strip("/") for url in old_urls if url.startswith("bai-viet/")]
    return [docs / f"{url}{end}" for url in urls for end in ("/index.md", ".md")]


def photos_alone(docs: Path, place: Path, named: Iterable[str]) -> list[Path]:
    """Files beside a text that it names and no other text does, be it that another has a file of the same name."""
    found = [place.parent / name for name in named if "/" not in name and name not in ("", ".", "..")]
    own = {one.name: one for one in found if one.suffix != ".md" and one.is_file() and not one.is_symlink()}
    for other in docs.rglob("*.md") if own else ():
        if other == place:
            continue
        text = nfc(other.read_bytes().decode(errors="replace"))
        start = "" if other.parent == place.parent else f"{place.parent.name}/"
        own = {name: one for name, one in own.items() if f"{start}{nfc(name)}" not in text}
    return sorted(own.values())
