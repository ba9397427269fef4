"""HTML of photos: everything escaped, nothing that moves while the page loads."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from newsroom.photos.photo import Photo
from newsroom.photos.store import PhotoFile

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
CARD_SIZES = _sizes(92, "360px")


@dataclass(frozen=True)
class Shown:
    """A photo in a text; `alt` says what is seen, to those who can't see it."""

    photo: Photo
    alt: str
    caption: str = ""


def sources(files: Sequence[PhotoFile], base: str = "") -> tuple[tuple[str, str], ...]:
    """(mime type, srcset) in the order in which browsers should try them, the best first; JPEG last."""
    mimes = dict.fromkeys(file.mime for file in files)
    return tuple((mime, _srcset([file for file in files if file.mime == mime], base)) for mime in mimes)


def fallback(files: Sequence[PhotoFile], at_least: int = 0) -> PhotoFile:
    """The JPEG for `src`: the narrowest that is not narrower than asked, or else the widest."""
    jpegs = [file for file in files if file.mime == JPEG]
    return next((file for file in jpegs if file.width >= at_least), jpegs[-1])


def image_html(files: Sequence[PhotoFile], *, alt: str, eager: bool, sizes: str, base: str) -> str:
    """`<picture>` alone; `base` leads from the page to the site's root (`../../`)."""
    *better, (_, jpegs) = sources(files, base)
    offered = "".join(f'<source type="{mime}" srcset="{srcset}" sizes="{escape(sizes)}">' for mime, srcset in better)
    largest, src = files[-1], fallback(files, 800)
    when = 'loading="eager" fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'
    return (
        f'<picture>{offered}<img src="{_address(src, base)}" srcset="{jpegs}" sizes="{escape(sizes)}"'
        f' width="{largest.width}" height="{largest.height}" alt="{escape(alt)}" {when}></picture>'
    )


def picture_html(shown: Shown, *, eager: bool = False, sizes: str = BODY_SIZES, base: str = "") -> str:
    """A figure that opens large; without a caption, no figcaption."""
    image = image_html(shown.photo.files, alt=shown.alt, eager=eager, sizes=sizes, base=base)
    large = _address(fallback(shown.photo.files, shown.photo.width), base)
    below = f"<figcaption>{escape(shown.caption)}</figcaption>" if shown.caption else ""
    return f'<figure class="photo"><a class="photo__link" href="{large}">{image}</a>{below}</figure>'


def gallery_html(shown: Sequence[Shown], *, eager: bool = False, sizes: str = GALLERY_SIZES, base: str = "") -> str:
    """Several photos in a row; `eager` is for the first one alone."""
    figures = [picture_html(one, eager=eager and not at, sizes=sizes, base=base) for at, one in enumerate(shown)]
    return "\n".join(['<div class="gallery">', *figures, "</div>"])


def _srcset(files: Sequence[PhotoFile], base: str) -> str:
    return ", ".join(f"{_address(file, base)} {file.width}w" for file in files)


def _address(file: PhotoFile, base: str) -> str:
    return escape(base) + quote(file.path)
