"""The command: Word files in, posts and a report out; a built page shows what Word showed."""

import io
import re
import struct
import zipfile
from pathlib import Path

import pytest
from docx.shared import Pt
from PIL import Image

from conftest import MakeSite
from making_pictures import SECRETS, bomb, corners, phone_jpeg, photo_like
from word_files import LEAD, WordFile, article
from word_imports import body, one, photo_names, put, run


def test_contract(tmp_path: Path) -> None:
    code, entries = run(tmp_path, put(tmp_path, article().bytes()), put(tmp_path, b"", "rong.docx"), "khong-co.docx")
    assert code == 1 and [entry["file"] for entry in entries] == ["bai.docx", "rong.docx", "khong-co.docx"]
    assert all(set(entry) == {"file", "post", "error", "fields", "guessed", "missing", "report"} for entry in entries)
    assert entries[0]["post"].endswith("docs/bai-viet/2023/03/chi-bo-noi-chuyen-chuyen-de-quy-ii/index.md")
    assert entries[0]["error"] is None and entries[0]["guessed"]["author"] == "Người viết: Tổ Toán – Tin"
    assert [entry["post"] for entry in entries[1:]] == [None, None] and all(entry["error"] for entry in entries[1:])


def test_dry_run_writes_nothing_and_nothing_is_overwritten(tmp_path: Path) -> None:
    name = put(tmp_path, article().bytes())
    assert run(tmp_path, name, "--dry-run")[0] == 0 and not (tmp_path / "docs").exists()
    assert run(tmp_path, name)[0] == 0
    code, (entry,) = run(tmp_path, name)
    assert code == 1 and "đã được nhập rồi" in entry["error"] and len(list(tmp_path.rglob("index.md"))) == 1


def test_another_text_of_the_same_title(tmp_path: Path) -> None:
    run(tmp_path, put(tmp_path, article().line("Phần một của buổi nói chuyện về sách và báo. " * 9).bytes()))
    other = article().line("Lần này mọi người bàn việc trồng cây quanh sân trường mùa xuân. " * 9)
    entry, _ = one(tmp_path, other.bytes())
    assert entry["post"].endswith("quy-ii-2/index.md")


def test_a_folder_with_photos_beside(tmp_path: Path) -> None:
    folder = tmp_path / "zalo"
    folder.mkdir()
    put(folder, article().bytes(), "bai.docx")
    put(folder, b"x", "~$bai.docx")
    put(folder, phone_jpeg(photo_like(1200, 900)), "Quang cảnh.jpg")
    code, (entry,) = run(tmp_path, "zalo")
    assert code == 0 and photo_names(entry) == ["quang-canh.jpg"]
    data = (Path(entry["post"]).parent / "quang-canh.jpg").read_bytes()
    assert not any(secret in data for secret in SECRETS)


def test_what_is_missing_makes_a_draft(tmp_path: Path, make_site: MakeSite) -> None:
    file = WordFile().line("CHI BỘ HỌP", "bc").line("Mọi người bàn việc của quý này, và ai cũng có ý kiến cụ thể.")
    entry, text = one(tmp_path, file.bytes())
    assert entry["missing"] == ["author", "cell", "date"] and "draft: true" in text
    site = make_site({"bai-viet/2023/03/nhap/index.md": text.encode(), "bai-viet/b.md": {"title": "Bài khác"}})
    outcome = site.try_build()
    assert outcome.code == 0 and "thiếu mục này" in outcome.log
    assert not (site.site / "bai-viet/2023/03/nhap").exists()


