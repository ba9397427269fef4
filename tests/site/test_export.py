"""The whole site as plain Markdown: built by plain MkDocs with Material and by Zensical, every link leads somewhere."""

import json
import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

import small_site
from conftest import MakeSite
from leaving.bodies import as_markdown
from making_pictures import SECRETS, phone_jpeg, photo_like
from small_site import PROJECT, Seen, read
from word.page import Page
from word.seen import seen_on

HOST = "https://example.test"
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 4000
BODY = """Họp ==thứ Sáu==, ++ctrl+p++, :material-school: Trường[^1], H~2~O, [tìm](/tim-kiem/), [bài kia](b.md#muc-hai).

![Sân trường](san.jpg)

![Cột cờ](co.jpg)
![Sân nữa](san.jpg)

![Múa lân](phim.mp4)

=== "Sáng"

    Một.

=== "Chiều"

    Hai.

??? note "Gập"
    Trong hộp, 27-HD/ĐU.

| Tổ | Số |
|---|---:|
| Toán | 6 |

<table><tr><td colspan="2">rộng</td></tr><tr><td>a</td><td>b</td></tr></table>

- [x] xong
- [ ] chưa
    - trong

Đoạn riêng.
{ #doan-rieng }

<p id="bang-tay">Gõ tay.</p>

## Ý khác { #ý-khác }

<span id="moc"></span>

```
mã
```

- [riêng](b.md#mục-riêng), [dấu](#%C3%BD-kh%C3%A1c)
- [đoạn](#doan-rieng), [tay](#bang-tay), [mốc](#moc), [chú](#trong-chu)

[^1]: Chú *thích*, <em id="trong-chu">nơi khác</em> dẫn tới đây :material-school:.
[^2]: Không đâu nhắc tới.
"""


