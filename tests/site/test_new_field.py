"""A field that is added to posts and cards needs no entry anywhere else: listings follow it, and the law draws it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import find

from changed_copies import build_copy, changed_copy
from edits import OF_POSTS, drawn
from newsroom.fields import fields_of
from newsroom.frontmatter.schema import PostFields
from small_site import SmallSite
from trees import differences

FIELD = {
    "hooks/newsroom/frontmatter/schema.py": (
        "    consent: Text = _field(", '    location: Text = _field("", "Nơi diễn ra", "Phòng họp", "địa điểm")\n'
    ),
    "hooks/newsroom/card.py": ("    featured: bool = False\n", '    location: str = ""\n'),
    "hooks/newsroom/articles/pages.py": ("        featured=post.fields.f", "        location=post.fields.location,\n"),
    "overrides/parts/cards.html": ("</p></div></article>", "<span>{{ one.location|e }}</span>"),
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path, engine: str) -> SmallSite:
    """A copy of the project with the field."""
    return changed_copy(tmp_path / "trang", engine, {path: (line,) for path, line in FIELD.items()})


def test_an_edit_of_the_new_field_alone_reaches_every_listing(site: SmallSite, tmp_path: Path, engine: str) -> None:
    site.write({f"bai-viet/{n}.md": {"date": f"2022-04-{n:02}", "location": "Sân trường"} for n in range(1, 8)})
    build_copy(site)
    site.write({"bai-viet/2.md": {"date": "2022-04-02", "location": "Thư viện"}})
    build_copy(site)
    assert "Thư viện" in site.html("bai-viet/trang/1/")
    incremental = tmp_path / "tung-phan"
    site.site.rename(incremental)
    build_copy(site, "--clean")
    assert not differences(incremental, site.site)


def test_the_law_draws_every_field_of_the_schema() -> None:
    for name in fields_of(PostFields):
        assert name in find(drawn(PostFields, OF_POSTS), _has(name))


def _has(name: str) -> Callable[[dict[str, Any]], bool]:
    return lambda post: name in post
