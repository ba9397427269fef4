"""Whatever is wrong with the machine, what a build says is true, and the site is the old one or the new one, whole."""

import ctypes
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from clean_builds import built_from_nothing, without_material
from conftest import MakeSite
from processes import Ended, run, start
from small_site import Content, SmallSite, files_of
from trees import contents

POSTS: dict[str, Content] = {
    f"bai-viet/2022/{n}.md": {"campaign": f"Chuyên đề {n % 3}", "directive": "27-HD/ĐU"} for n in range(9)
}
ONE: Mapping[str, Content] = {**POSTS, "bai-viet/2022/3.md": {"title": "Cũ", "campaign": "Chuyên đề cũ"}}
TWO: Mapping[str, Content] = {
    **POSTS,
    "bai-viet/2022/3.md": {"title": "Mới", "campaign": "Chuyên đề mới", "date": "2023-01-01"},
}
INTACT = "trang tin cũ còn nguyên"
IS_ROOT = sys.platform == "linux" and os.geteuid() == 0
of_posix = pytest.mark.skipif(os.name != "posix", reason="modes and users are those of POSIX")
as_root = pytest.mark.skipif(not IS_ROOT, reason="only root of a Linux machine may mount a file system")


@pytest.fixture
def site(make_site: MakeSite) -> SmallSite:
    """A small site, not built yet."""
    return without_material(make_site(ONE, share_cards=False, posts_per_page=2))


def succeed(ended: Ended) -> None:
    assert ended.code == 0, ended.said
    assert "Traceback" not in ended.said


def fail(ended: Ended, *said: str) -> None:
    """It ends in a sentence for authors, not in a traceback."""
    assert ended.code == 1, ended.said
    assert "Traceback" not in ended.said, ended.said
    assert all(one in ended.said for one in said), ended.said


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A file system of its own, of so many bytes (`k` and `m` go)."""
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, left: int) -> None:
    """Leaves so many bytes of a disk."""
    with (disk / "day").open("wb") as file:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        file.write(b"\0" * max(free - left, 0))


@as_root
def test_a_full_disk_leaves_the_old_site_or_the_new_one(tmp_path: Path, engine: str) -> None:
    with small_disk(tmp_path / "dia", "60m") as disk:
        site = without_material(SmallSite(disk / "trang", engine, {"share_cards": False, "posts_per_page": 2}))
        site.write(ONE)
        succeed(run(site))
        one = contents(site.site)
        site.write(TWO)
        two = built_from_nothing(site)
        codes = []
        for number, kilobytes in enumerate((0, 8, 30, 60, 100, 150, 200, 300, 400, 600, 900, 1500, 3000)):
            for tree, before, wanted in ((TWO, one, two), (ONE, two, one)):
                site.write(tree)
                fill(disk, kilobytes << 10)
                ended = run(site, {"NEWSROOM_CLEAN": "1" if number % 2 else ""})
                assert "Traceback" not in ended.said, ended.said
                assert contents(site.site) == (before if ended.code else wanted), ended.said
                assert ended.code == 0 or INTACT in ended.said, ended.said
                codes.append(ended.code)
                (disk / "day").unlink()
                succeed(run(site))
                assert contents(site.site) == wanted
    assert {*codes} == {0, 1}  # both ends were met


@as_root
def test_a_disk_that_is_full_from_the_beginning(tmp_path: Path, engine: str) -> None:
    """Here no site is there before; what the build says of it is true, whether it is there afterwards or not."""
    codes = set()
    for kilobytes in (0, 50, 200, 400, 600, 800, 1000, 1400, 2000, 4000):
        with small_disk(tmp_path / "dia", "60m") as disk:
            site = without_material(SmallSite(disk / "trang", engine, {"share_cards": False, "posts_per_page": 2}))
            site.write(ONE)
            fill(disk, kilobytes << 10)
            ended = run(site)
            assert "Traceback" not in ended.said, ended.said
            codes.add(ended.code)
            found = contents(site.site)
            (disk / "day").unlink()
            succeed(run(site))
            assert found == (contents(site.site) if ended.code == 0 else {})
    assert codes == {0, 1}


@as_root
@pytest.mark.engine
def test_a_site_that_is_a_mount_point_is_told(site: SmallSite) -> None:
    with small_disk(site.site, "10m"):
        (site.site / "cu.html").write_text("cũ", encoding="utf-8")
        fail(run(site), "là nơi gắn một ổ đĩa riêng", INTACT)
        assert [path.name for path in site.site.iterdir()] == ["cu.html"]


@as_root
def test_a_site_on_another_disk_is_replaced_whole(tmp_path: Path, site: SmallSite) -> None:
    with small_disk(tmp_path / "o-khac", "10m") as disk:
        (disk / "site").mkdir()
        site.site.symlink_to(disk / "site")
        succeed(run(site))
        site.write(TWO)
        succeed(run(site))
        assert contents(disk / "site") == built_from_nothing(site)


def without_rights() -> None:
    """Takes from this process what root may do against modes; from others, nothing."""
    if IS_ROOT:
        drop, override, search = 24, 1, 2  # PR_CAPBSET_DROP; CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        for right in (override, search):
            assert ctypes.CDLL(None).prctl(drop, right, 0, 0, 0) == 0


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder, and all folders in it, in which nothing can be written."""
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())]
    for one in folders:
        one.chmod(0o500)
    try:
        yield
    finally:
        for one in folders:
            one.chmod(0o700)


