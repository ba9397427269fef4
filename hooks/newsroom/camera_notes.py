"""What cameras, telephones and programs write beside pixels and sound: places, names of devices and of persons.

Where others count on every byte being where it is, in recordings and in PDF files, it is overwritten in place.
"""

from collections.abc import Iterator

_JPEG = b"\xff\xd8\xff"
_SCAN, _EXIF, _LAST_NOTE, _COMMENT = 0xDA, 0xE1, 0xEF, 0xFE
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Notes by which a picture is drawn."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_NOTES = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_BOXES, _BOX_NOTES = (b"moov", b"trak", b"moof", b"traf"), (b"udta", b"meta", b"uuid")
_WAVE_NOTES = (b"LIST", b"bext", b"iXML", b"_PMX", b"id3 ", b"ID3 ")
_TAG, _OLD_TAG = 10, 128  # bytes: of the head of a tag before sound, and of one behind it


def overwrite_recording(data: bytearray) -> None:
    """Of film and sound in MP4, MOV, 3GP and M4A, MP3, and WAV; tracks of their own, as of some cameras, stay."""
    if data[4:8] == b"ftyp":
        _overwrite_boxes(data, 0, len(data))
    elif data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        _overwrite_chunks(data)
    elif data.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")):
        _overwrite_tags(data)


def _overwrite_boxes(data: bytearray, at: int, end: int) -> None:
    while at + 8 <= end:
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        size = size or end - at
        if size < head or at + size > end:
            return
        if kind in _BOX_NOTES:
            data[at + 4 : at + 8] = b"free"
            data[at + head : at + size] = bytes(size - head)
        elif kind in _BOXES:
            _overwrite_boxes(data, at + head, at + size)
        at += size


def _overwrite_chunks(data: bytearray) -> None:
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] in _WAVE_NOTES:
            data[at : at + 4] = b"JUNK"
            _blank(data, at + 8, min(at + 8 + size, len(data)))
        at += 8 + size + size % 2


def _overwrite_tags(data: bytearray) -> None:
    """A tag of nothing but filling is one still."""
    at = 0
    while data[at : at + 3] == b"ID3":
        digits = data[at + 6 : at + _TAG]
        end = min(at + _TAG + sum(digit << 7 * place for place, digit in enumerate(reversed(digits))), len(data))
        data[at + 5 : at + 6] = b"\0"
        _blank(data, at + _TAG, end)
        at = max(end, at + _TAG)
    if data[-_OLD_TAG:].startswith(b"TAG"):
        _blank(data, len(data) - _OLD_TAG, len(data))


def _blank(data: bytearray, start: int, end: int) -> None:
    data[start:end] = bytes(end - start)


def overwrite_jpegs(data: bytearray, start: int, end: int) -> None:
    """All pictures between two places, of which more than one may stand in a file; they stay as upright as they are."""
    while (at := data.find(_JPEG, start, end)) >= 0:
        start = at + 2
        for code, begins, ends in _segments(data, at, end):
            start = ends
            if _is_note(code) and not data.startswith(_NEEDED.get(code, b"\0\0"), begins):
                turn = _turn(bytes(data[begins:ends])) if code == _EXIF else b""
                data[begins:ends] = turn.ljust(ends - begins, b"\0")[: ends - begins]


def _is_note(code: int) -> bool:
    return 0xE0 <= code <= _LAST_NOTE or code == _COMMENT


def _segments(data: bytes | bytearray, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """What stands before the pixels of a JPEG: the code of each segment, where it begins and ends."""
    at += 2
    while at + 4 <= end and data[at] == 0xFF and data[at + 1] != _SCAN:
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == 0xFF:  # filling
            at += 1
            continue
        if size < 2 or at + 2 + size > end:
            return
        yield data[at + 1], at + 4, at + 2 + size
        at += 2 + size


def _turn(note: bytes) -> bytes:
    """A note that says nothing but how a picture is to be turned; none for one that stands upright."""
    from PIL import ExifTags, Image

    found, alone = Image.Exif(), Image.Exif()
    try:
        found.load(note)
        turn = found.get(ExifTags.Base.Orientation, 1)
        alone[ExifTags.Base.Orientation] = int(turn)
        return b"" if turn == 1 else alone.tobytes()
    except Exception:  # of many classes, for the note may hold anything
        return b""


def tells_place(data: bytes | bytearray, at: int = 0) -> bool:
    """Whether a JPEG says where it was taken."""
    from PIL import ExifTags, Image

    for code, begins, ends in _segments(data, at, len(data)):
        if code == _EXIF and data.startswith(b"Exif", begins):
            found = Image.Exif()
            try:
                found.load(bytes(data[begins:ends]))
                return bool(found.get_ifd(ExifTags.IFD.GPSInfo))
            except Exception:  # as above
                return False
    return False


def without_notes(data: bytes) -> bytes:
    """A JPEG or PNG picture with the same pixels; other data as it is."""
    if data.startswith(_JPEG):
        picture = bytearray(data)
        overwrite_jpegs(picture, 0, len(picture))
        return bytes(picture)
    return b"".join(_png_parts(data)) if data.startswith(_PNG) else data


def _png_parts(data: bytes) -> Iterator[bytes]:
    yield data[: len(_PNG)]
    at = len(_PNG)
    while at < len(data):
        size = 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in _PNG_NOTES:
            yield data[at : at + size]
        at += size
