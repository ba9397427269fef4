"""Sites that have too much of something: what builds take, in processor time and memory, and what they say."""

import sys
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from PIL import Image, PngImagePlugin

from benchmark.layouts import ROOT
from benchmark.measuring import attempt, said
from documents import text_pdf
from making_pictures import animation, as_bytes, bomb, corners, endless_jpeg
from small_site import Content, SmallSite, Tree

NAMES, NUMBERS = 1000, 4000  # and twice as many
Make = Callable[[], Tree]


def rows(folder: Path, files: int, pictures: int) -> Iterator[str]:
    """A line for each command, with what it said first below it."""
    many = {f"{count} campaigns": partial(_campaigns, count) for count in (NAMES, 2 * NAMES)}
    many |= {f"{count} numbers with a page each": partial(_numbers, count) for count in (NUMBERS, 2 * NUMBERS)}
    many |= {f"{pictures} pictures in a post": partial(_pictures, pictures), f"{files} files": partial(_files, files)}
    for number, (name, make) in enumerate(many.items()):
        yield from _rows_of(name, _site(folder / str(number), make), ("build", "build again", "check"))
    for make_picture in (*LARGE, *BOMBS):
        name = make_picture.__name__.strip("_").replace("_", " ")
        yield from _rows_of(name, _site(folder / name, partial(_post, make_picture)), ("build",))


def _site(folder: Path, make: Make) -> SmallSite:
    """Written by another process: on Linux the peak of whoever starts a command counts as the command's."""
    site = SmallSite(folder, "mkdocs", {"share_cards": False})
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        process.submit(_write, site, make).result()
    return site


def _write(site: SmallSite, make: Make) -> None:
    site.write(make())


def _rows_of(name: str, site: SmallSite, tasks: tuple[str, ...]) -> Iterator[str]:
    build = [sys.executable, "-m", site.engine, "build", "--quiet"]
    check = [sys.executable, str(ROOT / "scripts/check.py"), str(site.config)]
    for task in tasks:
        code, taken = attempt(check if task == "check" else build, site.root)
        lines = said(site.root).splitlines()
        yield f"{name}, {task}: {taken.processor or 0:.1f} s, {(taken.memory or 0) / 1e6:.0f} MB, exit code {code}"
        yield from (f"    {line}" for line in lines[:2])


def _campaigns(count: int) -> Tree:
    """As many as the head of a post may name in each."""
    names = [f"Chuyên đề số {number}" for number in range(count)]
    return {f"bai-viet/{at}.md": {"campaign": names[at : at + 100]} for at in range(0, count, 100)}


def _numbers(count: int) -> Tree:
    symbols = [f"{number}-HD/ĐU" for number in range(1, count + 1)]
    pages = {f"van-ban/{number}.md": {"symbol": symbol} for number, symbol in enumerate(symbols)}
    return {"bai-viet/a.md": {"body": "\n\n".join(f"Theo {symbol}." for symbol in symbols)}, **pages}


def _pictures(count: int) -> Tree:
    photos = {f"bai-viet/a/{n}.jpg": as_bytes(corners(), "JPEG", comment=str(n).encode()) for n in range(count)}
    shown = "\n\n".join(f"![Ảnh số {number}]({number}.jpg)" for number in range(count))
    return {"bai-viet/a/index.md": {"body": shown}, **photos}


def _files(count: int) -> Tree:
    """Every tenth is a post, which gives the nine after it to download."""
    tree: dict[str, Content] = {}
    for post in range(count // 10):
        names = [f"tep-{number}.pdf" for number in range(9)]
        tree[f"bai-viet/{post}/index.md"] = {"title": f"Bài số {post}", "attachments": names}
        tree |= {f"bai-viet/{post}/{name}": text_pdf(f"{post} {name}") for name in names}
    return tree


def _post(make: Callable[[], bytes]) -> Tree:
    data = make()
    ending = "png" if b"PNG" in data[:8] else "gif" if b"GIF" in data[:8] else "jpg"
    name = f"anh.{ending}"
    return {"bai-viet/a/index.md": {"image": name}, f"bai-viet/a/{name}": data}


def _a_jpeg_of_119_million_pixels() -> bytes:
    return as_bytes(Image.new("RGB", (11_000, 10_900), "red"), "JPEG")


def _a_png_of_119_million_pixels() -> bytes:
    return as_bytes(Image.new("RGB", (11_000, 10_900), "red"), "PNG", compress_level=1)


def _a_gif_of_3000_frames() -> bytes:
    return animation(750)


def _a_png_that_says_50000_pixels_a_side() -> bytes:
    return bomb()


def _a_jpeg_that_says_65535_pixels_a_side() -> bytes:
    data = as_bytes(corners(), "JPEG")
    size = data.find(b"\xff\xc0") + 5
    return data[:size] + b"\xff" * 4 + data[size + 4 :]


def _a_gif_that_says_65535_pixels_a_side() -> bytes:
    data = as_bytes(corners(), "GIF")
    return data[:6] + b"\xff" * 4 + data[10:]


def _a_jpeg_of_3000_scans() -> bytes:
    return endless_jpeg(3000)


def _a_png_with_notes_of_300_mb() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(300_000_000), 1))
    return as_bytes(corners(), "PNG", pnginfo=notes)


LARGE = (_a_jpeg_of_119_million_pixels, _a_png_of_119_million_pixels, _a_gif_of_3000_frames)
BOMBS = (
    _a_png_that_says_50000_pixels_a_side,
    _a_jpeg_that_says_65535_pixels_a_side,
    _a_gif_that_says_65535_pixels_a_side,
    _a_jpeg_of_3000_scans,
    _a_png_with_notes_of_300_mb,
)
