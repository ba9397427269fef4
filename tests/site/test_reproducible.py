"""The same sources give the same bytes, whatever the folder, time zone, locale, hash seed and order of files."""

from pathlib import Path
from typing import Any

import pytest

from conftest import MakeSite
from edits import photo
from processes import finish, start
from small_site import Content, SmallSite
from trees import differences

pytestmark = pytest.mark.engine

PAGES: dict[str, Content] = {
    "van-ban/27-hd-du.md": {"symbol": "27-HD/ĐU", "campaign": "Tự soi, tự sửa", "attachment": "toan-van.pdf"},
    "van-ban/toan-van.pdf": b"%PDF-1.4\n",
    "bai-viet/anh/index.md": {"author": ["Ân", "An"], "body": "![Sân](san.jpg)\n\n![Lớp](lop.jpg)\n"},
    "bai-viet/anh/san.jpg": photo(1),
    "bai-viet/anh/lop.jpg": photo(2),
    "gioi-thieu.md": "# Giới thiệu\n\nXem [bài](bai-viet/anh/index.md).\n",
}
POSTS: dict[str, Content] = {
    f"bai-viet/2022/{name}.md": {
        "title": f"Bài {name}",
        "campaign": ["Tự soi, tự sửa", f"Đợt {number % 3}"],
        "directive": ["05-CT/TW", "27-HD/ĐU"],
        "body": "Theo Nghị định 30/2020/NĐ-CP và Quy định số 101-QĐ/TW, chi bộ đã họp và phân công đảng viên.\n",
    }
    for number, name in enumerate(["ba", "Bà", "bạ-1", "an", "ân", "z", "đ", "d", "e", "ê", "i", "y"])
}
HERE: dict[str, str] = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
THERE: dict[str, str] = {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"}


def test_two_clean_builds_give_the_same_bytes(make_site: MakeSite, tmp_path: Path) -> None:
    files = {**PAGES, **POSTS}
    first = _laid_out(make_site, "mot", files)
    second = _laid_out(make_site, "thư mục khác/hai", dict(reversed(files.items())))
    builds = [start(first, None, **HERE), start(second, tmp_path, **THERE)]
    for build in builds:
        finish(build)
    assert not differences(second.site, first.site)
    assert (first.site / "bai-viet/anh/index.html").exists()


def test_a_site_without_posts_does_not_show_when_it_was_built(make_site: MakeSite) -> None:
    first, second = _laid_out(make_site, "mot", {}), _laid_out(make_site, "hai", {})
    for site, moment in ((first, 1_700_000_000), (second, 1_800_000_000)):
        finish(start(site, SOURCE_DATE_EPOCH=str(moment)))
    assert not differences(second.site, first.site)


def _laid_out(make_site: Any, name: str, files: dict[str, Content]) -> SmallSite:
    """Files are written one by one in their order, which many file systems keep."""
    site: SmallSite = make_site("", name=name, posts_per_page=2)
    for path, content in files.items():
        site.write({path: content})
    return site
