"""What authors from Word write is shown as they mean it, or told at its line with what to write instead."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies import FIRST, RENDERER
from bodies import html_of as _html
from bodies import told_of as _told

PROSE = "Chi bộ trường THCS Hoa Phượng đã họp thường kỳ tháng 11 tại hội trường tầng hai."
NOTE = '<div class="admonition note"><p class="admonition-title">Lưu ý</p>'


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Mẫu ghi: <họ và tên>, <lớp 6A>.", "<p>Mẫu ghi: &lt;họ và tên&gt;, &lt;lớp 6A&gt;.</p>"),
        ("Thẻ <textarea> rồi.\n\nSau.", "<p>Thẻ &lt;textarea&gt; rồi.</p><p>Sau.</p>"),
        ("<title> đặt tên.\n\nSau.", "<p>&lt;title&gt; đặt tên.</p><p>Sau.</p>"),
        ("Thẻ <plaintext>, <select>, <xmp>.", "<p>Thẻ &lt;plaintext&gt;, &lt;select&gt;, &lt;xmp&gt;.</p>"),
        (
            "- <ngày sinh>\n\n> <nơi ở>",
            "<ul><li>&lt;ngày sinh&gt;</li></ul><blockquote><p>&lt;nơi ở&gt;</p></blockquote>",
        ),
        ("<!Lưu ý> và <?php ?> a", "<p>&lt;!Lưu ý&gt; và &lt;?php ?&gt; a</p>"),
        (
            "`<title>` và ``<b> ` <i>`` 5 < 6",
            "<p><code>&lt;title&gt;</code> và <code>&lt;b&gt; ` &lt;i&gt;</code> 5 &lt; 6</p>",
        ),
        ("A<o:p></o:p> <w:sdt>b</w:sdt><![endif]--> <br></br><a id='x'/>c", '<p>A b <br><br><a id="x"></a>c</p>'),
        ("a <b và <c@d.vn> thì e>f", '<p>a &lt;b và <a href="\ue000l0\ue001">c@d.vn</a> thì e&gt;f</p>'),
        ("<i>x</i> <b <i>y</i> z>", "<p><i>x</i> &lt;b <i>y</i> z&gt;</p>"),
        ("<b>đậm</b>, H<sub>2</sub>O<br>", "<p><b>đậm</b>, H<sub>2</sub>O<br></p>"),
        ("<details><summary>T</summary>N</details>", "<details><summary>T</summary>N</details>"),
        (
            "<table><tr><td>a<td>b</table>",
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        ),
    ],
)
def test_a_sign_that_opens_no_tag_is_text(body: str, html: str) -> None:
    assert _html(body) == html
    assert not _told(body)


@pytest.mark.parametrize(
    ("body", "shown", "line", "said"),
    [
        ("Một.\n\n<div>\n\nHai **ba**.", "<p>&lt;div&gt;</p><p>Hai <strong>ba</strong>.</p>", 2, "</div>"),
        ("Một <b>hai\n\nBa.", "<p>Một &lt;b&gt;hai</p><p>Ba.</p>", 0, "hãy thêm </b>"),
        ("Một.\n\nHai </div> ba.", "<p>Hai &lt;/div&gt; ba.</p>", 2, "</div> không có thẻ mở"),
        ("<div>Một <!-- hai</div>\n\nBa.", "<div>Một &lt;!-- hai</div><p>Ba.</p>", 0, "hãy thêm -->"),
        ("Một\n\n<form>\nx\n</form>\n\nHai", "&lt;/form&gt;</p><p>Hai</p>", 2, "<form> không dùng được"),
        ("<div>a<select>b</select></div>", "<div>a&lt;select&gt;b&lt;/select&gt;</div>", 0, "<select> không dùng được"),
    ],
)
def test_a_tag_that_would_swallow_the_rest_is_shown_and_told(body: str, shown: str, line: int, said: str) -> None:
    assert shown in _html(body)
    ((at, message),) = _told(body)
    assert at == FIRST + line and said in message


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("\tChiều ngày 01/10, chi bộ họp.", "<p>Chiều ngày 01/10, chi bộ họp.</p>"),
        (
            "Đoạn.\n\n    Hội nghị nghe báo cáo.\nDòng hai của đoạn.",
            "<p>Hội nghị nghe báo cáo.<br>Dòng hai của đoạn.</p>",
        ),
        ("\u00a0\u00a0\u00a0\u00a0Đoạn bốn dấu cách cứng.", "<p>Đoạn bốn dấu cách cứng.</p>"),
        ("Gồm:\n\n    - A\n    - B", "<ul><li>A</li><li>B</li></ul>"),
        ("    | a | b |\n    |---|---|\n    | c | d |", "<td>d</td>"),
        ("    x = 1\n\n    if x:\n        print(x)", "<pre><code>x = 1if x:print(x)</code></pre>"),
        ("- Một\n\n    Đoạn của mục.", "<li><p>Một</p><p>Đoạn của mục.</p></li>"),
    ],
)
def test_an_indented_paragraph_is_one(body: str, html: str) -> None:
    assert html in _html(body)
    assert not _told(body)


@pytest.mark.parametrize("body", ["    npm install", "    0912 345 678", '    in("chữ Việt")'])
def test_what_is_neither_prose_nor_code_is_told(body: str) -> None:
    ((line, message),) = _told("Một.\n\n" + body)
    assert line == FIRST + 2 and "sát lề trái" in message and "```" in message


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Ai về thăm mái trường xưa\nNhớ hàng phượng đỏ", "<p>Ai về thăm mái trường xưa<br>Nhớ hàng phượng đỏ</p>"),
        ("em đi qua cầu\ngió bay tà áo", "<p>em đi qua cầu<br>gió bay tà áo</p>"),
        ("CHỦ TỌA\n**(Đã ký)**\nBí thư", "<p>CHỦ TỌA<br><strong>(Đã ký)</strong><br>Bí thư</p>"),
        ("> Câu một\n> Câu hai", "<p>Câu một<br>Câu hai</p>"),
        ("Hội nghị kết thúc " + "rất dài " * 20 + "xong.\nNgười viết: Tổ Văn", "xong.<br>Người viết: Tổ Văn</p>"),
        ("Nội dung:\n- Một\n- Hai", "<p>Nội dung:</p><ul><li>Một</li><li>Hai</li></ul>"),
        ("Các ý sau\n1. Một\n2. Hai", "<p>Các ý sau</p><ol><li>Một</li><li>Hai</li></ol>"),
        ("1. Việc:\n- Một\n- Hai\n2. Khác", "<ol><li>Việc:<ul><li>Một</li><li>Hai</li></ul></li><li>Khác</li></ol>"),
        ("Gồm:\n• Tốt\n• Khá", "<ul><li>Tốt</li><li>Khá</li></ul>"),
        ("Kết thúc lúc 17 giờ.\n---\nTổ Văn", "<p>Kết thúc lúc 17 giờ.</p><hr><p>Tổ Văn</p>"),
        ("Một\n-\nHai", "<p>Một<br>-<br>Hai</p>"),
    ],
)
def test_lines_stay_where_they_are_meant(body: str, html: str) -> None:
    assert html in _html(body)
    assert not _told(body)


def test_lines_broken_off_for_their_length_are_joined() -> None:
    body = """Hội nghị đã nghe đồng chí Bí thư chi bộ trình bày báo cáo tổng kết công tác năm
