"""Markdown → Article: what is taken out, what is linked, and that nothing breaks it."""

import contextlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.articles.fences import find_fences
from newsroom.articles.filling import Filling, fill
from newsroom.articles.markup import Rendered, Renderer
from newsroom.articles.notes import count_notes_once
from newsroom.articles.prefilters import add_prefilters
from newsroom.articles.wording import heading_id

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "fenced_code", "footnotes", "pymdownx.details", "pymdownx.tabbed"),
    *("pymdownx.tasklist", "sane_lists", "tables", "toc"),
]
RENDERER = Renderer(EXTENSIONS, {})
BITS = st.sampled_from([
    *("27-HD/ĐU", "Chỉ thị 05-CT/TW", "![ảnh](a.jpg)", "[b](b.md)", "`", "```", "**", "_", "#", "> ", "- ", "1. ", "|"),
    *("<a href=b.md>", "<img src='a.jpg' alt=x>", "\n", "\n\n", "    ", "\t", "<div>", "</p>", "<!--", "&amp;"),
    *("==", "~~", "^^", "++ctrl+a++", ":+1:", ":material-school:", "??? note\n", '=== "A"\n', "*[A]: b\n\n", "- [x] "),
    *("[^2:a]", "\n[^2:a]: b\n", "\n[^1]: c\n"),
    *("~~~", "``` python\n", "```{.py a=b}\n", "````\n", ' hl_lines="1 2"', "{.a}}", "a:\n~~~\n", "\n```\n", "``` \n"),
    *("{: .y}", "{#x}", "[^1]", "[^1]: ", "!!! note", "\\", "]", "(", "http://a.test", "<a@b.test>"),
    *("\ue000g0\ue001", "\x02", "\x03", "\x02wzxhzdk:9\x03"),
])  # fmt: skip
BODIES = st.lists(BITS | st.text(max_size=8), max_size=30).map("".join)


def _html(rendered: Rendered, **changes: Any) -> str:
    article = rendered.article
    filling = Filling(
        tuple(f"[{one.target}]" for one in article.links),
        tuple(f"[{one.target}]" for one in article.pictures),
        tuple(f"<figure>{len(ones)}</figure>" for ones in article.groups),
        tuple(f"[{one.symbol.key}]" for one in article.citations),
    )
    return fill(rendered.body.html, replace(filling, **changes))


@settings(max_examples=400)
@given(BODIES)
def test_any_body_can_be_rendered_and_leaves_no_mark(body: str) -> None:
    rendered = RENDERER.render(body)
    html = _html(rendered)
    assert not re.search("[\ue000\ue001\x02\x03]", html + rendered.article.lead + rendered.article.heading)
    assert html.count('<a class="citation"') == len(re.findall('<a class="citation" href="[^"]*">[^<]*</a>', html))


@settings(max_examples=800)
@example("Chữ.\n    ", [])
@example("- a\n\n  ", [])
@given(BODIES, st.sampled_from(([], ["md_in_html", "smarty"], ["wikilinks"])))
def test_what_spares_the_converter_work_changes_nothing_else(body: str, others: list[str]) -> None:
    plain, prefiltered = (markdown.Markdown(extensions=[*EXTENSIONS, *others]) for _ in range(2))
    add_prefilters(prefiltered)
    find_fences(prefiltered)
    count_notes_once(prefiltered)
    assert prefiltered.convert(body) == plain.convert(body)
    spares_texts = type(prefiltered.treeprocessors["inline"]) is not type(plain.treeprocessors["inline"])
    assert spares_texts == ("wikilinks" not in others)  # of which it is not known what signs they need


@given(BODIES, BODIES)
def test_one_body_leaves_nothing_to_the_next(first: str, second: str) -> None:
    alone = Renderer(EXTENSIONS, {}).render(second)
    RENDERER.render(first)
    assert RENDERER.render(second) == alone


