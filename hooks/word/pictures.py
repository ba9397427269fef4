"""Pictures of a Word file → photos for a post: cropped and turned as Word shows them, nothing in them but pixels."""

import io
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from newsroom.cache.refusals import patiently
from newsroom.photos.photo import PhotoError
from newsroom.photos.reading import read_photo
from newsroom.vietnamese import nfc, slug
from word.blocks import Table, paragraphs
from word.container import MAX_PICTURE, Package
from word.figures import Figure
from word.findings import PictureUse, place
from word.headings import Part
from word.office import convert_all
from word.refusals import Refused

SMALL, LIMIT = 1_000, 2_400  # pixels of the longer side: of a picture that Word made small, and of a photo that is kept
_QUALITY = 90
_ENDINGS = (".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".bmp", ".tif", ".tiff")
_DRAWN = (".emf", ".wmf", ".emz", ".wmz")
_NAME = 50  # letters


@dataclass(frozen=True)
class Photos:
    """Files by name, the name of each picture's file by its number, and sentences."""

    files: Mapping[str, bytes]
    names: Mapping[int, str]
    report: tuple[str, ...]


def take_photos(package: Package, uses: Sequence[PictureUse], parts: Sequence[Part], stem: str, folder: Path) -> Photos:
    """The pictures that the text shows, named by their captions, else by the post; `folder` may hold originals."""
    files: dict[str, bytes] = {}
    names: dict[int, str] = {}
    report: list[str] = []
    originals = _originals(folder)
    drawn = _drawn(package, [uses[figure.picture] for figure in shown_pictures(parts)])
    for figure in shown_pictures(parts):
        use = uses[figure.picture]
        near = place(figure.caption) if figure.caption else f"(ảnh thứ {figure.picture + 1})"
        try:
            image, is_drawing, told = _image(package, use, originals, drawn, near)
        except (PhotoError, Refused) as error:
            report.append(f"Không lấy được ảnh {near}: {error}.")
            continue
        report += told
        data, ending = saved(image, is_drawing)
        base = slug(figure.caption)[:_NAME].strip("-") or f"{stem}-{len(files) + 1}"
        names[figure.picture] = name = free_name(base, ending, files)
        files[name] = data
    return Photos(files, names, tuple(report))


def photos_beside(path: Path, alone: bool) -> Iterator[Path]:
    """Pictures of the file's folder that belong to it: by the beginning of their names; all where it is `alone`."""
    stem = slug(path.stem)
    for other in sorted(path.parent.iterdir()) if path.parent.is_dir() else ():
        if other.suffix.lower() in _ENDINGS and (alone or slug(other.stem).startswith(f"{stem}-")):
            yield other


def shown_pictures(parts: Sequence[Part]) -> Iterator[Figure]:
    """Lists the pictures of the body, in its order."""
    for part in parts:
        if isinstance(part, Figure):
            yield part
        elif isinstance(part, Table):
            yield from (Figure(one) for inner in paragraphs((part,)) for one in inner.pictures)


def _image(
    package: Package, use: PictureUse, originals: Mapping[str, Path], drawn: Mapping[str, bytes], near: str
) -> tuple[Image.Image, bool, list[str]]:
    ending = posixpath.splitext(use.part)[1].lower()
    data = package.read(use.part, MAX_PICTURE)
    name = posixpath.basename(use.part)
    if data is None:
        raise PhotoError(name, "bị hỏng trong tệp Word; hãy chèn lại ảnh")
    if ending in _DRAWN:
        data = drawn.get(use.part)
        if data is None:
            raise PhotoError(name, "là hình vẽ EMF hoặc WMF; hãy mở Word, chép hình rồi dán lại thành ảnh PNG")
    image, told = _read(data, name), list[str]()
    if max(image.size) < SMALL and ending not in (".png", ".gif", *_DRAWN):
        original = originals.get(Path(use.name or name).stem.lower())
        better = _original(original)
        if better is not None and max(better.size) > max(image.size):
            image = better
            told.append(f"Ảnh {near} được thay bằng ảnh gốc “{original.name if original else ''}”.")
        else:
            told.append(
                f"Ảnh {near} đã bị Word thu nhỏ còn {image.width} × {image.height} điểm ảnh; "
                "nếu có ảnh gốc, hãy để cạnh tệp Word, cùng tên, rồi nhập lại."
            )
    return _as_shown(image, use), data.startswith(b"\x89PNG"), told


def _drawn(package: Package, uses: Sequence[PictureUse]) -> Mapping[str, bytes]:
    """Drawings of Windows as PNG, by the parts that hold them."""
    parts = {use.part for use in uses if posixpath.splitext(use.part)[1].lower() in _DRAWN}
    found = {part: data for part in sorted(parts) if (data := package.read(part, MAX_PICTURE))}
    return convert_all(found, "png")


def _original(path: Path | None) -> Image.Image | None:
    try:
        return _read(patiently(path.read_bytes), path.name) if path else None
    except (OSError, PhotoError):
        return None


def _read(data: bytes, name: str) -> Image.Image:
    return read_photo(data, name, LIMIT)


def _as_shown(image: Image.Image, use: PictureUse) -> Image.Image:
    left, top, right, bottom = use.crop
    if any(use.crop) and left + right < 0.98 and top + bottom < 0.98:
        width, height = image.size
        box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
        image = image.crop((box[0], box[1], max(box[2], box[0] + 1), max(box[3], box[1] + 1)))
    if use.mirrored:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if use.flipped:
        image = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    turn = use.turn % 360
    return image.rotate(-turn, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC) if turn else image


def saved(image: Image.Image, is_drawing: bool) -> tuple[bytes, str]:
    """Few colours as PNG, which keeps letters sharp; photos as JPEG."""
    out = io.BytesIO()
    if is_drawing and image.getcolors(4096):
        image.save(out, "PNG", optimize=True)
        return out.getvalue(), "png"
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue(), "jpg"


def free_name(base: str, ending: str, taken: Mapping[str, bytes]) -> str:
    names = (f"{base}.{ending}", *(f"{base}-{number}.{ending}" for number in range(2, len(taken) + 3)))
    stems = {name.rpartition(".")[0] for name in taken}
    return next(name for name in names if name.rpartition(".")[0] not in stems)


def _originals(folder: Path) -> Mapping[str, Path]:
    if not folder.is_dir():
        return {}
    return {nfc(one.stem).lower(): one for one in sorted(folder.iterdir()) if one.suffix.lower() in _ENDINGS}


def added(photos: Photos, paths: Sequence[Path], stem: str) -> tuple[Photos, tuple[str, ...]]:
    """Adds pictures from beside the file; gives the names under which these lie, too."""
    files, report, own = dict(photos.files), list(photos.report), []
    for path in paths:
        image = _original(path)
        if image is None:
            report.append(f"Không đọc được ảnh “{path.name}” để cạnh tệp Word.")
            continue
        data, ending = saved(image, path.suffix.lower() == ".png")
        name = free_name(slug(path.stem)[:_NAME].strip("-") or stem, ending, files)
        files[name] = data
        own.append(name)
        report.append(f"Ảnh “{path.name}” để cạnh tệp Word được đưa xuống cuối bài.")
    return replace(photos, files=files, report=tuple(report)), tuple(own)
