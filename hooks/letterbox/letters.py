"""The Word files and pictures that lie in the inbox, imported as posts."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from letterbox.git import InboxError, git, place

FOLDER = "inbox"
WORD = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf")
_PICTURE = (".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp")
_MOST = 200  # files at a time
_IMPORT = Path(__file__).resolve().parents[2] / "scripts/import.py"


def letters_at(revision: str) -> list[PurePosixPath]:
    """Paths of Word files and pictures at a revision. Raises InboxError for too many."""
    listed = git("ls-tree", "-r", "-z", "--name-only", revision, "--", f"{FOLDER}/").decode("utf-8").split("\0")
    paths = [PurePosixPath(name) for name in listed if name]
    found = [one for one in paths if one.suffix.lower() in (*WORD, *_PICTURE) and not one.name.startswith("~$")]
    if len(found) > _MOST:
        raise InboxError(f"hộp thư có {len(found)} tệp, mỗi lần chỉ nhận {_MOST}; hãy tải lên làm nhiều lần")
    return found


def unpack(revision: str, paths: Sequence[PurePosixPath], folder: Path) -> None:
    """Writes them into a folder. Raises InboxError for names that lead out of it."""
    for path in paths:
        target = (folder / path.relative_to(FOLDER)).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise InboxError(f"tên tệp không dùng được: {path}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(git("cat-file", "blob", f"{revision}:{path}"))


def import_all(folder: Path) -> list[dict[str, Any]]:
    """Imports all of a folder; gives what `import --json` prints. Raises InboxError."""
    command = [sys.executable, str(_IMPORT), "--json", "--docs", str(place() / "docs"), "."]
    environment = {**os.environ, "NEWSROOM_CALLED_FROM": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)
    except ValueError:
        raise InboxError("không đọc được hộp thư; xem lý do ở trên") from None
    return found