def test_a_teachers_article_needs_no_touch(tmp_path: Path, make_site: MakeSite) -> None:
    """Fields are right, the campaign by its directive, and `check` has nothing to say of the post."""
    site = make_site("""
van-ban/12.md: {symbol: 12-KH/ĐU, campaign: Đọc cùng nhau, issuer: Đảng ủy phường Ngọc Lâm, date: 2023-03-02}
bai-viet/b.md: {title: Bài khác}
""")
    file = WordFile().line("CHI BỘ TRƯỜNG THCS ÁI MỘ", "bc").line("TỔ CHỨC HIỆU QUẢ BUỔI NÓI CHUYỆN CHUYÊN ĐỀ ", "bc")
    file.line("VỚI CHỦ ĐỀ “ĐỌC CÙNG NHAU”", "bc").line("").line("Người viết: Tổ Toán – Tin", "ri").line(LEAD)
    file.line(" Đọc sách  là việc của mỗi ngày, ai cũng có thể bắt đầu từ những trang ngắn nhất.")
    file.line("[bookmark: _GoBack]      \tBuổi nói chuyện khép lại với lời hẹn gặp nhau vào tháng sau.")
    name = put(tmp_path, file.bytes())
    code, (entry,) = run(tmp_path, name, "--docs", str(site.docs))
    assert code == 0 and entry["missing"] == [] and entry["fields"] | {"summary": ""} == {
        "title": "Tổ chức hiệu quả buổi nói chuyện chuyên đề với chủ đề “Đọc cùng nhau”", "author": "Tổ Toán – Tin",
        "cell": "Chi bộ trường THCS Ái Mộ", "directive": "12-KH/ĐU", "campaign": "Đọc cùng nhau",
        "date": "2023-03-15", "summary": "",
    }  # fmt: skip
    assert body(Path(entry["post"]).read_text(encoding="utf-8")).count("\n\n") == 2
    outcome = site.try_build()
    assert outcome.code == 0 and not [line for line in outcome.problems if "bai-viet/2023" in line]


def test_page_shows_what_word_showed(tmp_path: Path, make_site: MakeSite) -> None:
    file = article().line("Nội dung", "b").line("Giá 5 < 6 * 7 & [x](y) _a_ #1 `c` <b>.")
    file.line("- một").line("- hai").line("+ hai a").line("1. Mở đầu").line("2. Kết thúc")
    table = file.table([["Tổ", "Số | lượng"], ["Toán", "12"]])
    table.style = "Table Grid"
    entry, text = one(tmp_path, file.bytes())
    site = make_site({"bai-viet/2023/03/a/index.md": text.encode()})
    site.build()
    page = site.page("bai-viet/2023/03/a")
    assert "Giá 5 < 6 * 7 & [x](y) _a_ #1 `c` <b>." in page.body
    assert page.all("h1")[0] == "Chi bộ nói chuyện chuyên đề quý II" and "Nội dung" in page.all("h2")
    assert {"Mở đầu", "Kết thúc", "một"} <= set(page.all("li")) and page.all("th") == ["Tổ", "Số | lượng"]
    assert "12-KH/ĐU" in page.body and entry["missing"] == []


def test_lists_tables_and_notes(tmp_path: Path) -> None:
    file = article()
    file.line("Việc một", style="List Number").line("Việc hai", style="List Number").line("Ở giữa, có một lời dặn.")
    file.line("Việc ba", style="List Number").line("Chấm", style="List Bullet").line("Sâu", style="List Bullet 2")
    table = file.table([["a", "b"], ["c", "d"]])
    table.cell(0, 0).merge(table.cell(0, 1))
    _, text = one(tmp_path, file.bytes())
    assert "1. Việc một\n2. Việc hai\n\nỞ giữa, có một lời dặn.\n\n3. Việc ba\n\n- Chấm" in body(text)
    assert '<td colspan="2">a<br>b</td>' in text


def test_lines_cut_in_mid_sentence_are_joined(tmp_path: Path) -> None:
    file = WordFile().line("CHI BỘ HỌP", "bc").line("Người viết: Tổ Toán – Tin")
    file.line(LEAD.replace(", Chi bộ", ",\nChi bộ").replace("sự có mặt", "sự\ncó mặt"))
    _, text = one(tmp_path, file.bytes())
    assert "với sự có mặt" in text


