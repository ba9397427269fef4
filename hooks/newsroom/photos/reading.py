"""A picture's bytes, which may be anything at all → upright sRGB pixels without metadata, or a Vietnamese sentence."""

import io
from typing import NamedTuple

import pillow_heif
from PIL import ExifTags, Image, ImageChops, UnidentifiedImageError

from newsroom.photos.colour import to_srgb
from newsroom.photos.photo import PhotoError
from newsroom.photos.signatures import BROKEN, is_photo, not_a_photo

MAX_PIXELS = 120_000_000  # more than any phone's 108 megapixels; about half a gigabyte while it is decoded
_END, _NEXT_SCAN = b"\xff\xd9", b"\xff\xda"
_JPEG = ("JPEG", "MPO")
_MOST_SCANS = 100  # cameras and programs write up to 15, and for each one every pixel is gone through again
_LAST_BLOCKS = 20  # rows: JPEG has its pixels in blocks of 16 rows, and smooths the colours of some above
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF", "HEIF")

Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow's guard works on the header too, and also inside its plugins
pillow_heif.register_heif_opener(thumbnails=False)

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_UNKNOWN = "không phải loại ảnh, video hay âm thanh mà trang này dùng được; hãy lưu lại thành JPEG, MP4 hoặc MP3"


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
            if opened.format not in _JPEG or data.find(_END, _scan(data)) >= 0:
                return Decoded(_pixels(opened, limit), True)
        with _open(data.rstrip(b"\xff") + _END, name) as opened:
            if _missing_rows(data, name, limit) > min(_LAST_BLOCKS, opened.height / 20):
                raise PhotoError(name, BROKEN)
            return Decoded(_pixels(opened, limit), False)
    except (PhotoError, MemoryError):
        raise
    except Exception as error:  # decoders answer bytes at random with exceptions of every class
        raise PhotoError(name, BROKEN) from error


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
    if strange := not_a_photo(data):
        raise PhotoError(name, strange)
    try:
        opened = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except UnidentifiedImageError as error:
        raise PhotoError(name, BROKEN if is_photo(data) else _UNKNOWN) from error
    if opened.width * opened.height > MAX_PIXELS:
        raise _too_large(name)
    if opened.format in _JPEG and data.count(_NEXT_SCAN, _scan(data)) > _MOST_SCANS:
        raise PhotoError(name, BROKEN)
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
