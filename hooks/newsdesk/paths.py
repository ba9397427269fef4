"""Which files of docs/ a request may name: inside the folder of posts, whatever is written."""

import re
from pathlib import Path

from newsdesk.messages import DeskError
from newsroom.vietnamese import nfc

POSTS = "bai-viet"
LONGEST = 240  # letters of a path
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".heif", ".bmp", ".tif", ".tiff")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
_NEVER = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_WRONG = "Không có bài ở đường dẫn này."


def post_place(docs: Path, path: str) -> Path:
    """Where a post lies or will lie, from its path under docs/. Raises DeskError."""
    parts = _parts(path)
    if len(parts) < 2 or parts[0] != POSTS or not path.endswith(".md") or path == f"{POSTS}/index.md":
        raise DeskError(_WRONG, 404)
    return _inside(docs / POSTS, docs.joinpath(*parts))


def beside(docs: Path, post: str, name: str) -> Path:
    """A picture in the folder of a post. Raises DeskError."""
    folder = post_place(docs, post).parent
    if len(_parts(name)) != 1 or not name.lower().endswith(PICTURES):
        raise DeskError("Không có ảnh này.", 404)
    return _inside(docs / POSTS, folder / name)


def name_of(name: str) -> str:
    """The name of a file that somebody dropped, fit for any system; its folder, if it has one, is left out."""
    bare = re.split(r"[\\/]", nfc(name))[-1]
    bare = _NEVER.sub("-", bare).strip(" .")
    return f"tep-{bare}" if not bare or _RESERVED.fullmatch(bare) else bare[-120:]


def _parts(path: str) -> list[str]:
    parts = path.split("/")
    wrong = len(path) > LONGEST or _NEVER.search(path) or any(map(_is_wrong, parts))
    if wrong:
        raise DeskError(_WRONG, 404)
    return parts


def _is_wrong(part: str) -> bool:
    return part in ("", ".", "..") or part.endswith((".", " ")) or part[0] in ".~" or bool(_RESERVED.fullmatch(part))


def _inside(root: Path, place: Path) -> Path:
    """Links may lead anywhere, so it is asked where the file really lies."""
    real = root.resolve()
    if not place.resolve().is_relative_to(real) or place.is_symlink():
        raise DeskError(_WRONG, 404)
    return place
