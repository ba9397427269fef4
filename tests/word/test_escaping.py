"""Whatever stands in Word shows on the page as it stood, and usual text is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.articles.markup import Renderer
from small_site import usual_settings
from word.blocks import Span
from word.inline import Inline

RENDERER = Renderer(usual_settings()["markdown_extensions"], {})
INLINE = Inline(lambda key: f"[^{key}]", lambda key: key, {})


def shown(body: str) -> str:
    """What a reader of the site sees."""
    return " ".join(" ".join(RENDERER.render(body).body.paragraphs).split())


PIECES = st.sampled_from(
    ["a", "Chi bộ", " ", "*", "**", "_", "`", "#", "##", ">", "-", "+", "1.", "12. ", "[", "]", "(", ")", "!", "{", "}",
     ":", "\\", "|", "<", "&", "amp;", "#39;", "~~~", "=", "===", "[^1]", "[TOC]", "![", "](x)", ": ", "b>", "/",
     "{: .c }", "---", "...", "http://a.vn/b_c*d", "x@y.vn", "!!! ", "“", '"', "'"]
)  # fmt: skip


@settings(derandomize=True, max_examples=300)
@given(st.lists(PIECES, min_size=1, max_size=9))
def test_text_shows_as_it_is(pieces: list[str]) -> None:
    text = " ".join("".join(pieces).split())
    if text:
        assert shown(INLINE.markdown([Span(text)])) == text


@settings(derandomize=True, max_examples=300)
@given(st.lists(st.tuples(PIECES, st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_bold_and_italic_take_no_letter_away(pieces: list[tuple[str, bool, bool]]) -> None:
    spans = [Span(text, bold=bold, italic=italic) for text, bold, italic in pieces]
    text = " ".join("".join(span.text for span in spans).split())
    if text:
        assert shown(INLINE.markdown(spans)) == text


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
    assert INLINE.markdown([Span(text)]) == text


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
