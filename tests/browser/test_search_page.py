"""The page of results, on the real engine and an index of posts made here."""

import datetime
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page, Route, expect

from newsroom.search import SearchPost, build_index
from visits import DESK, PHONE, SCHEMES

Visit = Callable[..., Page]

IMG = "<img src=x onerror=\"document.title = 'hỏng'\">"
CELLS = ("Chi bộ Trường THCS Hoa Phượng", "Chi bộ Trường Tiểu học Bến Nước", "Chi bộ Trường Mầm non Sao Mai")
CAMPAIGNS = ("Tự soi, tự sửa", "Học tập và làm theo Bác")
DIRECTIVES = ("27-HD/ĐU", "05-CT/TW")
BODY = "Mỗi đảng viên tự soi, tự sửa hằng ngày và viết một việc làm thiết thực."
OURS = "chi-bo-truong-thcs-hoa-phuong"


def post(number: int) -> SearchPost:
    """The newest is 0; each author wrote three of the 36, each cell twelve, each year eighteen; 20 has a title."""
    return SearchPost(
        url=f"bai-viet/{number}/",
        title=f"{'Tự soi, tự sửa' if number == 20 else 'Sinh hoạt chuyên đề'} lần {number}",
        lead="",
        body=BODY,
        captions=(),
        topics={
            "campaign": (CAMPAIGNS[number % 2],),
            "cell": (CELLS[number % 3],),
            "author": (f"Tổ số {number % 12 + 1:02}",),
            "directive": (DIRECTIVES[number % 2],),
        },
        date=datetime.date(2022 - number // 18, 12, 28) - datetime.timedelta(days=9 * (number % 18)),
    )


RISKY = SearchPost(
    url="javascript:document.title='hỏng'",
    title=f"Độc {IMG} <b>đậm</b>",
    lead="",
    body=f"Thân bài {IMG} &lt;script&gt; <script>document.title = 'hỏng'</script>",
    captions=(IMG,),
    topics={
        "campaign": (f"Đợt {IMG}", "Đợt kia"),
        "cell": (f"Tổ {IMG}",),
        "author": (f"Người {IMG}", "Người kia"),
        "directive": (f"1-HD/{IMG}", "2-HD/ĐU"),
    },
    date=datetime.date(2020, 1, 1),
)

MOVED = """window.moved = 0;
new PerformanceObserver(list => { for (const one of list.getEntries()) window.moved += one.value })
  .observe({type: "layout-shift", buffered: true});"""
WIDTH = "document.documentElement.scrollWidth"
# Keeps its first answer until it has given the second one.
TURNED = """let kept = null;
onmessage = ({data: {type, data}}) => {
  if (type === 0) postMessage({type: 1});
  if (type !== 2 || !data.q) return;
  const item = {location: "", title: [data.q], text: [], date: "", day: [], topics: {}};
  const found = {total: 1, page: 1, pages: 1, items: [item], facets: {}, nearest: ""};
  const answer = {type: 3, data: {id: data.id, q: data.q, ...found}};
  if (data.q === "một") kept = answer;
  else for (const one of [answer, kept]) postMessage(one);
}"""


@pytest.fixture(scope="module")
def address(built_site: Path, tmp_path_factory: pytest.TempPathFactory, serve_site: Any) -> Iterator[str]:
    """The page of the sample site, with the posts above to search instead of its own."""
    folder = tmp_path_factory.mktemp("results")
    for part in ("tim-kiem", "assets"):
        shutil.copytree(built_site / part, folder / part)
    for path, content in build_index([*map(post, range(36)), RISKY]).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / "bai-viet/0").mkdir(parents=True)
    (folder / "bai-viet/0/index.html").write_text("<title>Bài</title>", encoding="utf-8")
    with serve_site(folder, "/ten/") as base:
        yield f"{base}tim-kiem/"


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """`visit("?q=…", PHONE, before=…)`: the page in a context of its own; an error in its scripts fails the test."""
    errors: list[str] = []
    with ExitStack() as stack:

        def open_page(
            query: str = "", size: Any = DESK, *, before: Callable[[Page], object] | None = None, **options: Any
        ) -> Page:
            context = browser.new_context(viewport=size, **options)
            stack.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            if before:
                before(page)
            page.goto(address + query)
            return page

        yield open_page
    assert errors == []


