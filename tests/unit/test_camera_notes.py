"""Notes go out of pictures and recordings, and nothing else of them changes."""

import io
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from making_pictures import SECRETS, corners, display_p3, phone_jpeg, photo_like, telling_png
from making_recordings import NAME, PLACE, film, noted_sound, song
from newsroom.camera_notes import overwrite_jpegs, overwrite_recording, tells_place, without_notes


def overwritten(data: bytes) -> bytes:
    changed = bytearray(data)
    overwrite_recording(changed)
    return bytes(changed)


@pytest.mark.parametrize("data", [film(), film(b"M4A "), film(b"qt  "), song(), noted_sound()])
def test_a_recording_says_nothing_of_its_making_and_no_byte_moves(data: bytes) -> None:
    found = overwritten(data)
    assert len(found) == len(data)
    assert PLACE not in found and NAME not in found
    assert found.count(b"GIU") == data.count(b"GIU")
    assert found.find(b"mdat") == data.find(b"mdat")
    assert overwritten(found) == found


def test_sound_is_the_same() -> None:
    with wave.open(io.BytesIO(noted_sound())) as one, wave.open(io.BytesIO(overwritten(noted_sound()))) as other:
        assert one.readframes(9000) == other.readframes(9000)


@given(st.binary(max_size=200), st.sampled_from([film(), song(), noted_sound()]), st.floats(0, 1))
def test_a_broken_recording_keeps_its_length(put: bytes, data: bytes, place: float) -> None:
    at = int(place * len(data))
    broken = data[:at] + put + data[at + len(put) // 2 :]
    assert len(overwritten(broken)) == len(broken)


@pytest.mark.parametrize("turn", [1, 6])
def test_a_picture_keeps_its_pixels_profile_and_turn(turn: int) -> None:
    data = phone_jpeg(photo_like(), turn, display_p3())
    found = without_notes(data)
    assert tells_place(data) and not tells_place(found)
    assert all(secret not in found for secret in SECRETS[:-1])
    with Image.open(io.BytesIO(data)) as one, Image.open(io.BytesIO(found)) as other:
        assert other.info["icc_profile"] == display_p3()
        assert [*other.getexif().items()] == ([(0x112, turn)] if turn != 1 else [])
        assert ImageOps.exif_transpose(one).tobytes() == ImageOps.exif_transpose(other).tobytes()


def test_a_drawing_keeps_its_pixels() -> None:
    data = telling_png(corners())
    found = without_notes(data)
    assert all(secret not in found for secret in SECRETS)
    with Image.open(io.BytesIO(data)) as one, Image.open(io.BytesIO(found)) as other:
        assert one.tobytes() == other.tobytes() and not other.getexif()


def test_a_picture_behind_another_is_found() -> None:
    """As telephones keep depth, or what was before a crop."""
    data = bytearray(phone_jpeg(corners()) + phone_jpeg(photo_like()))
    overwrite_jpegs(data, 0, len(data))
    assert all(secret not in data for secret in SECRETS)


@given(st.binary(max_size=300), st.floats(0, 1))
def test_a_broken_picture_is_no_error(put: bytes, place: float) -> None:
    for data in (phone_jpeg(corners()), telling_png(corners())):
        at = int(place * len(data))
        broken = data[:at] + put + data[at + len(put) :]
        assert without_notes(broken)
        assert tells_place(broken) in (True, False)
