"""Word files of the sizes that schools send, imported: how long it takes, and how much memory."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmark.measuring import run
from making_pictures import phone_jpeg, photo_like
from word_files import LEAD, WordFile, article

ROOT = Path(__file__).resolve().parents[2]
_PHOTOS, _PIXELS = 6, (2400, 1800)
_LINES = 12  # paragraphs of a page


def rows(folder: Path, files: int, pages: int) -> Iterator[str]:
    """Lines of a table."""
    yield "| | posts | MB | seconds | of processors | peak, MB |"
    yield "| --- | --- | --- | --- | --- | --- |"
    yield _row(f"{files} articles with photos", _articles(folder / "bai", files), folder)
    yield _row(f"{pages} pages of text", [_long(folder / "dai", pages)], folder)


def _row(name: str, paths: list[Path], folder: Path) -> str:
    docs = folder / f"docs-{paths[0].stem}"
    command = [sys.executable, str(ROOT / "scripts/import.py"), "--yes", "--docs", str(docs), *map(str, paths)]
    took = run(command, folder)
    size = sum(path.stat().st_size for path in paths) / 1e6
    posts = len(list(docs.rglob("index.md")))
    memory = f"{took.memory / 1e6:.0f}" if took.memory else "?"
    work = f"{took.processor:.1f}" if took.processor else "?"
    return f"| {name} | {posts} of {len(paths)} | {size:.0f} | {took.seconds:.1f} | {work} | {memory} |"


def _articles(folder: Path, count: int) -> list[Path]:
    """Of some 3 MB each, no two alike."""
    folder.mkdir(parents=True)
    photos = [phone_jpeg(photo_like(*_PIXELS, seed=number)) for number in range(_PHOTOS)]
    return [_saved(_article(number, photos), folder / f"bai-{number}.docx") for number in range(1, count + 1)]


def _article(number: int, photos: list[bytes]) -> WordFile:
    file = article((f"CHI BỘ HỌP LẦN THỨ {number}",))
    for at, photo in enumerate(photos):
        file.line(f"Lần {number}, phần {at}: {LEAD} " * 4)
        file.photo(photo)
        file.line(f"Quang cảnh buổi họp lần {number}, ảnh {at}", "ic")
    return file


def _long(folder: Path, pages: int) -> Path:
    folder.mkdir(parents=True)
    file = article()
    for page in range(pages):
        file.line(f"Mục {page}", "b")
        for at in range(_LINES):
            file.line(f"Trang {page}, đoạn {at}: {LEAD}")
    return _saved(file, folder / "dai.docx")


def _saved(file: WordFile, path: Path) -> Path:
    path.write_bytes(file.bytes())
    return path
