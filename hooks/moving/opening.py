"""A file, whatever it is called → the items in it, or one sentence on why there are none."""

from pathlib import Path

from moving.feeds import is_feed, read_feed
from moving.items import Collection
from moving.nukeviet import read_dump, read_table
from moving.wordpress import is_wordpress, read_wordpress
from word.refusals import Refused

LARGEST = 150_000_000  # bytes
_NONE = "không phải tệp xuất của WordPress (.xml), tệp RSS, Atom, hay bảng tin NukeViet (.sql, .csv)"


def read_export(path: Path) -> Collection:
    """Reads an export of any kind that is known by its bytes. Raises Refused, OSError."""
    if path.is_dir():
        raise Refused("đây là thư mục; hãy ghi tên tệp mà trang cũ xuất ra")
    if path.stat().st_size > LARGEST:
        raise Refused(f"tệp lớn quá {LARGEST // 1_000_000} MB; hãy xuất từng phần, mỗi lần một năm")
    data = path.read_bytes()
    if not data.strip():
        raise Refused("tệp rỗng; hãy xuất lại từ trang cũ")
    if data.startswith((b"\x1f\x8b", b"PK")):
        raise Refused("tệp đang nén; hãy giải nén rồi đưa tệp bên trong")
    if is_wordpress(data):
        return read_wordpress(data)
    if is_feed(data):
        return read_feed(data)
    text = _text(data)
    if b"INSERT INTO" in data or b"insert into" in data:
        return read_dump(text)
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return read_table(text)
    raise Refused(f"{_NONE}; hãy xem lại có đúng tệp không")


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("tệp không phải Unicode (UTF-8); hãy xuất lại và chọn bảng mã utf-8") from error
