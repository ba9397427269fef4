"""A picture's bytes, which may be anything at all → upright sRGB pixels without metadata, or a Vietnamese sentence."""

import codecs
import io
from typing import NamedTuple

import pillow_heif
from PIL import ExifTags, Image, ImageChops, UnidentifiedImageError

from newsroom.photos.colour import to_srgb
from newsroom.photos.photo import PhotoError

MAX_PIXELS = 120_000_000  # more than any phone's 108 megapixels; about half a gigabyte while it is decoded
_END = b"\xff\xd9"
_LAST_BLOCKS = 20  # rows: JPEG has its pixels in blocks of 16 rows, and smooths the colours of some above
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF", "HEIF")

Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow's guard works on the header too, and also inside its plugins
pillow_heif.register_heif_opener(thumbnails=False)

_KINDS = (
    (b"%PDF", "là tệp PDF, không phải ảnh; hãy đưa vào mục attachments, hoặc chụp lại thành ảnh"),
    (b"PK\x03\x04", "là tệp Word hoặc tệp nén, không phải ảnh; hãy lấy ảnh ra rồi dùng ảnh đó"),
    (b"\xd0\xcf\x11\xe0", "là tệp Word, không phải ảnh; hãy lấy ảnh ra rồi dùng ảnh đó"),
)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_FILM = (b"qt  ", b"isom", b"iso2", b"mp41", b"mp42", b"M4V ", b"3gp4", b"3gp5", b"3gp6")
_BROKEN = "bị hỏng hoặc bị cắt cụt khi chép; hãy chép lại từ điện thoại hoặc máy ảnh, mở thử rồi thay tệp này"
_SVG = "là ảnh vẽ SVG, loại tệp có thể mang mã lệnh và thông tin riêng; hãy xuất ra PNG rồi dùng tệp PNG"
_UNKNOWN = "không phải loại ảnh mà trang này đọc được; hãy lưu lại thành JPEG hoặc PNG"


class Decoded(NamedTuple):
    """Pixels, and whether the file had all its bytes."""

    image: Image.Image
    is_whole: bool


def read_photo(data: bytes, name: str, limit: int = 1600) -> Image.Image:
    """The pixels alone. Raises PhotoError."""
    return decode(data, name, limit).image


def decode(data: bytes, name: str, limit: int) -> Decoded:
    """The picture upright, in sRGB on white, its longer side at most `limit`; of an animation, the first frame.

    Carries nothing of the file but pixels. Raises PhotoError, and before decoding when the picture is too large.
    """
    try:
        with _open(data, name) as opened:
            if opened.format not in ("JPEG", "MPO") or data.find(_END, _scan(data)) >= 0:
                return Decoded(_pixels(opened, limit), True)
        with _open(data.rstrip(b"\xff") + _END, name) as opened:
            if _missing_rows(data, name, limit) > min(_LAST_BLOCKS, opened.height / 20):
                raise PhotoError(name, _BROKEN)
            return Decoded(_pixels(opened, limit), False)
    except (PhotoError, MemoryError):
        raise
    except Exception as error:  # decoders answer bytes at random with exceptions of every class
        raise PhotoError(name, _BROKEN) from error


def _scan(data: bytes) -> int:
    """Where the pixels of a JPEG begin, behind all that is told of them, which may hold another JPEG."""
    at = 2
    while at + 4 <= len(data) and data[at + 1] != 0xDA:
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return at


def _missing_rows(data: bytes, name: str, limit: int) -> float:
    """How many rows of a JPEG without an end are not there: what is put in the place of missing bytes is seen there."""
    bare = data.rstrip(b"\xff")
    with _open(bare + _END, name) as one, _open(bare + b"\xa5" * 64 + _END, name) as other:
        height = one.height
        for opened in (one, other):
            _shrink(opened, limit)
        differs = ImageChops.difference(one, other).getbbox()
        return (one.height - differs[1]) * height / one.height if differs else 0


def _open(data: bytes, name: str) -> Image.Image:
    if strange := _not_a_photo(data):
        raise PhotoError(name, strange)
    try:
        opened = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except UnidentifiedImageError as error:
        raise PhotoError(name, _BROKEN if _looks_like_a_photo(data) else _UNKNOWN) from error
    if opened.width * opened.height > MAX_PIXELS:
        raise _too_large(name)
    return opened


def _pixels(opened: Image.Image, limit: int) -> Image.Image:
    _shrink(opened, limit)
    small = to_srgb(opened, limit)
    turn = _TURNS.get(_orientation(opened))
    upright = small if turn is None else small.transpose(turn)
    clean = Image.new("RGB", upright.size)  # a new picture, since copies inherit what stands in the file
    clean.paste(upright)
    return clean


def _shrink(opened: Image.Image, limit: int) -> None:
    """JPEG can be decoded at half, a quarter or an eighth: most of a phone photo is never decoded."""
    longer = max(opened.size)
    if longer > limit:
        opened.draft(None, (opened.width * limit // longer, opened.height * limit // longer))


def _orientation(opened: Image.Image) -> int:
    try:
        return int(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # of many classes; a broken note beside the pixels is no reason to refuse them
        return 1


def _too_large(name: str) -> PhotoError:
    most = MAX_PIXELS // 1_000_000
    return PhotoError(name, f"quá lớn (hơn {most} triệu điểm ảnh); hãy thu nhỏ, ví dụ cạnh dài còn 4000 điểm ảnh")


def _not_a_photo(data: bytes) -> str | None:
    if not data:
        return "là tệp rỗng (0 byte); hãy chép lại ảnh từ điện thoại hoặc máy ảnh"
    for magic, what in _KINDS:
        if data.startswith(magic):
            return what
    if data[4:8] == b"ftyp" and data[8:12] in _FILM:
        return "là đoạn phim, không phải ảnh; hãy dùng một ảnh chụp"
    return _kind_of_text(data[:4096])


def _kind_of_text(head: bytes) -> str | None:
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()  # UTF-16 has a zero a letter
    if not start:  # nothing but zeros, as a failing memory card gives
        return _BROKEN
    if start.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in start:
        return _SVG
    if start.startswith((b"<!doctype html", b"<html")):
        return "là một trang web được lưu lại, không phải ảnh; hãy tải chính ảnh đó về"
    if not _looks_like_a_photo(head) and _is_text(start):
        return "là tệp văn bản, không phải ảnh; hãy thay bằng tệp ảnh đúng"
    return None


def _is_text(start: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)  # the last letter may be cut
    except UnicodeDecodeError:
        return False
    return all(letter >= " " or letter in "\t\n\r" for letter in text)


def _looks_like_a_photo(data: bytes) -> bool:
    """By the first bytes alone, so that a broken photo is not called something else."""
    starts = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM")
    return data.startswith(starts) or data[4:8] == b"ftyp"
