"""What is kept between builds comes back whole and under its own stamp, or not at all."""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b, sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cache import sources
from newsroom.cache.record import Record, recall, remember
from newsroom.cache.secret import VARIABLE
from newsroom.cache.sources import Sources
from newsroom.cache.store import Store, digest, digest_of, stamp_of
from small_site import PROJECT

VALUE = {"bai-viet/a.md": ("mã", (1, None, "Tự soi, tự sửa"))}


def test_a_value_comes_back(tmp_path: Path) -> None:
    Store(tmp_path / "a/b", "x").save("one", VALUE)
    assert Store(tmp_path / "a/b", "x").load("one") == VALUE
    assert Store(tmp_path / "a/b", "x").load("other") is None


def test_a_value_of_another_stamp_is_none(tmp_path: Path) -> None:
    Store(tmp_path, "x").save("one", VALUE)
    assert Store(tmp_path, "y").load("one") is None


def test_a_value_of_another_name_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path, "x")
    store.save("one", VALUE)
    (tmp_path / "one.pickle").rename(tmp_path / "two.pickle")
    assert store.load("two") is None


@given(at=st.integers(min_value=0), change=st.integers(1, 255))
def test_no_byte_can_be_changed_unseen(tmp_path_factory: pytest.TempPathFactory, at: int, change: int) -> None:
    folder = tmp_path_factory.mktemp("kho")
    store = Store(folder, "x")
    store.save("one", VALUE)
    data = bytearray((folder / "one.pickle").read_bytes())
    data[at % len(data)] ^= change
    (folder / "one.pickle").write_bytes(data)
    assert store.load("one") is None


@pytest.mark.parametrize("left", [0, 1, 31, 32, 33, -1])
def test_a_file_cut_short_is_none(tmp_path: Path, left: int) -> None:
    store = Store(tmp_path, "x")
    store.save("one", VALUE)
    data = (tmp_path / "one.pickle").read_bytes()
    (tmp_path / "one.pickle").write_bytes(data[:left])
    assert store.load("one") is None


def test_what_a_killed_build_left_half_written_does_no_harm(tmp_path: Path) -> None:
    store = Store(tmp_path, "x")
    store.save("one", VALUE)
    (tmp_path / "one.77.new").write_bytes(b"half")
    assert store.load("one") == VALUE
    store.save("one", 2)
    assert store.load("one") == 2
    store.tidy()
    assert [path.name for path in tmp_path.iterdir()] == ["one.pickle"]


def test_what_another_user_made_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "một")
    Store(tmp_path, "x").save("one", VALUE)
    assert Store(tmp_path, "x").load("one") == VALUE
    monkeypatch.setenv(VARIABLE, "hai")
    assert Store(tmp_path, "x").load("one") is None


