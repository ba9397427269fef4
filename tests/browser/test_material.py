"""What Material promises authors, as readers get it: without scripts, by keyboard, small or large, on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import MakeSite, Serve
from visits import DESK, PHONE, in_every_light

BODY = """
Học sinh THCS nghỉ từ ==ngày 20/11==; lịch ^^mới^^ thay ~~lịch cũ~~ :material-school: :tada:, khoảng ~10 em, 8:30:15.
THCS viết tắt lần hai, còn 27-HD/ĐU giữ nguyên. Nhấn ++ctrl+s++, chọn ++"Bài viết"++.

*[THCS]: Trung học cơ sở
*[HD]: Hướng dẫn

## Mục

[Tải mẫu đăng ký](#muc "Tệp Word"){ .md-button } [Đăng ký](#muc){ .md-button .md-button--primary }

- [x] Họp tổ
- [ ] Nộp báo cáo

    Trước thứ Sáu.

??? note
    Chữ trong hộp đóng.

???+ tip "Hộp mở sẵn"
    Chữ trong hộp mở.

=== "Buổi sáng"

    Lịch buổi sáng.

    | Tiết | Lớp |
    |---|---:|
    | 1 | 9A |

=== "Buổi chiều"

    Lịch buổi chiều.

=== "Buổi tối có tên dài để xuống dòng trên điện thoại"

    Lịch buổi tối.
"""


@pytest.fixture
def address(make_site: MakeSite, serve_site: Serve) -> Iterator[str]:
    site = make_site({"bai-viet/a.md": {"body": BODY}})
    site.build()
    with serve_site(site.site) as base:
        yield f"{base}bai-viet/a/"


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    """The page without scripts."""
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        opened = context.new_page()
        opened.goto(address)
        yield opened


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(address: str, browser: Browser) -> None:
    with browser.new_context(viewport=PHONE) as context:  # with scripts, for axe is one
        page = context.new_page()
        page.goto(address)
        page.get_by_text("Lưu ý").click()
        assert in_every_light(page) == {}
        for width in (320, PHONE["width"], DESK["width"]):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_tabs_are_changed_by_keyboard(page: Page) -> None:
    expect(page.get_by_text("Lịch buổi chiều.")).to_be_hidden()
    page.get_by_label("Buổi sáng").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Lịch buổi chiều.")).to_be_visible()
    expect(page.get_by_text("Lịch buổi sáng.")).to_be_hidden()
    page.get_by_text("Buổi tối có tên dài").click()
    expect(page.get_by_text("Lịch buổi tối.")).to_be_visible()


def test_an_abbreviation_says_what_it_stands_for_to_keyboard_and_finger(page: Page) -> None:
    first, second = page.locator("abbr").all()
    after = "one => getComputedStyle(one, '::after').content"
    assert first.evaluate(after) == "none"
    for one in (first, second):
        one.click()
        assert "Trung học cơ sở" in one.evaluate(after)
    page.keyboard.press("Shift+Tab")
    expect(first).to_be_focused()


def test_what_a_link_is_said_to_lead_to_is_seen_where_there_is_no_mouse(page: Page, browser: Browser) -> None:
    after = "one => getComputedStyle(one, '::after').content"
    link = page.locator("a[title='Tệp Word']")
    assert link.evaluate(after) == "none"
    with browser.new_context(has_touch=True, is_mobile=True) as context:
        phone = context.new_page()
        phone.goto(page.url)
        assert "Tệp Word" in phone.locator("a[title='Tệp Word']").evaluate(after)


def test_all_is_on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    for text in ("Chữ trong hộp đóng.", "Lịch buổi chiều.", "Lịch buổi tối."):
        box = page.get_by_text(text).bounding_box()
        assert box and box["height"] > 0, text


def test_boxes_and_icons_speak_vietnamese(page: Page) -> None:
    names = [page.get_by_role("checkbox").nth(at).get_attribute("aria-label") for at in range(2)]
    assert names == ["Đã xong", "Chưa xong"]
    assert page.locator(".glyph svg[aria-hidden=true] path").count() == 1
    assert page.locator("summary").all_inner_texts() == ["Lưu ý", "Hộp mở sẵn"]
