"""Nothing private goes out: no path or user of the machine, nothing of what is not published, no maker of a file."""

import io
import sys
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from adapter.workplace import check
from conftest import MakeSite
from documents import text_pdf
from making_pictures import SECRETS, as_bytes, display_p3, exif, phone_jpeg, photo_like, telling_png
from making_recordings import NAME, PLACE, film, song
from newsroom.camera_notes import without_notes
from newsroom.frontmatter.schema import PostFields
from processes import run
from small_site import SmallSite
from word_files import WordFile

MAKER = "Canary Nguyen Thi Soan"


def found_in(site: SmallSite, *words: str) -> list[str]:
    """The published files with any of the words in their bytes, whatever the case, or in their names."""
    sought = [word.lower().encode() for word in words]
    files = ((path, f"{path}\0".encode() + data) for path, data in site.bytes().items())
    return [path for path, data in files if any(word in data.lower() for word in sought)]


def test_no_page_names_the_machine_or_its_user(make_site: MakeSite) -> None:
    posts = {
        "bai-viet/a/index.md": {"image": "anh.jpg", "campaign": "Một", "body": "![Ảnh](anh.jpg)\n\n[Tệp](tep.pdf)\n"},
        "bai-viet/a/anh.jpg": as_bytes(photo_like(), "JPEG"),
        "bai-viet/a/tep.pdf": text_pdf("Kế hoạch"),
        "bai-viet/b.md": {"directive": "27-HD/ĐU"},
    }
    site = make_site(posts, name="kho-canary4711")
    who = {"USER": "canary0815", "LOGNAME": "canary0815", "USERNAME": "canary0815", "HOSTNAME": "canary2342"}
    home = site.root / "nha-canary0815"
    home.mkdir()
    for turn in ("", "1"):
        ended = run(site, {**who, "HOME": str(home), "XDG_STATE_HOME": "", "NEWSROOM_CLEAN": turn})
        assert ended.code == 0, ended.said
        places = (str(site.root), str(Path(__file__).parents[2]), sys.prefix, str(home))
        assert found_in(site, "canary4711", "canary0815", "canary2342", *places) == []


HELD_BACK: dict[str, dict[str, Any]] = {
    "nhap": {"draft": True},
    "hen": {"publish_at": "2100-01-01 07:30"},
    "het": {"expires": "2022-03-31", "date": "2022-03-01"},
}


def canaries(name: str) -> dict[str, Any]:
    """A post all of whose words can be found again."""
    word = f"canary{name}"
    return {
        "title": f"{word} tieude",
        "author": [f"{word} tacgia"],
        "cell": f"{word} chibo",
        "directive": [f"71-HD/{word}"],
        "campaign": [f"{word} chuyende"],
        "summary": f"{word} tomtat",
        "description": f"{word} mota",
        "image": f"{word}-anh.jpg",
        "image_caption": f"{word} chuthich",
        "attachments": [{"path": f"{word}-tep.pdf", "title": f"{word} tep"}],
        "consent": f"{word} dongy",
        "redirect_from": [f"/{word}-cu/"],
        "body": f"## {word} muc\n\n![{word}]({word}-anh.jpg) [{word}]({word}-tep.pdf)[^1].\n\n[^1]: {word} thanbai\n",
        **HELD_BACK.get(name, {}),
    }


def tree_of(name: str) -> dict[str, Any]:
    folder = f"bai-viet/canary{name}"
    pictures = {f"{folder}/canary{name}-anh.jpg": as_bytes(photo_like(seed=len(name)), "JPEG")}
    return {
        f"{folder}/index.md": canaries(name),
        **pictures,
        f"{folder}/canary{name}-tep.pdf": text_pdf(f"canary{name}"),
    }


def test_nothing_of_a_post_that_is_held_back_goes_out(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {"title": "Một"}, "bai-viet/b.md": {"title": "Hai"}}, share_cards=True)
    site.build()
    before = site.bytes()
    for name in HELD_BACK:
        site.write(tree_of(name))
    for turn in ("", "1"):
        assert run(site, {"NEWSROOM_CLEAN": turn}).code == 0
        assert found_in(site, "canary") == []
        assert site.bytes() == before  # so no card, picture or index knows of them, either


def test_what_is_published_would_have_been_found(make_site: MakeSite) -> None:
    """The words of the test above are there once a post is, and gone once it is taken back."""
    wordless = {"date", "draft", "expires", "featured", "publish_at", "pupils", "template", "unchecked", "updated"}
    assert {one.name for one in fields(PostFields)} - wordless <= canaries("x").keys()
    site = make_site({"bai-viet/a.md": {"title": "Một"}}, share_cards=True)
    site.build()
    before = site.bytes()
    site.build(tree_of("ra"))
    assert len(found_in(site, "canaryra")) > 10
    assert any(path.startswith("search/") for path in found_in(site, "canaryra"))
    site.write({"bai-viet/canaryra/index.md": {**canaries("ra"), "draft": True}})
    assert run(site).code == 0
    assert found_in(site, "canary") == []
    assert site.bytes().keys() == before.keys()