def test_lines_of_a_poem_stay_lines(tmp_path: Path) -> None:
    poem = ("Trăng treo đầu ngõ", "làng quê yên bình", "em đi học sớm", "đường hoa xinh xinh")
    _, text = one(tmp_path, article().line("\n".join(poem)).bytes())
    assert body(text).endswith("<br>\n".join(poem))


def test_photos_captions_and_galleries(tmp_path: Path) -> None:
    file = article()
    file.photo(phone_jpeg(photo_like(1200, 900, seed=1)))
    file.line("Quang cảnh buổi nói chuyện", "ic").line("Buổi nói chuyện kéo dài hai giờ, và có nhiều câu hỏi.")
    table = file.file.add_table(2, 2)
    for at, cell in enumerate(table.rows[0].cells):
        file.photo(phone_jpeg(photo_like(1100, 800, seed=at + 2)), where=cell)
        file.line(f"Ảnh số {at + 1}", "i", where=table.rows[1].cells[at])
    entry, text = one(tmp_path, file.bytes())
    assert photo_names(entry) == ["anh-so-1.jpg", "anh-so-2.jpg", "quang-canh-buoi-noi-chuyen.jpg"]
    assert "![Quang cảnh buổi nói chuyện](quang-canh-buoi-noi-chuyen.jpg)" in text
    assert "![Ảnh số 1](anh-so-1.jpg)\n\n![Ảnh số 2](anh-so-2.jpg)" in text
    for name in photo_names(entry):
        data = (Path(entry["post"]).parent / name).read_bytes()
        assert not any(secret in data for secret in SECRETS)
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif()


def test_fifteen_photos_in_a_table(tmp_path: Path) -> None:
    file = article()
    table = file.file.add_table(5, 3)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        file.photo(phone_jpeg(photo_like(300, 200, seed=at)), where=cell)
    entry, text = one(tmp_path, file.bytes())
    assert len(photo_names(entry)) == 15 == text.count("![]("), text
    assert sum("thu nhỏ" in line for line in entry["report"]) == 15
    assert entry["missing"] == []


def test_crop_and_turn(tmp_path: Path) -> None:
    file = article()
    shape = file.photo(phone_jpeg(corners(1200, 800)))
    fill = shape._inline.graphic.graphicData.pic
    fill.blipFill.insert(1, fill.blipFill.makeelement(f"{{{_A}}}srcRect", {"r": "50000"}))
    fill.spPr.find(f"{{{_A}}}xfrm").set("rot", "5400000")
    entry, _ = one(tmp_path, file.bytes())
    with Image.open(Path(entry["post"]).parent / photo_names(entry)[0]) as image:
        assert image.size == (800, 600)
        red, blue = image.getpixel((700, 300)), image.getpixel((100, 300))
    assert red[0] > 150 > red[2] and blue[2] > 150 > blue[0]  # type: ignore[index]


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def test_an_original_takes_the_place_of_a_small_picture(tmp_path: Path) -> None:
    file = article()
    shape = file.photo(phone_jpeg(photo_like(400, 300)))
    shape._inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", "IMG_2034.JPG")
    (tmp_path / "IMG_2034.jpg").write_bytes(phone_jpeg(photo_like(1600, 1200)))
    entry, _ = one(tmp_path, file.bytes())
    with Image.open(Path(entry["post"]).parent / photo_names(entry)[0]) as image:
        assert image.size == (1600, 1200)
    assert any("ảnh gốc" in line for line in entry["report"]) and len(photo_names(entry)) == 1


def test_lost_things_are_told_with_their_place(tmp_path: Path) -> None:
    file = article().line("Trước công thức.").xml("<m:oMath><m:r><m:t>E=mc2</m:t></m:r></m:oMath>")
    entry, _ = one(tmp_path, file.bytes())
    assert any("E=mc2" in line and "Trước công thức" in line for line in entry["report"])