def hits(page: Page) -> Locator:
    return page.locator("#search-results > li")


def count(page: Page, number: int) -> None:
    """Waits until so many posts are said to be found."""
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{number} bài viết, .* giây$"))


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def entries(page: Page) -> int:
    return int(page.evaluate("history.length"))


# What is shown ------------------------------------------------------------------------------------------------------


def test_a_result_shows_title_day_cell_and_the_passage_that_matched(visit: Visit) -> None:
    page = visit("?q=tu soi tu sua")
    count(page, 36)
    first = hits(page).first
    expect(first.get_by_role("heading", level=3)).to_have_text("Tự soi, tự sửa lần 20")
    expect(first.locator("h3 mark")).to_have_text("Tự soi, tự sửa")
    expect(first).to_contain_text("Thứ Sáu, 10/12/2021")
    expect(first).to_contain_text(CELLS[2])
    expect(hits(page).nth(1).locator(".found__text mark")).to_have_text("tự soi, tự sửa")
    expect(hits(page).nth(1).get_by_role("heading")).to_have_text("Sinh hoạt chuyên đề lần 0")


@pytest.mark.parametrize("typed", ["tuwj soi", "tu75 soi", "tựsoi"])
def test_what_a_query_was_read_as_is_said(visit: Visit, typed: str) -> None:
    page = visit(f"?{urlencode({'q': typed})}")
    expect(page.get_by_role("status")).to_contain_text("36 bài viết, tìm “tự soi”")
    expect(field(page)).to_have_value(typed)


def test_an_author_that_is_all_that_matched_is_marked(visit: Visit) -> None:
    page = visit("?q=to so 7")
    expect(hits(page).first.locator(".card__meta mark")).to_have_text("Tổ số 07")


def test_without_a_query_all_posts_are_shown_newest_first(visit: Visit) -> None:
    page = visit()
    count(page, 37)
    days = [str(one.get_attribute("datetime")) for one in hits(page).locator("time").all()]
    assert (len(days), days) == (10, sorted(days, reverse=True))
    expect(page.get_by_label("Sắp xếp")).to_be_hidden()


def test_results_of_one_query_come_by_relevance_or_by_day(visit: Visit) -> None:
    page = visit("?q=tu soi")
    expect(hits(page).first).to_contain_text("lần 20")
    page.get_by_label("Sắp xếp").select_option("Mới nhất")
    expect(hits(page).first).to_contain_text("lần 0")
    assert asked(page)["xep"] == ["ngay"]


def test_nothing_found_offers_the_nearest_query(visit: Visit) -> None:
    page = visit(f"?q=sinh hoakt&chi-bo={OURS}")
    expect(page.get_by_role("status")).to_have_text("Không có bài viết nào khớp với “sinh hoakt”")
    page.locator("#search-note").get_by_role("link").click()
    count(page, 35)
    assert asked(page) == {"q": ["sinh hoạt"]}
    expect(field(page)).to_have_value("sinh hoạt")
    expect(page.get_by_role("heading", name="Kết quả", exact=True)).to_be_focused()


# Facets -------------------------------------------------------------------------------------------------------------


def test_facets_narrow_and_say_how_many(visit: Visit) -> None:
    page = visit("?q=tu soi")
    page.get_by_role("checkbox", name=f"{CELLS[0]} 12 bài").check()
    count(page, 12)
    expect(page.get_by_role("checkbox", name=f"{CELLS[1]} 12 bài")).to_be_visible()
    page.get_by_role("group", name="Năm").get_by_role("checkbox", name="2022 6 bài").check()
    count(page, 6)
    page.get_by_role("checkbox", name=CELLS[1]).check()
    count(page, 12)
    assert asked(page) == {"q": ["tu soi"], "chi-bo": [OURS, "chi-bo-truong-tieu-hoc-ben-nuoc"], "nam": ["2022"]}