def _run(config: Path, folder: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(PROJECT / "scripts/export.py"), str(folder), "--config", str(config), *more]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def exported(make_site: MakeSite, tmp_path: Path) -> Path:
    """A small site with all that posts can have, exported."""
    photo = phone_jpeg(photo_like(2400, 1600))
    posts = {f"bai-viet/t{at:02}.md": {"date": f"2022-05-{at:02}", "directive": "27-HD/ĐU"} for at in range(1, 26)}
    site = make_site(
        {
            **posts,
            "bai-viet/a.md": {"title": "A [1] *x* #", "campaign": "Tự soi", "attachments": ["kh.pdf"], "body": BODY},
            "bai-viet/b.md": {"body": "## Mục hai\n\n27-HD/ĐU\n\n## Riêng {#mục-riêng}\n"},
            "bai-viet/nhap.md": {"draft": True},
            "bai-viet/kh.pdf": b"%PDF-1.4 a",
            "bai-viet/san.jpg": photo,
            "bai-viet/co.jpg": photo,
            "bai-viet/phim.mp4": MP4,
            "van-ban/x.md": {"symbol": "27-HD/ĐU", "title": "Sinh hoạt", "body": "Tóm tắt."},
            "index.md": "---\ntitle: Chi bộ\n---\n\nChào.\n",
            "gioi-thieu.md": "# Giới thiệu\n\n!!! tip\n    Xin chào.\n",
        },
        posts_per_page=10,
    )
    done = _run(site.config, tmp_path / "ra", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0 and told["error"] is None, done.stderr
    assert any("docs/bai-viet/nhap.md" in line for line in told["report"])
    assert any("/tim-kiem" in line for line in told["report"])
    return tmp_path / "ra"


@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_every_link_leads_somewhere(exported: Path, generator: str) -> None:
    """Under either generator, with no warning of its own, and with all that the posts showed."""
    command = [sys.executable, "-m", generator, "build", "--strict"]
    done = subprocess.run(command, cwd=exported, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    site = exported / "site"
    pages = {path.relative_to(site).as_posix(): read(path.read_text("utf-8")) for path in site.rglob("*.html")}
    assert len(pages) > 40
    dead = [
        f"{name}: {link}" for name, page in pages.items() for link in page.links if _is_dead(name, link, site, pages)
    ]
    assert dead == []
    html = (site / "bai-viet/a/index.html").read_text("utf-8")
    for piece in ("<mark>thứ Sáu</mark>", "<video", 'class="admonition note"', "<summary>Gập</summary>", "twemoji"):
        assert piece in html or piece.replace("admonition ", "") in html, piece
    page = pages["bai-viet/a/index.html"]
    assert {"Ctrl", "Toán", "rộng", "Sáng"} <= {one.strip() for tag in ("kbd", "td", "strong") for one in page.all(tag)}


def _is_dead(name: str, link: str, site: Path, pages: dict[str, Seen]) -> bool:
    target = urljoin(f"{HOST}/{name}", link)
    parts = urlsplit(target)
    if not target.startswith(HOST) or name == "404.html":
        return False
    path = unquote(parts.path).lstrip("/")
    path = posixpath.join(path, "index.html") if path.endswith("/") or not path else path
    if not (site / path).is_file():
        return True
    own = parts.fragment and not parts.fragment.startswith("__") and path in pages
    return bool(own) and unquote(parts.fragment) not in pages[path].ids


def test_what_leaves(exported: Path) -> None:
    """Pictures without what must not be published where a generator looks, and beside that as they are."""
    shown = [path.read_bytes() for path in (exported / "docs").rglob("*.jpg")]
    assert shown and not any(secret in data for secret in SECRETS for data in shown)
    assert SECRETS[0] in (exported / "ban-goc/bai-viet/san.jpg").read_bytes()
    assert (exported / "ban-goc/bai-viet/nhap.md").is_file() and not list((exported / "docs").rglob("nhap*"))
    assert yaml.safe_load((exported / "mkdocs.yml").read_text("utf-8"))["theme"]["language"] == "vi"
    head = (exported / "docs/bai-viet/a/index.md").read_text("utf-8").split("---")[1]
    assert yaml.safe_load(head)["title"] == "A [1] *x* #"
    assert (exported / "docs/van-ban/x/trang/1/index.md").is_file()


def test_nothing_is_written_over(make_site: MakeSite, tmp_path: Path) -> None:
    """A folder that holds something is left alone, and a site with an error tells it."""
    site = make_site({"bai-viet/a.md": {"body": "[x](khong-co.md)"}})
    (tmp_path / "ra").mkdir()
    done = _run(site.config, tmp_path / "ra")
    assert done.returncode == 1 and "docs/bai-viet/a.md" in done.stderr and "Traceback" not in done.stderr
    (tmp_path / "ra/x").write_text("x")
    assert "không trống" in _run(site.config, tmp_path / "ra").stderr
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["x"]


@pytest.mark.parametrize(
    "html",
    [
        '<p id="x">Một <em>hai</em></p>',
        '<p>Một</p><p><a id="x"></a></p><p>Hai</p>',
        '<ul><li id="x">Một</li><li>Hai</li></ul>',
        '<table><thead><tr><th>A</th></tr></thead><tbody><tr><td id="x">1</td></tr></tbody></table>',
        '<div class="admonition note" id="x"><p class="admonition-title">Tên</p><p>Một</p></div>',
        '<details id="x"><summary>Tên</summary><p>Một</p></details>',
        '<blockquote id="x"><p>Một</p></blockquote>',
        '<p>Một</p><pre id="x"><code>mã</code></pre>',
        '<p>Một <strong id="x">hai</strong></p>',
        '<h2 id="x">Một</h2>',
    ],
)
def test_every_place_that_a_link_may_lead_to_leaves(html: str) -> None:
    """Of whatever element the id is; and the Markdown stays Markdown."""
    written = as_markdown(html, lambda target: target)
    assert written.proven and written.raw == 0
    assert "x" in read(_plain(written.text)).ids


SIGNS = st.text(alphabet=st.sampled_from("ab ắ.1*_`#>-+=~^![](){}<>&|\\:'\"\n/"), max_size=60)


@given(st.lists(SIGNS, min_size=1, max_size=3))
def test_any_text_shows_the_same(paragraphs: list[str]) -> None:
    """Whatever the letters are, the Markdown that leaves shows them, and says so."""
    soup = BeautifulSoup("", "html.parser")
    for text in paragraphs:
        made = soup.new_tag("p")
        made.string = " ".join(text.split())
        soup.append(made)
    html = str(soup)
    written = as_markdown(html, lambda target: target)
    assert written.proven
    assert seen_on(_plain(written.text)) == seen_on(html)


def _plain(text: str) -> str:
    from leaving.bodies import EXTENSIONS

    return markdown.markdown(text, extensions=list(EXTENSIONS))


def test_the_guide_needs_hardly_any_html() -> None:
    """Of all that the guide shows of ways to write, no block is left as HTML but what has no Markdown."""
    from adapter.workplace import markdown_of

    page = Page(*markdown_of(small_site.PROJECT / "mkdocs.yml"))
    for path in sorted((PROJECT / "docs/huong-dan").glob("*.md")):
        text = re.sub(r"\A---.*?---\n", "", path.read_text("utf-8"), flags=re.DOTALL)
        written = as_markdown(page(text), lambda target: target or "x.md")
        assert written.proven and written.raw == 0, path.name
