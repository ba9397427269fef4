"""Every page is valid: by the strict parser of HTML, with each id once, and with links that lead somewhere."""

from pathlib import Path

import pytest

from benchmark.articles import articles
from benchmark.layouts import post_path, post_text
from conftest import ADDRESS
from documents import text_pdf
from making_pictures import as_bytes, photo_like
from small_site import SmallSite, usual_settings
from validity import faults

TABLE = "## Mục\n\n| Lớp | Số bài |\n|:--|--:|\n| 6A | 12 |\n"
RICH = """## Một mục

### Một mục

## Một mục

| Lớp | Số bài |
|:--|--:|
| 6A | 12 |

![Ảnh sân trường](anh.jpg "Sân trường"){ .left }

![Ảnh khác](anh.jpg)

Chữ có chú thích[^1], chú thích nữa[^hai], [tệp](tep.pdf), [bài khác](../../b.md), [mục](#mot-muc_1), <b>đậm</b>,
Hướng dẫn 27-HD/ĐU, `mã`, ~~bỏ~~, ==đánh dấu==, H~2~O, x^2^, 1 < 2 & 3 > 2, “nháy” 'đơn'.

- [x] xong
- [ ] chưa

!!! note "Ghi chú"
    Trong khung.

??? info "Bấm để mở"
    Ẩn.

<details><summary>Thêm</summary>

Nội dung *thêm*.

</details>

1. Một

    - a

        > Trích

Thuật ngữ
:   Nghĩa.

<p>Đoạn không đóng
<div>Khối trong đoạn <p>lồng</div>
<table><tr><td>Ô<p>Đoạn</table>

[^1]: Một.
[^hai]: Hai, *nghiêng*.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, engine: str) -> SmallSite:
    """Some sixty posts with all that bodies may have."""
    site = SmallSite(tmp_path_factory.mktemp("hop-le") / "trang", engine, {"share_cards": False})
    site.write({post_path(one).removeprefix("docs/"): post_text(one) for one in articles(60, None)})
    site.write(
        {
            "bai-viet/b.md": {"title": "“Bài” <khác> & 'nữa'", "featured": True, "redirect_from": ["/cu/"]},
            "bai-viet/2022/giau/index.md": {
                "body": RICH,
                "image": "anh.jpg",
                "attachments": ["tep.pdf"],
                "author": ["Tổ Toán", "Nguyễn Văn An"],
                "campaign": ["Một & <hai>", "Tự soi, tự sửa"],
                "directive": ["27-HD/ĐU"],
            },
            "bai-viet/2022/giau/anh.jpg": as_bytes(photo_like(), "JPEG"),
            "bai-viet/2022/giau/tep.pdf": text_pdf("Kế hoạch"),
            "van-ban/27-hd-du.md": {"symbol": "27-HD/ĐU", "title": "Về <việc> & khác", "body": TABLE},
            "gioi-thieu.md": "# Giới thiệu\n\n[Bài](bai-viet/b.md)\n",
        }
    )
    site.build()
    return site


def test_pages_of_sixty_posts(site: SmallSite) -> None:
    assert len(list(site.site.rglob("*.html"))) > 120
    assert faults(site.site, ADDRESS) == []


def test_pages_of_the_sample(built_site: Path) -> None:
    assert faults(built_site, usual_settings()["site_url"]) == []


BROKEN = {
    "<p id='a'></p><p id='a'></p>": "stands 2 times",
    "<a href='khong-co/'>x</a>": "leads nowhere",
    "<a href='#khong-co'>x</a>": "has an anchor that is not there",
    "<a href='/ngoai/'>x</a>": "leads out of the site",
    "<img src='a.png' srcset='b.png 1x, c.png 2x' alt=''>": "c.png leads nowhere",
    "<label for='khong'>x</label>": "no element has the id khong",
    "<p><b></p>": "unexpected-end-tag",
    "<table><p></table>": "unexpected-start-tag-implies-table-voodoo",
    "<a href='a' href='b'>x</a>": "duplicate-attribute",
}


@pytest.mark.parametrize("html", BROKEN)
def test_what_is_wrong_is_found(tmp_path: Path, html: str) -> None:
    page = tmp_path / "x/index.html"
    page.parent.mkdir()
    page.write_text(f"<!doctype html><html><head><title>A</title></head><body>{html}</body></html>", encoding="utf-8")
    found = faults(tmp_path, "https://example.test/duoi/")
    assert any(BROKEN[html] in one for one in found), found
