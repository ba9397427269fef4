"""The cache of finished pictures: what was added is found again, even after a build that was killed."""

import os
from pathlib import Path

import pytest

from newsroom.cache import pictures
from newsroom.cache.pictures import Entry, PictureCache, PictureFile, write_pictures

FILE = PictureFile("assets/a.jpg", 4, 3, "image/jpeg")


def written(folder: Path, data: bytes = b"pixels") -> Entry:
    return write_pictures(folder, [(FILE, data)], is_whole=False)


def test_what_was_added_is_found_in_the_next_build(tmp_path: Path) -> None:
    entry = written(tmp_path)
    with PictureCache(tmp_path, "kind") as cache:
        cache.add("key", entry)
    assert PictureCache(tmp_path, "kind").get("key") == entry
    assert PictureCache(tmp_path, "other").get("key") is None


def test_what_was_added_before_an_error_is_kept(tmp_path: Path) -> None:
    with pytest.raises(KeyError), PictureCache(tmp_path, "kind") as cache:
        cache.add("key", written(tmp_path))
        raise KeyError
    assert PictureCache(tmp_path, "kind").get("key")


def test_a_killed_build_loses_the_last_seconds_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_PATIENCE", -1)
    PictureCache(tmp_path, "kind").add("key", written(tmp_path))
    assert PictureCache(tmp_path, "kind").get("key")


@pytest.mark.parametrize("data", [b"pixel", b"PIXELS", None])
def test_a_file_that_is_not_what_was_written_is_not_found(tmp_path: Path, data: bytes | None) -> None:
    with PictureCache(tmp_path, "kind") as cache:
        cache.add("key", written(tmp_path))
    place = FILE.stored(tmp_path)
    place.unlink()
    if data is not None:
        place.write_bytes(data)
        os.utime(place, ns=(0, 0))  # two writes may fall in one tick of a file system's clock
    assert PictureCache(tmp_path, "kind").get("key") is None
