"""The pictures of the authors' guide: a Word page, what is said of it, the post that became of it, and the desk.

All that they show is made here by the commands themselves. LibreOffice draws the Word page.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from docx.shared import Pt
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from benchmark.guide_desk import shots
from benchmark.shots import launch, served
from small_site import NAV, PROJECT, SmallSite
from word_files import WordFile

LARGEST = 80_000  # bytes of a picture
PHOTO = PROJECT / "docs/bai-viet/2026/03/dang-bai-dau-tien/ban-viet.jpg"
_LETTERS = "'Liberation Mono', 'DejaVu Sans Mono', monospace"
_SHEET = """<style>body{{margin:0;padding:14px 16px;font:13px/1.5 {letters};background:{paper};color:{ink}}}
pre{{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}}b{{color:{mark};font-weight:600}}</style><pre>{text}</pre>"""
_TERMINAL = {"paper": "#1f2428", "ink": "#e6edf3", "mark": "#7ee787", "letters": _LETTERS}
_EDITOR = {"paper": "#ffffff", "ink": "#1f2328", "mark": "#8a2a0b", "letters": _LETTERS}


def word_file() -> bytes:
    """An article as a teacher lays it out."""
    word = WordFile()
    normal = word.file.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    word.line("CHI BỘ TRƯỜNG THCS ÁI MỘ", "bc").line("SINH HOẠT CHUYÊN ĐỀ QUÝ II", "bc")
    word.line("VỚI CHỦ ĐỀ “MỖI TUẦN MỘT VIỆC TỐT”", "bc").line("Người viết: Tổ Toán – Tin", "ri")
    word.line(
        "Thực hiện Kế hoạch số 12-KH/ĐU ngày 16/3/2022 của Đảng ủy phường Ngọc Lâm, chiều ngày 01/4/2022, Chi bộ "
        "trường THCS Ái Mộ đã sinh hoạt chuyên đề quý II (vắng hai đồng chí bị F0)."
    )
    photo = word.photo(PHOTO.read_bytes())
    photo.width, photo.height = Pt(330), Pt(330 * photo.height // photo.width)
    word.file.paragraphs[-1].alignment = 1
    word.line("Góc chuẩn bị tài liệu của buổi sinh hoạt", "ic")
    word.line("Ba việc đã thống nhất:", "b").line("- Mỗi tổ chọn một việc cụ thể trong tuần;")
    word.line("- Ghi lại việc đã làm vào sổ chi bộ;").line("- Cuối tháng đọc lại và chọn việc của tháng sau.")
    return word.bytes()


def take(out: Path) -> list[str]:
    """Writes the pictures, and gives their names with sizes. Raises SystemExit without LibreOffice."""
    with tempfile.TemporaryDirectory() as temporary:
        site = SmallSite(Path(temporary) / "trang", "mkdocs")
        (site.root / "bai.docx").write_bytes(word_file())
        shown = _drawn(site.root / "bai.docx")
        site.write({**_TOPICS, **dict.fromkeys(NAV, "# Trang\n")})
        imported = _said(site, "import.py", "bai.docx", "--yes", "--docs", str(site.docs))
        post = next(site.docs.rglob("bai-viet/*/*/*/index.md"))
        checked = _said(site, "check.py", str(site.config))
        written = post.read_text(encoding="utf-8")
        post.write_text(written.replace("vắng hai đồng chí bị F0", "hai đồng chí vắng có lý do"), encoding="utf-8")
        site.build()
        url = post.parent.relative_to(site.docs).as_posix()
        with served(site.site) as base, sync_playwright() as playwright:
            page = launch(playwright).new_page(viewport={"width": 460, "height": 40})
            pictures = {
                "1-trang-word": shown,
                "2-lenh-import": _text(page, "python scripts/run.py import bai.docx", imported),
                "3-tep-bai": _file(page, written),
                "4-lenh-check": _text(page, "python scripts/run.py check", checked),
                "5-trang-bai": _page(page, f"{base}/{url}/"),
            }
    return [save(image, out / f"{name}.webp") for name, image in (*pictures.items(), *shots())]


_TOPICS: dict[str, dict[str, str]] = {
    "van-ban/12-kh-du.md": {
        "symbol": "12-KH/ĐU",
        "issuer": "Đảng ủy phường Ngọc Lâm",
        "date": "16/3/2022",
        "campaign": "Mỗi tuần một việc tốt",
    },
    "chi-bo/chi-bo-truong-thcs-ai-mo.md": {"title": "Chi bộ trường THCS Ái Mộ"},
    "chuyen-de/moi-tuan-mot-viec-tot.md": {"title": "Mỗi tuần một việc tốt"},
}


def _drawn(word: Path) -> Image.Image:
    """The first page as an office shows it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        raise SystemExit("LibreOffice is needed to draw the Word page; install it, or leave the pictures as they are")
    profile = f"-env:UserInstallation={(word.parent / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "png", "--outdir", str(word.parent), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    image = Image.open(word.with_suffix(".png")).convert("RGB")
    return image.crop((0, 0, image.width, int(image.height * 0.72)))


def _said(site: SmallSite, script: str, *arguments: str) -> str:
    """What a command prints, its paths from the project's folder."""
    environment = {**os.environ, "NEWSROOM_CALLED_FROM": str(site.root), "PYTHONUTF8": "1"}
    command = [sys.executable, str(PROJECT / "scripts" / script), *arguments]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    return done.stdout.replace(f"{site.root}{os.sep}", "")


def _text(page: Page, command: str, said: str) -> Image.Image:
    return shot(page, _SHEET.format(text=f"<b>$ {escape(command)}</b>\n{escape(said)}", **_TERMINAL))


def _file(page: Page, text: str) -> Image.Image:
    lines = (f"<b>{escape(line)}</b>" if line == "---" else escape(line) for line in text.split("\n"))
    return shot(page, _SHEET.format(text="\n".join(lines), **_EDITOR))


def shot(page: Page, html: str) -> Image.Image:
    """The whole of a page that is given as text."""
    page.set_content(html)
    return Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")


def _page(page: Page, address: str) -> Image.Image:
    """The post on a phone, down to the end of its text."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address, wait_until="networkidle")
    page.evaluate("Promise.all([...document.images].map(image => (image.loading = 'eager', image.decode())))")
    return Image.open(io.BytesIO(page.screenshot(clip={"x": 0, "y": 0, "width": 390, "height": 1240}, full_page=True)))


def save(image: Image.Image, path: Path) -> str:
    """As good as fits."""
    for quality in range(90, 40, -10):
        image.convert("RGB").save(path, "WEBP", quality=quality, method=6)
        if path.stat().st_size < LARGEST:
            return f"{path.name}: {image.width}×{image.height}, {path.stat().st_size:,} bytes"
    raise SystemExit(f"{path.name} is larger than {LARGEST:,} bytes")
