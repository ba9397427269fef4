"""With LibreOffice or Word: old files, those of other programs, and drawings of Windows; without them, a sentence."""

import os
import struct
import time
from pathlib import Path

import pytest

from newsroom.vietnamese import nfc
from word import office
from word.importing import Imported, Options, Source, import_file
from word.known import Known
from word.office import convert, find_office
from word_files import WordFile, article
from word_imports import body, one, photo_names, put, run

needs_office = pytest.mark.skipif(
    not find_office(), reason="LibreOffice is not installed, which alone reads such files"
)


def teacher() -> WordFile:
    file = article().line("Nội dung", "b").line("Buổi nói chuyện kéo dài hai giờ, có nhiều câu hỏi của các tổ.")
    file.table([["Tổ", "Số người"], ["Toán", "12"]])
    file.photo()
    return file.line("Quang cảnh buổi nói chuyện", "ic")


@needs_office
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_files_of_other_formats(ending: str, tmp_path: Path) -> None:
    data = convert(teacher().bytes(), ".docx", ending)
    assert data is not None, "LibreOffice wrote nothing"
    entry, text = one(tmp_path, data, name=f"bai.{ending}")
    assert entry["fields"]["title"] == "Chi bộ nói chuyện chuyên đề quý II" and entry["missing"] == []
    assert entry["fields"]["author"] == "Tổ Toán – Tin" and entry["fields"]["directive"] == "12-KH/ĐU"
    assert f"Tệp .{ending} được đọc qua LibreOffice." in entry["report"]
    assert "Buổi nói chuyện kéo dài hai giờ" in nfc(text) and "| Toán | 12 |" in body(text)
    assert photo_names(entry) == ["quang-canh-buoi-noi-chuyen.jpg"]


@pytest.mark.parametrize("ending", ["emf", "wmf"])
def test_drawings_of_windows(ending: str, tmp_path: Path) -> None:
    drawing = {"emf": emf, "wmf": wmf}[ending]()
    if convert(drawing, f".{ending}", "png") is None:
        pytest.skip("LibreOffice Draw is not installed, which alone draws such pictures")
    file = article()
    file.xml(_shown(file.held(drawing, f"hinh.{ending}")))
    entry, text = one(tmp_path, file.bytes())
    assert len(photo_names(entry)) == 1 and "![](" in text


def test_without_libreoffice_a_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    file = article()
    file.xml(_shown(file.held(emf(), "hinh.emf")))
    code, (entry,) = run(tmp_path, put(tmp_path, file.bytes()))
    assert code == 0 and any("dán lại thành ảnh PNG" in line for line in entry["report"])


def stand_in(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of that name on the way to all others, and no LibreOffice but that."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    if name != "soffice":
        monkeypatch.setattr(office, "find_office", lambda: "")


def imported(folder: Path, data: bytes) -> Imported:
    path = folder / "bai.doc"
    path.write_bytes(data)
    return import_file(Source(path, path.name), Options(folder / "docs", Known({}, {}), str), lambda _: {})


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
of_a_shell = pytest.mark.skipif(os.name == "nt", reason="the program that stands in is a shell script")


@of_a_shell
@pytest.mark.parametrize("name", ["soffice", "powershell"])
def test_a_program_that_hangs_is_ended(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice is a script, too, whose child does the work: it must not go on, nor be waited for."""
    stand_in(tmp_path, name, f"sleep 60 & echo $! > {tmp_path}/child\nwait", monkeypatch)
    monkeypatch.setattr(office, "_SECONDS", 1)
    assert "Save As" in imported(tmp_path, OLD).error
    with pytest.raises(ProcessLookupError):
        for _ in range(50):
            os.kill(int((tmp_path / "child").read_text()), 0)
            time.sleep(0.1)


@of_a_shell
def test_word_converts_old_files_where_libreoffice_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What PowerShell is told is read by no real one here; the files go in and out as Word would have them."""
    put(tmp_path, teacher().bytes(), "made.docx")
    kept = f'printf "%s\\n" "$@" > {tmp_path}/told; cp "$NEWSROOM_OLD" {tmp_path}/old'
    stand_in(tmp_path, "powershell", f'{kept}; cp {tmp_path}/made.docx "$NEWSROOM_NEW"', monkeypatch)
    post = imported(tmp_path, OLD)
    told = (tmp_path / "told").read_text(encoding="utf-8")
    assert post.guesses.fields["author"] == "Tổ Toán – Tin" and "Tệp .doc được đọc qua Word." in post.report
    assert told.startswith("-NoProfile\n-NonInteractive\n-Command\n") and "AutomationSecurity = 3" in told
    assert '"' not in told and (tmp_path / "old").read_bytes() == OLD


@of_a_shell
def test_a_powershell_without_word_leads_to_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "powershell", "echo 'class not registered' >&2; exit 1", monkeypatch)
    assert "Save As" in imported(tmp_path, OLD).error


def _shown(key: str) -> str:
    return f'<w:r><w:pict><v:shape><v:imagedata r:id="{key}"/></v:shape></w:pict></w:r>'


def emf() -> bytes:
    """A red rectangle: header, brush, its choice, the rectangle, the end."""
    brush = struct.pack("<6I", 39, 24, 1, 0, 0x0000FF, 0)
    records = [brush, struct.pack("<3I", 37, 12, 1), struct.pack("<2I4i", 43, 24, 100, 100, 900, 600)]
    end = struct.pack("<5I", 14, 20, 0, 16, 20)
    size = 88 + sum(map(len, records)) + len(end)
    bounds, frame = struct.pack("<4i", 0, 0, 1000, 700), struct.pack("<4i", 0, 0, 20_000, 14_000)
    counts = struct.pack("<4I2H3I", 0x464D4520, 0x10000, size, len(records) + 2, 2, 0, 0, 0, 0)
    device = struct.pack("<4i", 1000, 700, 200, 140)
    return struct.pack("<2I", 1, 88) + bounds + frame + counts + device + b"".join(records) + end


def wmf() -> bytes:
    """The same with the header that tells its size."""
    records = [
        struct.pack("<IH2h", 5, 0x020C, 700, 1000), struct.pack("<IHHIH", 7, 0x02FC, 0, 0x0000FF, 0),
        struct.pack("<IHH", 4, 0x012D, 0), struct.pack("<IH4h", 7, 0x041B, 600, 900, 100, 100),
        struct.pack("<IH", 3, 0),
    ]  # fmt: skip
    words = 9 + sum(map(len, records)) // 2
    head = struct.pack("<IH4hHI", 0x9AC6CDD7, 0, 0, 0, 1000, 700, 100, 0)
    check = 0
    for (word,) in struct.iter_unpack("<H", head):
        check ^= word
    header = struct.pack("<3HIHIH", 1, 9, 0x0300, words, 1, 7, 0)
    return head + struct.pack("<H", check) + header + b"".join(records)