@pytest.mark.parametrize("nesting", [">", "- ", "*", "[", "<b>", "_", "![", "    "])
def test_nesting_without_end_spoils_nothing(nesting: str) -> None:
    with contextlib.suppress(RecursionError):
        _html(RENDERER.render(nesting * 1000 + "x"))
    assert RENDERER.render("Đoạn.\n\nĐoạn.").body.paragraphs == ("Đoạn.", "Đoạn.")


def test_the_table_of_contents_leads_to_the_title_at_the_top() -> None:
    rendered = RENDERER.render("# Tên bài\n\n[TOC]\n\n## Mục\n\n[đầu](#ten-bai)\n")
    assert re.findall('href="([^"]*)"', rendered.body.html) == ["#top", "#muc", "#top"]
    assert rendered.article.links == () and rendered.article.anchors == ("ten-bai", "muc")


def test_the_heading_is_the_title_and_not_in_the_text() -> None:
    rendered = RENDERER.render("# Tên *bài*\n\nĐoạn.\n\n# Thứ hai\n")
    assert rendered.article.heading == "Tên bài"
    assert "<h1" not in rendered.body.html and "Tên" not in rendered.body.html
    assert rendered.body.paragraphs == ("Đoạn.", "Thứ hai")


def test_references_are_left_open() -> None:
    rendered = RENDERER.render("[một](a.md) ![hai](b.jpg) [ba](#muc) <https://c.test>\n")
    assert [one.target for one in rendered.article.links] == ["a.md", "https://c.test", "#muc"]
    assert [(one.target, one.text) for one in rendered.article.pictures] == [("b.jpg", "hai")]
    html = _html(rendered)
    assert '<a href="[a.md]">một</a>' in html and 'src="[b.jpg]"' in html and '<a href="#muc">ba</a>' in html


@pytest.mark.parametrize("written", ["<a@b.test>", "[x](mailto:a@b.test)", "[x](mailto:a&#64;b.test)"])
def test_an_address_for_letters_is_read_as_one(written: str) -> None:
    assert [one.target for one in RENDERER.render(written).article.links] == ["mailto:a@b.test"]


def test_tags_that_the_author_wrote_hold_references_too() -> None:
    body = """<a class='x' href='a.md'>một</a> và <IMG alt="hai" src=b.jpg width=3>

<div><img src="c.jpg?x=1&amp;y=2"/><a href="#muc">ba</a></div>

<!-- <img src="d.jpg"> -->

```html
<img src="e.jpg">
```
"""
    rendered = RENDERER.render(body)
    assert [one.target for one in rendered.article.links] == ["a.md", "#muc"]
    assert [(one.target, one.alt) for one in rendered.article.pictures] == [("c.jpg?x=1&y=2", ""), ("b.jpg", "hai")]
    html = _html(rendered)
    for part in (
        '<a class="x" href="[a.md]">',
        'src="[b.jpg]" width="3"',
        '<img src="[c.jpg?x=1&y=2]">',
        'href="#muc"',
    ):
        assert part in html
    assert "d.jpg" not in html and '&lt;img src="e.jpg"&gt;' in html


def test_neighbouring_pictures_are_one_group() -> None:
    rendered = RENDERER.render("Đầu.\n\n![1](1.jpg)\n![2](2.jpg)\n\n![3](3.jpg)\n\nGiữa ![4](4.jpg).\n\n![5](5.jpg)\n")
    assert rendered.article.groups == ((0, 1, 2), (3,))
    assert re.findall("<figure>.*?</figure>", _html(rendered)) == ["<figure>3</figure>", "<figure>1</figure>"]


def test_the_first_mention_that_can_be_linked_is() -> None:
    body = "## 27-HD/ĐU\n\n[27-HD/ĐU](a.md) `27-HD/ĐU` *27-HD/ĐU* 27-HD/ĐU\n\n    27-HD/ĐU\n"
    html = _html(RENDERER.render(body))
    assert html.count("citation") == 1
    assert '<em><a class="citation" href="[27-hd-du]">27-HD/ĐU</a></em>' in html


def test_what_has_no_address_stays_text() -> None:
    html = _html(RENDERER.render("Theo 27-HD/ĐU và 05-CT/TW."), citations=(None, None))
    assert html == "<p>Theo 27-HD/ĐU và 05-CT/TW.</p>"


