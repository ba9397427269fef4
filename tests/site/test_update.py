"""A push of posts alone: built without MkDocs, to the very bytes that MkDocs would have given, or left to it."""

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsroom import build, filing
from newsroom.articles.parsing import Parsed
from newsroom.cache.record import folder_for
from newsroom.filing import Filed
from newsroom.update import Updated, update
from small_site import PROJECT, SmallSite, Tree, usual_settings
from trees import contents, copy_code, copy_sources, differences

pytestmark = pytest.mark.engine

POSTS: Tree = {
    f"bai-viet/2022/{n:03}.md": {
        "date": f"{n % 28 + 1:02}/{n // 28 + 1}/2022",
        "campaign": f"Chuyên đề {n % 4}",
        "directive": "27-HD/ĐU",
        "body": f"Bài số {n}, theo Nghị định 30/2020/NĐ-CP.\n",
    }
    for n in range(220)
}
ONE: Tree = {"bai-viet/moi.md": {"date": "2023-01-01", "campaign": "Chuyên đề 1"}}
_START = "import sys, threading; sys.path[:0] = ['hooks', 'scripts']; import build; from newsroom import update; "
ALONE = f"{_START} threading.active_count = lambda: 2; build.main(sys.argv[1:])"  # so that no process can be copied
STAFFED = f"{_START} update.MANY = 0; build.main(sys.argv[1:])"  # as where there are thousands of files


@pytest.fixture
def site(tmp_path: Path, engine: str) -> SmallSite:
    """A project whole in itself, not built yet."""
    site = SmallSite(tmp_path / "trang", engine)
    copy_code(PROJECT, site.root)
    _configure(site, lambda settings: None)
    site.write({"gioi-thieu.md": "# Giới thiệu\n", "bai-viet/a.md": {"campaign": "Chuyên đề 1"}})
    return site


def _configure(site: SmallSite, change: Callable[[dict[str, Any]], object]) -> None:
    settings = usual_settings(posts_per_page=10) | {"hooks": ["hooks/main.py"]}
    change(settings)
    site.config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def _update(site: SmallSite) -> Updated | None:
    return update(folder_for(site.config, site.site), site.site, print)


def _run(site: SmallSite, *command: str) -> str:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *command], cwd=site.root, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_many_processes_and_one_give_the_same_bytes_with_mkdocs_and_without(site: SmallSite) -> None:
    site.write(POSTS)
    twin = SmallSite(site.root.with_name("ban-sao"), site.engine)
    copy_sources(site.root, twin.root)
    assert "Đã cập nhật" not in _run(site, "scripts/build.py")
    _run(twin, "-c", ALONE, "--clean")
    assert len(site.pages()) > 256
    assert [*folder_for(site.config, site.site).glob("texts*.pickle")]  # which the edit of an old post will need
    assert not differences(site.site, twin.site)
    edited: Tree = {"bai-viet/2022/100.md": {"title": "Sửa", "directive": "27-HD/ĐU"}, "bai-viet/nua.md": {}}
    for change, command in ((ONE, ["scripts/build.py"]), (edited, ["-c", STAFFED])):
        for project in (site, twin):
            project.write(change)
        assert "Đã cập nhật" in _run(site, *command)
        _run(twin, "-c", ALONE, "--clean")
        assert not differences(site.site, twin.site)
    assert "Không có gì thay đổi" in _run(site, "scripts/build.py")


def test_warnings_are_told_again_each_time(site: SmallSite) -> None:
    site.build()
    site.write({"bai-viet/b.md": {"pupils": True}})
    for _ in range(2):
        updated = _update(site)
        assert updated and [warning.partition(" ")[0] for warning in updated.warnings] == ["docs/bai-viet/b.md:5:"]


def test_a_new_title_in_the_menu_is_on_every_page(site: SmallSite) -> None:
    site.build()
    site.write({"chuyen-de/index.md": "# Các đợt sinh hoạt\n"})
    updated = _update(site)
    assert updated and updated.files >= len(site.pages())
    twin = SmallSite(site.root.with_name("ban-sao"), site.engine)
    copy_sources(site.root, twin.root)
    twin.build()
    assert not differences(site.site, twin.site)


