"""Photos that are put beside a post: upright, of a sensible size, nothing in them but pixels."""

import io
from pathlib import Path

from newsdesk.messages import DeskError
from newsdesk.paths import PICTURES
from newsroom.cache.refusals import patiently
from newsroom.photos.photo import PhotoError
from newsroom.photos.reading import read_photo
from newsroom.vietnamese import nfc, slug
from word.pictures import LIMIT, saved

UPLOAD = 80_000_000  # bytes
_THUMBNAIL = 320  # pixels
_STEM = 50  # letters of a name


def take_photo(upload: Path, name: str, folder: Path) -> str:
    """Puts a photo into a post's folder; gives the name that it got there. Raises DeskError."""
    data = upload.read_bytes()
    try:
        image = read_photo(data, name, LIMIT)
    except PhotoError as error:
        raise DeskError(f"Không dùng được ảnh “{name}”: {error}.") from None
    made, ending = saved(image, data.startswith(b"\x89PNG"))
    stem = slug(nfc(Path(name).stem))[:_STEM].strip("-") or "anh"
    names = (f"{stem}.{ending}", *(f"{stem}-{number}.{ending}" for number in range(2, 1000)))
    free = next(one for one in names if not (folder / one).exists())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / free).write_bytes(made)
    return free


def photos_of(folder: Path) -> list[str]:
    """The names of all pictures of a folder, in the order of names."""
    if not folder.is_dir():
        return []
    return sorted(one.name for one in folder.iterdir() if one.suffix.lower() in PICTURES and one.is_file())


def thumbnail(place: Path) -> bytes:
    """A small JPEG. Raises DeskError."""
    try:
        image = read_photo(patiently(place.read_bytes), place.name, _THUMBNAIL)
    except (OSError, PhotoError):
        raise DeskError("Không có ảnh này.", 404) from None
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
