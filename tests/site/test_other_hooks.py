"""Other hooks and plugins: their say in texts and pages reaches every page, or the build says by name why it can't."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import MakeSite
from newsroom.cache.record import folder_for
from newsroom.update import update
from small_site import SmallSite, Tree
from trees import contents

pytestmark = pytest.mark.engine

TREE: Tree = {
    "index.md": "# Trang chủ\n\nCó {{ 1 + 1 }} mục.\n",
    "gioi-thieu.md": "# Giới thiệu\n\nĐủ {{ 2 + 1 }} mục.\n",
    "chuyen-de/x.md": {"title": "Chuyên đề X", "body": "Nói về {{ 3 + 1 }} việc.\n"},
    "bai-viet/a.md": {"campaign": "Chuyên đề X", "body": "Bài này nêu {{ 4 + 1 }} ý, theo 27-HD/ĐU.\n"},
    "bai-viet/b.md": {"title": "Bài B", "body": "Thứ hai {{ 5 + 1 }}.\n"},
}
TEXTS = {"": "Có 2 mục.", "gioi-thieu/": "Đủ 3 mục.", "chuyen-de/x/": "Nói về 4 việc.", "bai-viet/a/": "nêu 5 ý"}


def _with(site: SmallSite, **settings: Any) -> SmallSite:
    config = yaml.safe_load(site.config.read_text(encoding="utf-8"))
    site.config.write_text(yaml.safe_dump(config | settings, allow_unicode=True), encoding="utf-8")
    return site


def _hook(site: SmallSite, code: str) -> SmallSite:
    (site.root / "them.py").write_text(code, encoding="utf-8")
    hooks = yaml.safe_load(site.config.read_text(encoding="utf-8"))["hooks"]
    return _with(site, hooks=[*hooks, "them.py"])


def _said(site: SmallSite) -> str:
    command = [sys.executable, "-m", site.engine, "build", "-f", str(site.config)]
    return subprocess.run(command, cwd=site.root, capture_output=True, encoding="utf-8", check=False).stderr


def test_macros_reach_every_page_that_has_a_text(make_site: MakeSite) -> None:
    site = _with(make_site(TREE), plugins=["macros"])
    site.build()
    for url, text in TEXTS.items():
        assert text in site.page(url).body, url
    assert "27-hd-du" in site.html("bai-viet/a/"), "what a plugin gives is read like any other text"
    assert "Bài này nêu 5 ý" in site.page("bai-viet/").text, "and so it is in summaries"


def test_minify_reaches_every_page(make_site: MakeSite) -> None:
    plain, small = make_site(TREE, name="day"), _with(make_site(TREE), plugins=[{"minify": {"minify_html": True}}])
    plain.build()
    small.build()
    assert small.pages() == plain.pages()
    for url in plain.pages():
        assert len(small.html(url)) < len(plain.html(url)), url
        assert small.page(url).titles == plain.page(url).titles
    assert len((small.site / "404.html").read_bytes()) < len((plain.site / "404.html").read_bytes())


def test_both_at_once_build_whole_and_say_so_in_a_line(make_site: MakeSite) -> None:
    site = _with(make_site(TREE), plugins=["macros", {"minify": {"minify_html": True}}])
    for _ in range(2):
        (line,) = [line for line in _said(site).splitlines() if "Dựng lại toàn bộ" in line]
        assert "macros, minify" in line
    once = contents(site.site)
    site.write({"bai-viet/b.md": {"title": "Bài khác"}})
    assert update(folder_for(site.config, site.site), site.site, print) is None
    site.build()
    site.write(TREE)
    site.build()
    assert contents(site.site) == once


def test_a_hook_is_told_which_page_it_has(make_site: MakeSite) -> None:
    code = """
def on_page_markdown(markdown, page, config, files):
    return f"{markdown}\\n\\nTệp {page.file.src_uri}, tên {page.meta.get('title')}, trong {len(files)} tệp.\\n"

def on_post_page(output, page, config):
    return output.replace("</body>", f"<!-- {page.url or 'trang chủ'} của {config.site_name} --></body>")
"""
    site = _hook(make_site(TREE), code)
    site.build()
    assert "Tệp bai-viet/b.md, tên Bài B, trong 5 tệp." in site.page("bai-viet/b/").body
    for url in site.pages():
        assert f"<!-- {url or 'trang chủ'} của " in site.html(url), url


def test_what_a_hook_reads_elsewhere_is_read_at_every_build(make_site: MakeSite, tmp_path: Path) -> None:
    note = tmp_path / "ghi-chu.txt"
    note.write_text("một", encoding="utf-8")
    code = f"def on_page_markdown(markdown, **_): return markdown + open({str(note)!r}, encoding='utf-8').read()\n"
    site = _hook(make_site(TREE), code)
    site.build()
    note.write_text("hai", encoding="utf-8")
    site.build()
    assert site.page("bai-viet/b/").body.endswith("hai")


EVENTS: Mapping[str, str] = {
    "pre_page": "def on_pre_page(page, **_): return page\n",
    "page_read_source": "def on_page_read_source(**_): return None\n",
    "page_content": "def on_page_content(html, **_): return html\n",
    "page_context": "def on_page_context(context, **_): return context\n",
}


@pytest.mark.parametrize("event", EVENTS)
def test_any_other_page_event_is_refused_by_name(make_site: MakeSite, event: str) -> None:
    site = _hook(make_site(TREE), EVENTS[event])
    outcome = site.try_build()
    assert outcome.code == 1
    (line,) = [line for line in outcome.log.splitlines() if "them.py" in line]
    assert f"on_{event}" in line and "mkdocs.yml" in line and "on_page_markdown" in line
    assert not site.site.exists()


def test_the_plugin_that_mkdocs_has_by_default_is_refused_by_name(make_site: MakeSite) -> None:
    outcome = _with(make_site(TREE), plugins=["search"]).try_build()
    assert outcome.code == 1 and "search” dùng sự kiện on_page_context" in outcome.log
