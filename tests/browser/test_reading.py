"""The reader's tools, each used in Chromium on a specimen page."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

import specimen
from visits import PHONE, Open

CANONICAL = specimen.ADDRESS + "bai/thuong/"


def scale(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--scale')"))


# Sharing and paper --------------------------------------------------------------------------------


def test_share_links_are_plain_and_carry_the_canonical_address(opened: Open) -> None:
    page = opened("post")
    facebook = urlsplit(str(page.get_by_role("link", name="Facebook").get_attribute("href")))
    zalo = urlsplit(str(page.get_by_role("link", name="Zalo").get_attribute("href")))
    assert (facebook.hostname, parse_qs(facebook.query)["u"]) == ("www.facebook.com", [CANONICAL])
    assert zalo.hostname == "button-share.zalo.me"
    assert json.loads(base64.b64decode(parse_qs(zalo.query)["d"][0])) == {"url": CANONICAL}


def test_copy_link_puts_the_address_on_the_clipboard_and_says_so(opened: Open) -> None:
    page = opened("post", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.get_by_text("Đã sao chép liên kết")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()") == CANONICAL


def test_copy_link_works_where_there_is_no_clipboard_api(opened: Open) -> None:
    page = opened(
        "post", init="delete Navigator.prototype.clipboard; document.execCommand = what => (window.did = what)"
    )
    page.get_by_role("button", name="Sao chép liên kết").click()
    assert page.evaluate("window.did") == "copy"


def test_the_share_sheet_is_offered_where_there_is_one(opened: Open) -> None:
    assert opened("post", init="delete Navigator.prototype.share").get_by_role("button", name="Chia sẻ").count() == 0
    page = opened("post", PHONE, init="navigator.share = async what => { window.shared = what }")
    page.get_by_role("button", name="Chia sẻ").click()
    assert page.evaluate("window.shared.url") == CANONICAL


def test_print_gives_a_clean_page_with_name_address_and_date(opened: Open) -> None:
    page = opened(
        "post", init="window.print = () => dispatchEvent(new Event('beforeprint'))", now="2022-05-02T08:00:00"
    )
    page.get_by_role("button", name="In bài").click()
    page.emulate_media(media="print")
    source = page.locator(".print-only")
    assert [text in source.inner_text() for text in (specimen.SETTINGS.name, CANONICAL, "28/4/2022", "2/5/2022")] == [
        True
    ] * 4
    for chrome in (".tools", ".menu", ".related", ".series", ".masthead__tools"):
        expect(page.locator(chrome)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.prose p')).color") == "rgb(0, 0, 0)"


# Choices that are remembered ----------------------------------------------------------------------


def test_text_size_is_remembered_and_has_ends(opened: Open, addresses: dict[str, str]) -> None:
    page = opened("post")
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)")
    for _ in range(9):
        page.get_by_role("button", name="Chữ lớn hơn").click()
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)") == before * 1.5
    page.goto(addresses["post-odd"])
    assert scale(page) == "1.5"
    for _ in range(9):
        page.get_by_role("button", name="Chữ nhỏ hơn").click()
    assert scale(page) == "0.875"


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_theme_follows_the_system_until_the_reader_chooses(
    opened: Open, addresses: dict[str, str], scheme: str, other: str
) -> None:
    page = opened("post", color_scheme=scheme)
    shown = "getComputedStyle(document.documentElement).colorScheme"
    assert page.evaluate(shown) == scheme
    page.get_by_role("button", name="Nền sáng hoặc tối").click()
    assert page.evaluate(shown) == other
    page.goto(addresses["home"])
    assert page.evaluate(shown) == other


def test_refused_storage_breaks_nothing(opened: Open) -> None:
    refuse = (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('không', 'SecurityError') }})"
    )
    page = opened("post", init=refuse)
    page.get_by_role("button", name="Chữ lớn hơn").click()
    assert scale(page) == "1.125"


# Marks worked out in the browser ------------------------------------------------------------------


@pytest.mark.parametrize(("now", "new"), [
    ("2022-04-28T01:00:00+07:00", 1), ("2022-05-04T23:00:00+07:00", 1), ("2022-05-05T01:00:00+07:00", 0),
    ("2022-04-27T23:00:00+07:00", 0),
])  # fmt: skip
def test_new_for_seven_days(opened: Open, now: str, new: int) -> None:
    assert opened("post", now=now).locator(".byline").get_by_text("Mới", exact=True).count() == new


def test_problems_of_a_preview_stand_above_everything(opened: Open) -> None:
    banner = opened("post-risky").get_by_role("region", name="Lỗi trong các bài viết")
    assert banner.get_by_role("listitem").all_inner_texts() == list(specimen.PROBLEMS)


def test_drafts_are_marked_on_card_and_page(opened: Open) -> None:
    expect(opened("post-odd").get_by_text("Bản nháp", exact=True)).to_be_visible()


# Moving about -------------------------------------------------------------------------------------


def test_back_to_top_appears_after_a_screen_and_a_half(opened: Open) -> None:
    page = opened("post-odd", PHONE, reduced_motion="reduce")
    up = page.locator(".to-top")
    expect(up).to_be_hidden()
    page.evaluate("scrollTo(0, 3000)")
    expect(up).to_be_visible()
    up.click()
    page.wait_for_function("scrollY === 0")


def test_menu_on_a_phone_by_keyboard(opened: Open) -> None:
    page = opened("post", PHONE)
    link = page.get_by_role("navigation", name="Danh mục").get_by_role("link", name="Lưu trữ")
    expect(link).to_be_hidden()
    button = page.get_by_role("button", name="Danh mục")
    button.press("Enter")
    expect(link).to_be_visible()
    assert button.get_attribute("aria-expanded") == "true"


def test_the_first_tab_stop_skips_to_the_content(opened: Open) -> None:
    page = opened("post")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_post_leads_to_its_month_in_one_tap(opened: Open) -> None:
    page = opened("post", PHONE)
    page.locator(".byline").get_by_role("link", name="Thứ Năm, 28/4/2022").click()
    assert page.locator("h1").inner_text() == "Tháng 4 năm 2022"


# Pictures -----------------------------------------------------------------------------------------


def test_a_numbered_page_that_is_no_more_leads_to_its_listing(opened: Open, addresses: dict[str, str]) -> None:
    page, base = opened("404"), addresses["404"].removesuffix("404.html")
    listing = page.get_by_role("link", name="từ bài mới nhất")
    expect(listing).to_be_hidden()
    page.goto(f"{base}luu-tru/2022/04/trang/99/")
    listing.click()
    page.wait_for_url(f"{base}luu-tru/2022/04/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tháng 4 năm 2022")
    root = base.removesuffix("/chi-bo/")
    page.goto(f"{root}//khac.example.test/trang/1/")
    assert listing.evaluate("link => link.origin") == root


def test_gallery_by_keyboard(opened: Open) -> None:
    page = opened("post-photos")
    page.wait_for_load_state("networkidle")  # the script that shows photos large is loaded after the page
    page.locator(".gallery a").nth(1).press("Enter")
    dialog = page.get_by_role("dialog", name="Xem ảnh")
    shown = dialog.locator("figure img")
    expect(dialog).to_be_visible()
    assert str(shown.get_attribute("src")).endswith("/2.jpg")
    expect(dialog.get_by_text("3/11")).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert str(shown.get_attribute("src")).endswith("/3.jpg")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_text("1/11")).to_be_visible()
    expect(dialog.get_by_text("Ảnh thử số 1: quang cảnh")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.classList.contains('photo__link')")


def test_gallery_by_swipe(opened: Open) -> None:
    page = opened("post-photos", PHONE)
    page.wait_for_load_state("networkidle")
    page.locator(".gallery a").first.click()
    dialog = page.get_by_role("dialog", name="Xem ảnh")
    for start, end, place in ((300, 100, "3/11"), (100, 300, "2/11"), (200, 190, "2/11")):
        page.mouse.move(start, 400)
        page.mouse.down()
        page.mouse.move(end, 405, steps=3)
        page.mouse.up()
        expect(dialog.get_by_text(place)).to_be_visible()


# Search box ---------------------------------------------------------------------------------------


def test_search_box_by_keyboard(opened: Open) -> None:
    page = opened("post")
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Tìm kiếm")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("tự sửa")
    expect(dialog.get_by_role("listitem")).to_have_count(3)
    expect(dialog.get_by_role("status")).to_have_text("3 kết quả")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("link").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chi-bo/bai/thuong/")


def test_search_box_shows_marks_and_runs_nothing(opened: Open) -> None:
    page = opened("post")
    page.get_by_role("link", name="Tìm kiếm").first.click()
    page.get_by_role("searchbox").fill("<b onclick=x>a")
    expect(page.locator(".search li").first).to_contain_text("trong bài")
    assert page.locator(".search mark").count() == 6
    assert page.locator(".search :is(img, [onclick], [onerror])").count() == 0
    assert page.title() != "hỏng"


def test_search_box_says_when_there_is_nothing(opened: Open) -> None:
    page = opened("post")
    page.keyboard.press("Control+k")
    page.keyboard.type("không có")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Không tìm thấy bài nào phù hợp")


def test_search_box_offers_to_try_again(opened: Open) -> None:
    page = opened("post")
    broken, asked = True, 0

    def index(route: Route) -> None:
        nonlocal asked
        asked += 1
        route.abort() if broken else route.continue_()

    page.route("**/search_index.json", index)
    page.keyboard.press("/")
    page.keyboard.type("tự")
    again = page.get_by_role("button", name="Thử lại")
    expect(again).to_be_visible()
    page.keyboard.type(" soi")
    assert asked == 1
    broken = False
    again.click()
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(3)


def test_enter_in_the_search_box_opens_the_whole_page_of_results(opened: Open) -> None:
    page = opened("post-odd")
    page.keyboard.press("s")
    page.keyboard.type("tự sửa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chi-bo/tim-kiem/?q=t%E1%BB%B1+s%E1%BB%ADa")


def test_single_keys_can_be_switched_off(opened: Open) -> None:
    page = opened("post")
    page.keyboard.press("f")
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
