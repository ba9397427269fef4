"""What a picture file is made into, or which sentence its author gets."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from making_pictures import (
    CORNERS,
    animation,
    as_bytes,
    bomb,
    corners,
    display_p3,
    endless_jpeg,
    exif,
    phone_heic,
    phone_jpeg,
    photo_like,
    stored_as,
)  # fmt: skip
from newsroom.photos import PhotoError
from newsroom.photos.reading import decode, read_photo

Colour = tuple[int, int, int]


def quarters(image: Image.Image) -> list[Colour]:
    width, height = image.size
    places = [(x * width // 4, y * height // 4) for y in (1, 3) for x in (1, 3)]
    return [image.getpixel(place) for place in places]  # type: ignore[misc]


def close(seen: Colour, wanted: Colour, tolerance: int = 8) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(seen, wanted, strict=True))


def is_upright(image: Image.Image) -> bool:
    return image.width > image.height and all(map(close, quarters(image), CORNERS))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_a_telephone_can_be_held(orientation: int) -> None:
    image = read_photo(phone_jpeg(corners(), orientation), "anh.jpg")
    assert image.size == (120, 80)
    assert is_upright(image)


@pytest.mark.parametrize("orientation", [0, 9, 77])
def test_an_orientation_that_is_none_turns_nothing(orientation: int) -> None:
    assert is_upright(read_photo(as_bytes(corners(), "JPEG", quality=92, exif=exif(orientation)), "anh.jpg"))


@pytest.mark.parametrize("spoilt", [b"Exif\0\0II*\0\xff\xff\xff\x7f", b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"])
def test_a_broken_note_beside_the_pixels_does_not_matter(spoilt: bytes) -> None:
    plain = as_bytes(corners(), "JPEG", quality=92)
    segment = b"\xff\xe1" + (len(spoilt) + 2).to_bytes(2, "big") + spoilt
    assert is_upright(read_photo(plain[:2] + segment + plain[2:], "anh.jpg"))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_orientation_is_read_from_other_kinds_too(kind: str) -> None:
    data = as_bytes(stored_as(corners(), 6), kind, exif=exif(6))
    assert is_upright(read_photo(data, f"anh.{kind}"))


def test_twelve_megapixels_upright_and_no_larger_than_asked() -> None:
    data = phone_jpeg(photo_like(3024, 4032, seed=3), 6, quality=80)
    assert read_photo(data, "IMG_0001.JPG").size == (1200, 1600)


def in_srgb(colour: Colour) -> Colour:
    """What a Display P3 colour is in sRGB, by the definitions of both."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    matrix = ((1.22494, -0.22494, 0.0), (-0.04206, 1.04206, 0.0), (-0.01964, -0.07864, 1.09827))
    mixed = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in matrix)
    curved = (12.92 * c if c <= 0.0031308 else 1.055 * math.pow(c, 1 / 2.4) - 0.055 for c in mixed)
    red, green, blue = (round(255 * min(1.0, max(0.0, c))) for c in curved)
    return red, green, blue


P3_COLOURS = [(200, 90, 70), (90, 160, 100), (120, 120, 120), (255, 255, 255), (60, 70, 150)]


@pytest.mark.parametrize("colour", P3_COLOURS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIC"])
def test_display_p3_keeps_its_look(colour: Colour, kind: str) -> None:
    flat = Image.new("RGB", (64, 64), colour)
    data = {
        "JPEG": phone_jpeg(flat, profile=display_p3(), quality=97),
        "PNG": as_bytes(flat, "PNG", icc_profile=display_p3()),
        "HEIC": phone_heic(flat, display_p3()),
    }[kind]
    seen = read_photo(data, "anh").getpixel((32, 32))
    assert close(seen, in_srgb(colour), 4)  # type: ignore[arg-type]


def test_the_colours_above_would_differ_without_the_profile() -> None:
    assert not close(in_srgb(P3_COLOURS[0]), P3_COLOURS[0], 10)


def test_a_damaged_profile_is_passed_over() -> None:
    data = as_bytes(corners(), "JPEG", quality=92, icc_profile=display_p3()[:200])
    assert is_upright(read_photo(data, "anh.jpg"))


def test_heic_with_everything_an_iphone_writes() -> None:
    image = read_photo(phone_heic(corners()), "IMG_1234.HEIC")
    assert is_upright(image)
    assert not image.info


def test_cmyk_is_shown_in_its_colours() -> None:
    assert all(
        close(seen, wanted, 12)
        for seen, wanted in zip(
            quarters(read_photo(as_bytes(corners().convert("CMYK"), "JPEG", quality=95), "in.jpg")),
            CORNERS,
            strict=True,
        )
    )


@pytest.mark.parametrize("level", [0, 20_000, 65_535])
def test_sixteen_bits_become_eight_by_scale_not_by_clipping(level: int) -> None:
    seen = read_photo(as_bytes(Image.new("I;16", (20, 20), level), "PNG"), "scan.png").getpixel((9, 9))
    assert close(seen, (round(level / 257),) * 3, 1)  # type: ignore[arg-type]


def test_a_scanner_s_floats_keep_their_contrast() -> None:
    wide = Image.linear_gradient("L").convert("F").point(lambda value: value * 0.001 + 2.0)
    image = read_photo(as_bytes(wide, "TIFF"), "scan.tif")
    assert image.getextrema() == ((0, 255),) * 3


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    glass = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    data = as_bytes(glass.convert(mode), "PNG", **({"transparency": 0} if mode == "P" else {}))
    assert read_photo(data, "logo.png").getpixel((5, 5)) == (255, 255, 255)


def test_an_animation_gives_its_first_frame() -> None:
    assert close(read_photo(animation(), "dong.gif").getpixel((20, 15)), CORNERS[0], 3)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1)])
