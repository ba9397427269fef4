"""Colours of any picture file → sRGB on white, already small."""

import io

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_WIDE = {"I", "F", "I;16", "I;16L", "I;16B", "I;16N"}
_DEPTH = 65535.0


def to_srgb(image: Image.Image, limit: int) -> Image.Image:
    """RGB with the colour profile applied and its longer side at most `limit`; transparent parts become white."""
    profile = image.info.get("icc_profile")
    small = _shrunk(_plain(image), limit)
    return _apply(small, profile) if profile else small.convert("RGB")


def _shrunk(image: Image.Image, limit: int) -> Image.Image:
    scale = limit / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    # Hamming: nearly as sharp as Lanczos where pictures get smaller, at half its cost.
    return image.resize(size, Image.Resampling.HAMMING, reducing_gap=3.0) if scale < 1 else image


def _plain(image: Image.Image) -> Image.Image:
    """A mode that can be resized and that colour profiles are made for: L, RGB or CMYK."""
    if image.mode in _WIDE:
        return _eight_bits(image)
    if image.has_transparency_data:
        return _on_white(image)
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("L" if image.mode == "1" else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits; a range of its own (floats, scanners) is stretched, for convert() would clip it."""
    wide = image.convert("F")
    low, high = (float(end) for end in wide.getextrema())  # type: ignore[arg-type]
    if image.mode.startswith("I") and low >= 0 and high <= _DEPTH:
        low, high = 0.0, _DEPTH
    scale = 255 / ((high - low) or 1.0)
    return wide.point(lambda value: value * scale - low * scale).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def _apply(image: Image.Image, profile: bytes) -> Image.Image:
    """A profile that is damaged or made for other channels is passed over, as browsers do."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        made = ImageCms.profileToProfile(image, source, _SRGB, intent, outputMode="RGB", flags=flags)
    except (ImageCms.PyCMSError, OSError):
        return image.convert("RGB")
    return made if made is not None else image.convert("RGB")