@of_posix
def test_docs_that_can_only_be_read_are_enough(site: SmallSite) -> None:
    wanted = built_from_nothing(site)
    with read_only(site.docs):
        succeed(run(site, preexec=without_rights))
    assert contents(site.site) == wanted


@of_posix
@pytest.mark.parametrize("place", ["", ".cache", ".cache/newsroom"])
@pytest.mark.engine
def test_a_project_or_cache_that_can_only_be_read_is_told(site: SmallSite, place: str) -> None:
    succeed(run(site))
    before = contents(site.site)
    site.write(TWO)
    with read_only(site.root / place):
        fail(run(site, preexec=without_rights), "không ghi được vào thư mục", INTACT)
    assert contents(site.site) == before
    succeed(run(site))
    assert contents(site.site) == built_from_nothing(site)


@of_posix
def test_a_site_that_can_only_be_read_is_replaced_or_told(site: SmallSite) -> None:
    succeed(run(site))
    before = contents(site.site)
    site.write(TWO)
    with read_only(site.site):
        ended = run(site, preexec=without_rights)
        assert "Traceback" not in ended.said, ended.said
    found = contents(site.site)
    assert found == (before if ended.code else built_from_nothing(site)), ended.said
    assert ended.code == 0 or INTACT in ended.said
    succeed(run(site))
    assert contents(site.site) == built_from_nothing(site)


@of_posix
@pytest.mark.engine
def test_a_post_that_may_not_be_read_is_told(site: SmallSite) -> None:
    (site.docs / "bai-viet/2022/5.md").chmod(0)
    fail(run(site, preexec=without_rights), "bai-viet/2022/5.md")


@pytest.mark.parametrize("change", ["moved", "another key", "another version"])
def test_a_cache_of_elsewhere_does_no_harm(site: SmallSite, change: str) -> None:
    succeed(run(site))
    surroundings = {}
    if change == "moved":
        there = site.root.with_name("may khác")
        site.root.rename(there)
        there.with_name(".giu").mkdir()
        site = SmallSite(there.with_name(".giu") / "x", site.engine)
        shutil.rmtree(site.root)
        there.rename(site.root)
    elif change == "another key":
        surroundings["NEWSROOM_KEY"] = "của người khác"
    else:
        package = site.root / "goi/khac-9.9.dist-info"
        package.mkdir(parents=True)
        surroundings["PYTHONPATH"] = str(package.parent)
    site.write(TWO)
    succeed(run(site, surroundings))
    assert contents(site.site) == built_from_nothing(site)
    succeed(run(site))
    assert contents(site.site) == built_from_nothing(site)