học và phương hướng nhiệm vụ năm học mới với sự tham dự của đông đủ các đồng chí
Đảng viên. Sau đó, hội nghị thảo luận sôi nổi với nhiều ý kiến đóng góp. Đồng chí
Hiệu trưởng kết luận."""
    assert "<br" not in _html(body)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("+ a\n  - b\n    * c\n+ d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n - b\n- c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("- a\n\n  tiếp\n\n  - b\n\nhết", "<ul><li><p>a</p><p>tiếp</p><ul><li>b</li></ul></li></ul><p>hết</p>"),
        ("!!! note\n    - a\n      - b", f"{NOTE}<ul><li>a<ul><li>b</li></ul></li></ul></div>"),
        ("1986. a\n\n30. b", '<ol start="1986"><li><p>a</p></li><li value="30"><p>b</p></li></ol>'),
        ("2. a\n3. b\n5. c\n6. d", '<ol start="2"><li>a</li><li>b</li><li value="5">c</li><li>d</li></ol>'),
        ("1. a\n1. b\n1. c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        ("1. a\n2. b\n\n1. c", '<ol><li>a</li><li><p>b</p></li><li value="1"><p>c</p></li></ol>'),
    ],
)
def test_lists_are_nested_and_numbered_as_they_were_typed(body: str, html: str) -> None:
    assert _html(body) == html
    assert not _told(body)


@given(st.lists(st.tuples(st.sampled_from(("- ", "1. ", "12. ", "", "  ")), st.integers(0, 9), st.sampled_from("ab"))))
def test_no_item_of_a_list_is_lost_however_far_it_stands_in(items: list[tuple[str, int, str]]) -> None:
    body = "\n".join(" " * indent + mark + letter * (at + 1) for at, (mark, indent, letter) in enumerate(items))
    shown = re.findall("a+|b+", re.sub("<[^>]*>", " ", RENDERER.render(body).body.html))
    assert shown == [letter * (at + 1) for at, (_, _, letter) in enumerate(items)]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("một \\\nhai\\\\\nba", "<p>một<br>hai\\<br>ba</p>"),
        (f"Các việc:\na) {'dài ' * 30};\nb) ngắn.", f"<p>Các việc:<br>a) {'dài ' * 30};<br>b) ngắn.</p>"),
    ],
)
def test_line_ends_that_were_meant_are_kept(body: str, html: str) -> None:
    assert _html(body) == html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**Ưu điểm: **chi bộ ** đều**.", "<p><strong>Ưu điểm:</strong> chi bộ  <strong>đều</strong>.</p>"),
        ('Chữ**"x"**chữ, **y **', '<p>Chữ<strong>"x"</strong>chữ, <strong>y</strong> </p>'),
        ("~~cũ~~ và ~~ xưa ~~", "<p><del>cũ</del> và  <del>xưa</del> </p>"),
        ("`**a **` và \\*\\*b\\*\\*", "<p><code>**a **</code> và **b**</p>"),
        ("A*, B***, C*.\n\nMột*, **hai**.", "<p>A*, B***, C*.</p><p>Một*, <strong>hai</strong>.</p>"),
        ('**A**, B*, C*, *d "e"*, g*.', '<p><strong>A</strong>, B*, C*, <em>d "e"</em>, g*.</p>'),
        ("2**3 và 4**5, 3*4*5 và 09***12", "<p>2**3 và 4**5, 3*4*5 và 09***12</p>"),
        ("## Mẫu {họ tên}\n\nÔ {x}", '<h2 id="mau-ho-ten">Mẫu {họ tên}</h2><p>Ô {x}</p>'),
        ("## Mục {#rieng .note}", '<h2 class="note" id="rieng">Mục</h2>'),
        ("**x**{.a}{chú} và **y**{z}", '<p><strong class="a">x</strong>{chú} và <strong>y</strong>{z}</p>'),
    ],
)
def test_signs_of_markdown_are_what_they_are_meant_to_be(body: str, html: str) -> None:
    assert _html(body) == html
    assert not _told(body)


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("Đạt** rồi, khá**, tốt***.", 0, "\\*\\*"),
        ("Câu ^[lời ngay đây].", 0, "[^1]: …"),
        ("[xem](https://a.test", 0, "[chữ hiện ra](địa chỉ)"),
        ("[xem] (ke-hoach.pdf)", 0, "[chữ hiện ra](địa chỉ)"),
        ("Một\n\n![Ảnh]（a.jpg）", 2, "![chú thích](tên tệp)"),
        ("Chữ\n\n[kh]: ../a.md", 2, "không hiện ra"),
        ("Tính $x^2$.", 0, "<sup>…</sup>"),
        ("Một\n\nĐây == tô == nhé", 2, "tô nền"),
        ("Một\n\n:::note\nHai", 2, "thêm dòng :::"),
        ("Một\n\nDiện tích \\( S = \\pi r^2 \\).", 2, "<sup>…</sup>"),
        ("Một\n\n\\[\nx = \\frac{1}{2}\n\\]", 2, "<sup>…</sup>"),
        ("Tính $a+b$.", 0, "<sup>…</sup>"),
        ("Một\n\nĐạt 100% [cite: 1, 2].", 2, "“[cite: 1, 2]”"),
        ("Một\n\nTốt【1†source】.", 2, "“【1†source】”"),
        ("Một\n\n[Hình ảnh]", 2, "dán thừa"),
        ("Một\n\nSent from my iPhone", 2, "dán thừa"),
        ("Một\n\nTốt turn0search0.", 2, "“turn0search0”"),
        ("Một\n\nBạn có muốn tôi chỉnh sửa thêm không?", 2, "công cụ trò chuyện"),
        ("Một\n\nXem [[Trang khác|đây]].", 2, "tên tệp"),
        ("Một\n\n%% nhớ sửa %%", 2, "<!-- … -->"),
        ('Một\n\n[gallery ids="1,2"]', 2, "của trang khác"),
        ("Một\n\n{{ ten }}", 2, "của trang khác"),
        ("Một\n\n[Kế hoạch] [ke-hoach.pdf]", 2, "[chữ hiện ra](địa chỉ)"),
        ("Một\n\nTốt :contentReference[oaicite:0]{index=0}.", 2, "công cụ trò chuyện"),
        ("Một\n\nĐồng chí [Họ và tên] dự, \\[Ngày].", 2, "“[Họ và tên]”"),
        (f"Một\n\n```\n{PROSE}\n\n{PROSE}\n```", 3, "hãy bỏ hai dòng ```"),
        ("Một\n\nTRƯỜNG A      ĐẢNG CỘNG SẢN\nCHI BỘ\nSố: 1      Hà Nội, ngày 1", 2, "kẻ bảng"),
        ("[b]đậm[/b]", 0, "**đậm**"),
        ("```\nmã\n\nchữ", 0, "hãy thêm dòng ```"),
        ("<div>Xem [trang](a.md)</div>\n\nvà <b>**đậm**</b>", 0, "trong thẻ HTML"),
        ("**a** `**`\n\nLẻ ** thôi", 2, "\\*\\*"),
        ("Một\n\nlẻ ~~ thôi", 2, "~~ sát chữ"),
        ("`[^9]`\n\nCâu[^9].", 2, "hãy thêm dòng “[^9]: …”"),
        ("Một\n\n[xem][1] đi", 2, "[chữ hiện ra](địa chỉ)"),
        ("Một\n\n[xem] (https://a.test)", 2, "[chữ hiện ra](địa chỉ)"),
        ("Câu[^1].\n\n[^1]: Một.\n[^1]: Hai.", 2, "hai lần"),
        ("Câu.\n\n[^1]: Một.", 2, "không được nhắc"),
        ("Một\n\nTên\n---", 2, "## …"),
        ("Một\n\nGiai đoạn 2020\n- 2025", 3, "bỏ trống một dòng"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 | 5 |", 3, "có 3 ô mà hàng đầu của bảng chỉ có 2"),
        ("| A | B |\n|---|\n| 1 | 2 |", 0, "bảng hiện ra thành chữ"),
    ],
)
def test_what_cannot_be_guessed_is_told_at_its_line(body: str, line: int, said: str) -> None:
    ((at, message),) = _told(body)
    assert at == FIRST + line and said in message


def test_places_that_look_the_same_are_told_each_at_its_line() -> None:
    assert [line for line, _ in _told("Lẻ ** thôi\n\nLẻ ** thôi")] == [FIRST, FIRST + 2]


def test_a_cell_more_than_there_are_columns_is_shown() -> None:
    body = "| A | B |\n|---|---|\n| 1 | 2 | ba |\n| [x|y](https://a.test) | bốn |\n| 5 | 6 | |"
    html = _html(body)
    assert "<th>A</th><th>B</th><th></th>" in html and "<td>ba</td>" in html
    assert ">x|y</a></td><td>bốn</td><td></td>" in html


@pytest.mark.parametrize(
    "body",
    [
        "[Video] Toàn cảnh buổi lễ, [Ảnh 1]; hôm qua [ngày 5/3], [số 2].",
        "Giá $5 và $10, từ $5-$10, \\(ghi chú\\), \\[1\\].",
        "Xem [Tên bài](a.md), [x], \\[Tên người], [Số 1]: hay, turn 1.",
        f"```\n{PROSE}\n```\n\n```python\n{PROSE}\n{PROSE}\n```",
        "```\na        b\nc        d\n```",
        "Họ tên: ........      Lớp: ......\nNgày sinh: ......      Nơi sinh: ......",
    ],
)
def test_what_only_looks_like_it_is_not_told(body: str) -> None:
    assert not _told(body)


def test_only_what_is_wrong_is_told() -> None:
    body = (
        "Đoạn.\n\n- Một\n- Hai\n\n1. Ba\n\n| A | B |\n|:--|--:|\n| 1 | |\n\n## Mục\n\nCâu[^1].\n\n---\n\n[^1]: Lời.\n"
    )
    assert not _told(body)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("*nghiêng * và _nghiêng _.", "<p><em>nghiêng</em>  và <em>nghiêng</em> .</p>"),
        ("* nghiêng* và _ nghiêng_, (* x*)", "<p><em>nghiêng</em> và <em>nghiêng</em>, (<em>x</em>)</p>"),
        ("Chữ * nghiêng* và _ nghiêng _.", "<p>Chữ <em>nghiêng</em> và <em>nghiêng</em>.</p>"),
        ("* Một*\n* Hai*.", "<p><em>Một</em><br><em>Hai</em>.</p>"),
        ("* Họ tên*\n* Lớp", "<ul><li>Họ tên*</li><li>Lớp</li></ul>"),
        ("** đậm** và *** hai*** x", "<p> <strong>đậm</strong> và  <strong><em>hai</em></strong> x</p>"),
        ("==tô == và == tô==", "<p><mark>tô</mark>  và  <mark>tô</mark></p>"),
        ("== Tô ==", "<p> <mark>Tô</mark> </p>"),
        ("Khi a == b thì hay ^^ nhé ^^, x ==> y", "<p>Khi a == b thì hay ^^ nhé ^^, x ==&gt; y</p>"),
        ("__đậm __ và *** hai *** x", "<p><strong>đậm</strong>  và  <strong><em>hai</em></strong>  x</p>"),
        ("a * b * c, *Nguồn: a * b*", "<p>a * b * c, <em>Nguồn: a * b</em></p>"),
        ("A**, B*** và 4** (giỏi), C**", "<p>A**, B*** và 4** (giỏi), C**</p>"),
        ("**Loại A** (x), **B** và C** y", "<p><strong>Loại A</strong> (x), <strong>B</strong> và C** y</p>"),
        ("(*) Một. (*) Hai (**)", "<p>(*) Một. (*) Hai (**)</p>"),
        ("Họ tên: ____ Lớp: __", "<p>Họ tên: ____ Lớp: __</p>"),
        ('Tự soi\\, 50\\% \\& và\\/hoặc \\"x\\"', '<p>Tự soi, 50% &amp; và/hoặc "x"</p>'),
        ('D:\\Tài liệu\\@a và `\\"x`', '<p>D:\\Tài liệu\\@a và <code>\\"x</code></p>'),
        ("https://a.test/x\\_y\\&z", '<p><a href="\ue000l0\ue001">https://a.test/x_y&amp;z</a></p>'),
        ("Một\n<br>\nHai", "<p>Một<br>Hai</p>"),
        ("`copy D:\\tep` và D:\\Ảnh", "<p><code>copy D:\\tep</code> và D:\\Ảnh</p>"),
        ("D:\\*.docx và \\\\may\\chung\\_a", "<p>D:\\*.docx và \\\\may\\chung\\_a</p>"),
        ("10^6^, m^2^, x^2 + y^2^z", "<p>10<sup>6</sup>, m<sup>2</sup>, x^2 + y^2^z</p>"),
        ("H~2~O, 7h~9h, 5~6~7", "<p>H<sub>2</sub>O, 7h~9h, 5~6~7</p>"),
        ("[Nguồn]: Internet", "<p>[Nguồn]: Internet</p>"),
        ("`![[a.jpg]]` và Tốt![1]", "<p><code>![[a.jpg]]</code> và Tốt![1]</p>"),
        ("Hoan hô! [Xem](a.md)", '<p>Hoan hô! <a href="\ue000l0\ue001">Xem</a></p>'),
    ],
)
def test_signs_that_are_typed_a_little_otherwise_are_what_they_are_meant_to_be(body: str, html: str) -> None:
    assert _html(body) == html
    assert not _told(body)


@pytest.mark.parametrize(
    "body", ["![Một] (a.jpg)", "! [Một](a.jpg)", "![[a.jpg|Một]]", "![[a.jpg|300]]", "![[anh hop.jpg]]"]
)
def test_a_picture_that_is_typed_a_little_otherwise_is_one(body: str) -> None:
    rendered = RENDERER.render(body)
    ((target, caption, _),) = rendered.article.pictures
    assert target in body and caption in ("Một", "") and rendered.article.groups == ((0,),)


@pytest.mark.parametrize(
    "body",
    ["Câu[^1].\n\n[^1] Lời.", "Câu[^1].\n\n[^1] : Lời.", "Câu[ ^1].\n\n[^1]: Lời.", "Câu[^1].\n\n[^1]:Lời."],
)
def test_a_footnote_needs_no_colon_and_minds_no_space(body: str) -> None:
    assert '<sup id="fnref:1">' in _html(body) and '<li id="fn:1"><p>Lời.' in _html(body)
    assert not _told(body)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("!!! note\nChữ ngay dưới.\n\nSau.", f"{NOTE}<p>Chữ ngay dưới.</p></div><p>Sau.</p>"),
        ("!!! lưu ý\nChữ.\n\nSau.", f"{NOTE}<p>Chữ.</p></div><p>Sau.</p>"),
        ("!!! note\n\n    Chữ.\n\nSau.", f"{NOTE}<p>Chữ.</p></div><p>Sau.</p>"),
        ("!!!chú ý\n\nSau.", "<p>!!!chú ý</p><p>Sau.</p>"),
        (":::note\nChữ.\n:::\nSau.", f"{NOTE}<p>Chữ.</p></div><p>Sau.</p>"),
        ("Trước.\n::: lưu ý\nChữ.\n\n- Một\n:::", f"<p>Trước.</p>{NOTE}<p>Chữ.</p><ul><li>Một</li></ul></div>"),
        ('::: {.callout-note title="Tên"}\nChữ.\n:::', f"{NOTE}<p>Chữ.</p></div>".replace("Lưu ý", "Tên")),
        (
            "::: warning\n:::: tip\nChữ.\n::::\n:::",
            '<div class="admonition warning"><p class="admonition-title">Cảnh báo</p><div class="admonition tip">'
            '<p class="admonition-title">Mẹo</p><p>Chữ.</p></div></div>',
        ),
        (":::center\nChữ.\n:::", "<p>Chữ.</p>"),
        ("```\n:::note\nx\n:::\n```", "<pre><code>:::notex:::</code></pre>"),
        ("> [!NOTE]\n> Chữ.\n\nSau.", f"{NOTE}<p>Chữ.</p></div><p>Sau.</p>"),
        ("> [!NOTE] Tên\n> Chữ.", f"{NOTE}<p>Chữ.</p></div>".replace("Lưu ý", "Tên")),
        ("!!! CHÚ Ý !!!\nSau.", "<p>!!! CHÚ Ý !!!<br>Sau.</p>"),
        ("```\n!!! note\nx\n```", "<pre><code>!!! notex</code></pre>"),
    ],
)
def test_a_box_needs_no_indentation(body: str, html: str) -> None:
    assert _html(body) == html
    assert not _told(body)


def test_a_box_with_nothing_in_it_is_told() -> None:
    ((line, said),) = _told("Chữ.\n\n!!! note\n\nSau.")
    assert line == FIRST + 2 and "thụt các dòng của khung" in said