def test_a_mention_across_lines_and_marks_is_read() -> None:
    (citation,) = RENDERER.render("Chỉ thị số **05-CT/TW**\nngày 15/5/2016 của Bộ Chính trị").article.citations
    assert (citation.symbol.key, str(citation.date), citation.issuer_name) == ("05-ct-tw", "2016-05-15", "Bộ Chính trị")


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("Ngắn.\n\n" + "Một câu dài hơn sáu mươi chữ cái để làm phần mở đầu của bài viết này.", "Một câu"),
        ("Ngắn.\n\nNgắn nữa.", "Ngắn."),
        ("![ảnh](a.jpg)\n\nChữ.", "Chữ."),
        ("Xem `mã` &amp; <b>đậm</b>[^1].\n\n[^1]: Chú thích.", "Xem mã & đậm"),
        ("`5 < 6` và 7 &gt; 3 &lt;b&gt; <a@b.test>", "5 < 6 và 7 > 3 <b> a@b.test"),
        ("", ""),
    ],
)
def test_the_lead(body: str, lead: str) -> None:
    assert RENDERER.render(body).article.lead.startswith(lead)


def test_a_footnote_joins_neither_number_nor_text() -> None:
    body = "Thực hiện 27-HD/ĐU[^1] và Kế hoạch 35[^2], cùng 10<sup>6</sup> đồng.\n\n[^1]: Một.\n[^2]: Hai.\n"
    rendered = RENDERER.render(body)
    assert [one.symbol.key for one in rendered.article.citations] == ["27-hd-du"]
    assert rendered.body.paragraphs == ("Thực hiện 27-HD/ĐU và Kế hoạch 35, cùng 10⁶ đồng.", "Một.", "Hai.")


CODE = "<pre><code>x = **1**\n\n  y\n</code></pre>"


@pytest.mark.parametrize(
    ("before", "margin", "after"),
    [
        ('=== "A"\n\n', "    ", '\n\n=== "B"\n\n    Chữ.'),
        ("!!! note\n", "    ", "\n    Chữ."),
        ('??? note "Xem"\n    Chữ:\n', "    ", ""),
        ("- Một:\n\n", "    ", "\n\n- Hai"),
        ("- Một:\n", "  ", "\n- Hai"),
        ("1. Một:\n\n", "   ", "\n\n2. Hai"),
        ("> Chữ.\n", "> ", "\n> Chữ."),
        ("", "    ", ""),
        ("Chữ.\n\n", "\t", "\n\nChữ."),
    ],
)
@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_code_within_something_is_code(before: str, margin: str, after: str, fence: str) -> None:
    lines = [fence, "x = **1**", "", "  y", fence]
    rendered = RENDERER.render(before + "\n".join((margin + line).rstrip() for line in lines) + after)
    assert rendered.body.html.count(CODE) == 1 and fence not in rendered.body.html
    assert not rendered.remarks and "<p></p>" not in rendered.body.html


def test_code_within_something_that_does_not_end_is_told() -> None:
    assert "mà không có dòng" in RENDERER.render("- Một\n\n    ```\n    x\n\n- Hai\n").remarks[0].message


def test_a_number_that_links_to_a_source_joins_neither_number_nor_text() -> None:
    body = "Thực hiện 27-HD/ĐU[1](https://a.example/), Kế hoạch 35[\\[2\\]](https://b.example/), xem [3](c.md).\n"
    rendered = RENDERER.render(body)
    assert [one.symbol.key for one in rendered.article.citations] == ["27-hd-du"]
    assert rendered.body.paragraphs == ("Thực hiện 27-HD/ĐU¹, Kế hoạch 35[2], xem 3.",)


def test_comments_are_not_published() -> None:
    body = "<!-- MỘT -->\n\nĐoạn một. <!-- HAI -->\n\n<!--[if gte mso 9]><xml>BA</xml><![endif]-->\n\n`<!-- mã -->`\n"
    rendered = RENDERER.render(body)
    assert not re.search("MỘT|HAI|BA", rendered.body.html + "".join(rendered.body.paragraphs))
    assert rendered.body.paragraphs == ("Đoạn một.", "<!-- mã -->")


