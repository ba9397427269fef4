"""Puts an export down in a folder that is empty or not there."""

import shutil
from pathlib import Path

from leaving.exporting import Export


def refusal(folder: Path) -> str:
    """Why nothing may be written there; empty when it may."""
    if folder.exists() and not folder.is_dir():
        return "đó là một tệp, không phải thư mục"
    if folder.is_dir() and any(folder.iterdir()):
        return "thư mục không trống; hãy chọn thư mục mới, để không ghi đè lên tệp nào"
    return ""


def write(export: Export, folder: Path) -> None:
    """All files. Raises OSError."""
    for path, text in export.texts.items():
        _place(folder / path).write_text(text, encoding="utf-8", newline="\n")
    for path, source in export.copies.items():
        shutil.copyfile(source, _place(folder / path))


def _place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