def word_by(maker: str) -> bytes:
    word = WordFile().line("Nội dung.")
    word.file.core_properties.author = maker
    word.file.core_properties.last_modified_by = maker
    return word.bytes()


def pdf_by(maker: str, *, signed: bool = False) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(text_pdf("Nội dung")))
    writer.add_metadata({"/Author": maker, "/Title": maker, "/Creator": "Office"})
    if signed:
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/SigFlags"): NumberObject(3)})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def odt_by(maker: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as whole:
        whole.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        whole.writestr("content.xml", "<a>Nội dung</a>", zipfile.ZIP_DEFLATED)
        whole.writestr("meta.xml", f"<o:m><meta:initial-creator>{maker}</meta:initial-creator></o:m>")
    return written.getvalue()


FILES = {
    "a.docx": word_by(MAKER),
    "b.pdf": pdf_by(MAKER),
    "c.odt": odt_by(MAKER),
    "d.pdf": pdf_by(MAKER, signed=True),
    "e.docx": word_by(""),
    "f.pdf": text_pdf("Nội dung"),
}


@pytest.fixture(params=[False, True])
def shared(request: pytest.FixtureRequest, make_site: MakeSite) -> tuple[SmallSite, bool]:
    """A site with files to download, and whether it cleans them."""
    site = make_site(clean_attachments=request.param, share_cards=False)
    tree: dict[str, Any] = {f"bai-viet/a/{name}": data for name, data in FILES.items()}
    site.write({"bai-viet/a/index.md": {"attachments": [*FILES]}, **tree})
    return site, bool(request.param)


def test_makers_of_files_are_told(shared: tuple[SmallSite, bool]) -> None:
    site, cleans = shared
    for _ in range(2):  # the second time from what is kept
        told = [one for one in check(site.config) if one.check == "maker"]
        names = [name for name in FILES if any(f"“{name}”" in one.message for one in told)]
        assert names == (["d.pdf"] if cleans else ["a.docx", "b.pdf", "c.odt", "d.pdf"])
        assert all(MAKER in one.message and not one.fatal for one in told)
        lines = (site.docs / "bai-viet/a/index.md").read_text(encoding="utf-8").split("\n")
        assert all(any(name in lines[one.line - 1] for name in FILES) for one in told)


PHOTO = as_bytes(photo_like(), "JPEG", exif=exif(6), comment=SECRETS[4])


def word_with_a_photo() -> bytes:
    word = WordFile().line("Nội dung.")
    word.file.add_picture(io.BytesIO(PHOTO))
    word.file.core_properties.author = ""
    return word.bytes()


def pdf_with_a_photo() -> bytes:
    """With what programs keep of it beside the page, and of the page for themselves."""
    writer = PdfWriter(clone_from=io.BytesIO(text_pdf("Nội dung")))
    packet = DecodedStreamObject()
    packet.set_data(MAKER.encode())
    image = StreamObject()
    image._data = PHOTO
    sizes = {"/Width": 480, "/Height": 640, "/BitsPerComponent": 8}
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/Filter": "/DCTDecode", "/ColorSpace": "/DeviceRGB"}
    image.update({NameObject(key): NameObject(value) for key, value in names.items()})
    image.update({NameObject(key): NumberObject(value) for key, value in sizes.items()})
    image[NameObject("/Metadata")] = writer._add_object(packet)
    page = writer.pages[0]
    resources = cast(DictionaryObject, page["/Resources"])
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/I"): writer._add_object(image)})
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/A"): TextStringObject(MAKER)})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_places_in_pictures_within_files_are_told_or_taken_out(make_site: MakeSite) -> None:
    files = {"a.docx": word_with_a_photo(), "b.pdf": pdf_with_a_photo()}
    for cleans in (False, True):
        site = make_site(name=f"kho-{cleans}", clean_attachments=cleans, share_cards=False)
        tree: dict[str, Any] = {f"bai-viet/a/{name}": data for name, data in files.items()}
        site.build({"bai-viet/a/index.md": {"attachments": [*files]}, **tree})
        told = [one.message for one in check(site.config) if one.check == "maker" and "nơi chụp" in one.message]
        assert [name for name in files if any(f"“{name}”" in one for one in told)] == ([] if cleans else [*files])
        if cleans:
            out = {name: texts_in((site.site / "bai-viet/a" / name).read_bytes()) for name in files}
            secrets = (*SECRETS, MAKER.encode())
            assert [name for name, data in out.items() if any(secret in data for secret in secrets)] == []
            assert without_notes(PHOTO) in out["b.pdf"]
            assert PdfReader(io.BytesIO(out["b.pdf"])).pages[0].extract_text().strip() == "Nội dung"