def test_a_checkbox_keeps_the_focus_while_counts_change(visit: Visit) -> None:
    page = visit("?q=tu soi")
    box = page.get_by_role("checkbox", name=CELLS[2])
    box.focus()
    page.keyboard.press("Space")
    count(page, 12)
    expect(box).to_be_focused()


def test_eight_entries_are_shown_until_more_are_asked_for(visit: Visit) -> None:
    page = visit("?q=tu soi&tac-gia=to-so-12")
    authors = page.get_by_role("group", name="Tác giả")
    expect(authors.get_by_role("checkbox")).to_have_count(9)
    expect(authors.get_by_role("checkbox", checked=True)).to_have_count(1)
    authors.get_by_role("button", name="Xem thêm 3").click()
    expect(authors.get_by_role("checkbox")).to_have_count(12)
    authors.get_by_role("button", name="Thu gọn").click()
    expect(authors.get_by_role("checkbox")).to_have_count(9)


def test_chips_take_filters_away_one_by_one_and_all_at_once(visit: Visit) -> None:
    page = visit(f"?q=tu soi&chi-bo={OURS}&nam=2022&tu=2022-09-01")
    chips = page.get_by_role("list", name="Bộ lọc đang dùng")
    expect(chips.get_by_role("button")).to_have_text(
        [f"Bỏ lọc Chi bộ: {CELLS[0]}", "Bỏ lọc Năm: 2022", "Bỏ lọc Từ ngày 01/9/2022", "Xóa bộ lọc"]
    )
    chips.get_by_role("button", name="Bỏ lọc Chi bộ").click()
    expect(chips.get_by_role("button", name="Bỏ lọc Năm")).to_be_focused()
    expect(page.get_by_role("checkbox", name=CELLS[0])).not_to_be_checked()
    page.get_by_role("button", name="Xóa bộ lọc").click()
    count(page, 36)
    expect(page.get_by_role("textbox", name="Từ ngày")).to_have_value("")
    assert asked(page) == {"q": ["tu soi"]}


def test_on_a_phone_facets_are_folded_under_a_button(visit: Visit) -> None:
    page = visit("?q=tu soi", PHONE)
    count(page, 36)
    cells = page.get_by_text("Chi bộ", exact=True).locator("visible=true")
    button = page.get_by_role("button", name="Lọc kết quả")
    expect(cells).to_have_count(0)
    button.click()
    cells.click()
    page.get_by_role("checkbox", name=CELLS[0]).check()
    page.get_by_role("button", name="Xem 12 bài viết").click()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(button).to_have_text("Lọc kết quả (1)")
    expect(button).to_have_attribute("aria-expanded", "false")


# Days ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["01/9/2022", "1-9-2022", "ngày 01 tháng 9 năm 2022", "2022-09-01"])
def test_days_are_read_day_first_as_people_write_them(visit: Visit, written: str) -> None:
    page = visit()
    start = page.get_by_role("textbox", name="Từ ngày")
    start.fill(written)
    start.press("Enter")
    count(page, 14)
    expect(start).to_have_value("01/9/2022")
    assert asked(page) == {"tu": ["2022-09-01"]}


def test_a_day_from_the_calendar_stands_as_people_write_it(visit: Visit) -> None:
    page = visit()
    count(page, 37)
    page.locator("#search-to ~ [type=date]").evaluate(
        "picker => { picker.value = '2021-12-31'; picker.dispatchEvent(new Event('change')) }"
    )
    count(page, 19)
    expect(page.get_by_role("textbox", name="Đến ngày")).to_have_value("31/12/2021")


@pytest.mark.parametrize(("written", "said"), [
    ("31/2/2022", "“31/2/2022” không có trong lịch"), ("4/13/2022", "hãy viết ngày trước: 13/4/2022"),
    ("hôm qua", "“hôm qua” không phải là ngày"), ("1/4/22", "ví dụ 01/4/2022"),
])  # fmt: skip
def test_what_is_no_day_is_said_and_does_not_narrow(visit: Visit, written: str, said: str) -> None:
    page = visit("?tu=2022-09-01")
    start = page.get_by_role("textbox", name="Từ ngày")
    start.fill(written)
    start.press("Enter")
    expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    expect(start).to_have_attribute("aria-invalid", "true")
    expect(start).to_have_value(written)
    count(page, 37)


