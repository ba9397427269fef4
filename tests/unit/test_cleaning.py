"""What of a body's HTML stays, and that no author loses a word or is left in the dark about the rest."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsroom.articles.allowed import KINDS, TAGS, is_safe
from newsroom.articles.cleaning import clean
from newsroom.articles.habits.remarks import with_lines
from newsroom.articles.markup import Rendered, Renderer
from newsroom.articles.wording import _TITLES
from payloads import payloads

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "fenced_code", "footnotes", "pymdownx.details", "pymdownx.tabbed"),
    *("pymdownx.tasklist", "sane_lists", "tables", "toc", "md_in_html"),
]
HOSTS = ("video.example.test",)
RENDERER = Renderer(EXTENSIONS, {"newsroom": {"video_hosts": HOSTS}})
TAGGED = r"(<(a|b|p|div|table|tr|td|li|script|svg|math|style|x)( (on|href|class|id)=.)?>|</\w>|&#?\w+;|x)*"
RUNS = re.compile(
    r"<(?:script|style|iframe|object|embed|base|meta|link|form|math|template)\b|<[^>]*\s(?:on\w+|srcdoc|style)=",
    re.IGNORECASE,
)
MEANT = (
    '=== "A"\n\n    x\n\n- [x] một\n- [ ] hai\n\n:material-school: :+1: ++ctrl+s++ ==a== ^^b^^ ~~c~~\n\n'
    '??? note "N"\n    y\n\n!!! tip\n    z\n\nChú[^1] {lạ}\n\n[^1]: Lời\n\n'
    "*[ĐU]: Đảng ủy\n\nĐU [nút](#a){ .md-button }\n\n"
    "## A {#a}\n\n```python\nx = 1\n```\n\n<details open><summary>T</summary>x</details>\n\n[TOC]\n\n"
    "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\nH<sub>2</sub>O <a id='b' href='https://a.test/' target='_blank'>t</a>\n\n"
    "<audio controls src='a.mp3'></audio> <ol start='3' type='a'><li value='5'>x</li></ol>\n\n"
    "<table><tr><td colspan='2' align='right'>x</td></tr></table>\n"
)


def _told(rendered: Rendered, body: str) -> list[tuple[int, str]]:
    return list(with_lines(rendered.remarks, body))


def test_what_articles_need_stays_and_nothing_is_said() -> None:
    rendered = RENDERER.render(MEANT)
    html = rendered.body.html
    assert rendered.remarks == ()
    for part in (
        *(
            'type="radio"',
            'for="__tabbed_1_1"',
            'data-tabs="1:1"',
            'type="checkbox" disabled checked',
            '<svg class="icon"',
        ),
        *(
            '<kbd class="keys">',
            "<mark>",
            "<ins>",
            "<del>",
            '<details class="note">',
            "admonition tip",
            "footnote-backref",
        ),
        *("<abbr", 'tabindex="0"', 'class="md-button"', 'id="a"', "language-python", "<details open", 'class="toc"'),
        *('<th class="align-center">', '<td class="align-right">', "<sub>2</sub>", 'target="_blank"', 'id="b"'),
        *("<audio controls", 'start="3"', 'type="a"', 'value="5"', '<td colspan="2" class="align-right">'),
    ):
        assert part in html, part


@pytest.mark.parametrize(
    ("body", "html", "said"),
    [
        ("Một\n\n**x**{ onclick=ran() }", "<strong>x</strong>", [(2, "thuộc tính onclick bị bỏ")]),
        ("A <b style='color:red'>b</b> <i style='top:0'>c</i>", "<b>b</b> <i>c</i>", [(0, "kiểu trình bày riêng")]),
        ("<p class='MsoNormal xl65'>x</p>", "<p>x</p>", []),
        ("<p class='masthead note'>x</p>", '<p class="note">x</p>', [(0, "lớp “masthead”")]),
        ("a\n\n<script>ran()</script>\n\nb", "<p>b</p>", [(2, "thẻ <script> và mã ở trong bị bỏ")]),
        ("a <script>ran()</script> b", "<p>a  b</p>", [(0, "thẻ <script> và mã ở trong bị bỏ")]),
        ("<style>p{}</style>\n\nb", "<p>b</p>", [(0, "thẻ <style> và mã ở trong bị bỏ")]),
        ("[x](javascript:void(0))", "<a>x</a>", [(0, "địa chỉ “javascript:void(0)” bị bỏ")]),
        ("<a href=' java&Tab;script:x'>x</a>", "<a>x</a>", [(0, "địa chỉ “java script:x” bị bỏ")]),
        ("[x](zalo:1) [y](tel:1)", "<a>x</a> <a ", [(0, "địa chỉ “zalo:1” bị bỏ")]),
        ("<iframe srcdoc='x'></iframe>x", "x", [(0, "khung <iframe> bị bỏ")]),
        ("<iframe src='a.html'>Chữ</iframe>", "Chữ", [(0, "khung <iframe> bị bỏ")]),
        ("<svg onload=x>", "&lt;svg onload=x&gt;", []),
        ("<p style='display:none'>x</p>", "", [(0, "phần ẩn (display: none)")]),
        ("Một <span hidden>x <b>y</b></span> hai.", "<p>Một  hai.</p>", [(0, "phần ẩn (hidden)")]),
        ("A\n\n<div hidden><div>x</div>\n\ny</div>\n\nB", "<p>A</p>\n\n\n<p>B</p>", [(2, "phần ẩn (hidden)")]),
        ("A\n\nx\n{: hidden }\n\nB", "<p>A</p>\n\n<p>B</p>", [(3, "phần ẩn (hidden)")]),
        ("<img hidden src=a.png alt=x>", "<p></p>", [(0, "phần ẩn (hidden)")]),
        ("<h1 align=center>x</h1>", '<h2 class="align-center">x</h2>', []),
        ("<p style='text-align:center'>x</p>", '<p class="align-center">x</p>', []),
        ("!!! masthead \"X\"\n    y", '<div class="admonition">', [(0, "lớp “masthead”")]),
        (":material-schol: :khong-co:", ":material-schol: :khong-co:", [(0, "(có “:material-school:”)")]),
        ("x\n\n:fontawesome-solid-la:", ":fontawesome-solid-la:", [(2, "không có biểu tượng")]),
        ("#TựSoi #TựSửa\n\n#một", "<p>#TựSoi #TựSửa</p>\n<p>#một</p>", []),
        ("a\n\n#Kết quả đạt được", "<p>#Kết quả đạt được</p>", [(2, "dấu # liền với chữ")]),
        ("## Mục\n\n##Mục hai", '<h2 id="muc">Mục</h2>\n<h2 id="muc-hai">', []),
    ],
)  # fmt: skip
def test_what_is_taken_out_is_told_on_its_line(body: str, html: str, said: list[tuple[int, str]]) -> None:
    rendered = RENDERER.render(body)
    assert html in re.sub(' href="\ue000l\\d+\ue001"', " ", rendered.body.html)
    told = _told(rendered, body)
    assert [line for line, _ in told] == [line for line, _ in said]
    assert all(words in message for (_, message), (_, words) in zip(told, said, strict=True))


@pytest.mark.parametrize(
    "embed", ['<iframe src="https://{}/1" title="Phim"></iframe>', "a <iframe src='https://{}/1'></iframe>"]
)
def test_a_video_is_a_link_on_hosts_of_the_settings_and_an_error_elsewhere(embed: str) -> None:
    own, other = (RENDERER.render(embed.format(host)) for host in (HOSTS[0], "khac.example.test"))
    assert 'class="embed"' in own.body.html and "iframe" not in own.body.html + other.body.html
    assert (own.article.embeds, other.article.embeds) == ((), ("https://khac.example.test/1",))
    assert [one.target for one in own.article.links] == ["https://video.example.test/1"]


def test_no_payload_leaves_anything_that_runs() -> None:
    for one in payloads(1500):
        html = RENDERER.render(f"Trước.\n\n{one}\n\nSau.").body.html
        assert not RUNS.search(html), one
        assert "Trước." in html, one


def test_whatever_is_taken_from_a_payload_is_told_or_still_read() -> None:
    for one in payloads(600):
        rendered = RENDERER.render(one)
        is_shown = "<" in _Text.of(rendered.body.html) or "ran(" in rendered.body.html
        is_known = rendered.article.links or rendered.article.pictures or rendered.article.embeds
        assert rendered.remarks or is_shown or is_known or rendered.has_open_comment or not _has_markup(one), one


def _has_markup(text: str) -> bool:
    return bool(re.search(r"<[a-zA-Z]|\]\(|\]\[|\{:?[ ]", text)) and "<!--" not in text


class _Text(HTMLParser):
    """What is read of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    @classmethod
    def of(cls, html: str) -> str:
        reader = cls()
        reader.feed(html)
        reader.close()
        return reader.text


@given(
    st.text()
    | st.from_regex(r"(<(a|b|p|div|table|tr|td|li|script|svg|math|style|x)( (on|href|class|id)=.)?>|</\w>|&#?\w+;|x)*")
)
def test_cleaning_once_is_enough(html: str) -> None:
    assume(not re.search("<a.*<table", html, re.IGNORECASE | re.DOTALL))  # links in one another, parted when read again
    once = clean(html)
    assert clean(once) == once
    assert not RUNS.search(once)
    assert not re.search("[\ue000\ue001\x02\x03]", once.translate({ord(one): None for one in html}))


@pytest.mark.parametrize(
    "address", ["javascript:x", "\x01javascript:x", "java\nscript:x", "&#106;avascript:x", "DATA:x"]
)
def test_an_address_that_runs_is_not_safe(address: str) -> None:
    assert not is_safe(address)


def test_there_is_one_list() -> None:
    assert not TAGS & {"script", "style", "iframe", "object", "embed", "form", "svg", "math"}
    assert _TITLES.keys() <= KINDS
