"""Measures this project against its peers, and proves the incremental build for longer than the tests do.

python scripts/bench.py build --count 1000 --peers      our builds, MkDocs, Material's blog, Hugo, Pelican in turn
python scripts/bench.py equality --steps 2000           random edits: incremental output against clean output
python scripts/bench.py search --count 1500 --peers     what our search, Material's and Pagefind find and fetch
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "hooks")]
NAMES = ("ours", "cards", "plain", "blog", "hugo", "pelican")


def build(chosen: argparse.Namespace) -> int:
    """Prints a table for each number of posts."""
    from benchmark.articles import articles
    from benchmark.contest import compete, contestants, tools_in
    from benchmark.measuring import table

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(chosen.folder or temporary).absolute()
        tools = tools_in(folder / "tools", chosen.peers)
        for count in chosen.count:
            laid_out = folder / str(count)
            known = articles(count, chosen.posts)
            results = compete(list(contestants(laid_out, known, chosen.only, tools)), chosen.times)
            machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
            print(f"\n{count:,} posts, {date.today()}, {machine}\n\n{table(results, ('plain', 'hugo'))}\n", flush=True)
    return 0


def equality(chosen: argparse.Namespace) -> int:
    """The law's own test with more steps, and others each time unless a seed is given."""
    command = [sys.executable, "-m", "pytest", "-q", "--show-capture=no", "tests/site/test_law.py"]
    if chosen.seed is not None:
        command.append(f"--hypothesis-seed={chosen.seed}")
    steps = {"NEWSROOM_LAW_STEPS": str(max(chosen.steps, 201)), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **steps}, check=False).returncode


def search(chosen: argparse.Namespace) -> int:
    """Prints a table; the queries are drawn from the articles."""
    from benchmark.articles import articles
    from benchmark.asking import sittings
    from benchmark.queries import queries
    from benchmark.searching import engines, table

    known = articles(chosen.count, chosen.posts)
    asked = queries(known, chosen.queries)
    with tempfile.TemporaryDirectory() as temporary:
        built = engines(Path(temporary), known, chosen.peers)
        results = {name: sittings(engine, asked) for name, engine in built.items()}
    print(f"{chosen.count:,} posts, {len(asked)} queries, {date.today()}\n\n{table(results, asked)}")
    return 0


def main() -> int:
    """Each task has its own arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(required=True)
    of_build = tasks.add_parser("build", help="time, memory and bytes of builds")
    of_build.set_defaults(run=build)
    of_build.add_argument("--count", type=int, nargs="+", default=[1000], help="posts: 100 1000 5000 20000")
    of_build.add_argument("--times", type=int, default=3, help="runs of each, of which the median counts")
    of_build.add_argument("--only", nargs="+", choices=NAMES, default=[name for name in NAMES if name != "cards"])
    of_build.add_argument("--posts", type=Path, help="articles as gzipped lines of JSON: title, lead, body (a list)")
    of_build.add_argument("--peers", action="store_true", help="install Hugo and Pelican in a folder of their own")
    of_build.add_argument("--folder", help="where to work and what to leave there; otherwise a temporary folder")
    of_equality = tasks.add_parser("equality", help="the law of the incremental build")
    of_equality.set_defaults(run=equality)
    of_equality.add_argument("--steps", type=int, default=2000)
    of_equality.add_argument("--seed", type=int)
    of_search = tasks.add_parser("search", help="right answers, bytes and time of searches in a browser")
    of_search.set_defaults(run=search)
    of_search.add_argument("--count", type=int, default=1500)
    of_search.add_argument("--posts", type=Path, help="articles, as for build")
    of_search.add_argument("--queries", type=int, default=60, help="of each kind")
    of_search.add_argument("--peers", action="store_true", help="install Pagefind in a folder of its own")
    chosen = parser.parse_args()
    return int(chosen.run(chosen))


if __name__ == "__main__":
    sys.exit(main())
