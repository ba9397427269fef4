"""What a file of docs/ is, is decided by its bytes: pictures of any name, players, and what is neither."""

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image

from conftest import MakeSite
from making_pictures import SECRETS, as_bytes, phone_heic, phone_jpeg, photo_like, sound
from newsroom.media import HEAVY
from small_site import SmallSite

POST = "bai-viet/a/index.md"
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 4000
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + b"\0" * 4000


def published(site: SmallSite) -> dict[str, bytes]:
    """What lies beside posts in the built site."""
    return {path: data for path, data in site.bytes().items() if path.startswith("bai-viet/a/") and "." in path[-6:]}


def beside(site: SmallSite) -> set[str]:
    """Their names, without pages."""
    return {path.rpartition("/")[2] for path in published(site)} - {"index.html"}


NAMES = ("anh.jfif", "anh.JPG", "anh.txt", "anh", "anh.jpg_large", "anh.hif", "anh.mp4", "anh.pdf")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("use", ["body", "link", "attachments", "image"])
def test_a_picture_of_any_name_is_a_picture_and_its_original_stays_home(
    make_site: MakeSite, name: str, use: str
) -> None:
    post = {"body": f"![Sân trường]({name})\n"} if use == "body" else {use: [name] if use == "attachments" else name}
    post = {"body": f"Xem [ảnh]({name}).\n"} if use == "link" else post
    photo = phone_heic(photo_like(300, 200)) if name.endswith(".hif") else phone_jpeg(photo_like(300, 200))
    site = make_site({POST: post, f"bai-viet/a/{name}": photo})
    assert site.build().problems == []
    assert beside(site) == set()
    renditions = {path: data for path, data in site.bytes().items() if path.startswith("assets/anh/")}
    assert renditions and not [path for path, data in renditions.items() for one in SECRETS if one in data]
    page = site.html("bai-viet/a/")
    assert "assets/anh/" in page and 'class="gallery"' not in page
    if use == "attachments":
        assert re.search(r"Ảnh\b.*\d KB", page, re.DOTALL)


def test_a_picture_attached_to_a_directive_is_shown_as_one(make_site: MakeSite) -> None:
    directive = {"symbol": "27-HD/ĐU", "attachment": "27.jpg"}
    site = make_site({"van-ban/x.md": directive, "van-ban/27.jpg": phone_jpeg(photo_like())})
    assert site.build().problems == []
    links = [link for link in site.page("van-ban/x/").links if "assets/anh/" in link]
    assert links and all((site.site / "van-ban/x" / link).exists() for link in links)
    assert not (site.site / "van-ban/27.jpg").exists()


def test_a_picture_at_the_top_of_docs_stays_home_whatever_its_name(make_site: MakeSite) -> None:
    site = make_site({"anh": phone_jpeg(photo_like()), "anh.bin": as_bytes(photo_like(), "PNG"), "robots.txt": b"BM x"})
    site.build()
    assert {"anh", "anh.bin", "robots.txt"} & site.bytes().keys() == {"robots.txt"}


def test_the_emblem_goes_out_as_it_is(make_site: MakeSite) -> None:
    emblem = as_bytes(photo_like(), "PNG")
    site = make_site({"assets/logo.png": emblem, POST: {}}, emblem="assets/logo.png")
    site.build()
    assert site.bytes()["assets/logo.png"] == emblem


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jpg", b"%PDF-1.7", "là tệp PDF"),
        ("a.jpg", b"<!DOCTYPE html><html><svg></svg>", "trang web"),
        ("a.jpg", MP4, "đoạn phim"),
        ("a.png", sound(), "tệp âm thanh"),
        ("a.docx", b"PK\x03\x04x", "tệp Word"),
        ("a", b"BM 01-HD/DU", "tệp văn bản"),
        ("a.avi", b"RIFF\0\0\0\0AVI LIST" + bytes(range(256)), "không phải loại ảnh"),
        ("a.bin", WEBM, "đuôi lạ"),
        ("a.svg", b"<svg/>", "SVG"),
    ],
)
def test_what_is_shown_but_is_no_picture_is_told_at_its_line(
    make_site: MakeSite, name: str, data: bytes, said: str
) -> None:
    site = make_site({POST: {"body": f"Chữ.\n\n![Ảnh]({name})\n"}, f"bai-viet/a/{name}": data})
    outcome = site.try_build()
    (problem,) = outcome.problems
    line = (site.docs / POST).read_text(encoding="utf-8").split("\n").index(f"![Ảnh]({name})") + 1
    assert problem.startswith(f"docs/{POST}:{line}: ") and said in problem and "hãy" in problem
    assert outcome.code == 1


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_an_animation_is_told_for_one_frame_of_it_is_shown(make_site: MakeSite, form: str) -> None:
    written = io.BytesIO()
    first, *others = (Image.new("RGB", (64, 48), colour) for colour in ("red", "green", "blue"))
    first.save(written, form, save_all=True, append_images=others, duration=100, loop=0)
    name = f"a.{form.lower()}"
    site = make_site({POST: {"body": f"![Động]({name})\n"}, f"bai-viet/a/{name}": written.getvalue()})
    (problem,) = site.build().problems
    assert "khung hình đầu" in problem and ".mp4" in problem
    still = as_bytes(photo_like(), form)
    assert (
        make_site({POST: {"body": f"![x]({name})\n"}, f"bai-viet/a/{name}": still}, name="khac").build().problems == []
    )