@pytest.mark.parametrize(
    "body",
    [
        "Đoạn <!-- KÍN\n\nKÍN --> tiếp.",
        "- a <!-- KÍN -->\n- b\n\n    <!-- KÍN\n\n    KÍN -->\n\n    c",
        "| a | b |\n|--|--|\n| x <!-- KÍN | KÍN --> | y |",
        "> a\n> <!-- KÍN\n>\n> KÍN -->",
        '![ảnh <!-- KÍN -->](a.jpg "tựa <!-- KÍN -->") [x](b.md "tựa <!-- KÍN -->")',
        "<div>a <!-- KÍN\n\nKÍN --><p>b</p></div>",
        "Câu[^1].\n\n[^1]: Chú <!-- KÍN\n\n    KÍN --> thích.",
        "# Tên <!-- KÍN -->\n\n## Mục <!-- KÍN -->",
        "<!--KÍN--><!--[if mso]>KÍN<![endif]-->",
        "`mã` <!-- KÍN `KÍN` --> `mã`",
    ],
)
def test_no_comment_is_published_wherever_it_stands(body: str) -> None:
    rendered = RENDERER.render(body)
    assert "KÍN" not in rendered.body.html + repr(rendered.article) + "".join(rendered.body.paragraphs)


@pytest.mark.parametrize(
    "body", ["`<!-- mã -->`", "``<!-- ` mã -->``", "```html\n<!-- mã\n\n-->\n```", "    <!-- mã -->"]
)
def test_a_comment_in_code_is_an_example(body: str) -> None:
    rendered = RENDERER.render(body)
    assert "mã" in rendered.body.html and not rendered.has_open_comment


@pytest.mark.parametrize(
    "hidden",
    [
        "<span hidden>KÍN 05-CT/TW</span>",
        "<span style='color: red; display: none'>KÍN 05-CT/TW</span>",
        '<span aria-hidden="true">KÍN <span>05-CT/TW</span> KÍN</span>',
        "<template>KÍN 05-CT/TW</template>",
        "<script>KÍN 05-CT/TW</script>",
        "\n\n<style>.KÍN {}</style>\n\n",
        "\n\n<div hidden>KÍN\n\nKÍN 05-CT/TW</div>\n\n",
        "\n\nKÍN 05-CT/TW\n{: hidden }\n\n",
        "\n\n<table><tr hidden><td>KÍN 05-CT/TW</td></tr></table>\n\n",
    ],
)
def test_what_is_hidden_is_not_read(hidden: str) -> None:
    rendered = RENDERER.render(f"Theo {hidden} 27-HD/ĐU.")
    assert "KÍN" not in rendered.article.lead + "".join(rendered.body.paragraphs)
    assert [one.symbol.key for one in rendered.article.citations] == ["27-hd-du"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<span hidden>[Kín](kin.pdf) ![Kín](kin.jpg)</span>",
        "<span style='display: none'><a href='kin.pdf'>Kín</a></span>",
        "<p hidden>[Kín](kin.pdf)\n\n",
        "\n\n<div><div hidden><a href='kin.pdf'><br>x</a><div></div><img src='kin.jpg'></div></div>\n\n",
        "\n\n<video hidden src='kin.mp4' poster='kin.jpg'></video>\n\n",
        "\n\n[Kín](kin.pdf)\n{: hidden }\n\n",
        "<template><img src='kin.jpg'></template>",
    ],
)
def test_what_is_hidden_names_no_file(hidden: str) -> None:
    article = RENDERER.render(f"Xem {hidden} [đây](mo.pdf) và <a href='mo.docx'>đây</a>.").article
    assert {one.target for one in article.links} == {"mo.pdf", "mo.docx"} and article.pictures == ()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<table><tr><th>A</th><td>B</td></tr><tr><td>C</td></tr></table>", "A B C"),
        ("<ul><li>A</li><li>B</li></ul>", "A B"),
        ("Một<br>hai<br/>ba", "Một hai ba"),
        ("đ<b>ậ</b>m", "đậm"),
        ("5 < 6 và 7 > 3", "5 < 6 và 7 > 3"),
        ("10<sup>-6</sup> m<sup>2</sup> H<sub>2</sub>O N<sup>o</sup>", "10⁻⁶ m² H₂O No"),
        ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c"),
    ],
)
def test_text_is_what_a_reader_reads(body: str, text: str) -> None:
    assert RENDERER.render(body).body.paragraphs == (text,)


