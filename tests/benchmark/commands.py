"""The tasks of `scripts/bench.py` and the arguments that each takes."""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIOME = "@biomejs/biome@2.6.8"  # 50 MB and no Python package, so tests do without
NAMES = ("ours", "cards", "plain", "blog", "hugo", "pelican")


def main(arguments: Sequence[str], description: str) -> int:
    """The exit code of the task that the arguments name."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(required=True)
    for task, (explain, text) in TASKS.items():
        of_task = tasks.add_parser(task.__name__, help=text)
        of_task.set_defaults(run=task)
        explain(of_task)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen))


def build(chosen: argparse.Namespace) -> int:
    """Prints a table for each number of posts."""
    from benchmark.articles import articles
    from benchmark.contest import compete, contestants, tools_in
    from benchmark.measuring import table

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(chosen.folder or temporary).absolute()
        tools = tools_in(folder / "tools", chosen.peers)
        for count in chosen.count:
            known = articles(count, chosen.posts)
            results = compete(list(contestants(folder / str(count), known, chosen.only, tools)), chosen.times)
            print(f"\n{count:,} posts, {circumstances()}\n\n{table(results, ('plain', 'hugo'))}\n", flush=True)
    return 0


def circumstances() -> str:
    """The day, and what the machine and its Python are."""
    return f"{date.today()}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"


def edits(chosen: argparse.Namespace) -> int:
    """Prints a table of what each kind of edit costs, for each number of posts."""
    from benchmark.articles import articles
    from benchmark.contest import contestants, tools_in
    from benchmark.edit_table import rows, table
    from benchmark.editing import files_opened, project, rounds
    from benchmark.edits import edits

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(chosen.folder or temporary).absolute()
        tools = tools_in(folder / "tools", chosen.peers)
        for count in chosen.count:
            place, known, wanted = folder / str(count), articles(count, chosen.posts), edits(count)
            hugo = list(contestants(place, known, ("hugo",), tools)) if chosen.peers else []
            made = project(place, known, chosen.cards, chosen.restored)
            taken = list(rounds(made, wanted, hugo, chosen.times))
            opened = {edit.name: files_opened(made, edit, chosen.times) for edit in wanted}
            print(f"\n{count:,} posts, {circumstances()}\n\n{table(rows(taken, opened))}\n", flush=True)
    return 0


def equality(chosen: argparse.Namespace) -> int:
    """Runs the law's own test with more steps, and others each time unless a seed is given."""
    command = [sys.executable, "-m", "pytest", "-q", "--show-capture=no", "tests/site/test_law.py"]
    if chosen.seed is not None:
        command.append(f"--hypothesis-seed={chosen.seed}")
    steps = {"NEWSROOM_LAW_STEPS": str(max(chosen.steps, 201)), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **steps}, check=False).returncode


def fuzz(chosen: argparse.Namespace) -> int:
    """Runs the tests' own mutations with more of them, and others each time unless a seed is given."""
    command = [sys.executable, "-m", "pytest", "-q", "--show-capture=no", "tests/unit/test_mutations.py"]
    command += ["--hypothesis-show-statistics", "-p", "no:xdist", "-o", "addopts="]
    if chosen.seed is not None:
        command.append(f"--hypothesis-seed={chosen.seed}")
    counts = {"NEWSROOM_FUZZ": str(chosen.count), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **counts}, check=False).returncode


