"""Odd but lawful content: what is written is shown, never run, and never breaks a page."""

import json
import re

from conftest import MakeSite
from making_pictures import as_bytes, corners

PICTURE = as_bytes(corners(), "PNG")
ATTACK = "\"><script>alert(1)</script><img src=x onerror=alert(2)>' onload='x & <b>đậm</b>"


def test_markup_in_fields_is_text(make_site: MakeSite) -> None:
    site = make_site(school=ATTACK, motto=ATTACK, responsible=ATTACK)
    site.build({
        "bai-viet/a.md": {
            "title": ATTACK, "summary": ATTACK, "author": ATTACK, "cell": ATTACK, "campaign": ATTACK,
            "attachments": [{"path": "a.pdf", "title": ATTACK}], "directive": "27-HD/ĐU",
        },
        "bai-viet/a.pdf": b"x",
        "bai-viet/b.md": {"campaign": ATTACK},
        "van-ban/x.md": {"symbol": "27-HD/ĐU", "title": ATTACK, "issuer": ATTACK, "aliases": [ATTACK]},
        "tac-gia/x.md": {"title": ATTACK, "role": ATTACK},
        "gioi-thieu.md": {"title": ATTACK, "description": ATTACK, "body": f"## `{ATTACK}`\n\n## B\n\n## C\n"},
    })  # fmt: skip
    for url in site.pages():
        page = site.page(url)
        assert not [one for tag, one in page.elements if "onerror" in one or "onload" in one], url
        assert not [one for tag, one in page.elements if tag == "script" and "alert(1)" in one["="]], url
    assert ATTACK in site.page("bai-viet/a/").all("h1")
    facts = re.findall(r'ld\+json">(.*?)</script>', site.html("bai-viet/a/"), re.DOTALL)
    assert ATTACK in [one.get("headline") for text in facts for one in json.loads(text)["@graph"]]


def test_long_and_quoted_titles(make_site: MakeSite) -> None:
    long = "Hội nghị “tổng kết” \"năm học\" & 'phương hướng' " * 5
    site = make_site()
    site.build({"bai-viet/a.md": {"title": long, "summary": "từ " * 400}})
    assert site.titles("") == [long.strip()]
    assert site.page("bai-viet/a/").all("h1") == [long.strip()]


def test_a_title_with_comparison_signs_is_whole_in_the_tab(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/a.md": {"title": "5 < 6 và 7 > 3"}})
    assert "<title>5 &lt; 6 và 7 &gt; 3 – " in site.html("bai-viet/a/")


def test_a_summary_is_the_first_paragraph_cut_at_a_word(make_site: MakeSite) -> None:
    site = make_site()
    sentence = "Chiều nay chi bộ họp bàn về việc học tập của đảng viên trong nhà trường. "
    site.build(
        {"bai-viet/a.md": {"body": f"# Tên\n\n[tệp](a.pdf)\n\nTin, ảnh\n\n{sentence * 9}\n"}, "bai-viet/a.pdf": "x"}
    )
    summary = next(one["="] for _, one in site.page("").elements if one.get("class") == "card__summary")
    assert summary.endswith("…") and (sentence * 9).startswith(summary.removesuffix("…"))
    assert 150 < len(summary) <= 221


BODIES: dict[str, tuple[str, str]] = {
    "table": ("| a | 27-HD/ĐU |\n|---|---|\n| 1 | 2 |\n", "<td>2</td>"),
    "footnote": ("Câu[^1].\n\n[^1]: Chú thích 05-CT/TW.\n", 'class="footnote"'),
    "fence": ("```python\nif a < b: print('27-HD/ĐU')\n```\n", "a &lt; b"),
    "admonition": ("!!! note \"Lưu ý\"\n    Nội dung `mã`.\n", "admonition-title"),
    "raw html": ("<div class=\"x\">thô **không**</div>\n", '<div class="x">'),
    "entities": ("A &amp; B &lt; C &copy; \ue000g0\ue001\n", "A &amp; B &lt; C"),
    "picture in a sentence": ("Xem ![đây](a.png) nhé.\n", 'alt="đây"'),
    "linked picture": ("[![đây](a.png)](a.png)\n", '<a href="../../'),
    "escapes": (r"\*không nghiêng\* và \[không liên kết\]" + "\n", "*không nghiêng*"),
    "line of a poem": ("dòng một  \ndòng hai\n", "<br"),
    "unclosed": ("**đậm _nghiêng `mã [liên kết](\n", "đậm"),
    "ten levels": ("".join("  " * n + "- mục\n" for n in range(20)), "mục"),
    "only a heading": ("# Tên\n", "</h1>"),
}  # fmt: skip


def test_markdown_of_all_kinds(make_site: MakeSite) -> None:
    bodies = list(BODIES.values())
    site = make_site({f"bai-viet/{n}.md": {"body": body} for n, (body, _) in enumerate(bodies)})
    site.build({"bai-viet/a.png": PICTURE})
    for number, (body, wanted) in enumerate(bodies):
        html = site.html(f"bai-viet/{number}/")
        assert wanted in html, body
        assert not re.search("[\ue000\ue001\x02\x03]|wzxhzdk", html), body


def test_citations_in_tables_and_notes_count(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/a.md": {"body": BODIES["table"][0] + "\n" + BODIES["footnote"][0]}})
    assert site.pages("van-ban") == {"van-ban/", "van-ban/27-hd-du/", "van-ban/05-ct-tw/"}


def test_contents_of_a_page_begin_below_its_heading(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"gioi-thieu.md": "# Giới thiệu\n\n## Một\n\n## Hai\n\n## Ba\n"})
    page = site.page("gioi-thieu/")
    inner = [link for link in page.links if link.startswith("#") and link not in ("#main", "#top")]
    assert len(inner) in (0, 3)
    assert {link[1:] for link in inner} <= page.ids


def test_nesting_without_end_is_told(make_site: MakeSite) -> None:
    outcome = make_site().try_build({"bai-viet/a.md": {"body": "- " * 3000 + "sâu\n"}, "bai-viet/b.md": {}})
    assert outcome.code == 1
    assert outcome.problems == [
        "docs/bai-viet/a.md:7: danh sách hay trích dẫn lồng nhau quá nhiều lớp; hãy bỏ bớt dấu ở đầu dòng"
    ]


def test_what_is_hidden_reaches_no_file_and_is_told(make_site: MakeSite) -> None:
    body = (
        "Một <span hidden>kinmot</span>.\n\n<div style='display:none'>kinhai\n\nkinba</div>\n\nkin\n{: hidden }\n\nBa."
    )
    site = make_site(
        {"bai-viet/a.md": {"body": f"{body}\n\n<p hidden><a href='kin.pdf'>x</a></p>"}, "bai-viet/kin.pdf": b"x"}
    )
    assert len(site.build().problems) == 5
    assert not [path for path in site.bytes() if path.endswith(".pdf")]
    assert site.page("bai-viet/a/").body == "Một . Ba."
    assert not [path for path, data in site.bytes().items() if b"kinmot" in data or b"kinhai" in data]
