"""A build may be killed, may meet another, may find its cache damaged: the site is right at every moment."""

import itertools
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clean_builds import built_from_nothing, without_material
from conftest import MakeSite
from newsroom.cache.record import folder_for
from newsroom.cache.trees import remove
from newsroom.search import pieces
from newsroom.update import update
from processes import end, finish, start
from small_site import Content, SmallSite, Tree
from trees import contents

POSTS: dict[str, Content] = {
    f"bai-viet/2022/{n}.md": {"campaign": f"Chuyên đề {n % 3}", "directive": "27-HD/ĐU"} for n in range(9)
}
ONE: Tree = {**POSTS, "bai-viet/2022/3.md": {"title": "Cũ", "campaign": "Chuyên đề cũ"}}
TWO: Tree = {**POSTS, "bai-viet/2022/3.md": {"title": "Mới", "campaign": "Chuyên đề mới", "date": "2023-01-01"}}
KILLS = 20


@pytest.fixture
def site(make_site: MakeSite) -> SmallSite:
    """A small site, built for the first time."""
    site = without_material(make_site(ONE, share_cards=False, posts_per_page=2))
    site.build()
    return site


def cache_of(site: SmallSite) -> Path:
    """Where the site's only cache is."""
    return next(site.root.glob(".cache/newsroom/*/lock")).parent


def moments(site: SmallSite, duration: float) -> Iterator[tuple[Callable[[], bool], float]]:
    """What to wait for, and how many seconds more: any time, the first pages, and the site's turn."""
    chance, cache = random.Random(6), cache_of(site)
    while True:
        yield lambda: True, chance.uniform(0.1, 1.1) * duration
        yield (cache / "spare.building/sitemap.xml").exists, chance.uniform(0, 0.1) * duration
        yield lambda: not (cache / "manifest.pickle").exists(), chance.uniform(0, 0.01) * duration


def kill_a_build(site: SmallSite, is_time: Callable[[], bool], more: float, clean: bool) -> None:
    process = start(site, NEWSROOM_CLEAN="1" if clean else "")
    while process.poll() is None and not is_time():
        time.sleep(0.0002)
    time.sleep(more)
    end(process)


def test_a_build_may_be_killed_at_any_moment(site: SmallSite) -> None:
    one = contents(site.site)
    began = time.perf_counter()
    site.write(TWO)
    finish(start(site))
    duration = time.perf_counter() - began
    two = contents(site.site)
    assert two == built_from_nothing(site)
    turns = itertools.cycle([(ONE, one), (TWO, two)])
    for number, (turn, (is_time, more)) in enumerate(zip(turns, moments(site, duration), strict=False)):
        if number == KILLS:
            return
        tree, wanted = turn
        site.write(tree)
        kill_a_build(site, is_time, more, clean=number % 4 == 3)
        assert contents(site.site) in (one, two), f"half a site after kill {number}"
        site.build()
        assert contents(site.site) == wanted


def test_two_builds_at_once_do_each_other_no_harm(site: SmallSite) -> None:
    site.write(TWO)
    for process in [start(site), start(site), start(site, NEWSROOM_CLEAN="1")]:
        finish(process)
    assert contents(site.site) == built_from_nothing(site)
    assert not [path for path in cache_of(site).iterdir() if path.suffix in (".new", ".building", ".old")]


def _cut(site: SmallSite) -> None:
    for path in cache_of(site).glob("*.pickle"):
        path.write_bytes(path.read_bytes()[:-10])


def _garble(site: SmallSite) -> None:
    for path in site.root.glob(".cache/**/*"):
        if path.is_file() and "spare" not in path.parts:
            path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def _swap_values(site: SmallSite) -> None:
    first, second, *_ = sorted(cache_of(site).glob("*.pickle"))
    kept = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(kept)


def _take_the_cache_of_other_settings(site: SmallSite) -> None:
    text = site.config.read_text(encoding="utf-8")
    site.config.write_text(text + "copyright: Tên khác\n", encoding="utf-8")
    site.build()
    site.config.write_text(text, encoding="utf-8")


def _forget_all(site: SmallSite) -> None:
    remove(site.root / ".cache")


def _forget_readings(site: SmallSite) -> None:
    (cache_of(site) / "parsed.pickle").unlink()


def _lose_pages_of_the_spare(site: SmallSite) -> None:
    site.build()
    remove(cache_of(site) / "spare/bai-viet")


def _write_into_the_spare(site: SmallSite) -> None:
    (cache_of(site) / "spare/bai-viet/2022/1/index.html").write_text("hỏng", encoding="utf-8")


def _write_into_the_site(site: SmallSite) -> None:
    (site.site / "bai-viet/2022/1/index.html").write_text("hỏng", encoding="utf-8")
    (site.site / "bai-viet/thua.html").write_text("thừa", encoding="utf-8")


def _remove_the_site(site: SmallSite) -> None:
    remove(site.site)


def _leave_things_of_a_killed_build(site: SmallSite) -> None:
    for name in ("spare.building", "spare.old", "thua"):
        (cache_of(site) / name / "bai-viet").mkdir(parents=True, exist_ok=True)
    (cache_of(site) / "parsed.new").write_bytes(b"\x80")


DAMAGES = [
    _cut, _garble, _swap_values, _take_the_cache_of_other_settings, _forget_all, _forget_readings,
    _lose_pages_of_the_spare, _write_into_the_spare, _write_into_the_site, _remove_the_site,
    _leave_things_of_a_killed_build,
]  # fmt: skip


def test_whatever_was_damaged_the_next_build_is_right(site: SmallSite) -> None:
    one = contents(site.site)
    site.build(TWO)
    two = contents(site.site)
    site.build(ONE)
    for damage in DAMAGES:
        for tree, wanted in ((ONE, one), (TWO, two), (ONE, one)):
            damage(site)
            site.build(tree)
            assert contents(site.site) == wanted, damage.__name__
        site.build()
        assert contents(site.site) == one, damage.__name__


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-10])])
def test_each_kept_value_may_be_missing_alone(site: SmallSite, spoil: Callable[[Path], None]) -> None:
    wanted = [contents(site.site)]
    site.build(TWO)
    wanted.append(contents(site.site))
    names = [path.name for path in sorted(cache_of(site).glob("*.pickle")) if not path.name.startswith("template-")]
    assert {"manifest.pickle", "parsed.pickle", "record.pickle", "search.pickle", "setup.pickle"} <= {*names}
    for name, (tree, content) in itertools.product(names, zip((ONE, TWO), wanted, strict=True)):
        if (cache_of(site) / name).exists():
            spoil(cache_of(site) / name)
        site.write(tree)
        if update(folder_for(site.config, site.site), site.site, print) is None:
            site.build()
        assert contents(site.site) == content, name


def _forget_manifest(site: SmallSite) -> None:
    (cache_of(site) / "manifest.pickle").unlink()


@pytest.mark.parametrize("damage", [_forget_manifest, _lose_pages_of_the_spare])
def test_an_index_that_is_gone_is_made_once(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, damage: Callable[[SmallSite], None]
) -> None:
    made: list[tuple[str, object]] = []
    write = pieces._write_piece

    def write_and_count(folder: str, job: pieces.Job) -> pieces.Made:
        made.append((type(job).__name__, getattr(job, "place", None)))
        return write(folder, job)

    wanted = contents(site.site)
    damage(site)
    monkeypatch.setattr(pieces, "_write_piece", write_and_count)
    site.build()
    assert contents(site.site) == wanted
    assert len(made) == len(set(made)) and ("Whole", None) in made