def constructs(chosen: argparse.Namespace) -> int:
    """Repeats all that Markdown and HTML have until it is long, and prints what takes more than a second."""
    from constructs import PIECES, TOGETHER, slow_ones

    repeated = {
        f"{piece} × {letters}": piece * (letters // len(piece)) for letters in chosen.letters for piece in PIECES
    }
    bodies = repeated | TOGETHER
    slow = list(slow_ones(bodies, chosen.seconds))
    print("\n".join(slow))
    print(f"{len(bodies)} bodies, {circumstances()}: {len(slow)} took more than {chosen.seconds} s")
    return int(bool(slow))


def sizes(chosen: argparse.Namespace) -> int:
    """Prints what sites of odd sizes take, and what was said of them."""
    from benchmark.sizes import rows

    with tempfile.TemporaryDirectory() as temporary:
        for row in rows(Path(temporary), chosen.count, chosen.pictures):
            print(row, flush=True)
    print(f"\n{circumstances()}")
    return 0


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


def desk(chosen: argparse.Namespace) -> int:
    """Prints tables for each number of posts: processor time, which a busy machine changes least."""
    from benchmark.articles import articles
    from benchmark.desk import costs, start, starts, table
    from benchmark.layouts import ours
    from newsroom.processes import shutdown

    for count in chosen.count:
        with tempfile.TemporaryDirectory() as temporary:
            folder, posts = Path(temporary) / "desk", articles(count, chosen.posts)
            ours(folder, posts)
            opened = [start(folder, posts[count // 2]) for _ in range(2)]
            found = list(costs(folder, posts, chosen.times))
        print(f"\n{count:,} posts, {circumstances()}\n\n{starts(opened)}\n\n{table(found)}\n", flush=True)
    shutdown()
    return 0


def shots(chosen: argparse.Namespace) -> int:
    """Takes pictures of the pages asked for, or of the fullest page of each kind."""
    from benchmark.shots import kinds_of, shoot

    pages = {page.strip("/").replace("/", "-") or "home": page for page in chosen.pages} or kinds_of(chosen.site)
    if not pages:
        raise SystemExit(f"{chosen.site} holds no page of this site; build it first: python scripts/run.py build")
    print(f"{shoot(chosen.site, chosen.out, pages)} pictures in {chosen.out}")
    return 0


def payloads(chosen: argparse.Namespace) -> int:
    """Builds a site of them, opens all of its pages, and prints what ran there or could have."""
    from playwright.sync_api import sync_playwright

    from attacks import Visitor, settings_of, site_of, visit_all
    from benchmark.shots import launch
    from hosting import serve
    from payloads import payloads as made
    from payloads import read_from, short
    from small_site import SmallSite

    every = read_from(chosen.file) if chosen.file else made(chosen.count)
    bodies, fields = every[: chosen.count], short(chosen.fields, every if chosen.file else None)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = SmallSite(Path(temporary) / "site", "mkdocs", settings_of(fields[-1]))
        tree = site_of(bodies, fields)
        site.build(tree, serving=True)
        posts = [Path(path.removesuffix(".md"), "index.html") for path in tree if path.startswith("bai-viet/b")]
        refused = sum(not (site.site / post).is_file() for post in posts)
        visitor = Visitor(launch(playwright))
        with serve(site.site, "/ten/") as base:
            visit_all(visitor, site.site, base, fields)
    print("\n".join(visitor.found))
    counts = f"{len(bodies)} payloads in bodies, {len(fields)} in fields, {refused} of {len(posts)} posts refused"
    print(f"{counts}, {visitor.opened} pages, {len(visitor.found)} ran")
    return int(bool(visitor.found))


def _of_payloads(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, help="payloads in bodies; all of them if not given")
    parser.add_argument("--fields", type=int, default=60, help="payloads in every field, name and address")
    parser.add_argument("--file", type=Path, help="a list of others' payloads, one a line, instead of our own")


def word(chosen: argparse.Namespace) -> int:
    """Prints a table of what imports cost; then tries the law of escaping on more texts, others each time."""
    from benchmark.wording import rows

    with tempfile.TemporaryDirectory() as temporary:
        for row in rows(Path(temporary), chosen.files, chosen.pages):
            print(row, flush=True)
    print(f"\n{circumstances()}\n", flush=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "tests/word/test_escaping.py",
        "-k",
        "as_it_is or as_they",
    ]
    texts = {"NEWSROOM_NASTY_TEXTS": str(chosen.texts), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **texts}, check=False).returncode


def guide(chosen: argparse.Namespace) -> int:
    """Takes the pictures of the authors' guide again."""
    from benchmark.guide import take

    print(*take(chosen.out), sep="\n")
    return 0


def sketches(chosen: argparse.Namespace) -> int:
    """Draws the guide's sketches of GitHub's pages again."""
    from benchmark.sketches import take_sketches

    print(*take_sketches(chosen.out), sep="\n")
    return 0


def validity(chosen: argparse.Namespace) -> int:
    """Builds a site, and prints what the parsers of others take amiss in any of its pages."""
    from benchmark.articles import articles
    from benchmark.layouts import ADDRESS, ours_with_cards
    from validity import faults, nu_faults

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "trang")
        ours_with_cards(folder, articles(chosen.count, chosen.posts))
        surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ADDRESS}
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        subprocess.run(command, cwd=folder, env=surroundings, check=True)
        site = folder / "site"
        found = faults(site, ADDRESS)
        of_nu = nu_faults(site, ROOT / ".cache/tools")
        print("\n".join((*found, *(of_nu or ()))))
        nu = "not run, for want of Java or npm" if of_nu is None else f"{len(of_nu)} errors"
        print(
            f"{chosen.count:,} posts, {len(list(site.rglob('*.html'))):,} pages: {len(found)} faults; Nu checker: {nu}"
        )
    return int(bool(found or of_nu))


def lint(chosen: argparse.Namespace) -> int:
    """Runs Biome over scripts and styles; the exit code is its own, and 0 where there is no npm to fetch it with."""
    if not shutil.which("npm"):
        print("not run, for want of npm")
        return 0
    tools = ROOT / ".cache/tools"
    program = tools / "node_modules/.bin/biome"
    if not program.is_file():
        tools.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", str(tools), BIOME]
        subprocess.run(command, check=True)
    return subprocess.run([program, "lint", "--error-on-warnings"], cwd=ROOT, check=False).returncode


def _of_nothing(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def _of_validity(parser: argparse.ArgumentParser) -> None:
    _of_posts(parser)
    parser.add_argument("--count", type=int, default=500, help="posts")


def _of_guide(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=ROOT / "docs/huong-dan")


def _of_posts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posts", type=Path, help="articles as gzipped lines of JSON: title, lead, body (a list)")


def _of_runs(parser: argparse.ArgumentParser) -> None:
    _of_posts(parser)
    parser.add_argument("--count", type=int, nargs="+", default=[1000], help="posts: 100 1000 5000 20000")
    parser.add_argument("--times", type=int, default=3, help="runs of each, of which the median counts")
    parser.add_argument("--folder", help="where to work and what to leave there; otherwise a temporary folder")


def _of_build(parser: argparse.ArgumentParser) -> None:
    _of_runs(parser)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=[name for name in NAMES if name != "cards"])
    parser.add_argument("--peers", action="store_true", help="install Hugo and Pelican in a folder of their own")


def _of_edits(parser: argparse.ArgumentParser) -> None:
    _of_runs(parser)
    parser.add_argument("--cards", action="store_true", help="with share cards, as the project comes")
    parser.add_argument("--peers", action="store_true", help="install Hugo, and have it build the whole site")
    parser.add_argument("--restored", action="store_true", help="some edits also in a checkout with a restored cache")


def _of_equality(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--seed", type=int)


def _of_fuzz(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=10_000, help="posts; half as many caches and settings")
    parser.add_argument("--seed", type=int)


def _of_sizes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=50_000, help="files, of which every tenth is a post")
    parser.add_argument("--pictures", type=int, default=5000, help="pictures in one post")


def _of_constructs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--letters", type=int, nargs="+", default=[100_000])
    parser.add_argument("--seconds", type=float, default=1.0)


def _of_search(parser: argparse.ArgumentParser) -> None:
    _of_posts(parser)
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--queries", type=int, default=60, help="of each kind")
    parser.add_argument("--peers", action="store_true", help="install Pagefind in a folder of its own")


def _of_desk(parser: argparse.ArgumentParser) -> None:
    _of_posts(parser)
    parser.add_argument("--count", type=int, nargs="+", default=[1500, 5000])
    parser.add_argument("--times", type=int, default=10, help="pauses in typing")


def _of_shots(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"))
    parser.add_argument("--out", type=Path, default=Path(".cache/shots"))
    parser.add_argument("--pages", nargs="*", default=(), help="addresses: bai-viet/2022/04/tu-soi-tu-sua/")


def _of_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--files", type=int, default=30, help="articles of 3 MB, with photos")
    parser.add_argument("--pages", type=int, default=200, help="of one text")
    parser.add_argument("--texts", type=int, default=20_000, help="of signs, for each of two tests")


Task = Callable[[argparse.Namespace], int]
TASKS: dict[Task, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    build: (_of_build, "time, memory and bytes of builds"),
    edits: (_of_edits, "what a push costs, for each kind of edit"),
    equality: (_of_equality, "the law of the incremental build"),
    fuzz: (_of_fuzz, "mutated posts, settings and caches"),
    constructs: (_of_constructs, "all that Markdown and HTML have, repeated: seconds"),
    sizes: (_of_sizes, "many pictures, files, names and numbers, large pictures and bombs: time, memory, what is said"),
    search: (_of_search, "right answers, bytes and time of searches in a browser"),
    desk: (_of_desk, "processor time of a pause in typing at the desk"),
    validity: (_of_validity, "pages of a site by html5lib and the Nu HTML checker, links and anchors"),
    lint: (_of_nothing, "Biome over scripts and styles"),
    payloads: (_of_payloads, "what attackers write, on all pages of a site"),
    guide: (_of_guide, "the pictures of the authors' guide"),
    sketches: (_of_guide, "the guide's sketches of GitHub's pages"),
    shots: (_of_shots, "a phone and a desk, light and dark"),
    word: (_of_word, "time and memory of imports, and that pages show what Word showed"),
}
