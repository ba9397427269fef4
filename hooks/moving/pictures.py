"""Pictures and files of the old site, looked up in a folder by the end of their addresses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from newsroom.photos.photo import PhotoError
from newsroom.photos.reading import read_photo
from newsroom.vietnamese import nfc, slug
from word.pictures import LIMIT, free_name, saved

_SIZE = re.compile(r"-(?:\d{2,4}x\d{2,4}|scaled|e\d{10,})(?=\.\w+\Z)")  # WordPress' smaller copies of a picture
_FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".zip", ".rar", ".mp3", ".mp4")
_LARGEST = 100_000_000  # bytes
_NAME = 50  # letters


@dataclass(frozen=True)
class Folder:
    """What was copied from the old site: `wp-content/uploads`, NukeViet's `uploads`; none where nothing was."""

    path: Path | None

    @cached_property
    def _by_name(self) -> Mapping[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for one in sorted(self.path.rglob("*")) if self.path else ():
            if one.is_file() and not one.is_symlink():
                parts = one.relative_to(self.path).parts  # type: ignore[arg-type]
                found.setdefault(nfc(parts[-1]).lower(), []).append(parts)
        return found

    def find(self, address: str) -> Path | None:
        """The file at an address: the largest copy, and of several of a name the one with most folders in common."""
        try:
            parts = PurePosixPath(nfc(unquote(urlsplit(address).path))).parts
        except ValueError:
            return None
        if not (parts and self.path):
            return None
        for name in dict.fromkeys((_SIZE.sub("", parts[-1]), parts[-1])):
            found = self._by_name.get(name.lower(), [])
            if found:
                return self.path.joinpath(*max(found, key=lambda one: _common(one[:-1], parts[:-1])))
        return None


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    count = 0
    for a, b in pairs:
        if a.lower() != b.lower():
            break
        count += 1
    return count


@dataclass
class Taken:
    """Files of one post by name, names by the address they came from, and sentences."""

    folder: Folder
    stem: str
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    report: list[str] = field(default_factory=list)

    def picture(self, address: str, caption: str) -> str:
        """The name of a picture's file in the post's folder; empty, with a sentence, when it is not at hand."""
        if address in self.names:
            return self.names[address]
        path = self.folder.find(address)
        if path is None:
            self.report.append(f"Không thấy ảnh {address}; hãy tải ảnh về, để trong thư mục --pictures rồi nhập lại.")
            return ""
        try:
            image = read_photo(path.read_bytes(), path.name, LIMIT)
        except (PhotoError, OSError) as error:
            self.report.append(f"Không lấy được ảnh {address}: {error}.")
            return ""
        data, ending = saved(image, path.suffix.lower() in (".png", ".gif"))
        base = slug(caption)[:_NAME].strip("-") or slug(path.stem)[:_NAME].strip("-") or self.stem
        return self._keep(address, free_name(base, ending, self.files), data)

    def file(self, address: str) -> str:
        """Gives the path of a file to download; empty for what is none, or stays where it is."""
        ending = PurePosixPath(urlsplit(address).path).suffix.lower()
        if address in self.names or ending not in _FILES:
            return self.names.get(address, "")
        path = self.folder.find(address)
        if path is None or path.stat().st_size > _LARGEST:
            self.report.append(
                f"Tệp {address} không có trong thư mục --pictures; hãy tải tệp về, để ở đó rồi nhập lại."
            )
            return ""
        base = slug(path.stem)[:_NAME].strip("-") or self.stem
        return self._keep(address, free_name(base, ending[1:], self.files), path.read_bytes())

    def _keep(self, address: str, name: str, data: bytes) -> str:
        self.files[name] = data
        self.names[address] = name
        return name
