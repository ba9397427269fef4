"""The desk in a real browser: typed into as people type, for everybody, and out of reach of other pages."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from playwright.sync_api import Error as PlaywrightError

from desks import Client, address
from making_pictures import phone_jpeg, photo_like
from newsdesk.progress import Progress
from newsdesk.repository import SignIn
from visits import DESK, in_every_light

POST = "bai-viet/2026/01/a/index.md"
TREE = """
bai-viet/2026/01/a/index.md: {title: Bài A, body: "Một đoạn.\\n"}
chi-bo/ai-mo.md: {title: Chi bộ trường THCS Ái Mộ}
"""
PATIENCE = 60_000  # ms, on a machine that has other things to do


@pytest.fixture
def desk(make_desk: Any) -> Client:
    found: Client = make_desk(TREE)
    return found


@pytest.fixture
def page(desk: Client, browser: Browser) -> Iterator[Page]:
    """The writing page of the post, filled."""
    errors: list[str] = []
    with browser.new_context(viewport=DESK) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(desk.started.address)
        page.goto(writing(desk))
        expect(page.get_by_label("Tiêu đề")).to_have_value("Bài A", timeout=PATIENCE)
        yield page
    assert errors == []


def writing(desk: Client) -> str:
    return f"{desk.started.guard.origin}{address('/viet', bai=POST)}"


def text(desk: Client) -> str:
    return (desk.started.desk.docs / POST).read_text(encoding="utf-8")


def saved(page: Page) -> None:
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("#state")).to_have_text("Đã lưu", timeout=PATIENCE)


FIELDS = ("Tiêu đề", "Tác giả", "Chi bộ", "Ngày", "Nội dung")


def test_telex_with_backspaces_comes_out_right_in_every_field(desk: Client, page: Page) -> None:
    """As Unikey sends it: the letters that change are deleted and written anew, all within a moment."""
    for label in FIELDS:
        page.get_by_label(label).fill("")
        page.get_by_label(label).focus()
        for keys in ("t", "i", "e", "⌫ê", "n", "g", "⌫⌫⌫ếng", " ", "V", "i", "e", "⌫ê", "⌫ệ", "t"):
            for key in keys:
                page.keyboard.press("Backspace") if key == "⌫" else page.keyboard.insert_text(key)
        assert page.get_by_label(label).input_value() == "tiếng Việt"


def test_telex_as_composition_comes_out_right_in_every_field(desk: Client, page: Page) -> None:
    for label in FIELDS:
        page.get_by_label(label).fill("")
        page.get_by_label(label).focus()
        compose(page, ("đ", "đe", "đẹ", "đẹp"))
        assert page.get_by_label(label).input_value() == "đẹp "


def compose(page: Page, steps: Sequence[str]) -> None:
    """Types a word as Windows' own Telex does, and a space."""
    session = page.context.new_cdp_session(page)
    for step in steps:
        session.send("Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)})
        page.wait_for_timeout(120)
    session.send("Input.insertText", {"text": steps[-1]})
    page.keyboard.type(" ")


def test_one_letter_changes_one_line(desk: Client, page: Page) -> None:
    before = text(desk)
    page.get_by_label("Nội dung").focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("X")
    saved(page)
    assert text(desk) == before.replace("Một đoạn.", "Một đoạn.X")


def test_the_toolbar_can_be_undone(page: Page) -> None:
    body = page.get_by_label("Nội dung")
    before = body.input_value()
    body.select_text()
    for name in ("Đậm", "Mục", "Danh sách", "Liên kết", "Trích dẫn", "Bảng"):
        page.get_by_role("button", name=name, exact=True).click()
        assert body.input_value() != before
        page.keyboard.press("Control+z")
        assert body.input_value() == before, name
        body.select_text()


def test_the_toolbar_is_one_stop_and_arrows_go_through_it(page: Page) -> None:
    """As WAI-ARIA has it of toolbars."""
    page.get_by_label("Nội dung").focus()
    for key, name in (
        ("Shift+Tab", "Đậm"), ("ArrowRight", "Mục"), ("ArrowLeft", "Đậm"), ("ArrowLeft", "Bảng"),
        ("ArrowRight", "Đậm"), ("End", "Bảng"), ("Home", "Đậm"), ("ArrowRight", "Mục"),
        ("Tab", ""), ("Shift+Tab", "Mục"),
    ):  # fmt: skip
        page.keyboard.press(key)
        place = page.get_by_role("button", name=name, exact=True) if name else page.get_by_label("Nội dung")
        expect(place).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Nội dung")).to_have_value(re.compile("## "))


def test_lists_go_on_and_can_be_undone(page: Page) -> None:
    body = page.get_by_label("Nội dung")
    body.fill("")
    body.press_sequentially("- một\nhai\n\n9. chín\nmười\n\n> lời\n\nhết\nrồi")
    assert body.input_value() == "- một\n- hai\n9. chín\n10. mười\n> lời\nhết\nrồi"
    body.fill("- một hai")
    for key in ("Home", "ArrowRight", "ArrowRight", "Enter"):
        body.press(key)
    assert body.input_value() == "- \n- một hai"
    body.press("Control+z")
    assert body.input_value() == "- một hai"
    body.press("End")
    body.press("Shift+Enter")
    assert body.input_value() == "- một hai\n"
    page.keyboard.type("- ba")
    enter = "one => one.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: %s, cancelable: true}))"
    assert body.evaluate(enter % "true")  # it is the input method's
    assert not body.evaluate(enter % "false")


def test_keys_and_an_address_that_is_pasted_make_marks_and_can_be_undone(page: Page) -> None:
    body = page.get_by_label("Nội dung")
    for key, marked in (("b", "**đoạn**"), ("i", "*đoạn*"), ("k", "[đoạn](https://)")):
        body.fill("đoạn")
        body.select_text()
        body.press(f"Control+{key}")
        assert body.input_value() == marked
        body.press("Control+z")
        assert body.input_value() == "đoạn"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = "https://example.com/kế-hoạch?a=1"
    for text, pasted, shown in (
        ("đoạn", f" {address}\n", f"[đoạn]({address})"),
        ("đoạn", "chữ", "chữ"),
        ("http://x.vn", address, address),
        ("hai\ndòng", address, address),
        ("đoạn", "https://example.com/a(b)", "https://example.com/a(b)"),
    ):
        body.fill(text)
        body.select_text()
        page.evaluate("text => navigator.clipboard.writeText(text)", pasted)
        body.press("Control+v")
        assert body.input_value() == shown
        body.press("Control+z")
        assert body.input_value() == text


def test_a_photo_comes_where_it_is_dropped(page: Page) -> None:
    body = page.get_by_label("Nội dung")
    body.fill("Đoạn một.\n\nĐoạn hai.\n\nĐoạn ba.")
    body.evaluate(
        """(body, bytes) => {
          const data = new DataTransfer()
          data.items.add(new File([new Uint8Array(bytes)], "anh.jpg", {type: "image/jpeg"}))
          const {left, top} = body.getBoundingClientRect()
          const style = getComputedStyle(body)
          const y = top + parseFloat(style.paddingTop) + 2.5 * parseFloat(style.lineHeight)
          body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, clientX: left + 40, clientY: y, bubbles: true}))
        }""",
        [*phone_jpeg(photo_like(320, 240))],
    )
    expect(page.locator("#thumbs li")).to_have_count(1, timeout=PATIENCE)
    assert body.input_value().split() == ["Đoạn", "một.", "Đoạn", "hai.", "![](anh.jpg)", "Đoạn", "ba."]


def test_a_problem_and_its_mend_stand_beside_the_field(desk: Client, page: Page) -> None:
    page.get_by_label("Chi bộ").fill("Chi bộ trường THCS Ái Mộp")
    mend = page.locator("#wrong-cell .mend")
    mend.wait_for()
    assert "aria-invalid" in page.get_by_label("Chi bộ").evaluate("one => one.outerHTML")
    mend.click()
    expect(page.get_by_label("Chi bộ")).to_have_value("Chi bộ trường THCS Ái Mộ")
    expect(page.locator("#wrong-cell li")).to_have_count(0, timeout=PATIENCE)


def test_mends_and_captions_can_be_undone(desk: Client, page: Page) -> None:
    body = page.get_by_label("Nội dung")
    photo = phone_jpeg(photo_like(640, 480))
    files = [FilePayload(name=name, mimeType="image/jpeg", buffer=photo) for name in ("anh.jpg", "hai.jpg")]
    page.locator("#photo-files").set_input_files(files)
    expect(page.locator("#thumbs li")).to_have_count(2, timeout=PATIENCE)
    before = body.input_value()
    page.get_by_label("Chú thích ảnh 1").fill("Họp [tổ]\n“Toán”")
    page.keyboard.press("Tab")
    expect(body).to_have_value(re.compile(re.escape("![Họp tổ “Toán”](anh.jpg)")))
    assert page.evaluate("document.activeElement.id") != "body"  # whoever writes captions goes on with them
    page.get_by_role("button", name="Lên trước ảnh 2").click()
    assert body.input_value().index("hai.jpg") < body.input_value().index("anh.jpg")
    for _ in range(2):
        body.press("Control+z")
    assert body.input_value() == before
    page.get_by_label("Chú thích ảnh 2").fill("Ảnh hai")
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_have_text("Đã lưu", timeout=PATIENCE)
    assert "![Ảnh hai](" in text(desk)
    body.fill("[đây](anh.jgp)")
    page.locator("#wrong-body .mend").click()
    assert body.input_value() == "[đây](anh.jpg)"
    body.press("Control+z")
    assert body.input_value() == "[đây](anh.jgp)"


def put_photos(page: Page, *names: str) -> None:
    photo = phone_jpeg(photo_like(640, 480))
    page.locator("#photo-files").set_input_files(
        [FilePayload(name=name, mimeType="image/jpeg", buffer=photo) for name in names]
    )
    expect(page.locator("#thumbs li")).to_have_count(len(names), timeout=PATIENCE)


def test_a_caption_that_is_being_written_is_kept_and_shown_and_comes_back_after_a_crash(
    desk: Client, page: Page
) -> None:
    put_photos(page, "anh.jpg")
    saved(page)
    before = text(desk)
    page.get_by_label("Chú thích ảnh 1").focus()
    compose(page, ("Đ", "Đa", "Đạ", "Đại"))
    page.keyboard.type("hội")  # and the cursor stays there
    expect(page.locator("#state")).to_have_text("Chưa lưu (đã giữ tạm)", timeout=5000)
    assert page.get_by_label("Chú thích ảnh 1").input_value() == "Đại hội"
    expect(page.frame_locator("#preview").locator("figcaption")).to_have_text("Đại hội", timeout=PATIENCE)
    expect(page.get_by_label("Chú thích ảnh 1")).to_be_focused()
    assert "![](anh.jpg)" in page.get_by_label("Nội dung").input_value()  # so that there is nothing to be undone
    assert text(desk) == before
    crash(page)
    again = page.context.new_page()
    again.goto(writing(desk))
    again.get_by_role("button", name="Lấy lại").click()
    expect(again.get_by_label("Nội dung")).to_have_value(re.compile(re.escape("![Đại hội](anh.jpg)")))
    expect(again.get_by_label("Chú thích ảnh 1")).to_have_value("Đại hội")


def crash(page: Page) -> None:
    """Kills the page's process, so that it never gets to say that it goes."""
    with page.expect_event("crash"), suppress(PlaywrightError):
        page.goto("chrome://crash")


def test_thumbnails_follow_the_text_and_keep_the_cursor(page: Page) -> None:
    put_photos(page, "anh.jpg", "hai.jpg", "ba.jpg")
    names = page.locator("#thumbs .note")
    page.get_by_role("button", name="Lên trước ảnh 3").press("Enter")
    expect(names).to_have_text(["anh.jpg", "ba.jpg", "hai.jpg"])
    expect(page.get_by_role("button", name="Lên trước ảnh 2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(names).to_have_text(["ba.jpg", "anh.jpg", "hai.jpg"])
    expect(page.get_by_label("Chú thích ảnh 1")).to_be_focused()  # none is before it
    page.get_by_label("Chú thích ảnh 1").fill("Ba")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Chú thích ảnh 1")).to_be_focused()
    body = page.get_by_label("Nội dung")
    expect(body).to_have_value(re.compile(re.escape("![Ba](ba.jpg)")))
    body.press("Control+z")
    expect(page.get_by_label("Chú thích ảnh 1")).to_have_value("")
    expect(names).to_have_text(["ba.jpg", "anh.jpg", "hai.jpg"])
    for _ in range(2):  # Chromium's undo goes through the letters in the caption's field, too
        body.press("Control+z")
    expect(names).to_have_text(["anh.jpg", "ba.jpg", "hai.jpg"])
    body.fill("![Một ![Hai](hai.jpg)")
    expect(names).to_have_text(["hai.jpg", "anh.jpg", "ba.jpg"])
    expect(page.get_by_label("Chú thích ảnh 2")).to_be_disabled()
    page.get_by_role("button", name="Đưa vào bài ảnh 3").click()
    expect(names).to_have_text(["hai.jpg", "ba.jpg", "anh.jpg"])


def test_what_was_typed_is_offered_again_after_a_crash(desk: Client, page: Page) -> None:
    before = text(desk)
    page.get_by_label("Nội dung").fill("Chưa kịp lưu.")
    expect(page.locator("#state")).to_have_text("Chưa lưu (đã giữ tạm)", timeout=5000)
    assert text(desk) == before
    again = page.context.new_page()  # the first tab never gets to say that it goes
    again.goto(writing(desk))
    again.get_by_role("button", name="Lấy lại").click()
    expect(again.get_by_label("Nội dung")).to_have_value("Chưa kịp lưu.")
    saved(again)
    assert "Chưa kịp lưu." in text(desk)


def test_two_tabs_keep_both_texts_and_both_are_shown_on_return(desk: Client, page: Page) -> None:
    other = page.context.new_page()
    other.goto(writing(desk))
    expect(other.get_by_label("Tiêu đề")).to_have_value("Bài A", timeout=PATIENCE)
    for tab, words in ((page, "Chữ ở cửa sổ một."), (other, "Chữ ở cửa sổ hai."), (page, "Chữ ở cửa sổ một, thêm.")):
        tab.get_by_label("Nội dung").fill(words)
        expect(tab.locator("#state")).to_have_text("Chưa lưu (đã giữ tạm)", timeout=PATIENCE)
    again = page.context.new_page()
    again.goto(writing(desk))
    shown = [again.get_by_label(re.compile(f"^Bản {number}, giữ lúc")) for number in (1, 2)]
    expect(shown[0]).to_have_value(re.compile("Chữ ở cửa sổ một, thêm."), timeout=PATIENCE)
    expect(shown[1]).to_have_value(re.compile("Chữ ở cửa sổ hai."))
    assert in_every_light(again) == {}
    again.get_by_role("button", name="Lấy bản 2").click()
    expect(again.get_by_label("Nội dung")).to_have_value("Chữ ở cửa sổ hai.")
    saved(again)
    again.reload()
    again.get_by_role("button", name="Lấy lại").click()
    expect(again.get_by_label("Nội dung")).to_have_value("Chữ ở cửa sổ một, thêm.")


def test_a_post_is_named_by_the_title_that_it_gets_later_and_its_author_is_told(desk: Client, page: Page) -> None:
    page.goto(desk.started.guard.origin)
    page.get_by_role("button", name="Bài mới").click()
    page.get_by_label("Nội dung").fill("Một đoạn.")
    saved(page)
    assert "bai-moi-" in page.url
    page.get_by_label("Tiêu đề").fill("Đại hội chi bộ")
    saved(page)
    expect(page.locator("#said")).to_contain_text("/dai-hoi-chi-bo/")
    assert "dai-hoi-chi-bo" in page.url
    page.reload()
    expect(page.get_by_label("Tiêu đề")).to_have_value("Đại hội chi bộ", timeout=PATIENCE)


def test_both_versions_are_shown_when_another_program_has_written(desk: Client, page: Page) -> None:
    place = desk.started.desk.docs / POST
    place.write_text(text(desk).replace("Một đoạn.", "Của chương trình khác."), encoding="utf-8")
    page.get_by_label("Tiêu đề").fill("Của tôi")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_label("Bản trên đĩa")).to_have_value(re.compile("Của chương trình khác"), timeout=PATIENCE)
    page.get_by_role("button", name="Giữ bản của tôi").click()
    assert "Của tôi" not in text(desk)
    saved(page)
    assert "Của tôi" in text(desk)


def test_a_file_that_is_no_photo_keeps_none_of_the_others(desk: Client, page: Page) -> None:
    photo, wrong = phone_jpeg(photo_like(640, 480)), b"no photo"
    files = (("hong.heic", wrong), ("mot.jpg", photo), ("ghi-chu.txt", wrong), ("hai.jpg", photo))
    given = [FilePayload(name=name, mimeType="image/jpeg", buffer=data) for name, data in files]
    page.locator("#photo-files").set_input_files(given)
    expect(page.locator("#thumbs li")).to_have_count(2, timeout=PATIENCE)
    for name in ("hong.heic", "ghi-chu.txt"):
        expect(page.locator("#said")).to_contain_text(name)
    for name in ("mot.jpg", "hai.jpg"):
        assert f"![]({name})" in page.get_by_label("Nội dung").input_value()


def test_a_post_that_is_not_complete_tells_what_it_lacks_by_the_names_of_the_form(make_desk: Any) -> None:
    desk = make_desk(TREE.replace("title: Bài A", "title: Bài A, draft: true"))
    assert desk.save(desk.post(POST), cell="").status == 200
    answer = desk.ask("POST", address("/api/publish", bai=POST), {})
    assert "chưa đăng được: Chi bộ: thiếu mục này" in answer.json["error"]


def test_a_new_post_is_shown_with_what_it_has(desk: Client, page: Page) -> None:
    page.goto(desk.started.guard.origin)
    page.get_by_role("button", name="Bài mới").click()
    frame = page.frame_locator("#preview")
    page.get_by_label("Nội dung").fill("Mới có **một đoạn**.")
    expect(frame.locator("strong")).to_have_text("một đoạn", timeout=PATIENCE)
    expect(frame.locator("h1")).to_have_text("(Chưa có tiêu đề)")
    expect(frame.locator("body")).to_contain_text("(Chưa có tác giả)")
    page.get_by_label("Tiêu đề").fill("Đã có tiêu đề")
    expect(frame.locator("h1")).to_have_text("Đã có tiêu đề", timeout=PATIENCE)
    page.get_by_label("Ngày").fill("31/2/2026")
    page.locator("#wrong-date li").wait_for()
    expect(frame.locator("h1")).to_have_text("Đã có tiêu đề")
    expect(frame.locator("strong")).to_have_text("một đoạn")


def test_a_post_is_shown_while_the_site_is_still_being_read(desk: Client, page: Page) -> None:
    live = desk.started.desk.live
    live.is_warm.wait()
    live.is_warm.clear()
    page.get_by_label("Nội dung").fill("[đây](khong-co.md)")
    expect(page.frame_locator("#preview").locator("main")).to_contain_text("đây", timeout=PATIENCE)
    expect(page.locator("#said")).to_contain_text("Đang đọc các bài")
    expect(page.locator("#wrong-body li")).to_have_count(0)
    live.is_warm.set()
    expect(page.locator("#wrong-body li")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator("#said")).to_be_empty()


@pytest.mark.parametrize("width", [390, 1280])
def test_save_and_publish_are_in_sight_wherever_one_is(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_text("Mục khác").scroll_into_view_if_needed()
    page.mouse.wheel(0, 3000)
    for name in ("Lưu", "Đăng bài"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)


def test_axe_finds_nothing_on_any_page(desk: Client, page: Page) -> None:
    page.get_by_label("Ngày").fill("31/2/2026")
    page.locator("#wrong-date li").wait_for()
    assert in_every_light(page) == {}
    for folded in page.locator("summary").all():
        folded.click()
    assert in_every_light(page) == {}
    page.goto(desk.started.guard.origin)
    page.locator("#posts li").first.wait_for()
    assert in_every_light(page) == {}


def test_everything_is_reached_by_keyboard_in_the_order_in_which_a_post_is_written(page: Page) -> None:
    page.locator("h1").click()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    wanted = ["save", "publish", "f-title", "f-date", "f-cell", "f-author", "body", "pick", "Điện thoại"]
    assert [one for one in reached if one in wanted][: len(wanted)] == wanted
    assert {one for one in reached if one.startswith("f-")} == {"f-title", "f-date", "f-cell", "f-author"}


@pytest.mark.parametrize("width", [390, 1280])
def test_what_every_post_has_is_in_sight_and_the_rest_is_folded(desk: Client, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(desk.started.guard.origin)
    page.get_by_role("button", name="Bài mới").click()
    for label in ("Tiêu đề", "Tác giả", "Chi bộ", "Ngày", "Nội dung"):
        expect(page.get_by_label(label)).to_be_visible(timeout=PATIENCE)
    place = page.get_by_label("Nội dung").bounding_box()
    assert place
    assert place["y"] < 800
    assert page.locator("details[open]").count() == 0
    expect(page.get_by_label("Chi bộ")).to_have_value("Chi bộ trường THCS Ái Mộ", timeout=PATIENCE)
    assert re.fullmatch(r"\d\d?/\d\d?/2\d{3}", page.get_by_label("Ngày").input_value())


def test_what_is_folded_opens_for_a_value_and_for_a_problem(desk: Client, page: Page) -> None:
    often, seldom = page.locator("details").all()
    expect(often).not_to_have_attribute("open", "")
    page.locator("#photo-files").set_input_files(
        [FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=phone_jpeg(photo_like(640, 480)))]
    )
    page.get_by_role("button", name="Làm ảnh đại diện").click()
    expect(often).to_have_attribute("open", "")
    often.locator("summary").click()
    seldom.locator("summary").click()
    page.get_by_label("Hết hạn").fill("hôm qua")
    page.locator("#wrong-expires li").wait_for()
    seldom.locator("summary").click()
    page.get_by_label("Tiêu đề").fill("Khác")
    page.frame_locator("#preview").get_by_role("heading", name="Khác").wait_for()
    expect(seldom).not_to_have_attribute("open", "")  # whoever has folded it knows what is there
    page.get_by_label("Tiêu đề").fill("Bài A")
    saved(page)
    page.reload()
    expect(seldom).to_have_attribute("open", "", timeout=PATIENCE)
    expect(often).to_have_attribute("open", "")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
def test_photos_stand_beside_the_text_where_there_is_room(page: Page, width: int) -> None:
    put_photos(page, *(f"anh-chup-buoi-sinh-hoat-chuyen-de-cua-chi-bo-{number}.jpg" for number in range(4)))
    page.set_viewport_size({"width": width, "height": 900})
    body, photos = (page.locator(one).bounding_box() for one in ("#body", "#photos"))
    assert body
    assert photos
    if width == 390:
        assert body["y"] + body["height"] <= photos["y"]
    else:
        assert body["x"] + body["width"] <= photos["x"]
        assert body["width"] > 400
        assert abs(body["y"] - photos["y"]) < 1
        assert photos["height"] <= 0.75 * 900
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert in_every_light(page) == {}


def test_html_of_a_post_cannot_reach_the_desk(desk: Client, page: Page) -> None:
    origin = desk.started.guard.origin
    attack = (
        f'<script>fetch("{origin}/api/undo",{{method:"POST"}})</script>\n'
        f'<img src="x" onerror="parent.document.title=1">\n'
        f'<iframe src="{origin}/"></iframe><form action="{origin}/api/undo" method="post"><button>x</button></form>'
    )
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.frame != page.main_frame else None)
    page.get_by_label("Nội dung").fill(attack)
    page.frame_locator("#preview").locator("h1").wait_for()
    page.wait_for_timeout(1000)
    assert not [url for url in asked if url.startswith(f"{origin}/")]
    assert page.frame_locator("#preview").locator("body").evaluate("1 + 1", timeout=5000) == 2


def test_a_password_is_typed_where_the_remote_asks_for_it(desk: Client, page: Page) -> None:
    publisher = desk.started.desk.publisher
    publisher._attempts.progress = Progress("stopped", "Máy chủ không nhận mật khẩu.", POST, asks=True)
    page.reload()
    page.get_by_label("Tên đăng nhập").fill("ban")
    password = page.get_by_label("Mật khẩu hay mã truy cập")
    password.fill("mật-khẩu")
    assert in_every_light(page) == {}
    assert password.get_attribute("type") == "password"
    page.get_by_role("button", name="Gửi", exact=True).click()
    for _ in range(100):
        if publisher.signed_in:
            break
        page.wait_for_timeout(100)
    assert publisher.signed_in == SignIn("ban", "mật-khẩu")
    assert "mật-khẩu" not in desk.ask("GET", "/api/publish").body.decode()


def test_the_preview_stays_where_it_is_scrolled(page: Page) -> None:
    body = page.get_by_label("Nội dung")
    body.fill("\n\n".join(f"Đoạn số {number}." for number in range(200)))
    frame = page.frame_locator("#preview")
    frame.get_by_text("Đoạn số 199.").wait_for()
    frame.locator("body").evaluate("() => scrollTo(0, 900)")
    page.wait_for_timeout(500)
    body.fill(body.input_value() + "\n\nĐoạn cuối.")
    frame.get_by_text("Đoạn cuối.").wait_for()
    page.wait_for_timeout(500)
    assert frame.locator("body").evaluate("() => scrollY") == 900


def test_a_name_that_is_made_to_lead_here_gets_nothing(desk: Client, browser: Browser) -> None:
    """DNS rebinding: a foreign page whose name comes to mean this computer."""
    port, token = desk.started.guard.port, desk.started.guard.token
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    flags = ["--no-sandbox", "--host-resolver-rules=MAP evil.test 127.0.0.1"]
    with browser.browser_type.launch(executable_path=program, args=flags) as started:
        page = started.new_page()
        for path in ("/", f"/?token={token}", "/api/posts"):
            answer = page.goto(f"http://evil.test:{port}{path}")
            assert answer
            assert answer.status == 403
            assert "Bài A" not in page.content()
        told = "async () => (await fetch('/api/undo', {method: 'POST', headers: {'X-Desk': '1'}, body: '{}'})).status"
        assert page.evaluate(told) == 403


def test_another_page_on_this_computer_gets_nothing(desk: Client, page: Page, serve_site: Any, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>khác</title>", encoding="utf-8")
    origin = desk.started.guard.origin
    told = """async origin => {
      const ask = (path, options) =>
        fetch(origin + path, {credentials: "include", ...options}).then(() => "read", () => "no")
      const write = {method: "POST", mode: "no-cors", body: "{}"}
      await ask("/api/posts", write)
      return [await ask("/api/posts"), await ask("/api/undo", {method: "POST", headers: {"X-Desk": "1"}})]
    }"""
    with serve_site(tmp_path) as base:
        other = page.context.new_page()
        other.goto(base)
        assert other.evaluate(told, origin) == ["no", "no"]
        other.set_content(f'<iframe src="{origin}/"></iframe>')
        assert "Bài A" not in other.frame_locator("iframe").locator("body").inner_text()