@as_root
def test_a_cache_of_another_user_is_told_or_used(site: SmallSite) -> None:
    succeed(run(site))
    before = contents(site.site)
    site.write(TWO)
    for path in (site.root, *site.root.rglob("*")):
        os.chown(path, 54321, 54321)
    fail(run(site, {"HOME": ""}, preexec=without_rights), "không ghi được vào thư mục", INTACT)
    assert contents(site.site) == before
    succeed(run(site, {"HOME": ""}))  # as one who may
    assert contents(site.site) == built_from_nothing(site)


@pytest.mark.parametrize("moment", [0, 1, 4102444800, 4133980799])
def test_a_clock_that_is_wrong_by_decades(site: SmallSite, moment: int) -> None:
    """That of the build and those of all files."""
    wanted = built_from_nothing(site)
    for path in site.docs.rglob("*"):
        os.utime(path, (moment, moment))
    os.utime(site.docs, (moment, moment))
    stopped = site.root / "gio/sitecustomize.py"
    stopped.parent.mkdir()
    stopped.write_text(f"import time\ntime.time = lambda: {moment}.5\n", encoding="utf-8")
    for clock in ({"SOURCE_DATE_EPOCH": str(moment)}, {"PYTHONPATH": str(stopped.parent)}):
        succeed(run(site, clock))
        assert contents(site.site).keys() == wanted.keys()
        site.write(TWO)
        os.utime(site.docs / "bai-viet/2022/3.md", (moment, moment))
        succeed(run(site, clock))
        assert "Mới" in site.html("bai-viet/2022/3")
        site.write(ONE)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": ""},
        {"HOME": "", "XDG_STATE_HOME": ""},
        {"HOME": "/khong/co", "XDG_STATE_HOME": "", "NEWSROOM_KEY": ""},
        {"TMPDIR": "/khong/co", "TEMP": "/khong/co", "TMP": "/khong/co"},
        {"TZ": "America/Anchorage"},
        {"PYTHONHASHSEED": "7"},
        {"PYTHONDONTWRITEBYTECODE": "1", "PATH": ""},
    ],
    ids=" ".join,
)
def test_surroundings_change_nothing(site: SmallSite, surroundings: dict[str, str]) -> None:
    wanted = built_from_nothing(site)
    succeed(run(site, surroundings))
    assert contents(site.site) == wanted


@pytest.mark.engine
def test_an_error_is_told_in_the_locale_c(site: SmallSite) -> None:
    site.write("bai-viet/sai.md: {date: hôm qua}")
    surroundings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = run(site, surroundings)
    assert ended.code == 1 and "Traceback" not in ended.said
    assert "docs/bai-viet/sai.md:" in ended.said


@of_posix
def test_a_umask_hides_no_page_from_the_host(site: SmallSite) -> None:
    wanted = built_from_nothing(site)
    succeed(run(site, preexec=lambda: os.umask(0o077) and None))
    assert contents(site.site) == wanted
    closed = [path for path in site.site.rglob("*") if path.is_file() and path.stat().st_mode & 0o444 != 0o444]
    assert closed == []


@as_root
def test_no_folder_for_temporary_files_is_needed(tmp_path: Path, site: SmallSite) -> None:
    """/tmp and its like can't be written to, and the build is started in a folder that can't be, either."""
    script = f"""
    set -e
    mount --bind {str(site.root)!r} /mnt
    for one in /tmp /var/tmp /dev/shm; do mount -t tmpfs -o ro tmpfs $one; done
    cd /proc
    exec "$@"
    """
    if any(Path(sys.executable).is_relative_to(folder) for folder in ("/tmp", "/var/tmp", "/dev/shm")):
        pytest.skip("this Python lies in the folder for temporary files itself")
    elsewhere = Path("/mnt/mkdocs.yml")
    wanted = built_from_nothing(site)
    prefix = ("unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh")
    succeed(run(site, prefix=prefix, config=elsewhere))
    assert contents(site.site) == wanted


