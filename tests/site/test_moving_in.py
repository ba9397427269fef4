"""Another site's articles become posts: read from what such sites give out, built, and seen as they were there."""

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from conftest import MakeSite
from making_pictures import SECRETS, phone_jpeg, photo_like
from moving.arriving import Arrival, arrive
from moving.items import Collection, Item
from moving.pictures import Folder
from moving.sql import read_sql
from small_site import PROJECT, SmallSite
from word.known import Known
from word.page import Page
from word.seen import letters, seen_on

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Trường cũ</title><link>http://cu.test</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>bbt</wp:author_login>
<wp:author_display_name>Ban biên tập</wp:author_display_name></wp:author>
<item><title>Họp &amp; bàn</title><link>http://cu.test/2020/05/hop/</link><dc:creator>bbt</dc:creator>
<content:encoded><![CDATA[Mở đầu *không nghiêng*
dòng hai.

[caption id="a" width="9"]<img src="http://cu.test/wp-content/uploads/2020/05/san-300x200.jpg" /> Sân trường[/caption]

<a href="http://cu.test/2020/06/sau/">Bài sau</a>, <a href="/wp-content/uploads/ke-hoach.pdf">kế hoạch</a>
<script>alert(1)</script><form><select></select><style>a</style></form><h1>Việc</h1>
<ul><li>một</li><li>hai<ul><li>trong</li></ul></li></ul>
<iframe src="https://www.youtube.com/embed/x"></iframe> [la_lung a="b"]]]></content:encoded>
<excerpt:encoded><![CDATA[Tóm <b>tắt</b>]]></excerpt:encoded><wp:post_id>1</wp:post_id>
<wp:post_date>2020-05-19 08:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="tu-soi">Tự soi, tự sửa</category><category domain="post_tag">x</category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment></item>
<item><title>Bài sau</title><link>http://cu.test/2020/06/sau/</link><dc:creator>bbt</dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>Chữ.</p><!-- /wp:paragraph -->]]></content:encoded>
<wp:post_id>2</wp:post_id><wp:post_date>2020-06-01 08:00:00</wp:post_date><wp:status>draft</wp:status>
<wp:post_type>post</wp:post_type></item>
<item><title>Giới thiệu</title><wp:post_type>page</wp:post_type><wp:status>publish</wp:status></item>
<item><title>bia</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>http://cu.test/wp-content/uploads/2020/05/bia.jpg</wp:attachment_url></item>
</channel></rss>"""
RSS = """<rss version="2.0"><channel><item><title>Tin &lt;b&gt;một&lt;/b&gt;</title><link>http://cu.test/tin-1.html</link>
<author>a@cu.test (Cô An)</author><category>Dạy tốt</category><pubDate>Mon, 18 May 2020 20:30:00 GMT</pubDate>
<description>&lt;p&gt;Thân &lt;strong&gt;bài&lt;/strong&gt;.&lt;/p&gt;</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tin hai</title><link href="http://cu.test/hai"/>
<author><name>Cô Bình</name></author><published>2021-01-02T03:04:05Z</published>
<content type="html">&lt;p&gt;Nội dung.&lt;/p&gt;</content></entry></feed>"""
SQL = r"""-- Sao lưu
CREATE TABLE `nv4_vi_news_cat` (
  `catid` smallint(5) unsigned NOT NULL AUTO_INCREMENT,
  `title` varchar(250) NOT NULL,
  `alias` varchar(250) NOT NULL DEFAULT '',
  PRIMARY KEY (`catid`)
) ENGINE=MyISAM;
INSERT INTO `nv4_vi_news_cat` VALUES
(1, 'Tin trường', 'Tin-truong');
INSERT INTO `nv4_vi_news_rows` (`id`, `catid`, `listcatid`, `author`, `status`,
 `publtime`, `title`, `alias`, `hometext`, `homeimgfile`, `homeimgalt`) VALUES
(7, 1, '1', 'Cô An, Thầy Bảo', 1, 1589850000, 'Họp &quot;bàn&quot;; it''s', 'Hop-ban',
 'Mở đầu (1), hai;', '2020_05/bia.jpg', 'Bìa'),
