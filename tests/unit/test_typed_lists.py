"""Lists as Word, phones and Facebook leave them are lists; lines that stand under each other stay lines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies import RENDERER, html_of, told_of

LONG = "việc của chi bộ trong tháng mười đã được toàn thể đảng viên thảo luận và nhất trí thông qua"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("• Một\n• Hai", "<ul><li>Một</li><li>Hai</li></ul>"),
        ("•Một\n•Hai", "<ul><li>Một</li><li>Hai</li></ul>"),
        ("• Một\n\n• Hai\n\nHết", "<ul><li><p>Một</p></li><li><p>Hai</p></li></ul><p>Hết</p>"),
        ("\uf0b7 Một\n\uf0a7\u00a0 Hai", "<ul><li>Một</li><li>Hai</li></ul>"),
        ("·         Một\n§  Hai\no   Ba\nØ  Bốn", "<ul><li>Một</li><li>Hai</li><li>Ba</li><li>Bốn</li></ul>"),
        ("- Một\n– Hai\n— Ba", "<ul><li>Một</li><li>Hai</li><li>Ba</li></ul>"),
        ("– Một\n– Hai", "<p>– Một<br>– Hai</p>"),
        ("*Một\n*Hai", "<ul><li>Một</li><li>Hai</li></ul>"),
        ("*Ghi chú: một", "<p>*Ghi chú: một</p>"),
        ("- Một\n-Hai\n- Ba", "<ul><li>Một</li><li>Hai</li><li>Ba</li></ul>"),
        ("-Chào cô!\n-Chào em!", "<p>-Chào cô!<br>-Chào em!</p>"),
        ("o Một\nv Hai", "<p>o Một<br>v Hai</p>"),
        ("Gồm • một • hai", "<p>Gồm • một • hai</p>"),
    ],
)
def test_bullets_of_word_and_of_phones_begin_items(body: str, html: str) -> None:
    assert html_of(body) == html
    assert not told_of(body)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "* Ưu điểm:\n- Một\n- Hai\n* Hạn chế:\n- Ba",
            "<ul><li>Ưu điểm:<ul><li>Một</li><li>Hai</li></ul></li><li>Hạn chế:<ul><li>Ba</li></ul></li></ul>",
        ),
        (
            "* **Ưu điểm:**\n- Một:\n+ a\n- Hai\n* Hạn chế\n- Ba",
            "<ul><li><strong>Ưu điểm:</strong><ul><li>Một:<ul><li>a</li></ul></li><li>Hai</li></ul></li>"
            "<li>Hạn chế<ul><li>Ba</li></ul></li></ul>",
        ),
        (
            "- Đảng:\n\n+ Một\n\n+ Hai\n\n- Đoàn",
            "<ul><li><p>Đảng:</p><ul><li><p>Một</p></li><li><p>Hai</p></li></ul></li><li><p>Đoàn</p></li></ul>",
        ),
        (
            "* Ưu điểm\n- Một\n- Hai\n* Hạn chế\n- Ba",
            "<ul><li>Ưu điểm<ul><li>Một</li><li>Hai</li></ul></li><li>Hạn chế<ul><li>Ba</li></ul></li></ul>",
        ),
        ("1. A\n- B\n2. C", "<ol><li>A<ul><li>B</li></ul></li><li>C</li></ol>"),
        (
            "1. A\n\n   B\n2. C",
            "<ol><li><p>A</p><p>B</p></li><li><p>C</p></li></ol>",
        ),
        ("- Một\n* Hai\n- Ba", "<ul><li>Một</li><li>Hai</li><li>Ba</li></ul>"),
        ("- Một\n* Hai\n+ Ba", "<ul><li>Một</li><li>Hai</li><li>Ba</li></ul>"),
        ("- Một: a\n* Hai", "<ul><li>Một: a</li><li>Hai</li></ul>"),
        (
            "- A\n\n    - B\n\n    - C\n- D",
            "<ul><li><p>A</p><ul><li><p>B</p></li><li><p>C</p></li></ul></li><li><p>D</p></li></ul>",
        ),
        (
            "1. A\n\n   - B\n2. C",
            "<ol><li><p>A</p><ul><li>B</li></ul></li><li><p>C</p></li></ol>",
        ),
    ],
)
def test_levels_are_told_by_their_signs_and_by_how_far_they_stand_in(body: str, html: str) -> None:
    assert html_of(body) == html
    assert not told_of(body)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("- Một;\n- Hai.\nHội nghị kết thúc.", "<ul><li>Một;</li><li>Hai.</li></ul><p>Hội nghị kết thúc.</p>"),
        (
            "- Một\n- Hai\nTrong đó:\n- Ba\n- Bốn",
            "<ul><li>Một</li><li>Hai</li></ul><p>Trong đó:</p><ul><li>Ba</li><li>Bốn</li></ul>",
        ),
        (
            "- A\n\n  B\n- C\n\n  D",
            "<ul><li><p>A</p><p>B</p></li><li><p>C</p><p>D</p></li></ul>",
        ),
        ("#\nChữ\n\n##", "<p>#<br>Chữ</p><p>##</p>"),
        ("1. Một\n2. Hai\nHết.", "<ol><li>Một</li><li>Hai</li></ol><p>Hết.</p>"),
        ("1. Ông A\nBí thư\n2. Ông B\nUỷ viên", "<ol><li>Ông A<br>Bí thư</li><li>Ông B<br>Uỷ viên</li></ol>"),
        (f"- Một\n- {LONG} ở\nHà Nội.", f"<ul><li>Một</li><li>{LONG} ởHà Nội.</li></ul>"),
        (
            "I. PHẦN MỘT\n1. Một\nII. PHẦN HAI\n1. Hai",
            "<p>I. PHẦN MỘT</p><ol><li>Một</li></ol><p>II. PHẦN HAI</p><ol><li>Hai</li></ol>",
        ),
    ],
)
def test_a_paragraph_right_under_a_list_is_none_of_its_items(body: str, html: str) -> None:
    assert html_of(body) == html
    assert not told_of(body)


@pytest.mark.parametrize("signs", ["– –", "📌 👉", "➢ ✓", "1/ 2/", "1) 2)", "(1) (2)", "1.1 1.2.", "a) b)", "🔸 🔸"])
def test_lines_that_begin_with_a_sign_stay_lines_however_long_they_are(signs: str) -> None:
    first, second = signs.split()
    assert html_of(f"{first} {LONG}\n{second} {LONG}") == f"<p>{first} {LONG}<br>{second} {LONG}</p>"
    assert "<br>" not in html_of(f"{LONG}\n{second} {LONG}\n{LONG}")


@pytest.mark.parametrize(
    "body", ["Chữ.\n![Một](a.jpg)\nSau.", "Chữ.\n\n![Một](a (1).jpg)\nSau.", "- Chữ.\n![Một](a.jpg)\n- Sau."]
)
def test_a_picture_on_a_line_of_its_own_is_a_figure(body: str) -> None:
    rendered = RENDERER.render(body)
    assert rendered.article.groups == ((0,),) and "<img" not in rendered.body.html
    assert not told_of(body)


def test_a_picture_within_a_line_stays_there() -> None:
    assert RENDERER.render("Chữ ![i](a.jpg) sau.\n\n| ![i](b.jpg) |\n|---|\n| ![i](c.jpg) |").article.groups == ()


SIGNS = st.sampled_from(["- ", "* ", "+ ", "• ", "– ", "1. ", "", "I. "])


@given(st.lists(st.tuples(SIGNS, st.booleans()), max_size=9))
def test_no_line_is_lost_or_moved_whatever_it_begins_with(lines: list[tuple[str, bool]]) -> None:
    body = "\n".join(f"{sign}Chữ{number}x{':' * colon}" for number, (sign, colon) in enumerate(lines))
    shown = re.findall(r"Chữ(\d+)x", RENDERER.render(body).body.html)
    assert shown == [str(number) for number in range(len(lines))]