def test_an_end_before_the_beginning_is_said(visit: Visit) -> None:
    page = visit("?tu=2022-09-01&den=2021-01-01")
    expect(page.get_by_role("alert").filter(has_text="“Đến ngày” đang ở trước “Từ ngày”")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Không có bài viết nào")


# Addresses and history ------------------------------------------------------------------------------------------------


def test_an_address_opens_the_state_it_was_copied_in(visit: Visit) -> None:
    page = visit("?q=tu+soi&chuyen-de=tu-soi-tu-sua&van-ban=27-hd-du&nam=2021&nam=2022&den=01/11/2022&xep=ngay&trang=2")
    expect(page.get_by_role("status")).to_contain_text("trang 2/2")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(4)
    expect(field(page)).to_have_value("tu soi")
    expect(page.get_by_role("textbox", name="Đến ngày")).to_have_value("01/11/2022")
    expect(page.get_by_label("Sắp xếp")).to_have_value("date")
    expect(page.get_by_role("link", name="Trang 2")).to_have_attribute("aria-current", "page")


def test_typing_replaces_and_choosing_pushes(visit: Visit) -> None:
    page = visit()
    count(page, 37)
    before = entries(page)
    field(page).press_sequentially("tự soi")
    page.wait_for_url("**/?q=t%E1%BB%B1+soi")
    assert entries(page) == before
    page.get_by_role("checkbox", name=CELLS[0]).check()
    count(page, 12)
    page.get_by_role("link", name="Trang 2").click()
    page.wait_for_url("**&trang=2")
    assert entries(page) == before + 2
    page.go_back()
    page.go_back()
    count(page, 36)
    expect(page.get_by_role("checkbox", name=CELLS[0])).not_to_be_checked()
    expect(field(page)).to_have_value("tự soi")
    page.go_forward()
    count(page, 12)
    expect(page.get_by_role("checkbox", name=CELLS[0])).to_be_checked()


def test_coming_back_from_a_post_shows_the_same_results(visit: Visit) -> None:
    page = visit(f"?q=tu soi&chi-bo={OURS}", PHONE)
    hits(page).first.get_by_role("link").click()
    page.wait_for_url("**/bai-viet/0/")
    page.go_back()
    count(page, 12)
    expect(field(page)).to_have_value("tu soi")


def test_pages_of_results_go_on_to_the_last(visit: Visit) -> None:
    page = visit("?trang=99")
    expect(page.get_by_role("status")).to_contain_text("trang 4/4")
    expect(hits(page)).to_have_count(7)
    expect(page.get_by_role("link", name="Những tin cũ hơn")).to_have_count(0)
    page.get_by_role("link", name="Những tin mới hơn").click()
    expect(page.get_by_role("status")).to_contain_text("trang 3/4")
    expect(page.get_by_role("heading", name="Kết quả", exact=True)).to_be_focused()
    assert asked(page) == {"trang": ["3"]}


def test_an_answer_that_was_overtaken_is_dropped(visit: Visit) -> None:
    script = {"body": TURNED, "content_type": "text/javascript"}
    page = visit(
        "?q=một", before=lambda page: page.route("**/search-worker.js*", lambda route: route.fulfill(**script))
    )
    page.wait_for_function("document.querySelector('[aria-busy]')")
    field(page).fill("hai")
    expect(page.get_by_role("heading", level=3)).to_have_text("hai")


# Keyboard -----------------------------------------------------------------------------------------------------------


def test_keyboard_from_field_to_results_and_back(visit: Visit) -> None:
    page = visit("?q=tu soi")
    count(page, 36)
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(1).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    count(page, 37)
    assert asked(page) == {}
    expect(field(page)).to_be_focused()


def test_the_headers_search_leads_to_the_pages_own_field(visit: Visit) -> None:
    page = visit()
    page.get_by_role("banner").get_by_role("link", name="Tìm kiếm").click()
    expect(field(page)).to_be_focused()
    assert page.locator("dialog").count() == 0


def test_focus_stays_where_the_reader_types(visit: Visit) -> None:
    page = visit()
    field(page).press_sequentially("tu soi")
    count(page, 36)
    expect(field(page)).to_be_focused()
    assert field(page).evaluate("input => input.selectionStart") == len("tu soi")


# Failures -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["**/search-worker.js*", "**/search/search_index.json", "**/*-facets-*.json"])
def test_what_does_not_come_can_be_asked_for_again(visit: Visit, missing: str) -> None:
    broken = True

    def answer(route: Route) -> None:
        route.abort() if broken else route.continue_()

    page = visit("?q=tu soi", before=lambda page: page.context.route(missing, answer))
    again = page.get_by_role("button", name="Thử lại")
    expect(again).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Không tải được")
    broken = False
    again.click()
    count(page, 36)
    expect(again).to_have_count(0)


def test_without_javascript_other_ways_are_shown(visit: Visit) -> None:
    page = visit("?q=tu soi", java_script_enabled=False)
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#search-found")).to_be_hidden()


def test_nothing_moves_while_the_first_results_come(visit: Visit) -> None:
    for size in (PHONE, DESK):
        page = visit(f"?q=tu soi&chi-bo={OURS}", size, before=lambda page: page.add_init_script(MOVED))
        count(page, 12)
        page.wait_for_timeout(200)
        assert (size, page.evaluate("window.moved")) == (size, 0)


# Safety and reach -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", [IMG, f"{IMG} sinh hoakt", "\"><script>document.title='hỏng'</script>"])
def test_nothing_from_a_query_or_an_address_is_run(visit: Visit, query: str) -> None:
    limits = {"chi-bo": "<img src=x>", "tac-gia": "Tổ <b>", "nam": "javascript:1", "tu": IMG}
    page = visit(f"?{urlencode({'q': query, **limits})}")
    expect(page.get_by_role("status")).to_have_text(f"Không có bài viết nào khớp với “{query}”")
    expect(page.locator(".chip")).to_contain_text(
        ["Chi bộ: <img src=x>", "Tác giả: Tổ <b>", "Năm: javascript:1", "Xóa"]
    )
    expect(page.get_by_role("alert").first).to_contain_text(f"“{IMG}” không phải là ngày")
    unharmed(page)


def test_nothing_from_a_post_is_run(visit: Visit) -> None:
    page = visit("?q=doc img&tac-gia=nguoi-kia")
    first = hits(page).first
    for text in (
        RISKY.title,
        *(name for kind in ("cell", "author", "directive") for name in RISKY.topics[kind]),
        "Thân bài <img",
        "&lt;script&gt; <script>",
    ):
        expect(first).to_contain_text(text)
    for group in ("Tác giả", "Văn bản", "Chuyên đề"):
        expect(page.get_by_role("group", name=group)).to_contain_text("<img")
    assert str(first.get_by_role("link").get_attribute("href")).startswith("http://127.0.0.1")
    unharmed(page)


def unharmed(page: Page) -> None:
    assert page.locator("#search-found").locator("img, script, b, [onerror]").count() == 0
    assert page.title() != "hỏng"


def test_axe_finds_nothing_on_results_and_on_what_opens(visit: Visit) -> None:
    page = visit(f"?q=tu soi&chi-bo={OURS}&den=31/2/2022")
    count(page, 12)
    page.evaluate(AXE_SCRIPT)
    page.evaluate("document.getElementById('search-narrow').click()")
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("axe.run({rules: {'target-size': {enabled: true}}})")["violations"]
            assert [(one["id"], node["html"]) for one in found for node in one["nodes"]] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_state_is_wider_than_its_window(visit: Visit, width: int) -> None:
    page = visit("?q=doc", {"width": width, "height": 800})
    count(page, 1)
    for query in ("?tac-gia=to-so-12&tu=x", "?trang=2&q=tu soi"):
        assert page.evaluate(WIDTH) == width
        page.goto(page.url.split("?")[0] + query)
        hits(page).first.wait_for()
        page.evaluate("document.getElementById('search-narrow').click()")
    assert page.evaluate(WIDTH) == width
