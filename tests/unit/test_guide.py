"""The authors' guide: its pictures are small and shown, and addresses of its old sections still lead on."""

import re
from pathlib import Path

import pytest

from benchmark.guide import LARGEST
from newsroom.vietnamese import slug
from small_site import PROJECT

GUIDE = PROJECT / "docs/huong-dan"
ONCE = """
viet-bai-trong-5-phut bai-da-co-trong-word cach-trinh-bay-thuong-dung cac-cach-trinh-bay-khac dat-tep-o-dau
phan-dau-bai ngay-thang nhieu-tac-gia van-ban-va-chuyen-de anh tep-dinh-kem dua-bai-word-len
ban-nhap-hen-gio-het-han kiem-tra-va-xem-thu cac-loi-thuong-gap-va-cach-sua quyen-rieng-tu danh-cho-nguoi-bien-tap
"""


def _ids(text: str) -> set[str]:
    return {*re.findall(r"\{ #([\w-]+) \}", text), *map(slug, re.findall(r"^##+ (.*)$", text, re.MULTILINE))}


def test_old_addresses_are_still_places_of_the_first_page() -> None:
    assert set(ONCE.split()) <= _ids((GUIDE / "index.md").read_text(encoding="utf-8"))


def test_every_part_is_listed() -> None:
    index = (GUIDE / "index.md").read_text(encoding="utf-8")
    assert all(f"]({page.name})" in index for page in GUIDE.glob("*.md") if page.name != "index.md")


@pytest.mark.parametrize("picture", sorted(GUIDE.glob("*.webp")), ids=lambda path: path.name)
def test_pictures_are_small_and_shown(picture: Path) -> None:
    assert picture.stat().st_size < LARGEST
    assert any(f"]({picture.name})" in page.read_text(encoding="utf-8") for page in GUIDE.glob("*.md"))


def test_there_are_five() -> None:
    assert [path.name[0] for path in sorted(GUIDE.glob("[0-9]-*.webp"))] == list("12345")