def test_extreme_shapes(size: tuple[int, int]) -> None:
    image = read_photo(as_bytes(Image.new("RGB", size, "red"), "PNG"), "vach.png")
    assert max(image.size) == min(1600, max(size))
    assert min(image.size) == 1


BROKEN = "bị hỏng hoặc bị cắt cụt"
WHOLE = phone_jpeg(photo_like())
PROGRESSIVE = as_bytes(photo_like(), "JPEG", quality=80, progressive=True)


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("missing", [2, 3, 10])
def test_a_jpeg_that_lacks_its_last_bytes_is_taken(missing: int, orientation: int) -> None:
    whole = phone_jpeg(photo_like(), orientation)
    image, is_whole = decode(whole[:-missing], "anh.jpg", 1600)
    assert not is_whole
    difference = ImageChops.difference(image, read_photo(whole, "anh.jpg"))
    assert not difference.crop((0, 0, image.width, image.height - 20) if orientation == 1 else (0, 0, 1, 1)).getbbox()


@pytest.mark.parametrize("whole", [WHOLE, PROGRESSIVE, phone_jpeg(photo_like(), profile=display_p3())])
def test_without_its_end_mark_a_jpeg_shows_the_same(whole: bytes) -> None:
    assert decode(whole[:-2], "anh.jpg", 1600) == (read_photo(whole, "anh.jpg"), False)
    assert decode(whole[:-2], "anh.jpg", 300) == (read_photo(whole, "anh.jpg", 300), False)
    assert decode(whole, "anh.jpg", 1600).is_whole
    assert decode(whole + bytes(5000), "anh.jpg", 1600).is_whole


@pytest.mark.parametrize("whole", [WHOLE, PROGRESSIVE, phone_jpeg(corners(24, 16))])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.9, 0.95])
def test_a_jpeg_that_is_cut_in_the_middle_is_refused(whole: bytes, share: float) -> None:
    head = whole.index(b"\xff\xda")
    with pytest.raises(PhotoError, match=BROKEN):
        read_photo(whole[: head + round((len(whole) - head) * share)], "anh.jpg")


BAD = {
    "rỗng.jpg": (b"", "tệp rỗng"),
    "cụt.jpg": (WHOLE[: len(WHOLE) // 2], BROKEN),
    "chỉ đầu.jpg": (WHOLE[:40], BROKEN),
    "cụt.png": (as_bytes(photo_like(), "PNG")[:5000], BROKEN),
    "cụt.heic": (phone_heic(photo_like(200, 200))[:3000], BROKEN),
    "cụt.webp": (as_bytes(photo_like(), "WEBP")[:2000], BROKEN),
    "cụt.gif": (animation()[:30], BROKEN),
    "chữ.jpg": ("Chiều ngày 01/4/2022 chi bộ họp".encode(), "tệp văn bản"),
    "không.jpg": (bytes(5000), BROKEN),
    "chữ16.jpg": ("Bien ban hop chi bo".encode("utf-16"), "tệp văn bản"),
    "trang.jpg": (b"<!DOCTYPE html><html><body>404</body></html>", "trang web"),
    "lớn.png": (bomb(), "quá lớn"),
    "hơi lớn.png": (bomb(13_000), "quá lớn"),
    "vô tận.jpg": (endless_jpeg(3000), BROKEN),
    "hình.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
    "hình2.svg": (b"<?xml version='1.0'?><!-- x --><svg onload='x()'/>", "SVG"),
    "giấu.jpg": ("<svg><script/></svg>".encode("utf-16"), "SVG"),
    "giấy.jpg": (b"%PDF-1.7 ...", "PDF"),
    "bài.jpg": (b"PK\x03\x04rest", "Word"),
    "phim.heic": (b"\0\0\0\x18ftypqt  " + b"\0" * 40, "đoạn phim"),
    "lạ.jpg": (bytes(range(256)) * 4, "không phải loại ảnh"),
}


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("name", BAD)
def test_a_bad_picture_says_what_it_is_and_what_to_do(name: str) -> None:
    data, said = BAD[name]
    with pytest.raises(PhotoError) as caught:
        read_photo(data, name)
    assert f"ảnh “{name}”" in str(caught.value)
    assert said in str(caught.value)
    assert "; hãy " in str(caught.value)


PLACES = st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=30)
SMALL = (phone_jpeg(corners(24, 16)), as_bytes(corners(24, 16), "PNG"), animation(), phone_heic(corners(24, 16)))


@settings(max_examples=120)
@given(st.sampled_from(SMALL), PLACES, st.integers(0, 2**20))
def test_no_bytes_raise_anything_but_photo_error(data: bytes, changes: list[tuple[int, int]], end: int) -> None:
    spoilt = bytearray(data)
    for place, value in changes:
        spoilt[place % len(spoilt)] = value
    try:
        image = read_photo(bytes(spoilt[: max(1, end % (2 * len(spoilt)))]), "hỏng.jpg")
    except PhotoError:
        return
    assert image.mode == "RGB"
