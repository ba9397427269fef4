"""The site is whole at every moment, and what is kept is what was there."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from newsroom.cache import publishing, trees
from newsroom.cache.publishing import NOTHING, Trees, begin_building, discard, look, trees_of
from newsroom.cache.store import Store
from newsroom.cache.survey import SECOND, survey
from newsroom.processes import shutdown
from trees import contents

Tree = Mapping[str, str]
ONE: Tree = {"index.html": "1", "a/index.html": "a", "a/b/index.html": "b", "c/index.html": "c", "x": "tệp"}
TWO: Tree = {"index.html": "2", "a/index.html": "a", "d/index.html": "d", "x/index.html": "trang"}
CALLS = ("rename", "replace", "link", "unlink", "mkdir", "rmdir")


def publish(site: Path, tree: Tree, *, clean: bool = False) -> set[str]:
    """One build of a tree in which every file is settled by its own text; returns what was kept."""
    store = Store(site.parent / "cache", "dấu")
    building = begin_building(trees_beside(site))
    last = NOTHING if clean else look(trees_beside(site), store)
    kept = {path for path, key in tree.items() if last.keeps(path, key)}
    for path in tree.keys() - kept:
        (building / path).parent.mkdir(parents=True, exist_ok=True)
        (building / path).write_text(tree[path], encoding="utf-8")
    publishing.publish(trees_beside(site), store, last, kept, tree)
    return kept


def trees_beside(site: Path) -> Trees:
    """A site and its spare tree."""
    return Trees(site, site.parent / "cache/spare")


def written(tree: Tree) -> dict[str, bytes | None]:
    """As `contents` would find it."""
    folders = {parent.as_posix() for path in tree for parent in Path(path).parents} - {"."}
    return {**dict.fromkeys(folders), **{path: text.encode() for path, text in tree.items()}}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Where a site is to be."""
    return tmp_path / "trang/site"


def test_what_has_the_same_key_is_kept(site: Path) -> None:
    assert publish(site, ONE) == set()
    assert publish(site, TWO) == {"a/index.html"}
    assert contents(site) == written(TWO)
    assert publish(site, TWO) == set(TWO)
    assert contents(site) == written(TWO)
    assert publish(site, ONE) == {"a/index.html"}
    assert contents(site) == written(ONE)


def test_a_clean_build_keeps_nothing(site: Path) -> None:
    publish(site, ONE)
    assert publish(site, ONE, clean=True) == set()
    assert publish(site, ONE) == set(ONE)


def test_a_discarded_build_changes_nothing(site: Path) -> None:
    publish(site, ONE)
    (begin_building(trees_beside(site)) / "index.html").write_text("hỏng", encoding="utf-8")
    discard(trees_beside(site))
    assert contents(site) == written(ONE)
    assert publish(site, ONE) == set(ONE)


def test_files_that_are_the_same_are_not_touched(site: Path) -> None:
    publish(site, ONE)
    before = survey(site)
    publish(site, {**ONE, "index.html": "2"})
    publish(site, ONE)
    now = survey(site)
    assert {path for path in now if now[path] != before[path]} <= {"index.html"}


def _remove_site(site: Path) -> None:
    trees.remove(site)


def _empty_site(site: Path) -> None:
    trees.remove(site)
    site.mkdir()


def _add_to_site(site: Path) -> None:
    (site / "thêm").mkdir()
    (site / "thêm/tệp").write_bytes(b"")


def _change_site(site: Path) -> None:
    (site / "a/index.html").write_text("hỏng", encoding="utf-8")


def _replace_in_site(site: Path) -> None:
    (site / "a/index.html").unlink()
    (site / "a/index.html").write_text("z", encoding="utf-8")


def _put_a_folder_in_the_place_of_a_file(site: Path) -> None:
    (site / "x").unlink()
    (site / "x/y").mkdir(parents=True)


def _remove_spare(site: Path) -> None:
    trees.remove(site.parent / "cache/spare")


def _change_spare(site: Path) -> None:
    (site.parent / "cache/spare/a/index.html").unlink()


def _spoil_manifest(site: Path) -> None:
    (site.parent / "cache/manifest.pickle").write_bytes(b"\x80\x05.")


def _lose_fractions_of_seconds(site: Path) -> None:
    for path in (site.parent / "cache/spare").rglob("*.html"):
        second = path.stat().st_mtime_ns // SECOND * SECOND
        os.utime(path, ns=(second, second))


@pytest.mark.parametrize(
    "damage",
    [_remove_site, _empty_site, _add_to_site, _change_site, _replace_in_site, _put_a_folder_in_the_place_of_a_file,
     _remove_spare, _change_spare, _spoil_manifest, _lose_fractions_of_seconds],
)  # fmt: skip
@pytest.mark.parametrize("tree", [ONE, TWO])
def test_a_build_mends_what_others_did(site: Path, damage: Callable[[Path], None], tree: Tree) -> None:
    publish(site, ONE)
    damage(site)
    for _ in range(3):
        kept = publish(site, tree)
        assert contents(site) == written(tree)
    assert kept == set(tree)


