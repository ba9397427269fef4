"""Our builds and the peers', each in a folder of its own, in turn."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmark import layouts
from benchmark.articles import Article, one_more
from benchmark.measuring import Failed, Result, Run, result, run

PACKAGES = ("hugo", "pelican[markdown]")


@dataclass
class Contestant:
    """What is measured under a name: `before` makes ready, untimed, for each of its runs."""

    name: str
    folder: Path
    command: Sequence[str]
    site: str
    before: Callable[[], None]
    runs: list[Run] = field(default_factory=list)


def contestants(folder: Path, articles: Sequence[Article], names: Sequence[str], tools: Path) -> Iterator[Contestant]:
    """Those asked for that can run here, laid out."""
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    peers: dict[str, tuple[layouts.Layout, Sequence[str], str]] = {
        "plain": (layouts.plain, mkdocs, "site"),
        "blog": (layouts.blog, mkdocs, "site"),
        "hugo": (layouts.hugo, [str(tools / "hugo"), "--quiet"], "public"),
        "pelican": (layouts.pelican, [str(tools / "pelican"), "content", "--quiet"], "output"),
    }
    for name in names:
        if name in ("ours", "cards"):
            yield from _ours(folder / name, articles, " with share cards" if name == "cards" else "")
        elif shutil.which(peers[name][1][0]) is None:
            print(f"{name} is missing: --peers installs it, if it can be had", flush=True)
        else:
            layout, command, site = peers[name]
            layout(folder / name, articles)
            yield Contestant(name, folder / name, command, site, _remover(folder / name / site))


def _ours(folder: Path, articles: Sequence[Article], label: str) -> Iterator[Contestant]:
    (layouts.ours_with_cards if label else layouts.ours)(folder, articles)
    command = [sys.executable, "scripts/build.py"]
    number = count()
    new: Callable[[], None] = lambda: layouts.write_post(folder, one_more(articles, next(number)))  # noqa: E731
    yield Contestant(f"clean{label}", folder, command, "site", _remover(folder / "site", folder / ".cache"))
    yield Contestant(f"one new post{label}", folder, command, "site", new)
    yield Contestant(f"nothing changed{label}", folder, command, "site", lambda: None)


def _remover(*places: Path) -> Callable[[], None]:
    """Moves folders out of the way, to be deleted at the end: ext4 makes files several times slower after that."""
    number = count()

    def remove() -> None:
        for place in places:
            if place.exists():
                place.rename(place.with_name(f"{place.name}.old{next(number)}"))

    return remove


def compete(all_of_them: Sequence[Contestant], times: int) -> dict[str, Result]:
    """Each runs in turn, so that a busy minute of the machine is shared by all; one that fails is left out."""
    failed: set[str] = set()
    for number in range(times):
        for one in all_of_them:
            if one.name in failed:
                continue
            one.before()
            _settle()
            try:
                one.runs.append(run(one.command, one.folder))
            except Failed as error:
                failed.add(one.name)
                print(f"{one.name} failed: {error}", flush=True)
            else:
                print(f"round {number + 1}: {one.name} {one.runs[-1].seconds:.2f} s", flush=True)
    return {one.name: result(one.runs, one.folder / one.site) for one in all_of_them if one.name not in failed}


def _settle() -> None:
    """What the run before has left to be written to disk is not to be paid for by the next."""
    if hasattr(os, "sync"):
        os.sync()


def tools_in(folder: Path, install: bool) -> Path:
    """Where the peers' commands are: a virtual environment of their own, made when asked for."""
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    if install and not scripts.exists():
        venv.create(folder, with_pip=True)
        for package in PACKAGES:
            subprocess.run([str(scripts / "python"), "-m", "pip", "install", "--quiet", package], check=False)
    return scripts