class _Attack:
    """Makes a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.mark,)


def test_a_forged_value_runs_nothing(tmp_path: Path) -> None:
    """Its author knows all of the code and the stamp, but not the key."""
    payload, mark = pickle.dumps(_Attack(tmp_path / "chạy")), tmp_path / "chạy"
    for key in (b"", bytes(32)):
        seal = blake2b(payload, digest_size=32, key=sha256(key + b"xone").digest()).digest()
        (tmp_path / "one.pickle").write_bytes(seal + payload)
        assert Store(tmp_path, "x").load("one") is None
    assert not mark.exists()
    pickle.loads(payload)
    assert mark.exists()


_PRINT_KEY = "from newsroom.cache.secret import *; print(secret().hex(), is_kept())"


def _key(**environment: str) -> list[str]:
    known = {name: value for name, value in os.environ.items() if name not in (VARIABLE, "HOME", "XDG_STATE_HOME")}
    env = {**known, "PYTHONPATH": str(PROJECT / "hooks"), **environment}
    command = [sys.executable, "-c", _PRINT_KEY]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.skipif(os.name == "nt", reason="other variables name the folder there")
def test_a_key_is_made_once_and_is_nobody_elses(tmp_path: Path) -> None:
    first = _key(HOME=str(tmp_path))
    assert first == _key(HOME=str(tmp_path)) != _key(HOME=str(tmp_path / "khác"))
    found = [path for path in tmp_path.rglob("*") if path.is_file() and "khác" not in path.parts]
    assert [path.stat().st_mode & 0o777 for path in found] == [0o600]
    assert _key(XDG_STATE_HOME=str(tmp_path / ".local/state")) == first


@pytest.mark.skipif(os.name == "nt", reason="other variables name the folder there")
def test_without_a_place_for_the_key_nothing_kept_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    first, second = _key(HOME=str(tmp_path / "tệp")), _key(HOME=str(tmp_path / "tệp"))
    assert first[0] != second[0]
    assert first[1] == second[1] == "False"
    assert _key(HOME=str(tmp_path / "tệp"), NEWSROOM_KEY="a") == _key(HOME=str(tmp_path), NEWSROOM_KEY="a")


class _Gone:
    """Of which a later version of the program knows nothing."""


def test_a_value_of_a_class_that_is_gone_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path, "dấu")
    store.save("trang", _Gone())
    monkeypatch.delattr(sys.modules[__name__], "_Gone")
    assert store.load("trang") is None


def test_a_record_of_another_version_is_none(tmp_path: Path) -> None:
    record = Record(("mkdocs.yml",), "docs", "a", "b", {}, "dấu", "gói")
    remember(tmp_path, record)
    assert recall(tmp_path) == record
    object.__setattr__(record, "frame", vars(record).pop("setup"))  # as it was once called
    remember(tmp_path, record)
    assert recall(tmp_path) is None


def test_a_dropped_value_is_gone(tmp_path: Path) -> None:
    store = Store(tmp_path, "x")
    store.save("one", VALUE)
    store.drop("one")
    store.drop("one")
    assert store.load("one") is None


PARTS = st.lists(st.text() | st.text("\0:1"))  # the marks that stand between parts, too


@given(a=PARTS, b=PARTS)
def test_digests_are_equal_for_equal_parts_only(a: list[str], b: list[str]) -> None:
    assert (digest(*a) == digest(*b)) == (a == b)


def test_a_digest_tells_where_parts_end() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc") != digest("abc", "")
    assert digest("1:a") != digest("a")


def _stamp(folder: Path, settings: str) -> str:
    return stamp_of(settings, Sources(Store(folder / "kho", "")).fingerprint([folder / "code"]))


def test_a_stamp_changes_with_every_file_and_setting(tmp_path: Path) -> None:
    (tmp_path / "code/sub").mkdir(parents=True)
    (tmp_path / "code/sub/a.py").write_bytes(b"1")
    seen = {_stamp(tmp_path, "s")}
    seen.add(_stamp(tmp_path, "t"))
    (tmp_path / "code/sub/a.py").write_bytes(b"2")
    seen.add(_stamp(tmp_path, "s"))
    (tmp_path / "code/sub/b.html").write_bytes(b"")
    seen.add(_stamp(tmp_path, "s"))
    (tmp_path / "code/sub/b.html").rename(tmp_path / "code/b.html")
    seen.add(_stamp(tmp_path, "s"))
    assert len(seen) == 5


def test_a_stamp_does_not_see_what_python_leaves_beside_code(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    before = _stamp(tmp_path, "s")
    (tmp_path / "code/__pycache__").mkdir()
    (tmp_path / "code/__pycache__/a.pyc").write_bytes(b"1")
    assert _stamp(tmp_path, "s") == before


def test_a_stamp_changes_with_every_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    seen = {stamp_of("s", "c")}
    for name in ("feedgenerator-9.9.dist-info", "goi_nao_do-1.0.dist-info", "goi_nao_do-1.1.egg-info"):
        (tmp_path / name).mkdir()
        seen.add(stamp_of("s", "c"))
    (tmp_path / "no-package").mkdir()
    assert stamp_of("s", "c") in seen and len(seen) == 4


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A file alone in its folder."""
    place = tmp_path / "docs/a.md"
    place.parent.mkdir()
    place.write_bytes(b"one")
    return place


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Of what is known of that file."""
    return Store(tmp_path / "kho", "x")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """All files were written a while ago."""
    moment = time.time_ns() + 3_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: moment)


@pytest.mark.usefixtures("later")
def test_a_file_is_read_again_when_anything_about_it_changed(place: Path, store: Store) -> None:
    _look(store, place.parent)
    for changed in (b"two", b"three", b"three"):
        os.utime(_replaced(place, changed), ns=(0, 0))  # an old file put in the place of a new one
        assert _look(store, place.parent) == digest("a.md", digest_of(changed))


def test_a_file_that_was_changed_just_now_is_not_trusted(
    place: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = place.stat()
    _look(store, place.parent)
    place.write_bytes(b"two")
    monkeypatch.setattr(os, "scandir", _pretending(stat))
    assert _look(store, place.parent) == digest("a.md", digest_of(b"two"))


@pytest.mark.skipif(os.name == "nt", reason="there every file is read each time")
@pytest.mark.usefixtures("later")
def test_what_has_not_changed_is_not_read(place: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _look(store, place.parent)
    monkeypatch.setattr(sources, "_bytes", _refusing)
    assert _look(store, place.parent) == first


@pytest.mark.usefixtures("later")
def test_of_a_fresh_checkout_only_what_holds_something_else_is_fresh(place: Path, store: Store) -> None:
    other = place.with_name("b.md")
    other.write_bytes(b"one")
    _look(store, place.parent)
    for one, content in ((place, b"one"), (other, b"two")):
        _replaced(one, content)
    place.with_name("c.md").write_bytes(b"one")
    seen = Sources(store)
    seen.listing(place.parent)
    assert sorted(seen.fresh(place.parent)) == ["b.md", "c.md"]


@pytest.mark.skipif(os.name == "nt", reason="there every file is read each time")
@pytest.mark.usefixtures("later")
def test_of_a_fresh_checkout_nothing_is_read_that_a_check_has_read(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, checked = tmp_path / "docs", Store(tmp_path / "check", "x")
    folder.mkdir()
    places = [folder / f"{n:02}.md" for n in range(40)]
    for place in places:
        place.write_bytes(b"one")
    before = _look(store, folder)
    for place in places:
        _replaced(place, b"one")
    _look(checked, folder)
    read: list[str] = []

    def counted(path: str) -> bytes:
        read.append(path)
        return b"one"

    monkeypatch.setattr(sources, "_bytes", counted)
    assert Sources(store, checked).fingerprint([folder]) == before
    assert 0 < len(read) < 20
    _replaced(places[-1], b"two")
    monkeypatch.undo()
    assert Sources(store, checked).fingerprint([folder]) != before


def test_links_to_nothing_and_files_alone_have_prints_too(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/lock").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b").write_bytes(b"one")
    found = Sources(Store(tmp_path / "kho", "x")).fingerprint([tmp_path / "a", tmp_path / "b"])
    assert found == digest("lock", "", digest_of(b"one"))


def _look(store: Store, folder: Path) -> str:
    seen = Sources(store)
    found = seen.fingerprint([folder])
    seen.save()
    return found


def _replaced(place: Path, content: bytes) -> Path:
    new = place.with_name("new")
    new.write_bytes(content)
    return new.replace(place)


def _refusing(path: str) -> bytes:
    raise AssertionError(path)


def _pretending(stat: os.stat_result) -> Callable[[str], Any]:
    """A file system on which a second change shows the time of the first."""

    @contextmanager
    def scandir(folder: str) -> Iterator[list[SimpleNamespace]]:
        path = f"{folder}/a.md"
        entry = SimpleNamespace(name="a.md", path=path, stat=lambda: stat, is_dir=bool, is_symlink=bool)
        yield [entry]

    return scandir