def test_raised_digits_of_an_extension_join_no_number() -> None:
    rendered = Renderer([*EXTENSIONS, "pymdownx.caret"], {}).render("Có 10^6^ đồng theo 27-HD/ĐU^1^.")
    assert rendered.body.paragraphs == ("Có 10⁶ đồng theo 27-HD/ĐU¹.",)
    assert [one.symbol.key for one in rendered.article.citations] == ["27-hd-du"]


def test_numbers_in_html_are_cited() -> None:
    rendered = RENDERER.render("<table><tr><td>Hướng dẫn 27-HD/ĐU</td><td><code>05-CT/TW</code></td></tr></table>")
    assert [one.symbol.key for one in rendered.article.citations] == ["27-hd-du"]


@pytest.mark.parametrize(
    "before",
    [
        "<table><tr><td>Ô một</td></tr></table>",
        "<div class='x'><table><tr><td>Ô</td></tr></table></div>",
        "<h2>Đề mục</h2>",
        "!!! note\n",
        "```\nmã\n```",
        "<p hidden>Kín</p>",
    ],
)
def test_the_lead_is_nothing_of_html_but_a_paragraph(before: str) -> None:
    assert RENDERER.render(before + "\n\nĐoạn đầu.\n").article.lead == "Đoạn đầu."


@pytest.mark.parametrize(
    "before", ["## " + "Tiêu đề rất dài " * 6, "| " + "Ô rất dài " * 9 + "| b |\n|---|---|\n| " + "x" * 90 + " | d |"]
)
def test_the_lead_is_a_paragraph(before: str) -> None:
    assert RENDERER.render(before + "\n\nĐoạn đầu.\n").article.lead == "Đoạn đầu."


def test_ids_of_headings_are_ours_and_not_the_layouts() -> None:
    html = RENDERER.render("## Đảng viên đi đầu\n\n## Top\n\n## Main\n\n## Top\n").body.html
    assert re.findall('id="([^"]*)"', html) == ["dang-vien-di-dau", "muc-top", "muc-main", "muc-top_1"]


def test_every_id_of_the_layout_is_known() -> None:
    templates = (Path(__file__).parents[2] / "overrides").rglob("*.html")
    ids = {found for path in templates for found in re.findall(r'\sid="([\w-]+)"', path.read_text(encoding="utf-8"))}
    assert not [one for one in ids if not one.startswith("__") and heading_id(one, "-") == one]


def test_footnotes_speak_vietnamese() -> None:
    assert 'title="Trở lại chỗ có chú thích 1"' in RENDERER.render("Câu[^1].\n\n[^1]: Chú.\n").body.html


@pytest.mark.parametrize(
    ("opening", "title"), [("note", "Lưu ý"), ("warning", "Cảnh báo"), ("luu-y", "Lưu ý"), ('note "Note"', "Note")]
)
def test_boxes_have_vietnamese_titles(opening: str, title: str) -> None:
    assert f'<p class="admonition-title">{title}</p>' in RENDERER.render(f"!!! {opening}\n    Chữ.\n").body.html


def test_bare_addresses_are_links() -> None:
    body = "Xem https://vi-du.test/mot_hai_ba, (http://b.test/x) và thư banbientap@vi-du.test. `https://ma.test`\n"
    rendered = RENDERER.render(body + "\n[https://c.test](https://d.test) <https://e.test>\n")
    assert [one.target for one in rendered.article.links] == [
        *("https://vi-du.test/mot_hai_ba", "http://b.test/x", "mailto:banbientap@vi-du.test"),
        *("https://d.test", "https://e.test"),
    ]


