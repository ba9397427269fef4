"""The bulletin: printed by a real browser and read back, page by page."""

import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from conftest import MakeSite
from making_pictures import SECRETS, phone_jpeg, photo_like
from small_site import PROJECT, SmallSite

MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 4000
LONG = "Chi bộ thảo luận sôi nổi, thẳng thắn và xây dựng. " * 40 + "\n\n"
BODY = """Theo 12-NQ/TW, xem [trang bạn](https://truong.example/tin) và [bài kia](b1.md).[^1]

![Sân trường](san.jpg)

![Múa lân](phim.mp4)

??? note "Gập"
    Chữ trong hộp gập.

[^1]: Chú thích một.
"""


@pytest.fixture
def site(make_site: MakeSite) -> SmallSite:
    """Thirty posts of a month, so that the contents take two pages, and one of another."""
    photo = phone_jpeg(photo_like(2400, 1600))
    posts = {
        f"bai-viet/b{at}.md": {
            "title": f"Bài số {at:02}, {'một tên bài thật dài cho đủ hai dòng ' * 2}", "body": LONG * (1 + at % 3),
            "date": f"2026-11-{at:02}", "campaign": "Tự soi, tự sửa", "directive": "27-HD/ĐU",
        }
        for at in range(1, 30)
    }  # fmt: skip
    return make_site(
        {
            **posts,
            "bai-viet/a.md": {"title": "Bài có ảnh", "date": "2026-11-30", "body": BODY},
            "bai-viet/c.md": {"title": "Tháng trước", "date": "2026-10-01"},
            "bai-viet/san.jpg": photo,
            "bai-viet/phim.mp4": MP4,
            "van-ban/x.md": {"symbol": "27-HD/ĐU", "title": "Sinh hoạt chính trị", "issuer": "Đảng ủy phường A"},
            "van-ban/y.md": {
                "symbol": "12-NQ/TW",
                "title": "Xây dựng Đảng",
                "issuer": "Trung ương",
                "date": "2022-01-02",
            },
        }
    )


def _run(site: SmallSite, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(PROJECT / "scripts/bulletin.py"), *arguments, "--config", str(site.config)]
    return subprocess.run(
        [*command, "--out", str(site.root / "in")], capture_output=True, encoding="utf-8", check=False
    )


def _text(reader: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_a_month(site: SmallSite, browser: Browser) -> None:
    """A4, tagged, in Vietnamese; the contents give the page on which each article is found."""
    done = _run(site, "2026-11")
    assert done.returncode == 0, done.stderr
    pdf = site.root / "in/ban-tin-thang-11-nam-2026.pdf"
    reader = PdfReader(pdf)
    root = cast(Any, reader.trailer["/Root"])
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).startswith("vi") and reader.outline
    assert all(abs(page.mediabox.width - 595) < 2 and abs(page.mediabox.height - 842) < 2 for page in reader.pages)
    pages = _text(reader)
    assert "BẢN TIN" in pages[0].upper() and "Mục lục" in pages[1] and "30 bài" in pages[0]
    first = next(number for number, page in enumerate(pages, 1) if "Chi bộ thảo luận sôi nổi" in page)
    contents = " ".join(_without_foot(page, number) for number, page in enumerate(pages[1 : first - 1], 2))
    for at in range(1, 30):
        name = f"Bài số {at:02},"
        shown = [number for number, page in enumerate(pages, 1) if name in page and number >= first]
        after = contents.partition(name)[2].partition("Bài ")[0].split()
        assert [int(word) for word in after if word.isdigit()][-1:] == shown[:1], name
    assert "Tháng trước" not in " ".join(pages)
    _check_words(" ".join(pages))
    _check_photo(reader, pdf)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site.root / "in/ban-tin-thang-11-nam-2026.html").as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [page.url]
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    page.close()


def _without_foot(page: str, number: int) -> str:
    return page.removeprefix(f"{number} ").removesuffix(f" {number}")


def _check_words(whole: str) -> None:
    for words in (
        "12-NQ/TW (ngày 02/01/2022 của Trung ương về “Xây dựng Đảng”)",
        "27-HD/ĐU của Đảng ủy phường A về “Sinh hoạt chính trị”",
        "trang bạn (truong.example/tin)", "[Video: Múa lân", "Chữ trong hộp gập", "Chú thích một",
    ):  # fmt: skip
        assert words in whole, words


def _check_photo(reader: PdfReader, pdf: Path) -> None:
    """At least 200 dots to the inch over the width of the text, and nothing of where it was taken."""
    images = [image.image for page in reader.pages[3:] for image in page.images]
    assert max(image.width for image in images if image) >= 1300
    assert not any(secret in pdf.read_bytes() for secret in SECRETS)
    links = [cast(Any, one.get_object()) for page in reader.pages for one in page.annotations or []]
    assert links and not any("/URI" in link.get("/A", {}) for link in links)


def test_what_is_asked(site: SmallSite) -> None:
    """By campaign and days; what can't be is told in a sentence."""
    assert (
        _run(site, "--campaign", "tu soi tu sua", "--from", "01/11/2026", "--to", "03/11/2026", "--html").returncode
        == 0
    )
    (made,) = (site.root / "in").iterdir()
    assert made.suffix == ".html" and made.read_text("utf-8").count("<article") == 3
    for arguments, said in (
        (["2026-12"], "không có bài nào"),
        (["--campaign", "Tu soi tu suaa"], "Tự soi, tự sửa"),
        (["12.2026.1"], "không phải là một kỳ"),
        (["--from", "3/11/2026", "--to", "1/11/2026"], "đổi chỗ"),
        ([], "hãy ghi kỳ"),
    ):
        done = _run(site, *arguments)
        assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr, done.stderr
