"""Text that is pasted with looks: as Word, Google Docs, Excel and browsers put it into the clipboard."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from constructs import usual_renderer
from desks import Client, address
from making_pictures import as_bytes, corners
from newsdesk.messages import DeskError
from newsdesk.pasting import LONGEST, pasted

POST = "bai-viet/2026/01/a/index.md"
TREE = 'bai-viet/2026/01/a/index.md: {title: Bài A, body: "Một đoạn.\\n"}'


def word(*paragraphs: str) -> str:
    """As Word writes it, with its namespaces, conditions and looks."""
    inner = "\r\n".join(paragraphs)
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40"><head>'
        "<meta name=Generator content='Microsoft Word 15'><style><!-- p.MsoNormal {margin:0cm;} --></style>"
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
        f"</head><body lang=VI><!--StartFragment-->{inner}<!--EndFragment--></body></html>"
    )


def item(sign: str, words: str, level: int = 1) -> str:
    """A paragraph of one of Word's lists."""
    return (
        f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'><![if !supportLists]>"
        f"<span style='font-family:Symbol'><span style='mso-list:Ignore'>{sign}<span style='font:7.0pt'>&nbsp;&nbsp; "
        f"</span></span></span><![endif]>{words}<o:p></o:p></p>"
    )


NORMAL = "<p class=MsoNormal style='text-align:justify'>{}<o:p></o:p></p>"
SAMPLES = {
    "Word, words": (
        word(
            "<p class=MsoTitle>Chi bộ tổ chức <i>sinh hoạt</i><o:p></o:p></p>",
            NORMAL.format(
                "<b><span style='font-size:14.0pt'>Sáng 3/2</span></b><span lang=VI>, tại\r\n  trường*</span>"
            ),
            NORMAL.format("&nbsp;"),
            NORMAL.format('Xem <a href="https://example.com/a?b=1">kế\r\nhoạch</a>, H<sub>2</sub>O, <u>gạch</u>.'),
        ),
        "## Chi bộ tổ chức *sinh hoạt*\n\n**Sáng 3/2**, tại trường\\*\n\n"
        "Xem [kế hoạch](https://example.com/a?b=1), H<sub>2</sub>O, <u>gạch</u>.",
    ),
    "Word, lists": (
        word(
            item("·", "Một việc"),
            item("o", "Việc <b>con</b>", 2),
            item("§", "Sâu", 3),
            item("·", "Hai việc"),
            NORMAL.format("Giữa."),
            item("3.", "Ba"),
            item("4.", "Bốn"),
            item("a)", "Chữ a", 2),
            item("b)", "Chữ b", 2),
        ),
        "- Một việc\n    - Việc **con**\n        - Sâu\n- Hai việc\n\nGiữa.\n\n"
        "3. Ba\n4. Bốn\n    - a) Chữ a\n    - b) Chữ b",
    ),
    "Word, a table": (
        word(
            "<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal><b>Họ tên</b></p></td>"
            "<td><p class=MsoNormal>Điểm</p></td></tr><tr><td><p class=MsoNormal>An</p><p>lớp 9A</p></td>"
            "<td><p class=MsoNormal>10|9</p></td></tr></table>"
        ),
        "| **Họ tên** | Điểm |\n| --- | --- |\n| An<br>lớp 9A | 10&#124;9 |",
    ),
    "Google Docs": (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="'
        'font-size:11pt;font-weight:700;font-style:normal">Đậm</span><span style="font-weight:400"> thường </span>'
        '<span style="font-weight:400;font-style:italic">nghiêng</span></p><ul><li dir="ltr"><p dir="ltr"><span>mục một'
        '</span></p></li><li><p><span>mục hai</span></p></li></ul><h2><span style="font-weight:400">Đầu mục</span></h2>'
        "</b>",
        "**Đậm** thường *nghiêng*\n\n- mục một\n- mục hai\n\n## Đầu mục",
    ),
    "Excel": (
        "<html><head><style>.xl65 {font-weight:700}</style></head><body><table><!--StartFragment--><col width=64>"
        "<tr height=20><td class=xl65>TT</td><td>Tên</td></tr><tr><td align=right>1</td><td>An</td></tr>"
        "<!--EndFragment--></table></body></html>",
        "| TT | Tên |\n| --- | --- |\n| 1 | An |",
    ),
    "a browser": (
        '<meta charset="utf-8"><p style="font-weight: 400; color: red">Một <strong style="font-weight: 700">hai'
        '</strong><script>x()</script></p><p style="font-weight: 700">Ba</p><div>Bốn</div><div><br></div>'
        "<div>Năm</div>",
        "Một **hai**\n\n**Ba**\n\nBốn\n\nNăm",
    ),
}


@pytest.fixture(scope="module")
def paste() -> Callable[[str], Any]:
    """What becomes of the HTML of a clipboard, on a site as the project is set up."""
    recipe = usual_renderer().recipe
    return lambda html: pasted(recipe, {"html": html})


@pytest.mark.parametrize(("html", "text"), SAMPLES.values(), ids=SAMPLES)
def test_looks_come_along(paste: Callable[[str], Any], html: str, text: str) -> None:
    assert paste(html) == {"text": text, "told": ""}


def test_what_can_not_come_along_is_told(paste: Callable[[str], Any]) -> None:
    html = word(
        NORMAL.format('<img width=9 src="file:///C:/anh.jpg"> Ảnh và <a href="file:///C:/ke-hoach.docx">kế hoạch</a>'),
        NORMAL.format('<a href="#_ftn1" name="_ftnref1">[1]</a>, <a href="thu-muc/a.html">trang bên</a>'),
    )
    found = paste(html)
    assert found["text"] == "Ảnh và kế hoạch\n\n[1], trang bên"
    assert "1 ảnh không đi theo" in found["told"]
    assert "“kế hoạch”" in found["told"]
    assert "hãy" in found["told"]


