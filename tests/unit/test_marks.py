"""What Material lets authors write: what comes of it on a page, in search and in summaries; ordinary text stays."""

import re

import pytest

from newsroom.articles.markup import Rendered, Renderer

RENDERER = Renderer(["abbr", "attr_list", "pymdownx.details", "pymdownx.tabbed", "pymdownx.tasklist"], {})
TABS = '=== "Sáng"\n\n    Lịch sáng.\n\n=== "Chiều"\n\n    Lịch chiều.\n'


def _render(body: str) -> Rendered:
    return RENDERER.render(body)


@pytest.mark.parametrize(
    "text",
    [
        "Khoảng ~10 học sinh, ~5 phút, 5^2 và 10^3.",
        "Lúc 8:30:15, tỉ lệ 12:100:5, :khong-co:, a:smile:b.",
        "Biến a==b và c==d; 1 == 1; C++ và C++; i++ rồi ++j.",
        "Phím ++khong-co++ và == chữ ==.",
        ":material-khong-co-hinh-nay: :material/school: :../../material: :---:",
        "chữ==dính==chữ và x~~y~~z",
    ],
)
def test_ordinary_text_stays_as_it_is_written(text: str) -> None:
    rendered = _render(text)
    assert rendered.body.html == f"<p>{text}</p>"
    assert rendered.body.paragraphs == (text,)


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("==Từ 20/11==, nghỉ", "<mark>Từ 20/11</mark>, nghỉ", "Từ 20/11, nghỉ"),
        ("^^thêm^^ (==**đậm**==)", "<ins>thêm</ins> (<mark><strong>đậm</strong></mark>)", "thêm (đậm)"),
        ("~~10 **em**~~ 12 em", "<del>10 <strong>em</strong></del> 12 em", "12 em"),
        ("`==a==` `:smile:`", "<code>==a==</code> <code>:smile:</code>", "==a== :smile:"),
        (
            'Nhấn ++ctrl+"Lưu"++',
            'Nhấn <kbd class="keys"><kbd>Ctrl</kbd>+<kbd>Lưu</kbd></kbd>',
            "Nhấn Ctrl+Lưu",
        ),
        ("Vui :smile: :+1:", "Vui 😄 👍", "Vui 😄 👍"),
    ],
)
def test_marks(text: str, html: str, plain: str) -> None:
    rendered = _render(text)
    assert (rendered.body.html, rendered.body.paragraphs) == (f"<p>{html}</p>", (plain,))


@pytest.mark.parametrize("name", ["material-school", "octicons-heart-fill-24", "fontawesome-regular-bell"])
def test_an_icon_is_drawn_in_the_page_and_has_no_text(name: str) -> None:
    rendered = _render(f"Trường :{name}: học.")
    icon = re.fullmatch(r'<p>Trường <span class="glyph">(.*)</span> học.</p>', rendered.body.html)
    assert icon and icon[1].startswith("<svg") and 'aria-hidden="true"' in icon[1] and "<!--" not in icon[1]
    assert rendered.body.paragraphs == ("Trường học.",)


def test_an_icon_with_a_title_is_read_out() -> None:
    html = _render(':material-school:{ title="Trường" }').body.html
    assert 'role="img"' in html and 'aria-label="Trường"' in html


def test_boxes_speak_vietnamese_and_their_text_can_be_found() -> None:
    rendered = _render("??? warning\n    Đóng.\n\n???+ note\n    Mở.\n\n- [x] Xong\n- [ ] Chưa\n")
    assert re.findall("<summary>(.*?)</summary>", rendered.body.html) == ["Cảnh báo", "Lưu ý"]
    assert re.findall('aria-label="(.*?)"', rendered.body.html) == ["Đã xong", "Chưa xong"]
    assert rendered.body.paragraphs == ("Cảnh báo", "Đóng.", "Lưu ý", "Mở.", "Xong", "Chưa")
    assert rendered.article.lead == "Đóng."


def test_a_tabs_label_stands_before_its_text_and_is_no_summary() -> None:
    rendered = _render(TABS)
    assert rendered.body.paragraphs == ("Sáng", "Lịch sáng.", "Chiều", "Lịch chiều.")
    assert rendered.article.lead == "Lịch sáng."


def test_labels_hold_no_links() -> None:
    rendered = _render('??? note "Theo 27-HD/ĐU"\n    Đọc 27-HD/ĐU.\n')
    summary, text = rendered.body.html.split("</summary>")
    assert "\ue000c" not in summary and "\ue000c" in text


def test_abbreviations_spare_the_numbers_of_documents() -> None:
    rendered = _render("HD theo 27-HD/ĐU, 30/2020/NĐ-CP. Lại HD.\n\n*[HD]: Hướng dẫn\n*[CP]: Chính phủ\n")
    assert [one.symbol.key for one in rendered.article.citations] == ["27-hd-du", "30-2020-nd-cp"]
    assert re.findall(r'<abbr tabindex="(.*?)" title="(.*?)">(.*?)</abbr>', rendered.body.html) == [
        ("0", "Hướng dẫn", "HD"),
        ("-1", "Hướng dẫn", "HD"),
    ]
    assert rendered.body.paragraphs == ("HD theo 27-HD/ĐU, 30/2020/NĐ-CP. Lại HD.",)


def test_an_abbreviation_in_a_link_takes_no_focus() -> None:
    assert "tabindex" not in _render("[HD](a.md)\n\n*[HD]: Hướng dẫn\n").body.html


@pytest.mark.parametrize("bit", ["==a ", "~~a ", "^^a ", ":a ", "++a ", '++"a ', "++a+"])
def test_marks_without_end_take_time_in_proportion(bit: str) -> None:
    assert "<mark>" not in _render(bit * 20_001).body.html
