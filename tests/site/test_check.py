"""`run.py check`: everything that is wrong, and nothing built."""

import os
import subprocess
import sys

from conftest import MakeSite
from small_site import PROJECT, SmallSite


def _check(site: SmallSite) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROJECT / "scripts/check.py"), str(site.config)],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def test_errors_and_warnings_are_told_and_nothing_is_built(make_site: MakeSite) -> None:
    site = make_site("""
bai-viet/a.md: {date: hôm qua}
bai-viet/b.md: {pupils: true}
""")
    done = _check(site)
    first, second, last = done.stdout.splitlines()
    assert first.startswith("docs/bai-viet/a.md:4: date: ")
    assert second.startswith("docs/bai-viet/b.md:5: pupils: ") and second.endswith("(chỉ nhắc)")
    assert (last, done.returncode) == ("Có 1 lỗi, 1 lời nhắc.", 1)
    assert not site.site.exists()


def test_wrong_settings_are_told_in_a_line(make_site: MakeSite) -> None:
    done = _check(make_site(posts_per_page=1))
    assert done.returncode == 1
    assert done.stdout.startswith("mkdocs.yml: extra.newsroom.posts_per_page: ") and "Traceback" not in done.stdout


def test_nothing_wrong(make_site: MakeSite) -> None:
    done = _check(make_site("bai-viet/a.md: {}"))
    assert (done.stdout, done.returncode) == ("Mọi bài đều ổn.\n", 0)