@pytest.mark.parametrize(
    "html",
    ["<p>a</p>" * 9000, f"<p>{'[' * 20_000}</p>", "<div>" * 300 + "a", "<b>" * 50_000, "a" * (LONGEST + 1), None],
)
def test_more_than_can_be_worked_on_is_told(paste: Callable[[str], Any], html: str) -> None:
    with pytest.raises(DeskError, match="hãy hoàn tác"):
        paste(html)


_PIECES = st.sampled_from([
    "Một ", "hai*", "_ba_", "# ", "- ", "1. ", "|", "<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<br>", "<div>",
    "</div>", "<ul>", "<li>", "</li>", "</ul>", "<ol start=3>", "</ol>", "<table>", "<tr>", "<td>", "<td><p>", "</td>",
    "</tr>", "</table>", '<a href="https://example.com/">', "</a>", "<h1>", "</h1>", "<span style='font-weight:700'>",
    "</span>", "<sup>", "</sup>", "<pre>", "</pre>", "&amp;", "&lt;b&gt;", "<!-- ẩn -->", "<![if x]>", "<![endif]>",
    "\r\n",
    item("·", "việc"), item("2.", "bước", 2), item("a.", "chữ"), "<blockquote>", "</blockquote>", "đỏ", "\xa0",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_no_letter_is_lost_whatever_is_pasted(html: str) -> None:
    renderer = usual_renderer()
    text = pasted(renderer.recipe, {"html": html})["text"]
    shown = renderer.render(text)
    lead = shown.article.heading
    assert _letters(lead + shown.body.html) == _letters(html)


def _letters(html: str) -> str:
    return "".join(letter for letter in BeautifulSoup(html, "html.parser").get_text() if letter.isalpha())


@pytest.fixture
def page(make_desk: Any, browser: Browser) -> Any:
    """The writing page of a post."""
    desk: Client = make_desk(TREE)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(desk.started.address)
        page.goto(f"{desk.started.guard.origin}{address('/viet', bai=POST)}")
        expect(page.get_by_label("Tiêu đề")).to_have_value("Bài A", timeout=60_000)
        yield page


def _paste(page: Page, html: str, plain: str, picture: bytes = b"") -> None:
    page.get_by_label("Nội dung").evaluate(
        """(body, [html, plain, bytes]) => {
          const data = new DataTransfer()
          data.setData("text/html", html)
          data.setData("text/plain", plain)
          if (bytes.length) data.items.add(new File([new Uint8Array(bytes)], "image.png", {type: "image/png"}))
          const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
          if (body.dispatchEvent(event)) document.execCommand("insertText", false, plain)  // as the browser does then
        }""",
        [html, plain, [*picture]],
    )


def test_a_paste_from_word_is_text_with_looks_and_can_be_undone(page: Page) -> None:
    """Word and Excel put a picture of the text beside it, which is not meant."""
    body = page.get_by_label("Nội dung")
    body.fill("Trước  sau")
    body.evaluate("one => one.setSelectionRange(6, 6)")
    _paste(page, word(NORMAL.format("một <b>hai</b>")), "một hai\r\n", as_bytes(corners(), "PNG"))
    expect(body).to_have_value("Trước một **hai** sau")
    page.keyboard.press("Control+z")
    expect(body).to_have_value("Trước  sau")
    _paste(page, word(item("·", "Việc"), item("·", "Nữa")), "· Việc\r\n· Nữa\r\n")
    expect(body).to_have_value("Trước \n\n- Việc\n- Nữa\n\n sau")
    expect(page.locator("#thumbs li")).to_have_count(0)


def test_what_a_browser_copies_has_the_looks_of_its_page_and_no_others(page: Page) -> None:
    """Chromium writes down how each element looks, whether anybody meant it or not."""
    body = page.get_by_label("Nội dung")
    body.fill("")
    other = page.context.new_page()
    other.set_content(
        "<style>body {font: italic 600 1rem serif} article {font: 1rem serif} .x {font-weight: 800}</style><article>"
        "<h2>Đầu mục</h2><p>Một <span class=x>hai</span> <a href='https://example.com/'>ba</a>.</p>"
        "<table><tr><th>A<th>B<tr><td>1<td>2</table><ul><li>bốn<ul><li>năm</ul></ul></article>"
    )
    other.keyboard.press("Control+a")
    other.keyboard.press("Control+c")
    page.bring_to_front()
    body.press("Control+v")
    expect(body).to_have_value(
        "## Đầu mục\n\nMột **hai** [ba](https://example.com/).\n\n"
        "| A | B |\n| --- | --- |\n| 1 | 2 |\n\n- bốn\n    - năm"
    )


def test_plain_text_is_pasted_as_it_is_and_a_refusal_loses_nothing(page: Page) -> None:
    body = page.get_by_label("Nội dung")
    body.fill("")
    _paste(page, "<span>**một**</span>", "**một**")
    expect(body).to_have_value("**một**")
    body.fill("")
    _paste(page, "<b>a</b>" * 9000, "a b\r\nc")
    expect(body).to_have_value("a b\nc")
    expect(page.locator("#said")).to_contain_text("hãy hoàn tác")
    page.keyboard.press("Control+z")
    expect(body).to_have_value("")


def test_a_picture_alone_is_still_a_photo(page: Page) -> None:
    _paste(page, '<img src="https://example.com/a.png">', "", as_bytes(corners(), "PNG"))
    expect(page.locator("#thumbs li")).to_have_count(1, timeout=60_000)
