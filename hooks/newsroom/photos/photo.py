"""A photo as it is published, and how it is found again; nothing here needs the libraries that read pictures."""

from dataclasses import dataclass
from functools import lru_cache

from newsroom.cache.pictures import Entry, PictureFile
from newsroom.cache.store import digest_of

CROP = "-crop"  # in the names of files that show a part
_VERSION = 1  # raised when the same settings begin to give other bytes


class PhotoError(Exception):
    """A picture that can't be published; its text is a Vietnamese sentence that says why and what to do."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, what)
        self.what = what

    def __str__(self) -> str:
        return f"ảnh “{self.args[0]}” {self.what}"

    def of(self, name: str) -> "PhotoError":
        """Gives what is said of another file with the same contents."""
        return PhotoError(name, self.what)


@dataclass(frozen=True)
class PhotoSettings:
    """Widths and qualities, by measurement on phone photos; whatever changes here gives files new names."""

    widths: tuple[int, ...] = (400, 800, 1600)  # phones show 360–430 pixels at twice the density or more: 800
    fallback_widths: tuple[int, ...] = (800, 1600)
    limit: int = 1600  # pixels of the longer side; nothing is ever enlarged
    avif_quality: int = 55
    webp_quality: int = 68
    jpeg_quality: int = 72
    phone_bytes: int = 58_000  # no AVIF or WebP up to phone_width is larger, at the cost of quality
    phone_width: int = 960
    crop: tuple[int, int] = (3, 2)  # phone photos are 4:3 and 3:4: the wide shape that loses the least
    crop_widths: tuple[int, ...] = (360, 720)

    def fingerprint(self) -> str:
        """Changes with the settings and with the encoders, since either changes the bytes."""
        return f"{_VERSION} {self!r} {_encoders()}"


@lru_cache(maxsize=1)
def _encoders() -> str:
    from PIL import __version__ as pillow
    from PIL import features
    from pillow_heif import __version__ as heif

    codecs = [features.version(name) for name in ("avif", "webp", "libjpeg_turbo", "littlecms2")]
    return f"{pillow} {heif} {codecs}"


@dataclass(frozen=True)
class Photo:
    """A photo as published, narrow files first; `crops` is empty unless asked for."""

    files: tuple[PictureFile, ...]
    crops: tuple[PictureFile, ...] = ()

    @property
    def width(self) -> int:
        """Pixels of the largest file."""
        return self.files[-1].width

    @property
    def height(self) -> int:
        """Pixels of the largest file."""
        return self.files[-1].height


def key_of(digest: str, settings: PhotoSettings) -> str:
    """What the files of a photo are named by: its contents and the settings, never its own name."""
    return digest_of(f"{digest} {settings.fingerprint()}".encode())[:20]


def photo_of(entry: Entry, *, crop: bool) -> Photo:
    """The photo whose files an entry of the cache holds, with those that were cropped if `crop`."""
    ordered = sorted(entry.files, key=lambda file: file.width)
    files, crops = (tuple(file for file in ordered if is_crop(file) == which) for which in (False, True))
    return Photo(files, crops if crop else ())


def is_crop(file: PictureFile) -> bool:
    """Whether a file shows the part of a photo that listings show."""
    return CROP in file.path