def test_bare_addresses_end_where_they_end() -> None:
    rendered = RENDERER.render(
        "(https://a.test/b_(c)), (https://d.test). Xem www.e.test/f, thu@www.g.test https://h.test/(i"
    )
    assert [one.target for one in rendered.article.links] == [
        *("https://a.test/b_(c)", "https://d.test", "https://www.e.test/f", "mailto:thu@www.g.test", "https://h.test/"),
    ]


def test_an_address_in_a_tag_of_the_authors_is_left_alone() -> None:
    rendered = RENDERER.render('<a href="https://a.test">https://a.test</a>')
    assert [one.target for one in rendered.article.links] == ["https://a.test"]


def test_bare_addresses_are_links_beside_a_tag_of_the_authors() -> None:
    rendered = RENDERER.render(
        "<a href='b.md'>https://a.test, **www.b.test**</a>, https://c.test <a id='x'></a> và d@e.test"
    )
    assert [one.target for one in rendered.article.links] == ["https://c.test", "mailto:d@e.test", "b.md"]


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://a.test/b?fbclid=IwAR0x", "https://a.test/b"),
        ("Https://a.test/b", "Https://a.test/b"),
        ("https://a.test/?id=1&utm_source=fb&utm_medium=x#muc", "https://a.test/?id=1#muc"),
        ("https://youtu.be/a?si=AbCdEf1234&t=10", "https://youtu.be/a?t=10"),
        ("https://a.test/?si=1&q=utm_source", "https://a.test/?si=1&q=utm_source"),
    ],
)
def test_links_lose_what_networks_hang_on_them(address: str, plain: str) -> None:
    rendered = RENDERER.render(f"[Xem]({address}) và {address} và <a href='{address}'>x</a>")
    assert [one.target for one in rendered.article.links] == [plain] * 3
    assert rendered.body.paragraphs == (f"Xem và {plain} và x",)
    assert RENDERER.render("[Xem](a.pdf?fbclid=1)").article.links[0].target == "a.pdf?fbclid=1"


@pytest.mark.parametrize("label", ["chú thích 1", "a&b", "*", "50%"])
def test_a_footnote_has_a_valid_id_whatever_its_label_is(label: str) -> None:
    html = RENDERER.render(f"Câu[^{label}], lại[^{label}].\n\n[^{label}]: Lời.").body.html
    ids, targets = (re.findall(rf'{name}="{sign}([^"]*)"', html) for name, sign in (("id", ""), ("href", "#")))
    assert {*ids} == {*targets} and len(ids) == 3 and all(re.fullmatch(r"fn(?:ref2?)?:[\w.]+", one) for one in ids)


def test_a_first_heading_that_is_not_the_title_is_shown() -> None:
    assert "Thông báo" in RENDERER.render("# Thông báo\n\nĐoạn.\n", "Hội nghị").body.html
    assert "HỘI NGHỊ" not in RENDERER.render("# HỘI  NGHỊ\n\nĐoạn.\n", "Hội nghị").body.html


def test_a_footnote_that_nothing_leads_to_leads_back_nowhere() -> None:
    html = RENDERER.render("Câu[^1].\n\n[^1]: Một.\n[^2]: Hai.\n").body.html
    assert re.findall('href="(#fnref[^"]*)"', html) == ["#fnref:1"] and "Hai." in html


def test_references_in_a_caption_are_signs() -> None:
    (picture,) = RENDERER.render('![Tổ A &amp; B &#42; 5 < 6](a.jpg "&lt;Ảnh&gt;")').article.pictures
    assert (picture.text, picture.alt) == ("<Ảnh>", "Tổ A & B * 5 < 6")


def test_an_address_of_mail_in_a_tag_leaves_it_a_tag() -> None:
    html = RENDERER.render('<table>\n<tr><td><a href="mailto:x@y.vn">thư</a></td></tr>\n</table>\n\n<x@y.vn>').body.html
    assert "&lt;/a" not in html and "thư</a></td>" in html and html.count("<a ") == 2
