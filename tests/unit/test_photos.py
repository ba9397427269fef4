"""From a photo's file to the files that are published: what they show, what they hide, and when they are made again."""

import io
import os
import threading
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from making_pictures import SECRETS, bomb, corners, exif, phone_heic, phone_jpeg, photo_like, telling_png
from newsroom.cache.pictures import PictureFile
from newsroom.cache.store import digest_of
from newsroom.photos import Photo, PhotoError, PhotoSettings, Prepared, Request, batch, prepare_photos
from newsroom.photos.cropping import best_box
from newsroom.photos.renditions import fitting

SMALL = PhotoSettings(widths=(40, 80), fallback_widths=(80,), limit=80, crop_widths=(30,))


def put(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def request(path: Path, crop: bool = False) -> Request:
    return Request(path, digest_of(path.read_bytes()) if path.is_file() else "", crop)


def prepare(path: Path, cache: Path, settings: PhotoSettings | None = None, crop: bool = False) -> Photo:
    done = prepare_photos([request(path, crop)], cache, settings)
    for problem in done.problems.values():
        raise problem
    return done.photos[path]


def contents(photo: Photo, cache: Path) -> dict[str, bytes]:
    return {file.path: file.stored(cache).read_bytes() for file in photo.files + photo.crops}


def foreign_parts(data: bytes) -> list[str]:
    """The parts of a JPEG, WebP or AVIF file that hold something else than pixels."""
    if data[:2] == b"\xff\xd8":
        return _jpeg_parts(data)
    if data[8:12] == b"WEBP":
        return [name for name in _riff_names(data) if name not in ("VP8 ", "VP8L")]
    assert data[4:12] == b"ftypavif"
    return [name.decode() for name in (b"Exif", b"mime", b"prof", b"rICC", b"uuid", b"xml ") if name in data]


def _jpeg_parts(data: bytes) -> list[str]:
    at, found = 2, []
    while data[at + 1] != 0xDA:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        plain = marker in (0xC0, 0xC2, 0xC4, 0xDB, 0xDD) or data[at + 4 : at + 9] == b"JFIF\0"
        found += [] if plain else [f"{marker:x}"]
        at += 2 + size
    return found if data.endswith(b"\xff\xd9") and data.count(b"\xff\xd8") == 1 else [*found, "more after the end"]


def _riff_names(data: bytes) -> list[str]:
    at, names = 12, []
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        names.append(data[at : at + 4].decode("latin-1"))
        at += 8 + size + size % 2
    return names


def test_what_is_looked_for_would_be_found() -> None:
    with_all = phone_jpeg(corners(), profile=b"x" * 200)
    assert {"e1", "e2", "ed", "fe"} <= set(_jpeg_parts(with_all))
    assert all(secret in with_all for secret in SECRETS[:5])
    out = io.BytesIO()
    corners().save(out, "AVIF", exif=exif(), xmp=b"<x/>", icc_profile=b"ICC")
    assert foreign_parts(out.getvalue()) == ["Exif", "mime", "prof"]
    out = io.BytesIO()
    corners().save(out, "WEBP", exif=exif())
    assert "EXIF" in foreign_parts(out.getvalue())


@pytest.mark.parametrize("make", [phone_jpeg, phone_heic, telling_png])
def test_nothing_of_the_file_is_published_but_pixels(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = put(tmp_path, "IMG_20220401.JPG", make(photo_like(200, 150)))
    photo = prepare(path, tmp_path / "cache", PhotoSettings(), crop=True)
    published = contents(photo, tmp_path / "cache")
    assert len(published) >= 6
    for name, data in published.items():
        assert foreign_parts(data) == [], name
        assert not any(secret in data or secret in name.encode() for secret in (*SECRETS, b"IMG_2022"))
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif()
            assert not {"icc_profile", "exif", "xmp", "comment", "photoshop"} & image.info.keys()


@pytest.mark.parametrize("orientation", [1, 6])
def test_every_file_is_upright_of_the_size_said_and_of_the_colours_stored(tmp_path: Path, orientation: int) -> None:
    path = put(tmp_path, "anh.jpg", phone_jpeg(corners(240, 160), orientation))
    photo = prepare(path, tmp_path / "cache", SMALL, crop=True)
    assert (photo.width, photo.height) == (80, 53)
    for file in photo.files + photo.crops:
        with Image.open(file.stored(tmp_path / "cache")) as image:
            assert (image.size, Image.MIME[image.format or ""]) == ((file.width, file.height), file.mime)
            seen = image.convert("RGB").getpixel((file.width // 5, file.height // 5))
        assert all(abs(a - b) < 16 for a, b in zip(seen, (200, 30, 30), strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("width", "wanted"),
    [(300, [300]), (400, [400]), (820, [400, 820]), (1200, [400, 800, 1200]), (1600, [400, 800, 1600])],
)
def test_widths_that_fit(width: int, wanted: list[int]) -> None:
    assert fitting((400, 800, 1600), width) == wanted
    assert set(fitting((800, 1600), width)) <= set(wanted)


def test_a_phone_never_loads_more_than_sixty_kilobytes_of_a_photo(tmp_path: Path) -> None:
    path = put(tmp_path, "hạt.jpg", phone_jpeg(photo_like(1000, 1000, grain=160), quality=95))
    photo = prepare(path, tmp_path / "cache")
    sizes = {file: file.stored(tmp_path / "cache").stat().st_size for file in photo.files}
    assert {file.width for file in sizes} == {400, 800, 1000}
    assert all(size <= 60_000 for file, size in sizes.items() if file.width <= 800 and file.mime != "image/jpeg")


def test_the_same_photo_gives_the_same_names_and_bytes_whatever_it_is_called(tmp_path: Path) -> None:
    data = phone_jpeg(photo_like(160, 120))
    names = ("Ảnh họp.JPG", unicodedata.normalize("NFD", "Lễ kết nạp.jpeg"), "anh.Jpg")
    made = [prepare(put(tmp_path / str(n), name, data), tmp_path / f"c{n}", SMALL) for n, name in enumerate(names)]
    assert made[0] == made[1] == made[2]
    assert contents(made[0], tmp_path / "c0") == contents(made[2], tmp_path / "c2")


def test_other_contents_or_settings_give_other_names(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    one = put(tmp_path, "anh.jpg", phone_jpeg(photo_like(90, 60, seed=1)))
    two = put(tmp_path, "ANH.JPG", phone_jpeg(photo_like(90, 60, seed=2)))
    other = PhotoSettings(widths=(40,), fallback_widths=(40,), jpeg_quality=71)
    made = [prepare(one, cache, SMALL), prepare(two, cache, SMALL), prepare(one, cache, other)]
    names = [{file.path for file in photo.files} for photo in made]
    assert not names[0] & names[1] and not names[0] & names[2]


def three(folder: Path) -> list[Request]:
    images = [photo_like(100, 80, seed=seed) for seed in range(3)]
    return [request(put(folder, f"{n}.jpg", phone_jpeg(image)), n == 0) for n, image in enumerate(images)]


def test_processes_and_one_alone_make_the_same(tmp_path: Path) -> None:
    requests = three(tmp_path)
    apart = prepare_photos(requests, tmp_path / "a", SMALL, workers=2)
    alone = prepare_photos(requests, tmp_path / "b", SMALL, workers=1)
    assert apart == alone
    assert all(
        contents(apart.photos[one.path], tmp_path / "a") == contents(alone.photos[one.path], tmp_path / "b")
        for one in requests
    )


def nothing_to_do(*args: object) -> list[object]:
    assert not args[1], "a picture was made again"
    return []


def test_a_picture_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def for_ever(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr("newsroom.photos.renditions.make", for_ever)
    monkeypatch.setattr(batch, "_SECONDS", 0.2)
    path = put(tmp_path, "vô-tận.jpg", phone_jpeg(corners()))
    told = prepare_photos([request(path)], tmp_path / "cache", SMALL, workers=1).problems[path]
    assert "“vô-tận.jpg” cần quá nhiều thời gian" in str(told)


def test_the_second_build_opens_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    requests, lines = three(tmp_path), list[str]()
    first = prepare_photos(requests, tmp_path / "cache", SMALL, workers=1, progress=lines.append)
    assert lines[-1] == "Đang xử lý ảnh: 3/3"
    monkeypatch.setattr(batch, "map_each", nothing_to_do)
    monkeypatch.setattr(Image, "open", nothing_to_do)
    assert prepare_photos(requests, tmp_path / "cache", SMALL, progress=lines.append) == first
    assert len(lines) == 3


def test_files_that_look_as_they_were_written_are_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = three(tmp_path)
    first = prepare_photos(requests, tmp_path / "cache", SMALL, workers=1)
    monkeypatch.setattr(batch, "_make", nothing_to_do)
    monkeypatch.setattr("newsroom.cache.pictures.digest_of", nothing_to_do)
    assert prepare_photos(requests, tmp_path / "cache", SMALL) == first


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    os.utime(path, ns=(0, 0))  # two writes may fall in one tick of a file system's clock


@pytest.mark.parametrize("spoil", [_cut, _flip, Path.unlink, lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize("pattern", ["*-40.avif", "*-80.jpg", "*-crop-30.webp", "photos.pickle"])
def test_a_damaged_cache_is_mended(tmp_path: Path, spoil, pattern: str) -> None:  # type: ignore[no-untyped-def]
    requests, cache = three(tmp_path)[:1], tmp_path / "cache"
    photo = prepare_photos(requests, cache, SMALL).photos[requests[0].path]
    before = contents(photo, cache)
    for path in cache.rglob(pattern):
        spoil(path)
    assert prepare_photos(requests, cache, SMALL).photos[requests[0].path] == photo
    assert contents(photo, cache) == before


@pytest.mark.parametrize("strange", [b"{}", b"\x80\x04}\x94.", bytes(64), b"\xff" * 64])
def test_a_strange_list_is_as_none(tmp_path: Path, strange: bytes) -> None:
    requests, cache = three(tmp_path)[1:2], tmp_path / "cache"
    first = prepare_photos(requests, cache, SMALL)
    (cache / "photos.pickle").write_bytes(strange)
    assert prepare_photos(requests, cache, SMALL) == first


def test_two_builds_at_once_leave_a_whole_cache(tmp_path: Path) -> None:
    requests, cache, answers = three(tmp_path), tmp_path / "cache", list[Prepared]()
    builds = [
        threading.Thread(target=lambda: answers.append(prepare_photos(requests, cache, SMALL, workers=1)))
        for _ in range(3)
    ]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert answers[0] == answers[1] == answers[2]
    assert not list(cache.rglob("*.part"))
    assert all(contents(photo, cache) for photo in answers[0].photos.values())


def test_all_bad_pictures_are_told_at_once_and_the_good_ones_made(tmp_path: Path) -> None:
    bad = {"cụt.jpg": phone_jpeg(corners())[:600], "rỗng.png": b"", "bom.png": bomb(), "chữ.JPG": b"xin chao"}
    paths = [put(tmp_path, name, data) for name, data in bad.items()]
    good = three(tmp_path)[0]
    missing = tmp_path / "không có.jpg"
    done = prepare_photos([*map(request, paths), good, request(missing)], tmp_path / "cache", SMALL, workers=2)
    assert set(done.problems) == {*paths, missing}
    assert set(done.photos) == {good.path}
    assert all(f"ảnh “{path.name}”" in str(problem) for path, problem in done.problems.items())


def test_a_photo_that_lacks_its_end_is_known_as_such_from_the_cache_too(tmp_path: Path) -> None:
    cut = request(put(tmp_path, "cut.jpg", phone_jpeg(photo_like())[:-2]))
    made, kept = (prepare_photos([cut], tmp_path / "cache", SMALL) for _ in range(2))
    assert set(made.photos) == set(kept.photos) == {cut.path}
    assert str(made.problems[cut.path]) == str(kept.problems[cut.path])
    assert "có vẻ bị cắt" in str(kept.problems[cut.path])
    assert not prepare_photos(three(tmp_path), tmp_path / "cache", SMALL).problems


def test_one_bad_photo_under_two_names_is_told_under_both(tmp_path: Path) -> None:
    paths = [put(tmp_path / folder, f"{folder}.jpg", b"chu") for folder in ("a", "b")]
    done = prepare_photos(map(request, paths), tmp_path / "cache", SMALL)
    assert [str(done.problems[path])[:12] for path in paths] == ["ảnh “a.jpg” ", "ảnh “b.jpg” "]


def test_a_photo_gets_a_crop_only_where_one_is_asked_for(tmp_path: Path) -> None:
    data = phone_jpeg(photo_like(90, 60))
    first, second = put(tmp_path / "a", "anh.jpg", data), put(tmp_path / "b", "anh.jpg", data)
    done = prepare_photos([request(first, True), request(first), request(second)], tmp_path / "cache", SMALL)
    again = prepare_photos([request(first, True), request(second)], tmp_path / "cache", SMALL)
    assert done == again
    assert done.photos[first].crops and not done.photos[second].crops
    assert done.photos[first].files == done.photos[second].files


def test_a_folder_is_no_photo(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="không mở được"):
        prepare(tmp_path, tmp_path / "cache")
    assert tmp_path in prepare_photos([request(tmp_path)], tmp_path / "cache").problems


SKIN = (214, 168, 140)


def with_faces(size: tuple[int, int], *centres: tuple[int, int]) -> Image.Image:
    image = Image.new("RGB", size, (70, 110, 160))
    image.paste((90, 90, 90), (0, size[1] * 2 // 3, *size))
    for x, y in centres:
        face = Image.new("L", (60, 80), 0)
        face.paste(255, (5, 5, 55, 75))
        image.paste(SKIN, (x - 30, y - 40), face)
        image.paste((40, 40, 60), (x - 60, y + 40, x + 60, y + 200))
    return image


@pytest.mark.parametrize("height", [80, 150, 250, 350, 450])
def test_heads_are_not_cut_from_upright_photos(height: int) -> None:
    _, top, _, bottom = best_box(with_faces((600, 800), (200, height), (420, height + 20)), 3, 2)
    assert top <= height - 40 and height + 60 <= bottom


@pytest.mark.parametrize("across", [60, 500, 1100])
def test_heads_are_not_cut_from_panoramas(across: int) -> None:
    left, _, right, _ = best_box(with_faces((1200, 400), (across, 200)), 3, 2)
    assert left <= across - 30 and across + 30 <= right


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (300, 200), (301, 200), (64, 64)])
def test_a_box_has_the_shape_asked_for_and_lies_inside(size: tuple[int, int]) -> None:
    left, top, right, bottom = best_box(Image.new("RGB", size), 3, 2)
    assert 0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]
    assert (right - left, bottom - top) in [
        (size[0], max(1, round(size[0] / 1.5))),
        (max(1, round(size[1] * 1.5)), size[1]),
    ]


def test_a_photo_file_lies_where_it_will_be_published(tmp_path: Path) -> None:
    assert (
        PictureFile("assets/anh/ab/abc.jpg", 1, 1, "image/jpeg").stored(tmp_path) == tmp_path / "assets/anh/ab/abc.jpg"
    )
