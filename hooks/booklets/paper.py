"""HTML → PDF by a browser of the Chromium family, twice: the first print tells on which page each article begins."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from booklets.booklet import Booklet

PATIENCE = 300  # seconds for one print: a year with hundreds of photos on an old machine
PRINTS = 4


class NoPaperError(Exception):
    """The browser made no PDF; the text says why."""


def print_booklet(booklet: Booklet, browser: str, out: Path) -> Mapping[str, int]:
    """Writes the PDF and gives the page of each article. Raises NoPaperError, OSError.

    Numbers may change the length of the contents, so it is printed until they stay; beside the PDF, as a browser that
    is a snap sees no folder for temporary files.
    """
    numbers: Mapping[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="ban-tin-", dir=out.parent) as name:
        folder = Path(name)
        for _ in range(PRINTS):
            page, made = folder / "ban-tin.html", folder / "ban-tin.pdf"
            page.write_text(booklet.html(numbers), encoding="utf-8")
            _print(browser, page, made)
            found = page_numbers(made)
            if found == numbers or not found:
                break
            numbers = found
        out.write_bytes(made.read_bytes())
    return numbers


def _print(browser: str, page: Path, made: Path) -> None:
    made.unlink(missing_ok=True)
    command = [
        browser, "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", "--export-tagged-pdf",
        "--generate-pdf-document-outline", "--disable-background-networking", "--disable-component-update",
        "--disable-extensions", "--disable-dev-shm-usage", f"--user-data-dir={page.parent / 'profile'}",
        f"--print-to-pdf={made}", page.as_uri(),
    ]  # fmt: skip
    if sys.platform == "linux" and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # Chromium refuses to start as root without it; the page is our own
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired as error:
        raise NoPaperError(f"trình duyệt in quá {PATIENCE} giây chưa xong; hãy chia thành kỳ ngắn hơn") from error
    except OSError as error:
        raise NoPaperError(f"không chạy được trình duyệt {browser}: {error.strerror}") from error
    if not made.is_file():
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoPaperError(f"trình duyệt không in ra tệp PDF ({said[-1] if said else f'mã {done.returncode}'})")


def page_numbers(pdf: Path) -> dict[str, int]:
    """The page, from 1, of each place that the contents lead to."""
    from pypdf import PdfReader

    reader = PdfReader(pdf)
    found = {}
    for name, place in reader.named_destinations.items():
        number = reader.get_destination_page_number(place)
        if number is not None and name.lstrip("/").startswith("bai-"):
            found[name.lstrip("/")] = number + 1
    return found
