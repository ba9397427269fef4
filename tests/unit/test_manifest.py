"""Whether trees are as they were left is told by times alone, and told as a look at every file would tell it."""

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.cache import manifest, publishing
from newsroom.cache.manifest import MANIFEST, Inspection, Manifest, folders_of, inspect, is_untouched, times_of
from newsroom.cache.store import Store
from newsroom.cache.survey import survey, untouched

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no times that nobody can set")
FILES = ("index.html", "a/index.html", "a/b/index.html", "c/index.html", "tệp")


class Trees:
    """A site that has been published, its spare tree, and what the build left."""

    def __init__(self, folder: Path) -> None:
        self.site, self.spare = folder / "site", folder / "cache/spare"
        self.store = Store(folder / "cache", "dấu")
        self.publish(FILES)
        self.publish(FILES[:-1])
        time.sleep(0.03)  # longer than the clock of a file system takes to tick

    def publish(self, files: tuple[str, ...]) -> None:
        trees = publishing.Trees(self.site, self.spare)
        building = publishing.begin_building(trees)
        last = publishing.look(trees, self.store)
        kept = {path for path in files if last.keeps(path, path)}
        for path in {*files} - kept:
            (building / path).parent.mkdir(parents=True, exist_ok=True)
            (building / path).write_text(path, encoding="utf-8")
        publishing.publish(trees, self.store, last, kept, {path: path for path in files})

    @property
    def left(self) -> Manifest:
        found = self.store.load(MANIFEST)
        assert isinstance(found, Manifest)
        return found

    def inspect(self) -> Inspection:
        return inspect(self.site, self.spare, self.store)


@pytest.fixture
def trees(tmp_path: Path) -> Trees:
    """Two of them, untouched."""
    return Trees(tmp_path)


def _refuse(*_: object) -> None:
    pytest.fail("somebody looks at every file")


def _remove(tree: Path) -> None:
    (tree / "a/b/index.html").unlink()


def _add(tree: Path) -> None:
    (tree / "a/b/thêm").write_bytes(b"")


def _add_a_folder(tree: Path) -> None:
    (tree / "c/thêm").mkdir()
    (tree / "c/thêm/index.html").write_bytes(b"")


def _rename(tree: Path) -> None:
    (tree / "a/index.html").rename(tree / "a/index.htm")


def _write(tree: Path) -> None:
    (tree / "c/index.html").write_text("khác", encoding="utf-8")


def _replace_by_the_like(tree: Path) -> None:
    stat = (tree / "c/index.html").stat()
    (tree / "c/index.html").unlink()
    (tree / "c/index.html").write_text("x" * stat.st_size, encoding="utf-8")


def _replace_a_file_by_a_folder(tree: Path) -> None:
    (tree / "index.html").unlink()
    (tree / "index.html").mkdir()


def _remove_a_folder(tree: Path) -> None:
    shutil.rmtree(tree / "a")


def _remove_all(tree: Path) -> None:
    shutil.rmtree(tree)


DAMAGES = [
    _remove, _add, _add_a_folder, _rename, _write, _replace_by_the_like, _replace_a_file_by_a_folder,
    _remove_a_folder, _remove_all,
]  # fmt: skip


def test_untouched_trees_are_told_by_times_alone(trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("survey", "numbered_survey", "are_linked"):
        monkeypatch.setattr(manifest, name, _refuse)
    assert trees.inspect() == Inspection(site=True, spare=True, linked=True, by_times=True)
    assert is_untouched(trees.site, trees.left)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("where", ["site", "spare"])
def test_every_damage_is_seen(trees: Trees, where: str, damage: Callable[[Path], None]) -> None:
    left = trees.left
    damage(getattr(trees, where))
    found = trees.inspect()
    assert not found.by_times
    assert not (found.site and found.spare and found.linked)
    assert found.site == is_untouched(trees.site, left) == untouched(survey(trees.site), left.files)
    assert found.spare == untouched(survey(trees.spare), left.files)


@pytest.mark.parametrize("damage", [_remove, _add, _add_a_folder, _rename, _replace_by_the_like])
def test_what_happens_within_one_tick_of_the_clock_is_seen(trees: Trees, damage: Callable[[Path], None]) -> None:
    """Times are as they were, to all appearance: the folders are looked into, since they had just been changed."""
    damage(trees.spare)
    times = times_of(trees.left.folders, trees.site, trees.spare)
    trees.store.save(MANIFEST, replace(trees.left, folders=times, looked=min(min(one) for one in times.values())))
    assert not trees.inspect().by_times


def test_folders_that_had_just_been_changed_and_are_the_same_are_told_so(trees: Trees) -> None:
    trees.store.save(MANIFEST, replace(trees.left, looked=0))
    assert trees.inspect().by_times


def test_times_follow_the_trees_through_many_builds(trees: Trees) -> None:
    for files in (FILES, FILES[:2], FILES[1:], FILES):
        trees.publish(files)
        assert trees.left.folders.keys() == folders_of(files)
        assert trees.inspect() == Inspection(site=True, spare=True, linked=True, by_times=True)


def test_times_are_taken_again_when_something_else_changed_them(trees: Trees) -> None:
    (trees.site / "a").chmod(0o700)
    assert trees.inspect() == Inspection(site=True, spare=True, linked=True, by_times=False)
    trees.publish(FILES)
    assert trees.inspect().by_times


def test_trees_of_copies_are_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", no_links)
    trees = Trees(tmp_path)
    assert trees.left.folders == {}
    assert trees.inspect() == Inspection(site=True, spare=True, linked=False, by_times=False)
    _write(trees.spare)
    assert not trees.inspect().spare


def test_without_a_manifest_nothing_is_as_it_was(trees: Trees) -> None:
    trees.store.drop(MANIFEST)
    assert trees.inspect() == Inspection(site=False, spare=False)
