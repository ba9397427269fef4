"""Whatever stands in Word shows on the page as it stood, and usual text is left alone."""

import os
import unicodedata
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nasty_texts import PARAGRAPHS, PARTS
from newsroom.articles.markup import Renderer
from small_site import usual_settings
from word.blocks import Block, Paragraph, Span, Text
from word.figures import Figure
from word.headings import Heading, Part
from word.inline import Inline
from word.marks import Item, Look
from word.page import Page
from word.proving import proven_body
from word.seen import BOLD, ITALIC, SUP, letters, seen_on
from word.writing import Writer

EXTENSIONS = usual_settings()["markdown_extensions"]
RENDERER, PAGE = Renderer(EXTENSIONS, {}), Page(EXTENSIONS, {})
INLINE = Inline(lambda key: f"[^{key}]", lambda key: key, {})
EXAMPLES = int(os.environ.get("NEWSROOM_NASTY_TEXTS", "200"))
"""Others each time: the long form is `scripts/bench.py word`."""


def written(*parts: Part, notes: Mapping[str, tuple[Block, ...]] | None = None) -> tuple[str, tuple[str, ...]]:
    return proven_body(Writer(Text((), notes or {}), {0: "a.jpg"}), parts, PAGE)


def shown(body: str) -> str:
    return letters(seen_on(PAGE(body)))


@settings(max_examples=EXAMPLES, database=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=4))
def test_text_shows_as_it_is(found: list[Paragraph]) -> None:
    body, told = written(*found)
    assert plain(RENDERER.render(body).body.paragraphs) == plain(one.text for one in found) and told == ()


def plain(texts: Iterable[str]) -> str:
    """Without spaces, and with the raised signs of the site's own text let down."""
    return "".join(unicodedata.normalize("NFKC", "".join(texts)).replace("\u2212", "-").split())


@settings(max_examples=EXAMPLES, database=None)
@given(st.lists(PARTS, min_size=1, max_size=5))
def test_whole_texts_show_as_they_are(parts: list[Part]) -> None:
    """Looks, numbers of lists, headings, captions and tables with them: the importer itself finds no difference."""
    assert written(*parts)[1] == ()


def test_what_cannot_be_shown_is_told() -> None:
    body, told = proven_body(Writer(Text((), {}), {}), [Paragraph((Span("Một hai ba"),))], lambda _: "<p>Một ba</p>")
    assert "Một hai ba" in told[0] and body == "Một hai ba\n"


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 01/4/2022, 100% đảng viên (28 đồng chí) dự họp.", "Hướng dẫn số 27-HD/ĐU; giá 5 < 6 & 7 > 3!",
        "Tên tệp ke_hoach_2022.docx, [1] và [a], 3+4=7, 2 * 3", "“Tự soi, tự sửa” – lớp 6A1… #TuHao",
        "a) Một; b) Hai: c.",
        "https://a.vn/b_c_d?x=1&y=2 và a_b@truong.vn",
    ],
)  # fmt: skip
def test_usual_text_is_not_escaped(text: str) -> None:
    assert written(Paragraph((Span(text),))) == (f"{text}\n", ())


@pytest.mark.parametrize(
    "text", ["1. Một mình", "- gạch", "# thăng", "*sao*", "`mã`", "[x](y)", "<b>đậm</b>", "a \\* b"]
)
def test_one_sign_is_escaped_where_one_is_enough(text: str) -> None:
    body, told = written(Paragraph((Span(text),)))
    assert shown(body) == text and told == () and len(body) <= len(text) + 9


def test_only_what_shows_otherwise_is_written_otherwise() -> None:
    """Text that no rule is right for is written sign by sign, what stands beside it is not."""
    odd = Paragraph((Span("http://a.vn/x](x)[^1]: ](x)", bold=True), Span("](x)"), Span("*[a]: b", italic=True)))
    body, told = written(Paragraph((Span("Trước (1)."),)), odd, Paragraph((Span("Sau – 2!"),)))
    assert body.startswith("Trước (1).\n\n") and body.endswith("\n\nSau – 2!\n") and told == ()


def test_looks() -> None:
    spans = [
        Span("Một ", bold=True),
        Span("hai", italic=True),
        Span(" m"),
        Span("2", script="sup"),
        Span(" ba", underline=True),
    ]
    assert INLINE.markdown(spans) == "**Một** *hai* m<sup>2</sup> <u>ba</u>"
    assert INLINE.markdown([Span("a", bold=True), Span("b", italic=True)]) == "**a**<em>b</em>"
    assert INLINE.markdown([Span("trang", href="https://a.vn/x (1)")]) == "[trang](https://a.vn/x%20%281%29)"


def test_looks_are_seen_on_the_page() -> None:
    html = PAGE("**a** *b* m<sup>2</sup>\n\n3. c\n\n## **d**\n")
    looks = {letter: look for letter, look in seen_on(html) if letter.isalnum()}
    assert looks == {"a": BOLD, "b": ITALIC, "m": 0, "2": SUP, "3": 0, "c": 0, "d": 0}
    assert letters(seen_on(html)) == "a b m2 3. c d"


def numbered(number: int, text: str, level: int = 0) -> Paragraph:
    return Paragraph((Span(text),), Look(item=Item(level, f"{number}.", number)))


def test_numbers_of_lists_are_those_of_word() -> None:
    bullet = Paragraph((Span("chấm"),), Look(item=Item(1)))
    body, told = written(numbered(3, "ba"), bullet, numbered(4, "bốn"), numbered(1, "lại một"), numbered(2, "hai"))
    assert body == "3. ba\n    - chấm\n4. bốn\n\n1\\. lại một\n\n2. hai\n" and told == ()
    assert shown(body) == "3. ba chấm 4. bốn 1. lại một 2. hai"


def test_kinds_of_lists_side_by_side() -> None:
    bullet = Paragraph((Span("chấm"),), Look(item=Item(0)))
    deep = Paragraph((Span("sâu"),), Look(item=Item(2, "b)")))
    body, told = written(numbered(1, "một"), bullet, deep, numbered(1, "một"), Heading(2, numbered(1, "Mục")))
    assert told == () and shown(body) == "1. một chấm b) sâu 1. một 1. Mục"


def test_lists_in_notes() -> None:
    notes = {"footnote-1": (numbered(1, "một"), numbered(2, "hai"), Paragraph((Span("chấm"),), Look(item=Item(0))))}
    body, told = written(Paragraph((Span("Có chú"), Span(note="footnote-1"))), notes=notes)
    assert told == () and shown(body) == "Có chú 1. một 2. hai chấm"


def test_notes_and_captions() -> None:
    notes = {"footnote-1": (Paragraph((Span("*[a]: chú [^2]"),)), Paragraph((Span("# hai"),)))}
    text = Paragraph((Span("Có chú"), Span(note="footnote-1"), Span("]: đây")))
    body, told = written(text, Figure(0, "Ảnh <b> & [x] &lt;"), notes=notes)
    assert told == () and shown(body) == "Có chú]: đây Ảnh <b> & [x] &lt; *[a]: chú [^2] # hai"
