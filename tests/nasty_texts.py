"""Word texts full of what means something in Markdown, for the law that pages show what Word showed."""

from hypothesis import strategies as st

from word.blocks import Cell, Paragraph, Span, Table
from word.figures import Figure
from word.headings import Heading, Part
from word.marks import Item, Look

SIGNS = st.sampled_from(
    ["a", "Chi bộ", "27-HD/ĐU", " ", "*", "**", "_", "`", "```", "#", "##", ">", "-", "+", "1.", "12. ", "1)", "a) ",
     "[", "]", "(", ")", "!", "{", "}", ":", "\\", "|", "<", "&", "$", "%", "=", "==", "===", "~~", "~~~", "^", "^^",
     "/", "“", '"', "'", "amp;", "#39;", "&lt;", "&#42;", "[^1]", "[^1]: ", "[TOC]", "[a]: ", "*[a]: ", "[x] ", "![",
     "](x)", ": ", "{: .c }", "---", "...", "• ", "– ", "!!! ", "??? ", ":school:", "++a++", "==a==", "x_y_",
     "__init__", "|a|b|", "http://a.vn/b_c*d", "<http://a.vn>", "x@y.vn", "b>", "<b>", "</b>", "<div>", "<script>",
     "<!--", "-->", "<?", "<![CDATA[", "\n", "\u2028"]
)  # fmt: skip
TEXTS = st.lists(SIGNS, min_size=1, max_size=7).map(lambda signs: " ".join("".join(signs).split(" ")).strip(" "))
_ADDRESSES = st.sampled_from(["", "", "", "", "", "", "", "http://a.vn/x (1)", "mailto:x@y.vn"])
_SCRIPTS = st.sampled_from(["", "", "", "", "", "", "sup", "sub"])
_RARELY = st.sampled_from([False, False, False, False, True])
SPANS = st.lists(
    st.builds(
        Span, TEXTS, bold=_RARELY, italic=_RARELY, underline=_RARELY, strike=_RARELY, script=_SCRIPTS, href=_ADDRESSES
    ),
    min_size=1,
    max_size=4,
).map(tuple)
_NUMBERED = st.builds(lambda level, number: Item(level, f"{number}.", number), st.integers(0, 2), st.integers(0, 3))
ITEMS = _NUMBERED | st.builds(Item, st.integers(0, 2), st.sampled_from(["", "a)", "01.", "I."]))
PARAGRAPHS = st.builds(Paragraph, SPANS)
_CELLS = st.builds(lambda one: Cell((one,)), PARAGRAPHS)
_ROWS = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(_CELLS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=3)
)
_HEADS = st.builds(Paragraph, SPANS, st.builds(Look, item=st.none() | ITEMS)).filter(lambda one: bool(one.text.strip()))
PARTS: st.SearchStrategy[Part] = st.one_of(
    PARAGRAPHS,
    st.builds(Paragraph, SPANS, st.builds(Look, item=ITEMS)),
    st.builds(Heading, st.integers(2, 4), _HEADS),
    st.builds(Figure, st.integers(0, 1), TEXTS.map(lambda text: " ".join(text.split()))),
    st.builds(Table, _ROWS.map(tuple), st.integers(0, 1)),
)
"""Picture 0 is there, picture 1 is not."""