def test_a_directive_whose_page_moves_leaves_the_search_index_as_it_is(site: SmallSite) -> None:
    site.write(POSTS)
    page = "van-ban/huong-dan.md"
    site.write({page: {"symbol": "27-HD/ĐU", "title": "Hướng dẫn sinh hoạt", "body": "Văn bản.\n"}})
    site.build()
    index = folder_for(site.config, site.site) / "search.pickle"
    before = index.stat()
    (site.docs / page).rename(site.docs / "van-ban/huong-dan-moi.md")
    assert (updated := _update(site)) and updated.files > 160  # all posts lead to the new address
    assert (index.stat().st_ino, index.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    twin = SmallSite(site.root.with_name("ban-sao"), site.engine)
    copy_sources(site.root, twin.root)
    twin.build()
    assert not differences(site.site, twin.site)


def test_an_abbreviation_that_a_site_adds_is_known_to_the_search_of_the_next_build(site: SmallSite) -> None:
    site.build()
    _configure(site, lambda settings: settings["extra"]["newsroom"].update(abbreviations={"TPT": "tổng phụ trách"}))
    assert _update(site) is None
    site.build()
    twin = SmallSite(site.root.with_name("ban-sao"), site.engine)
    copy_sources(site.root, twin.root)
    twin.build()
    assert not differences(site.site, twin.site)
    config = json.loads((site.site / "search/search_index.json").read_bytes())["config"]
    assert json.loads((site.site / config["manifest"]).read_bytes())["abbreviations"]["TPT"] == ["tổng phụ trách"]


def test_a_file_that_changes_or_is_named_at_last_is_published_without_mkdocs(site: SmallSite) -> None:
    site.write({"bai-viet/tep/index.md": {"body": "[Bảng](bang.csv)\n"}, "bai-viet/tep/bang.csv": b"1"})
    site.build()
    site.write({"bai-viet/tep/bang.csv": b"22", "bai-viet/tep/hai.csv": b"hai"})
    assert isinstance(_update(site), Updated)
    assert (site.site / "bai-viet/tep/bang.csv").read_bytes() == b"22"
    assert not (site.site / "bai-viet/tep/hai.csv").exists()
    site.write({"bai-viet/tep/index.md": {"body": "[Bảng](bang.csv), [hai](hai.csv)\n"}})
    _update(site)
    assert (site.site / "bai-viet/tep/hai.csv").read_bytes() == b"hai"
    site.write({"bai-viet/tep/index.md": {"body": "Không còn bảng.\n"}})
    _update(site)
    assert not (site.site / "bai-viet/tep/hai.csv").exists()


def test_nothing_to_do_makes_nothing(site: SmallSite) -> None:
    site.build()
    before = contents(site.site)
    assert _update(site) == Updated(0)
    assert contents(site.site) == before


def _change_a_setting(site: SmallSite) -> None:
    _configure(site, lambda settings: settings.update(site_name="Tên khác"))


def _change_a_template(site: SmallSite) -> None:
    template = site.root / "overrides/parts/footer.html"
    template.write_text(template.read_text(encoding="utf-8") + "<!-- khác -->\n", encoding="utf-8")


def _change_code(site: SmallSite) -> None:
    (site.root / "hooks/newsroom/labels.py").open("a", encoding="utf-8").write("# khác\n")


def _make_an_error(site: SmallSite) -> None:
    site.write({"bai-viet/b.md": {"date": "hôm qua"}})


def _give_a_page_two_files(site: SmallSite) -> None:
    site.write({"bai-viet/README.md": "# Tin\n"})


def _forget_what_mkdocs_said(site: SmallSite) -> None:
    (folder_for(site.config, site.site) / "setup.pickle").unlink()


def _write_into_the_site(site: SmallSite) -> None:
    (styles,) = site.site.glob("assets/*/stylesheets/news.css")
    styles.write_text("hỏng", encoding="utf-8")  # in both trees: it is one file


@pytest.mark.parametrize(
    "change",
    [_change_a_setting, _change_a_template, _change_code, _make_an_error,
     _give_a_page_two_files, _forget_what_mkdocs_said, _write_into_the_site],
)  # fmt: skip
def test_where_it_takes_mkdocs_nothing_is_touched(site: SmallSite, change: Callable[[SmallSite], None]) -> None:
    site.build()
    change(site)
    site.write(ONE)
    before = contents(site.site)
    assert _update(site) is None
    assert contents(site.site) == before
    assert not list(folder_for(site.config, site.site).glob("*.building"))


@pytest.mark.parametrize(
    "change",
    [
        lambda settings: settings["hooks"].append("them.py"),
        lambda settings: settings.update(exclude_docs="gioi-thieu.md\n"),
    ],
)
def test_what_others_have_a_say_in_is_left_to_mkdocs(site: SmallSite, change: Callable[[dict[str, Any]], None]) -> None:
    (site.root / "them.py").write_text("", encoding="utf-8")
    _configure(site, change)
    site.build()
    site.write(ONE)
    assert _update(site) is None


@pytest.mark.parametrize("change", [lambda site: site.write(ONE), _change_a_template])
def test_what_changes_while_a_build_goes_on_is_seen_by_the_next(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, change: Callable[[SmallSite], None]
) -> None:
    plain = filing.file

    def change_and_file(parsed: Parsed, moment: datetime.datetime, *, preview: bool) -> Filed:
        change(site)
        return plain(parsed, moment, preview=preview)

    with monkeypatch.context() as patched:
        patched.setattr(build, "file", change_and_file)
        site.build()
    if _update(site) is None:
        site.build()
    twin = SmallSite(site.root.with_name("ban-sao"), site.engine)
    copy_sources(site.root, twin.root)
    twin.build()
    assert not differences(site.site, twin.site)


def test_planning_loads_nothing_that_only_reading_and_printing_need() -> None:
    """Each takes longer to load than a new post takes to be planned."""
    slow = {"markdown", "pymdownx", "jinja2", "PIL", "yaml", "mkdocs"}
    code = f"import sys, newsroom.build; print(*{slow} & {{*sys.modules}})"
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "hooks")}
    assert subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout == "\n"
