"""HTML of photos: everything escaped, nothing that moves while the page loads."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from newsroom.cache.pictures import PictureFile
from newsroom.photos.photo import Photo

JPEG = "image/jpeg"


def _sizes(share: int, wider: str) -> str:
    """`sizes` of a picture that takes `share` % of a telephone's width.

    Telephones with three or four pixels to a point are told that it takes less, and so load two: nobody sees the
    difference, and the picture has half the bytes.
    """
    phone = "(max-width: 480px)"
    dense = [(3.1, round(share * 0.48)), (2.1, round(share * 0.6))]
    claims = [f"{phone} and (min-resolution: {least}dppx) {less}vw" for least, less in dense]
    return ", ".join([*claims, f"{phone} {share}vw", wider])


BODY_SIZES = _sizes(92, "(max-width: 880px) 96vw, 848px")
GALLERY_SIZES = _sizes(46, "(max-width: 880px) 32vw, 400px")


@dataclass(frozen=True)
class Shown:
    """A photo in a text; `alt` says what is seen, to those who can't see it."""

    photo: Photo
    alt: str
    caption: str = ""


def sources(files: Sequence[PictureFile], base: str = "") -> tuple[tuple[str, str], ...]:
    """(mime type, srcset) in the order in which browsers should try them, the best first; JPEG last."""
    mimes = dict.fromkeys(file.mime for file in files)
    return tuple((mime, _srcset([file for file in files if file.mime == mime], base)) for mime in mimes)


def fallback(files: Sequence[PictureFile], at_least: int = 0) -> PictureFile:
    """The JPEG for `src`: the narrowest that is not narrower than asked, or else the widest."""
    jpegs = [file for file in files if file.mime == JPEG]
    return next((file for file in jpegs if file.width >= at_least), jpegs[-1])


def picture_html(shown: Shown, *, eager: bool = False, sizes: str = BODY_SIZES, base: str = "") -> str:
    """A figure that opens large, without a caption no figcaption; `base` leads from the page to the site's root."""
    large = _address(fallback(shown.photo.files, shown.photo.width), base)
    below = f"<figcaption>{escape(shown.caption)}</figcaption>" if shown.caption else ""
    image = _image_html(shown, eager, sizes, base)
    return f'<figure class="photo"><a class="photo__link" href="{large}">{image}</a>{below}</figure>'


def gallery_html(shown: Sequence[Shown], *, eager: bool = False, base: str = "") -> str:
    """Several photos in a row; `eager` is for the first one alone."""
    figures = [
        picture_html(one, eager=eager and not at, sizes=GALLERY_SIZES, base=base) for at, one in enumerate(shown)
    ]
    return "\n".join(['<div class="gallery">', *figures, "</div>"])


def _image_html(shown: Shown, eager: bool, sizes: str, base: str) -> str:
    photo, sizes = shown.photo, escape(sizes)
    *better, (_, jpegs) = sources(photo.files, base)
    offered = "".join(f'<source type="{mime}" srcset="{srcset}" sizes="{sizes}">' for mime, srcset in better)
    when = 'loading="eager" fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'
    return (
        f'<picture>{offered}<img src="{_address(fallback(photo.files, 800), base)}" srcset="{jpegs}" sizes="{sizes}"'
        f' width="{photo.width}" height="{photo.height}" alt="{escape(shown.alt)}" {when}></picture>'
    )


def _srcset(files: Sequence[PictureFile], base: str) -> str:
    return ", ".join(f"{_address(file, base)} {file.width}w" for file in files)


def _address(file: PictureFile, base: str) -> str:
    return escape(base) + quote(file.path)
