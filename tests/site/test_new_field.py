"""A field that is added to posts and cards needs no entry anywhere else: listings follow it, and the law draws it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import find

from edits import OF_POSTS, drawn
from newsroom.fields import fields_of
from newsroom.frontmatter.schema import PostFields
from small_site import PROJECT, SmallSite, usual_settings
from trees import copy_code, differences, insert

FIELD = {
    "hooks/newsroom/frontmatter/schema.py": (
        "    consent: Text = _field(", '    location: Text = _field("", "Nơi diễn ra", "Phòng họp", "địa điểm")\n'
    ),
    "hooks/newsroom/views/__init__.py": ("    featured: bool = False\n", '    location: str = ""\n'),
    "hooks/newsroom/views/posts.py": ("        featured=post.fields.f", "        location=post.fields.location,\n"),
    "overrides/parts/cards.html": ("</p></div></article>", "<span>{{ one.location|e }}</span>"),
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path, engine: str) -> SmallSite:
    """A project whole in itself, with the field."""
    site = SmallSite(tmp_path / "trang", engine)
    copy_code(PROJECT, site.root)
    settings = usual_settings(posts_per_page=2) | {"hooks": ["hooks/main.py"]}
    site.config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    for path, (before, line) in FIELD.items():
        insert(site.root / path, before, line)
    return site


def _build(site: SmallSite, *arguments: str) -> None:
    command = [sys.executable, "scripts/build.py", *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=site.root, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_edit_of_the_new_field_alone_reaches_every_listing(site: SmallSite, tmp_path: Path, engine: str) -> None:
    site.write({f"bai-viet/{n}.md": {"date": f"2022-04-{n:02}", "location": "Sân trường"} for n in range(1, 8)})
    _build(site)
    site.write({"bai-viet/2.md": {"date": "2022-04-02", "location": "Thư viện"}})
    _build(site)
    assert "Thư viện" in site.html("bai-viet/trang/1/")
    incremental = tmp_path / "tung-phan"
    site.site.rename(incremental)
    _build(site, "--clean")
    assert not differences(incremental, site.site)


def test_the_law_draws_every_field_of_the_schema() -> None:
    for name in fields_of(PostFields):
        assert name in find(drawn(PostFields, OF_POSTS), _has(name))


def _has(name: str) -> Callable[[dict[str, Any]], bool]:
    return lambda post: name in post