def changed(data: bytes, **parts: bytes) -> bytes:
    """A Word file with other parts; `__` stands for a slash and `_` for a dot."""
    out, new = io.BytesIO(), {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            if name not in new:
                made.writestr(name, old.read(name))
        for name, part in new.items():
            made.writestr(name, part)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def old_word(flags: int, photos: int = 0) -> bytes:
    """A file of Word 97: a head, its text, a directory, which real ones have at their end, behind all photos."""
    head = bytearray(OLE[:8].ljust(512, b"\0"))
    head[30] = 9  # sectors of 512 bytes
    text = struct.pack("<6H", 0xA5EC, 193, 0, 0, 0, flags).ljust(512, b"\0")
    entry = bytearray("WordDocument".encode("utf-16-le").ljust(128, b"\0"))
    entry[116:120] = struct.pack("<I", 0)
    return bytes(head) + text + b"\0" * photos + bytes(entry)


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"), (b"xin chao", "không phải tệp Word"), (b"PK\x03\x04hong", "hỏng"), (b"{\\rtf1 a}", "RTF"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word cũ"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (old_word(flags=0x0100), "mật khẩu"), (old_word(flags=0, photos=3_000_000), "Word cũ"),
        (article().bytes()[:3000], "hỏng"), (changed(article().bytes(), word__document_xml=b"<w:document"), "hỏng"),
        (changed(article().bytes(), word__document_xml=BOMB), "hỏng"), (WordFile().bytes(), "không có chữ"),
        (changed(article().bytes(), word__document_xml=b" " * 70_000_000), "quá lớn"),
    ],
)  # fmt: skip
def test_refusals(tmp_path: Path, data: bytes, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    code, (entry,) = run(tmp_path, put(tmp_path, data))
    assert code == 1 and said in entry["error"] and entry["error"].count("\n") == 0 and entry["post"] is None


def test_macros_are_ignored_and_said(tmp_path: Path) -> None:
    entry, _ = one(tmp_path, changed(article().bytes(), word__vbaProject_bin=b"macro"))
    assert any("macro" in line for line in entry["report"])


def test_a_picture_that_is_too_large_is_told(tmp_path: Path) -> None:
    file = article()
    file.photo(phone_jpeg(photo_like(1200, 800)))
    data = file.bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(name for name in archive.namelist() if "media/" in name)
    entry, text = one(tmp_path, changed(data, **{name.replace("/", "__").replace(".", "_"): bomb(60_000)}))
    assert photo_names(entry) == [] and any("quá lớn" in line for line in entry["report"]) and "![" not in text


def test_paths_out_of_the_file_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "mat.jpg").write_bytes(phone_jpeg(photo_like(1200, 800)))
    file = article()
    file.photo(phone_jpeg(photo_like(1200, 800)))
    data = file.bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rels = archive.read("word/_rels/document.xml.rels").decode()
    evil = re.sub(r'media/image1\.\w+"', f'{(tmp_path / "mat.jpg").as_uri()}" TargetMode="External"', rels)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as made:
        for name in old.namelist():
            made.writestr(name, evil if name == "word/_rels/document.xml.rels" else old.read(name))
    entry, _ = one(tmp_path, out.getvalue())
    assert photo_names(entry) == [] and any("nối từ ngoài" in line for line in entry["report"])


def test_bold_large_first_line_without_capitals_is_the_title(tmp_path: Path) -> None:
    file = WordFile().line("Chi bộ trường THCS Ái Mộ ra quân trồng cây", "b").line("Tác giả: Tổ Toán – Tin").line(LEAD)
    file.file.paragraphs[0].runs[0].font.size = Pt(16)
    entry, _ = one(tmp_path, file.bytes())
    assert entry["fields"]["title"] == "Chi bộ trường THCS Ái Mộ ra quân trồng cây" and entry["missing"] == []