def test_a_file_too_large_to_be_cleaned_is_told(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that unpacks to 500 MB, whether or not its first parts name anybody."""
    files = {"a.docx": word_by(MAKER), "b.docx": word_by(""), "c.pdf": pdf_by(MAKER)}
    monkeypatch.setattr("newsroom.properties._LARGEST_WHOLE", 1000)
    site = make_site(clean_attachments=True, share_cards=False)
    tree: dict[str, Any] = {f"bai-viet/a/{name}": data for name, data in files.items()}
    site.build({"bai-viet/a/index.md": {"attachments": [*files]}, **tree})
    assert (site.site / "bai-viet/a/a.docx").read_bytes() == files["a.docx"]
    for _ in range(2):  # the second time from what is kept
        told = [one for one in check(site.config) if one.check == "maker"]
        lines = (site.docs / "bai-viet/a/index.md").read_text(encoding="utf-8").split("\n")
        assert [lines[one.line - 1].strip("- ") for one in told] == ["a.docx", "b.docx"]
        assert all("quá 500 MB" in one.message and "hãy" in one.message for one in told)


def test_recordings_go_out_without_what_telephones_write(make_site: MakeSite) -> None:
    site = make_site()
    tree: dict[str, Any] = {"bai-viet/a/phim.mp4": film(), "bai-viet/a/hat.mp3": song()}
    site.build({"bai-viet/a/index.md": {"body": "![Phim](phim.mp4)\n\nNghe [bài hát](hat.mp3).\n"}, **tree})
    assert found_in(site, PLACE.decode(), NAME.decode()) == []
    assert len((site.site / "bai-viet/a/phim.mp4").read_bytes()) == len(film())


def texts_in(data: bytes) -> bytes:
    """The parts of a zip unpacked, else the bytes."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        assert whole.testzip() is None
        return b"".join(whole.read(name) for name in whole.namelist())


def test_files_are_cleaned_where_the_settings_say_so(shared: tuple[SmallSite, bool]) -> None:
    site, cleans = shared
    site.build()
    out = {name: (site.site / "bai-viet/a" / name).read_bytes() for name in FILES}
    if not cleans:
        assert out == FILES
        return
    assert [name for name, data in out.items() if MAKER.encode() in texts_in(data)] == ["d.pdf"]
    assert out["d.pdf"] == FILES["d.pdf"]  # else its signature would be broken
    assert not PdfReader(io.BytesIO(out["b.pdf"])).metadata
    assert PdfReader(io.BytesIO(out["b.pdf"])).pages[0].extract_text().strip() == "Nội dung"
    assert [one.text for one in docx.Document(io.BytesIO(out["a.docx"])).paragraphs] == ["Nội dung."]
    with zipfile.ZipFile(io.BytesIO(out["c.odt"])) as odt:
        assert odt.infolist()[0].filename == "mimetype" and odt.infolist()[0].compress_type == zipfile.ZIP_STORED
    before = site.bytes()
    for turn in ("", "1"):
        assert run(site, {"NEWSROOM_CLEAN": turn}).code == 0
        assert site.bytes() == before


def test_the_setting_changes_files_that_were_published(make_site: MakeSite) -> None:
    """The incremental build takes them up, one way and the other."""
    site = make_site({"bai-viet/a/index.md": {"attachments": ["a.docx"]}, "bai-viet/a/a.docx": FILES["a.docx"]})
    text = site.config.read_text(encoding="utf-8")
    for value in ("false", "true", "false", "true"):
        site.config.write_text(
            text.replace("newsroom: {}", f"newsroom: {{clean_attachments: {value}}}"), encoding="utf-8"
        )
        assert run(site).code == 0
        clean = MAKER.encode() not in texts_in((site.site / "bai-viet/a/a.docx").read_bytes())
        assert clean == (value == "true")


EMBLEMS = {
    "bieu-trung.jpg": phone_jpeg(photo_like(), 6, display_p3()),
    "bieu-trung.png": telling_png(photo_like()),
    "bieu-trung.webp": as_bytes(photo_like(), "WEBP", exif=exif()),
}


@pytest.mark.parametrize("name", EMBLEMS)
def test_the_emblem_goes_out_without_what_cameras_write(make_site: MakeSite, name: str) -> None:
    assert any(secret in EMBLEMS[name] for secret in SECRETS)
    site = make_site({f"anh/{name}": EMBLEMS[name]}, emblem=f"anh/{name}", share_cards=False)
    site.build()
    data = (site.site / "anh" / name).read_bytes()
    assert data and found_in(site, *(secret.decode() for secret in SECRETS)) == []
