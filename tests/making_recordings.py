"""Recordings for tests, made on the spot, with everything that must not be published; what players need says GIU."""

import struct

from making_pictures import sound

PLACE, NAME = b"+21.0285+105.8542/", b"BIMAT-TEN"


def box(kind: bytes, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return struct.pack(">I4s", len(data) + 8, kind) + data


def film(brand: bytes = b"isom") -> bytes:
    """As a telephone writes it: where it was, in the way of 3GPP and in that of QuickTime, and what a program added."""
    place = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE))
    keys = box(b"meta", bytes(4), box(b"hdlr", b"mdta"), box(b"ilst", PLACE))
    track = box(b"trak", box(b"tkhd", bytes(84)), box(b"udta", box(b"name", NAME)), box(b"mdia", b"GIU"))
    movie = box(b"moov", box(b"mvhd", bytes(100)), track, place, keys)
    return box(b"ftyp", brand, bytes(4)) + movie + box(b"uuid", bytes(16), NAME) + box(b"mdat", b"GIU udta meta" * 9)


def song() -> bytes:
    frame = b"TPE1" + struct.pack(">IH", len(NAME) + 1, 0) + b"\x03" + NAME
    return (
        b"ID3\x04\0\0"
        + bytes([0, 0, 0, len(frame)])
        + frame
        + b"\xff\xfb\x90GIU" * 50
        + b"TAG"
        + NAME.ljust(125, b"\0")
    )


def noted_sound() -> bytes:
    data = sound() + b"LIST" + struct.pack("<I", 4 + len(NAME) + 1) + b"INFO" + NAME + b"\0"
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]