(8, 1, '1', NULL, 0, 1589850000, 'Chờ', 'Cho', '', '', ''),
(9, 1, '1', '', 3, 1589850000, 'Cũ', 'Cu', '', '', '');
INSERT INTO `nv4_vi_news_detail` (`id`, `bodyhtml`) VALUES (7, '<p>Thân \'bài\'.<br />\r\nDòng hai.</p>'),
(8, 0x3c703e41c2a03c2f703e);
INSERT INTO nv4_users VALUES (1, 'mat-khau');
"""
CSV = (
    'title;bodyhtml;publtime;author;category;url\n"Tin ""ba""";"<p>Một; hai</p>";19/5/2020;Cô An;Dạy tốt;/tin-ba.html\n'
)


@pytest.fixture
def site(make_site: MakeSite) -> SmallSite:
    """A small site of one cell."""
    return make_site({"chi-bo/a.md": {"title": "Chi bộ A"}, "index.md": "# Trang\n"})


def _import(site: SmallSite, *arguments: object) -> tuple[int, list[dict[str, Any]]]:
    command = [sys.executable, str(PROJECT / "scripts/import-site.py"), *map(str, arguments)]
    done = subprocess.run(
        [*command, "--json", "--docs", str(site.docs)], capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


def _give(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_wordpress(site: SmallSite, tmp_path: Path) -> None:
    """Posts with pictures, dates, authors, campaigns and old addresses; what does not come is told."""
    uploads = tmp_path / "uploads/2020/05"
    uploads.mkdir(parents=True)
    for name in ("san.jpg", "bia.jpg"):
        (uploads / name).write_bytes(phone_jpeg(photo_like()))
    (tmp_path / "uploads/ke-hoach.pdf").write_bytes(b"%PDF-1.4 a")
    code, told = _import(site, _give(tmp_path, "cu.xml", WXR), "--pictures", tmp_path / "uploads")
    assert code == 0 and [one["error"] for one in told] == [None] * 3
    post = frontmatter.load(str(site.docs / "bai-viet/2020/05/hop-ban/index.md"))
    assert post["author"] == "Ban biên tập" and post["cell"] == "Chi bộ A" and post["campaign"] == "Tự soi, tự sửa"
    assert post["redirect_from"] == ["/2020/05/hop/"] and post["summary"] == "Tóm tắt" and post["image"] == "bia.jpg"
    assert "(/bai-viet/2020/06/bai-sau/)" in post.content and "(ke-hoach.pdf)" in post.content
    assert "![Sân trường](san-truong.jpg)" in post.content and "## Việc" in post.content
    photo = (site.docs / "bai-viet/2020/05/hop-ban/san-truong.jpg").read_bytes()
    assert Image.open(io.BytesIO(photo)).size == (640, 480) and not any(secret in photo for secret in SECRETS)
    whole = " ".join(line for one in told for line in one["report"])
    for said in ("script", "la_lung", "youtube.com", "Giới thiệu", "1 bình luận", "gắn thẻ", "bản nháp"):
        assert said in whole, said
    for unsure in site.docs.rglob("bai-sau/index.md"):
        assert frontmatter.load(str(unsure))["draft"] is True
        unsure.write_text(unsure.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    site.build()
    seen = site.page("bai-viet/2020/05/hop-ban/")
    assert "Mở đầu *không nghiêng* dòng hai." in seen.body and "alert" not in seen.body
    assert "bai-viet/2020/05/hop-ban" in site.html("2020/05/hop/")


def test_the_same_again(site: SmallSite, tmp_path: Path) -> None:
    """A second run writes nothing over, a dry one nothing at all; pictures that are not at hand are told."""
    file = _give(tmp_path, "cu.xml", WXR)
    code, told = _import(site, file, "--dry-run")
    assert code == 0 and not (site.docs / "bai-viet").exists()
    assert any("san-300x200.jpg" in line and "--pictures" in line for line in told[0]["report"])
    assert _import(site, file)[0] == 0
    before = {path: path.read_bytes() for path in site.docs.rglob("*") if path.is_file()}
    code, told = _import(site, file)
    assert code == 1 and "đã được nhập rồi" in str(told[0]["error"])
    assert before == {path: path.read_bytes() for path in site.docs.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("name", "text"), [("a.rss", RSS), ("a.xml", ATOM), ("tin.sql", SQL), ("tin.csv", CSV)])
def test_other_forms(site: SmallSite, tmp_path: Path, name: str, text: str) -> None:
    """Each makes a site that builds, with the words of `run.py import` in its JSON."""
    code, told = _import(site, _give(tmp_path, name, text))
    assert code == 0 and all(one["error"] is None for one in told), told
    assert set(told[0]) == {"file", "post", "error", "fields", "guessed", "missing", "report"}
    site.build()
    texts = [path.read_text("utf-8") for path in sorted(site.docs.rglob("bai-viet/**/index.md"))]
    wanted = {
        "a.rss": ["title: Tin một", "author: Cô An\n", "date: 2020-05-19", "**bài**", "- /tin-1.html"],
        "a.xml": ["date: 2021-01-02", "author: Cô Bình", "- /hai/"],
        "tin.sql": [
            'Họp "bàn"',
            "- Thầy Bảo",
            "- /vi/news/Tin-truong/Hop-ban-7.html",
            "Mở đầu (1), hai;",
            "Thân 'bài'.",
        ],
        "tin.csv": ['Tin "ba"', "Một; hai", "campaign: Dạy tốt", "date: 2020-05-19"],
    }[name]
    assert all(any(piece in one for one in texts) for piece in wanted), texts
    if name == "tin.sql":
        assert len(texts) == 3 and sum("draft: true" in one for one in texts) == 2
        assert "mat-khau" not in str(told) and "hết hạn ở trang cũ" in str(told)


# As mysqldump, Adminer and NukeViet itself wrote it, and as phpMyAdmin may.
DUMP = r"""CREATE TABLE `c_vi_news_rows` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'số; của "bài',
  `topicid` smallint(5) unsigned NOT NULL DEFAULT 0, /* chủ đề */
  `sourceid` mediumint(8) NOT NULL,
  `status` tinyint(4) NOT NULL DEFAULT 1,
  `publtime` int(11) unsigned NOT NULL,
  `external_link` tinyint(1) unsigned NOT NULL,
  `title` varchar(250) NOT NULL,
  `hometext` text NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COMMENT='INSERT INTO `x` VALUES (1);';
INSERT IGNORE INTO `c_vi_news_rows` VALUES
(1, 4, 2, 1, 1589850000, 0, _utf8mb4 'Một', ''),  -- bài 1; có "dấu
(2, 0, 0, 7, 1589850000, 0, x'486169', '') /* hai */ ,
(3, 0, 0, 21, 1589850000, 0, _binary 'Ba', 'INSERT INTO `c_vi_news_rows` VALUES\r\n(9);'),
(4, 0, 0, 1, 1589850000, 1, 'Bốn', '')
ON DUPLICATE KEY UPDATE `id` = VALUES(`id`), `title` = VALUES(`title`);
REPLACE INTO c_vi_news_topics (topicid, title) VALUES (4, 'Tự soi, tự sửa');
INSERT INTO `c_vi_news_detail` (`id`, `bodyhtml`, `sourcetext`, `files`) VALUES
(1, '<p>A</p>', 'https://bao.test/a?b=1&amp;c=2', '2020_05/ke-hoach.pdf,bieu.docx'),
(2, '<p>B</p>', 'Báo &quot;B&quot;', ''),
(4, '', 'https://noi.test/', NULL);
insert into `c_vi_news_sources` (`sourceid`, `title`) values (2, 'Báo A');
INSERT INTO `c_vi_news_authorlist` (`id`, `aid`, `alias`, `pseudonym`) VALUES
(1, 1, 'an', 'Cô An'), (1, 2, 'b', 'Thầy Bảo');
INSERT INTO `c_vi_news_tags_id` VALUES (1, 1, 'x'), (1, 2, 'y');
INSERT INTO `c_vi_page` (`id`, `title`) VALUES (1, 'Giới thiệu');
INSERT INTO `c_vi_comment` VALUES (1, 'news', 1);
"""


def test_all_that_a_dump_of_nukeviet_has(site: SmallSite, tmp_path: Path) -> None:
    """Whatever the state of an article, it comes; what does not come is told. NukeViet itself packs what it saves."""
    (tmp_path / "uploads/news/2020_05").mkdir(parents=True)
    (tmp_path / "uploads/news/2020_05/ke-hoach.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "sao-luu.sql.gz").write_bytes(gzip.compress(DUMP.encode()))
    code, told = _import(
        site, tmp_path / "sao-luu.sql.gz", "--pictures", tmp_path / "uploads", "--author", "Ban biên tập"
    )
    assert code == 0 and all(one["error"] is None for one in told), told
    texts = {
        str(head["title"]): path.read_text("utf-8")
        for path in sorted(site.docs.rglob("bai-viet/**/index.md"))
        for head in [frontmatter.load(str(path))]
    }
    assert list(texts) == ["Ba", "Bốn", "Hai", "Một"]
    assert [title for title, text in texts.items() if "draft: true" in text] == ["Ba", "Bốn", "Hai"]
    pieces = ["- Cô An\n- Thầy Bảo", "campaign: Tự soi, tự sửa", "Nguồn tin: [Báo A](https://bao.test/a?b=1&c=2)"]
    assert all(piece in texts["Một"] for piece in (*pieces, "[ke-hoach.pdf](ke-hoach.pdf)")), texts["Một"]
    assert 'Nguồn tin: Báo "B"' in texts["Hai"] and "https://noi.test/" in texts["Bốn"]
    said = str(told)
    for line in (
        "bieu.docx",
        "chờ duyệt",
        "bị khoá",
        "sang trang khác",
        "2 lượt gắn thẻ",
        "1 bình luận",
        "“Giới thiệu”",
    ):
        assert line in said
    site.build()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xml", WXR.replace("<rss", '<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss', 1).encode(), "DTD"),
        ("a.xml", b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + RSS.encode(), "ENTITY"),
        ("a.xml", WXR.encode()[:900], "dòng"),
        ("a.xml", WXR[: WXR.index("<item>")].encode() + b"</channel></rss>", "Tất cả nội dung"),
        ("a.sql", SQL[: SQL.index("Thân")].encode(), "dòng"),
        ("a.sql", b"INSERT INTO x VALUES (1);", "_rows"),
        ("a.sql", b"INSERT INTO nv4_vi_news_rows VALUES (1, 'a');", "CREATE TABLE"),
        ("a.sql.gz", gzip.compress(SQL.encode())[:200], "nén hỏng"),
        ("a.csv", b"a,b\n1,2\n", "title"),
        ("a.zip", b"PK\3\4", "giải nén"),
        ("a.xml", b"", "rỗng"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "UTF-8"),
        ("a.html", b"<html><p>x</p></html>", "WordPress"),
    ],
)  # fmt: skip
def test_refused(site: SmallSite, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """What can't be read is told in a sentence that says what to do."""
    (tmp_path / name).write_bytes(data)
    code, told = _import(site, tmp_path / name)
    assert code == 1 and said in str(told[0]["error"]) and not (site.docs / "bai-viet").exists()


def test_two_files_of_one_site_give_each_article_once(site: SmallSite, tmp_path: Path) -> None:
    """As parts of an export that overlap, or an export with the site's feed; what only shares an address comes, too."""
    one = _give(tmp_path, "mot.xml", WXR)
    other = _give(tmp_path, "hai.xml", WXR.replace("Bài sau</title>", "Bài khác</title>"))
    code, told = _import(site, one, other)
    assert code == 1 and ["hai lần" in str(one["error"]) for one in told if one["error"]] == [True]
    heads = [frontmatter.load(str(path)) for path in (site.docs / "bai-viet").rglob("index.md")]
    olds = [str(address) for head in heads for address in cast("list[str]", head.get("redirect_from", []))]
    assert sorted(str(head["title"]) for head in heads) == ["Bài khác", "Bài sau", "Họp & bàn"]
    assert len(olds) == len(set(olds)) == 2
    for path in (site.docs / "bai-viet").rglob("index.md"):
        path.write_text(path.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    site.build()


LINKS = """<h2>Việc đã làm</h2><p><a href="#viec-da-lam">lên</a>, <a href="#Việc_đã_làm">trên</a>, <a href="">trống</a>,
<a href=" ">trắng</a>, <a href="#">đầu trang</a>, <a href="#f51b-note">1</a>, <a href="http://cu.test/x#a">ngoài</a>,
<a name="cu">tên</a>, <a href="/khong-con/">cũ</a>, <a href="../a.php?id=3">hỏi</a>, <a href="/ke-hoach.pdf">tệp</a>,
<a href="mailto:a@cu.test">thư</a>, <a href="/Tin-truong/Ten-da-doi-7.html">số 7</a>.</p>""".replace("\n", " ")


def test_links_that_lead_nowhere_are_their_words(site: SmallSite, tmp_path: Path) -> None:
    """Places within the text have other names here; NukeViet finds an article by its number, whatever is said of it."""
    code, told = _import(site, _give(tmp_path, "tin.sql", SQL.replace("<br />\\r\\nDòng hai.</p>", f"</p>{LINKS}")))
    assert code == 0 and "“/khong-con/” chỉ có ở trang cũ" in str(told)
    site.build()
    body = site.html("bai-viet/2020/05/hop-ban-it-s/").partition('class="prose')[2].partition("</article>")[0]
    assert body.count('href="#viec-da-lam"') == 2 and 'href="http://cu.test/x#a"' in body
    assert 'href="mailto:a@cu.test"' in body and "hop-ban-it-s/" in body
    assert not any(gone in body for gone in ("khong-con", "a.php", "ke-hoach", "f51b"))
    assert "trống, trắng, đầu trang, 1, " in site.page("bai-viet/2020/05/hop-ban-it-s/").body


def test_nukeviet_by_any_of_its_settings(site: SmallSite, tmp_path: Path) -> None:
    """It may leave out the language, and the module that the site begins with."""
    assert _import(site, _give(tmp_path, "tin.sql", SQL))[0] == 0
    olds = [frontmatter.load(str(path)).get("redirect_from", []) for path in site.docs.rglob("index.md")]
    assert [
        "/vi/news/Tin-truong/Hop-ban-7.html",
        "/news/Tin-truong/Hop-ban-7.html",
        "/Tin-truong/Hop-ban-7.html",
    ] in olds


def test_too_much_is_told(site: SmallSite, tmp_path: Path) -> None:
    """What would take hours is refused before it begins, and its neighbours come."""
    for much in ("<img>" * 50_000, "<li>x" * 50_000, "x" * 500_000, "*_`[" * 40_000):
        code, told = _import(site, _give(tmp_path, "a.xml", WXR.replace("<p>Chữ.</p>", much)), "--dry-run")
        assert code == 1 and [bool(one["error"]) for one in told] == [False, True, False]


def test_deep_nesting_is_told(site: SmallSite, tmp_path: Path) -> None:
    """A body of boxes in boxes without end costs no traceback, and its neighbours come."""
    deep = "<blockquote>" * 3000 + "x"
    text = WXR.replace("<p>Chữ.</p>", deep)
    code, told = _import(site, _give(tmp_path, "a.xml", text))
    assert code == 1 and [bool(one["error"]) for one in told] == [False, True, False]


TEXT = st.text(alphabet=st.sampled_from("ab ắ.1*_`#>-+=~^![](){}|\\:'\"\n/"), max_size=50)
PIECE = st.sampled_from(["p", "li", "td", "h2", "strong", "blockquote", "pre", "em", "div"])


@pytest.fixture(scope="module")
def page() -> Page:
    """The site's own Markdown."""
    from adapter.workplace import markdown_of

    return Page(*markdown_of(PROJECT / "mkdocs.yml"))


@given(parts=st.lists(st.tuples(PIECE, TEXT), min_size=1, max_size=4))
def test_any_text_is_shown(page: Page, tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str]]) -> None:
    """Whatever a page of another site says, the post shows its letters, or the report says that it may not."""
    html = "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)
    item = Item(title="A", html=html)
    arrival = Arrival(tmp_path_factory.getbasetemp(), Known({}, {}), page, Folder(None), "Chi bộ A", "Tổ A")
    (post,) = arrive(Collection((item,)), "a", arrival)
    assert not post.error, post.error
    body = post.text.split("---\n", 2)[2]
    if not any("hiện đúng" in line for line in post.report):
        assert letters(seen_on(page(body))).split() == letters(seen_on(html)).split()


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_sql_values(rows: list[tuple[str, str]]) -> None:
    """Any text that MySQL would write comes back as it was, by either way of quoting."""
    slashed = [text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") for text, _ in rows]
    doubled = [text.replace("\\", "\\\\").replace("'", "''") for _, text in rows]
    values = ",\n".join(f"(1,'{one}','{other}')" for one, other in zip(slashed, doubled, strict=True))
    found = read_sql(f"INSERT INTO `a_rows` (`id`, `x`, `y`) VALUES {values};\nINSERT INTO b VALUES (2);", "a_|b").rows
    assert [(row["x"], row["y"]) for row in found["a_rows"]] == rows and found["b"] == [{"0": "2"}]
