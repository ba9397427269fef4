"""A file, whatever it is called → the items in it, or one sentence on why there are none."""

import gzip
import io
import re
import zlib
from pathlib import Path

from moving.feeds import is_feed, read_feed
from moving.items import Collection
from moving.nukeviet import read_dump
from moving.tables import read_table
from moving.wordpress import is_wordpress, read_wordpress
from word.refusals import Refused

LARGEST = 150_000_000  # bytes
_TOO_LARGE = f"tệp lớn quá {LARGEST // 1_000_000} MB; hãy xuất từng phần, mỗi lần một năm"
_INSERT = re.compile(rb"^[ \t]*+(?:INSERT|REPLACE)\s", re.IGNORECASE | re.MULTILINE)
_NONE = "không phải tệp xuất của WordPress (.xml), tệp RSS, Atom, hay bảng tin NukeViet (.sql, .csv)"


def read_export(path: Path) -> Collection:
    """Reads an export of any kind that is known by its bytes. Raises Refused, OSError."""
    if path.is_dir():
        raise Refused("đây là thư mục; hãy ghi tên tệp mà trang cũ xuất ra")
    if path.stat().st_size > LARGEST:
        raise Refused(_TOO_LARGE)
    data = path.read_bytes()
    if not data.strip():
        raise Refused("tệp rỗng; hãy xuất lại từ trang cũ")
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data)
    if data.startswith(b"PK"):
        raise Refused("tệp đang nén; hãy giải nén rồi đưa tệp bên trong")
    if is_wordpress(data):
        return read_wordpress(data)
    if is_feed(data):
        return read_feed(data)
    text = _text(data)
    if _INSERT.search(data):
        return read_dump(text)
    if path.with_suffix("" if path.suffix == ".gz" else path.suffix).suffix.lower() in (".csv", ".txt", ".tsv"):
        return read_table(text)
    raise Refused(f"{_NONE}; hãy xem lại có đúng tệp không")


def _unpacked(data: bytes) -> bytes:
    """What a file holds that was packed by gzip, as NukeViet saves its database."""
    try:
        with gzip.open(io.BytesIO(data)) as file:
            unpacked = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Refused("tệp nén hỏng hay tải về chưa hết; hãy tải lại từ trang cũ") from error
    if len(unpacked) > LARGEST:
        raise Refused(_TOO_LARGE)
    return unpacked


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("tệp không phải Unicode (UTF-8); hãy xuất lại và chọn bảng mã utf-8") from error
