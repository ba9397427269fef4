"""What a file is, by its first bytes and whatever it is called."""

import codecs
from functools import lru_cache
from pathlib import Path
from typing import Literal

Kind = Literal["picture", "video", "audio", "other"]

_HEAD = 4096
_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*")
_PHOTO_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
_AUDIO = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"OggS")
_CLAIMS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".bmp", ".tif", ".tiff", ".svg")
_MOVING = (".gif", ".png", ".webp")
_OTHERS = (
    (b"%PDF", "là tệp PDF, không phải ảnh; hãy đưa vào mục attachments, hoặc chụp lại thành ảnh"),
    (b"PK\x03\x04", "là tệp Word hoặc tệp nén, không phải ảnh; hãy lấy ảnh ra rồi dùng ảnh đó"),
    (b"\xd0\xcf\x11\xe0", "là tệp Word, không phải ảnh; hãy lấy ảnh ra rồi dùng ảnh đó"),
)
_FILM = "là đoạn phim, không phải ảnh; hãy dùng một ảnh chụp, hoặc đổi đuôi tên tệp thành .mp4 để chiếu phim"
_SOUND = "là tệp âm thanh, không phải ảnh; hãy dùng một ảnh chụp, hoặc đổi đuôi tên tệp thành .mp3 để phát"
_SVG = "là ảnh vẽ SVG, loại tệp có thể mang mã lệnh và thông tin riêng; hãy xuất ra PNG rồi dùng tệp PNG"
BROKEN = "bị hỏng hoặc bị cắt cụt khi chép; hãy chép lại từ điện thoại hoặc máy ảnh, mở thử rồi thay tệp này"


def kind_of(place: Path, digest: str) -> Kind:
    """A file called a picture passes for one, and whoever reads it will tell what it is instead."""
    return "picture" if place.suffix.lower() in _CLAIMS else _kind_within(place, digest)


@lru_cache(maxsize=65_536)
def _kind_within(place: Path, digest: str) -> Kind:
    """`digest` is that of the file, which is read once for all pages that name it."""
    head = _head_of(place)
    return "picture" if is_photo(head) or is_svg(head) else _recording(head)


def _head_of(place: Path) -> bytes:
    """Reads a file's first bytes; none of one that can't be read."""
    try:
        with place.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def moves(place: Path, digest: str) -> bool:
    """Whether a picture is an animation, of which readers get the first frame alone."""
    return place.suffix.lower() in _MOVING and _moves_within(place, digest)


@lru_cache(maxsize=65_536)
def _moves_within(place: Path, digest: str) -> bool:
    """Whether the file says that more frames follow its first; `digest` is that of the file, which is read once."""
    head = _head_of(place)
    if head.startswith(b"GIF8"):
        return b"NETSCAPE2.0" in head
    if head.startswith(b"\x89PNG"):
        return b"acTL" in head
    return head[8:12] == b"WEBP" and b"ANIM" in head[:64]


def is_photo(data: bytes) -> bool:
    """Whether the first bytes are a photo's, so that a broken one is not called something else."""
    if data[4:8] == b"ftyp":
        return any(brand in data[8:40] for brand in _PHOTO_BRANDS)
    if data.startswith(b"BM"):  # as many a text does
        return data[15:18] == b"\0\0\0"
    return data.startswith(_PHOTOS) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _recording(data: bytes) -> Kind:
    """Tells recordings that browsers play from others."""
    if data[4:8] == b"ftyp" and not is_photo(data):
        return "audio" if data[8:11] == b"M4A" else "video"
    if data.startswith(b"\x1aE\xdf\xa3") and b"webm" in data[:64]:
        return "video"
    return "audio" if data.startswith(_AUDIO) or (data.startswith(b"RIFF") and data[8:12] == b"WAVE") else "other"


def is_svg(data: bytes) -> bool:
    """A drawing, which may be one of many kinds of text."""
    return not_a_photo(data) == _SVG


def not_a_photo(data: bytes) -> str | None:
    """What a file is that is no photo, and what to do; None when it may be one."""
    if not data:
        return "là tệp rỗng (0 byte); hãy chép lại ảnh từ điện thoại hoặc máy ảnh"
    for magic, what in _OTHERS:
        if data.startswith(magic):
            return what
    return {"video": _FILM, "audio": _SOUND}.get(_recording(data)) or _kind_of_text(data[:_HEAD])


def _kind_of_text(head: bytes) -> str | None:
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()  # UTF-16 has a zero a letter
    if not start:  # nothing but zeros, as a failing memory card gives
        return BROKEN
    is_page = start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<") and b"<html" in start)
    if not is_page and start.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in start:
        return _SVG
    if is_page:
        return "là một trang web được lưu lại, không phải ảnh; hãy tải chính ảnh đó về"
    if not is_photo(head) and _is_text(start):
        return "là tệp văn bản, không phải ảnh; hãy thay bằng tệp ảnh đúng"
    return None


def _is_text(start: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)  # the last letter may be cut
    except UnicodeDecodeError:
        return False
    return all(letter >= " " or letter in "\t\n\r" for letter in text)
