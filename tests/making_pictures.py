"""Pictures for tests, made on the spot: like phone photos, with everything that must not be published, or broken."""

import io
import random
import struct
import wave
import zlib

import pillow_heif
from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

SECRETS = (b"BIMAT-TACGIA", b"BIMAT-MAYANH", b"BIMAT-XMP", b"BIMAT-IPTC", b"BIMAT-GHICHU", b"BIMAT-HOSOMAU")
CORNERS = ((200, 30, 30), (30, 160, 60), (40, 60, 190), (230, 220, 60))  # left and right above, left and right below


def photo_like(width: int = 640, height: int = 480, grain: float = 12.0, seed: int = 1) -> Image.Image:
    """A sky, a ground, shapes with edges, and the grain of a small sensor."""
    chance = random.Random(seed)
    image = Image.merge(
        "RGB", [Image.linear_gradient("L").rotate(turn).resize((width, height)) for turn in (0, 90, 180)]
    )
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y, size = chance.randrange(width), chance.randrange(height), chance.randrange(8, max(9, width // 6))
        colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
        draw.ellipse((x, y, x + size, y + size // 2), fill=colour)
        draw.line((x, y, x + size * 2, y + size), fill=colour, width=2)
    noise = Image.effect_noise((width, height), grain)
    return Image.blend(image, Image.merge("RGB", [noise] * 3), 0.12)


def corners(width: int = 120, height: int = 80) -> Image.Image:
    """Four flat quarters: turned or mirrored, each of the eight ways looks different."""
    image = Image.new("RGB", (width, height))
    for at, colour in enumerate(CORNERS):
        left, top = (at % 2) * width // 2, (at // 2) * height // 2
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return image


_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def stored_as(upright: Image.Image, orientation: int) -> Image.Image:
    """The pixels as a camera would store them that then says `orientation`."""
    return upright.transpose(_STORED[orientation]) if orientation in _STORED else upright


def exif(orientation: int = 1) -> Image.Exif:
    """Author, camera, a maker note, and a place in Hà Nội."""
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.Artist] = SECRETS[0].decode()
    tags[ExifTags.Base.Model] = SECRETS[1].decode()
    tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = SECRETS[1] + as_bytes(corners(16, 16), "JPEG")
    place = tags.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (21.0, 2.0, 30.5)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (105.0, 52.0, 12.25)
    return tags


def as_bytes(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def phone_jpeg(upright: Image.Image, orientation: int = 1, profile: bytes = b"", quality: int = 92) -> bytes:
    """A JPEG that gives away all that a telephone, an editor and a picture agency can put into one."""
    plain = as_bytes(
        stored_as(upright, orientation), "JPEG", quality=quality, exif=exif(orientation), icc_profile=profile,
        comment=SECRETS[4], xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRETS[2] + b"</x:xmpmeta>",
    )  # fmt: skip
    iptc = b"\x1c\x02\x50" + struct.pack(">H", len(SECRETS[3])) + SECRETS[3]
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + plain[2:]


def phone_heic(upright: Image.Image, profile: bytes = b"") -> bytes:
    """As an iPhone writes it: with EXIF, place and profile."""
    pillow_heif.register_heif_opener()
    return as_bytes(upright, "HEIF", quality=90, exif=exif().tobytes(), icc_profile=profile or None)


def telling_png(image: Image.Image) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRETS[0].decode())
    info.add_itxt("XML:com.adobe.xmp", SECRETS[2].decode())
    return as_bytes(image, "PNG", pnginfo=info, exif=exif())


def _fixed(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def display_p3() -> bytes:
    """The profile of iPhone photos: its primaries for D50, and sRGB's curve."""
    curve = b"para\0\0\0\0\0\x03\0\0" + _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    name = SECRETS[5] + b"\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 78,
        b"cprt": b"text\0\0\0\0" + name,
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(0.9642, 1.0, 0.8249),
        b"rXYZ": b"XYZ \0\0\0\0" + _fixed(0.51512, 0.2412, -0.00105),
        b"gXYZ": b"XYZ \0\0\0\0" + _fixed(0.29198, 0.69225, 0.04189),
        b"bXYZ": b"XYZ \0\0\0\0" + _fixed(0.1571, 0.06657, 0.78407),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    at, table, body = 132 + 12 * len(tags), b"", b""
    for signature, data in tags.items():
        table += signature + struct.pack(">II", at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    rest = struct.pack(">I", len(tags)) + table + body
    head = struct.pack(">I4sI4s4s4s", 128 + len(rest), b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2022, 4, 1, 0, 0, 0) + b"acsp" + b"\0" * 28 + _fixed(0.9642, 1.0, 0.8249)
    return head.ljust(128, b"\0") + rest


def bomb(side: int = 50_000) -> bytes:
    """A PNG of a few hundred bytes whose header promises side × side pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def endless_jpeg(scans: int) -> bytes:
    """A progressive JPEG whose last look at all pixels is taken so many times more."""
    once = as_bytes(corners(400, 400), "JPEG", progressive=True)
    return once[:-2] + once[once.rfind(b"\xff\xda") : -2] * scans + once[-2:]


def animation(times: int = 1) -> bytes:
    """Four frames, so many times."""
    frames = [Image.new("RGB", (40, 30), colour) for colour in CORNERS] * times
    return as_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)


def sound() -> bytes:
    """A second of silence, which browsers play."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes([128]) * 8000)
    return out.getvalue()