@pytest.mark.parametrize("name", ["hai  khoảng trắng", "nháy ' và \" kép", "Đảng uỷ phường", "a&b;$(c)%d", "[0-9]*?"])
@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_names_of_the_project_change_nothing(make_site: MakeSite, name: str) -> None:
    site = without_material(make_site(ONE, name=name, share_cards=False, posts_per_page=2))
    succeed(run(site, cwd=Path("/")))
    assert contents(site.site) == built_from_nothing(site)
    site.write(TWO)
    succeed(run(site))
    assert contents(site.site) == built_from_nothing(site)


def test_line_ends_of_windows_change_nothing(site: SmallSite) -> None:
    wanted = built_from_nothing(site)
    for path in [site.config, *(site.docs.rglob("*.md"))]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    succeed(run(site))
    assert contents(site.site) == wanted


def test_files_may_change_and_go_during_builds(site: SmallSite) -> None:
    """A build then takes what it found or says so; the next one is right."""
    chance = random.Random(17)
    succeed(run(site))
    for _ in range(6):
        process = start(site, NEWSROOM_CLEAN=chance.choice(("", "1")))
        while process.poll() is None:
            tree = dict(files_of(chance.choice((ONE, TWO))))
            for path in chance.sample(sorted(tree), 4):
                (site.docs / path).write_bytes(tree[path])
                if chance.random() < 0.5:
                    (site.docs / path).unlink()
            time.sleep(chance.uniform(0, 0.03))
        said = process.communicate()[0].decode()
        assert process.returncode in (0, 1) and "Traceback" not in said, said
        site.write(chance.choice((ONE, TWO)))
        succeed(run(site))
        assert contents(site.site) == built_from_nothing(site)


@pytest.mark.skipif(sys.platform != "linux", reason="a process's children are found in /proc")
def test_a_process_that_is_ended_for_want_of_memory_ends_no_build(site: SmallSite) -> None:
    """As Linux does it: the process is killed, be it one of those that help."""
    many = {f"bai-viet/2021/{n}.md": {"body": f"Bài số {n} nói về [bài khác](../2022/3.md)."} for n in range(150)}
    site.write({**POSTS, **many})
    wanted, ended = built_from_nothing(site), 0
    chance = random.Random(3)
    for _ in range(6):
        process = start(site, NEWSROOM_CLEAN="1")
        while process.poll() is None:
            for child in _children(process.pid):
                if chance.random() < 0.3:
                    ended += _kill(child)
            time.sleep(0.02)
        said = process.communicate()[0].decode()
        assert process.returncode == 0 and "Traceback" not in said, said
        assert contents(site.site) == wanted
    assert ended


def _children(process: int) -> Sequence[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return ()
    return [int(one) for one in listed.split()]


def _kill(process: int) -> bool:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no bound on memory is kept")
@pytest.mark.engine
def test_a_machine_without_memory_is_told(site: SmallSite) -> None:
    """Of whatever is too little to load the engine, Python speaks itself; from there on, we do."""
    succeed(run(site))
    before = contents(site.site)
    body = "".join(f"Đoạn {n} về *nhiều* [việc](../2022/3.md).\n\n" for n in range(20_000))
    site.write({**TWO, "bai-viet/2022/dai.md": {"body": body}})
    codes = [_with_memory(site, before, megabytes) for megabytes in (160, 200, 240, 300, 400)]
    assert 1 in codes
    (site.docs / "bai-viet/2022/dai.md").unlink()
    succeed(run(site))
    assert contents(site.site) == built_from_nothing(site)


def _with_memory(site: SmallSite, before: dict[str, bytes | None], megabytes: int) -> int:
    import resource

    ended = run(site, preexec=lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20,) * 2))
    if ended.code:
        assert contents(site.site) == before, ended.said
    return ended.code
