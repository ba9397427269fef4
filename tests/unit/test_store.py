"""What is kept between builds comes back whole and under its own stamp, or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cache.store import Store, digest, stamp_of

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
    (tmp_path / "one.new").write_bytes(b"half")
    assert store.load("one") == VALUE
    store.save("one", 2)
    assert store.load("one") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["one.pickle"]


def test_a_dropped_value_is_gone(tmp_path: Path) -> None:
    store = Store(tmp_path, "x")
    store.save("one", VALUE)
    store.drop("one")
    store.drop("one")
    assert store.load("one") is None


@given(a=st.lists(st.text()), b=st.lists(st.text()))
def test_digests_are_equal_for_equal_parts_only(a: list[str], b: list[str]) -> None:
    assert (digest(*a) == digest(*b)) == (a == b)


def test_a_digest_tells_where_parts_end() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc") != digest("abc", "")
    assert digest("á") == digest("á".encode())


def test_a_stamp_changes_with_every_file_and_setting(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.py").write_bytes(b"1")
    seen = {stamp_of([tmp_path], "s")}
    seen.add(stamp_of([tmp_path], "t"))
    (tmp_path / "sub/a.py").write_bytes(b"2")
    seen.add(stamp_of([tmp_path], "s"))
    (tmp_path / "sub/b.html").write_bytes(b"")
    seen.add(stamp_of([tmp_path], "s"))
    (tmp_path / "sub/b.html").rename(tmp_path / "b.html")
    seen.add(stamp_of([tmp_path], "s"))
    assert len(seen) == 5


def test_a_stamp_does_not_see_what_python_leaves_beside_code(tmp_path: Path) -> None:
    before = stamp_of([tmp_path], "s")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_bytes(b"1")
    assert stamp_of([tmp_path], "s") == before