def test_a_link_to_what_only_claims_to_be_a_picture_is_told(make_site: MakeSite) -> None:
    outcome = make_site({POST: {"body": "[x](a.jpg)\n"}, "bai-viet/a/a.jpg": b"%PDF-1.7"}).try_build()
    assert "là tệp PDF" in outcome.problems[0]


def test_recordings_become_players_that_load_nothing(make_site: MakeSite) -> None:
    body = "Chữ.\n\n![Múa lân](phim.MP4)\n![Sân](a.jpg)\n![Lớp](b.jpg)\n![Hát](hat.wav)\n"
    files = {
        "phim.MP4": MP4,
        "hat.wav": sound(),
        "a.jpg": phone_jpeg(photo_like(seed=1)),
        "b.jpg": phone_jpeg(photo_like()),
    }
    site = make_site({POST: {"body": body}, **{f"bai-viet/a/{name}": data for name, data in files.items()}})
    assert site.build().problems == []
    assert beside(site) == {"phim.MP4", "hat.wav"}
    page = site.page("bai-viet/a/")
    (video,) = (one for tag, one in page.elements if tag == "video")
    (audio,) = (one for tag, one in page.elements if tag == "audio")
    assert video["preload"] == audio["preload"] == "none"
    assert (video["src"], audio["src"]) == ("phim.MP4", "hat.wav") or video["src"].endswith("a/phim.MP4")
    with Image.open(site.site / "bai-viet/a" / video["poster"]) as poster:
        assert poster.width >= 400
    assert "poster" not in audio
    captions = page.all("figcaption")
    assert [one for one in captions if "Tải" in one] == ["Múa lân · Tải video (4 KB)", "Hát · Tải tệp âm thanh (8 KB)"]
    html = site.html("bai-viet/a/")
    assert html.index("<video") < html.index('class="gallery"') < html.index("<audio")
    cards = [one for tag, one in site.page("").elements if tag == "img" and "-crop-" in one["src"]]
    assert cards, "the card shows the first picture, not the film before it"


def test_a_recording_in_a_line_of_text_is_told(make_site: MakeSite) -> None:
    site = make_site({POST: {"body": "Xem ![phim](a.mp4) này.\n"}, "bai-viet/a/a.mp4": MP4})
    (problem,) = site.try_build().problems
    assert "video “a.mp4” phải đứng riêng" in problem


@pytest.mark.parametrize(("size", "count"), [(HEAVY, 0), (HEAVY + 60_000, 1)])
def test_a_heavy_recording_is_a_reminder(make_site: MakeSite, size: int, count: int) -> None:
    site = make_site({POST: {"body": "![Phim](a.mp4)\n"}, "bai-viet/a/a.mp4": MP4})
    os.truncate(site.docs / "bai-viet/a/a.mp4", size)
    outcome = site.build()
    assert len([one for one in outcome.problems if "nặng 50,1 MB" in one]) == len(outcome.problems) == count
    assert (site.site / "bai-viet/a/a.mp4").stat().st_size == size


def test_what_a_file_becomes_follows_its_bytes(make_site: MakeSite, tmp_path: Path) -> None:
    """The same name holds a picture, then a film: nothing of the picture is left, and the other way about."""
    photo, site = phone_jpeg(photo_like()), make_site({POST: {"body": "![Phim](a.mp4)\n"}, "bai-viet/a/a.mp4": MP4})
    site.build()
    before = site.bytes()
    site.build({"bai-viet/a/a.mp4": photo})
    assert "<video" not in site.html("bai-viet/a/") and beside(site) == set()
    site.build({"bai-viet/a/a.mp4": MP4})
    assert site.bytes() == before


def test_a_place_in_a_file_or_a_version_of_it_is_no_part_of_its_name(make_site: MakeSite) -> None:
    body = "[a](a.pdf#page=2) [b](b.jfif?v=2#x)\n\n![d](d.mp4#t=10)\n\n![e](e.jpg?v=1)\n"
    photo = phone_jpeg(photo_like())
    files = {"a.pdf": b"%PDF", "b.jfif": photo, "d.mp4": MP4, "e.jpg": photo}
    site = make_site({POST: {"body": body}, **{f"bai-viet/a/{name}": data for name, data in files.items()}})
    assert site.build().problems == []
    assert beside(site) == {"a.pdf", "d.mp4"}
    page = site.page("bai-viet/a/")
    assert page.link("a").endswith("a.pdf#page=2")
    assert "assets/anh/" in page.link("b")


def test_a_full_address_of_the_site_itself_is_its_picture(make_site: MakeSite) -> None:
    there = "https://example.test/bai-viet/a/anh.jpg"
    post = {"body": f"![Sân trường]({there})\n\n[Ảnh to]({there})\n"}
    site = make_site({POST: post, "bai-viet/a/anh.jpg": phone_jpeg(photo_like(300, 200))})
    assert site.build().problems == []
    assert beside(site) == set()
    assert "assets/anh/" in site.html("bai-viet/a/") and "anh.jpg" not in site.html("bai-viet/a/")


def test_a_place_in_a_file_to_download_is_kept(make_site: MakeSite) -> None:
    site = make_site({POST: {"attachments": ["tai.pdf#page=2"]}, "bai-viet/a/tai.pdf": b"%PDF-1.4"})
    assert site.build().problems == []
    assert any(link.endswith("tai.pdf#page=2") for link in site.page("bai-viet/a/").links)
    assert beside(site) == {"tai.pdf"}