def test_a_build_from_scratch_makes_the_spare_tree_too(site: Path) -> None:
    publish(site, ONE)
    assert contents(site.parent / "cache/spare") == contents(site) == written(ONE)
    assert publish(site, ONE) == set(ONE)


def test_a_site_changed_in_place_changes_its_spare_and_nothing_is_kept(site: Path) -> None:
    publish(site, ONE)
    _change_site(site)
    assert publish(site, ONE) == set()
    assert contents(site) == written(ONE) == contents(site.parent / "cache/spare")


def test_a_spare_tree_that_was_only_half_made_is_made_again(site: Path) -> None:
    publish(site, ONE)
    spare = site.parent / "cache/spare"
    spare.rename(spare.with_name("spare.half"))
    (spare.with_name("spare.half") / "a/b/index.html").unlink()
    assert publish(site, ONE) == set()
    assert contents(site) == written(ONE) == contents(spare)


@pytest.mark.parametrize("copies", [False, True])
def test_a_spare_tree_of_many_files_is_made_in_parts(site: Path, monkeypatch: pytest.MonkeyPatch, copies: bool) -> None:
    many = {f"{n % 7}/{n}/index.html": str(n) for n in range(40)}
    monkeypatch.setattr("newsroom.cache.publishing.MANY", 10)
    monkeypatch.setattr("newsroom.cache.publishing.processors", lambda: 3)
    if not copies:
        monkeypatch.setattr("newsroom.processes.can_copy", lambda: False)
    publish(site, many)
    shutdown()
    assert contents(site.parent / "cache/spare") == contents(site) == written(many)


def test_trees_that_come_back_from_an_archive_can_be_kept(site: Path) -> None:
    publish(site, ONE)
    publish(site, ONE)
    _lose_fractions_of_seconds(site)
    trees.remove(site)
    assert publish(site, ONE) == set(ONE)


class Cut(BaseException):
    """The plug pulled: nothing catches it."""


@contextmanager
def power_for(steps: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """So many changes on disk, and no more."""
    left = steps

    def limited(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise Cut
            return call(*arguments, **named)

        return run

    with monkeypatch.context() as patched:
        for name in CALLS:
            patched.setattr(os, name, limited(getattr(os, name)))
        patched.setattr(trees, "_exchange", limited(trees._exchange))
        yield


def cut_everywhere(site: Path, monkeypatch: pytest.MonkeyPatch, clean: bool) -> Iterator[None]:
    """A change from one tree to the other that is cut short after one step, after two, and so on to the end."""
    publish(site, ONE)
    for steps in range(200):
        before = contents(site) == written(ONE)
        try:
            with power_for(steps, monkeypatch):
                publish(site, TWO if before else ONE, clean=clean)
        except Cut:
            yield
            publish(site, TWO if before else ONE)
            assert contents(site) == written(TWO if before else ONE)
            spare = site.parent / "cache/spare"
            assert not spare.exists() or contents(spare) == contents(site)
            assert {path.name for path in site.parent.iterdir()} == {"site", "cache"}
        else:
            assert steps > 10
            return
    pytest.fail("a build without end")


def swaps_in_one_step(folder: Path) -> bool:
    """Whether the system, and the disk that the folder is on, can."""
    for name in ("một", "hai"):
        (folder / name).mkdir()
    return trees._exchange(os.fsencode(folder / "một"), os.fsencode(folder / "hai"))


@pytest.mark.parametrize("clean", [False, True])
def test_a_build_can_be_cut_short_at_any_step(site: Path, monkeypatch: pytest.MonkeyPatch, clean: bool) -> None:
    if not swaps_in_one_step(site.parents[1]):
        pytest.skip("folders cannot be swapped here")
    for _ in cut_everywhere(site, monkeypatch, clean):
        assert contents(site) in (written(ONE), written(TWO))


@pytest.mark.parametrize("clean", [False, True])
def test_where_folders_cannot_be_swapped_the_next_build_puts_the_site_back(
    site: Path, monkeypatch: pytest.MonkeyPatch, clean: bool
) -> None:
    monkeypatch.setattr(trees, "_exchange", lambda a, b: False)
    for _ in cut_everywhere(site, monkeypatch, clean):
        if site.exists():
            assert contents(site) in (written(ONE), written(TWO))
        else:
            begin_building(trees_beside(site))
            assert contents(site) in (written(ONE), written(TWO))


def test_a_site_on_another_disk_has_its_spare_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert trees_of(tmp_path / "a/b/site", tmp_path).spare == tmp_path / "spare"
    monkeypatch.setattr("newsroom.cache.publishing.one_file_system", lambda a, b: False)
    assert trees_of(tmp_path / "site", tmp_path / "cache").spare == tmp_path / ".site.spare"


def test_a_spare_tree_begun_by_a_process_that_died_is_finished(site: Path) -> None:
    publish(site, ONE)
    half = site.parent / "half"
    half.mkdir()
    assert trees.mirror(site, half, ["index.html", "a/index.html"])
    assert trees.mirror(site, half, sorted(ONE))
    assert contents(half) == written(ONE)
