"""How many files a site has: each is one more to be sent, and to be looked at by whoever publishes it."""

import subprocess
import sys
from pathlib import Path

from benchmark.articles import articles
from benchmark.layouts import ours_with_cards

POSTS, MOST = 5_000, 10_000


def test_thousands_of_posts_are_less_than_two_files_each(tmp_path: Path) -> None:
    """Pages, listings, feeds, share cards and the search index together."""
    ours_with_cards(tmp_path, articles(POSTS, None))
    subprocess.run([sys.executable, "scripts/build.py"], cwd=tmp_path, check=True, capture_output=True)
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert sum(path.name == "index.html" for path in files) > POSTS
    assert len(files) < MOST
