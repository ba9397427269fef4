"""What the desk was started with: the settings, the code and the templates, which it does not read again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REOPEN = "Cài đặt (mkdocs.yml) hay mã của trang tin vừa đổi; hãy lưu bài rồi mở lại bàn biên tập."
_FOLDERS = (("hooks", "*.py"), ("hooks", "*.html"), ("overrides", "*"))


@dataclass(frozen=True)
class Program:
    """The files as they were when the desk was started."""

    root: Path
    stamps: frozenset[tuple[str, int, int]]

    @classmethod
    def at(cls, root: Path) -> "Program":
        """Reads the program's state as it is now."""
        return cls(root, frozenset(_stamps(root)))

    @property
    def told(self) -> str:
        """What the editor is to do when something has changed since; empty when nothing has."""
        return "" if frozenset(_stamps(self.root)) == self.stamps else REOPEN


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    places = [root / "mkdocs.yml", *(place for folder, name in _FOLDERS for place in (root / folder).rglob(name))]
    for place in places:
        if "__pycache__" not in place.parts and place.is_file():
            found = place.stat()
            yield str(place), found.st_mtime_ns, found.st_size
