"""What tests share: the engine, small sites, the sample site built once, a host for it, and a browser."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket

import hosting
import small_site
from newsroom.cache.secret import VARIABLE
from newsroom.output.rendering import KeptCode
from small_site import PROJECT, SmallSite, Tree

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ADDRESS = "https://example.test/"
ENGINES = ("mkdocs", "properdocs")
MakeSite = Callable[..., SmallSite]
Serve = Callable[..., AbstractContextManager[str]]
IN_CI = bool(os.environ.get("CI"))  # where the same examples are tried each time: what chance finds is found before
settings.register_profile(
    "newsroom", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=IN_CI
)  # a busy machine makes nothing wrong
settings.load_profile("newsroom")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engine properdocs` runs everything under the fork; .ci/run sets it by environment."""
    default = os.environ.get("NEWSROOM_ENGINE", "mkdocs")
    parser.addoption("--engine", choices=ENGINES, default=default, help="what builds the sites")


def pytest_configure(config: pytest.Config) -> None:
    """The fork takes the name mkdocs for itself before anything can import the other."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of the hundreds of processes would compile all of hooks/
    os.environ.pop("NEWSROOM_CALLED_FROM", None)  # what run.py tells a task is not meant for those that tests start
    os.environ.setdefault(VARIABLE, "tests")  # they leave the user's own folder alone
    if config.getoption("--engine") == "properdocs":
        __import__("properdocs.replacement")


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """A site's first build compiles all templates, most of its time where it is small: here the first of all sites."""
    known: dict[tuple[str, str], bytes] = {}
    load, keep = KeptCode.load_bytecode, KeptCode.dump_bytecode

    def load_bytecode(self: KeptCode, bucket: Bucket) -> None:
        load(self, bucket)
        if bucket.code is None and (code := known.get((bucket.key, bucket.checksum))):
            bucket.bytecode_from_string(code)
            keep(self, bucket)

    def dump_bytecode(self: KeptCode, bucket: Bucket) -> None:
        keep(self, bucket)
        known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()

    with patch.multiple(KeptCode, load_bytecode=load_bytecode, dump_bytecode=dump_bytecode):
        yield


@pytest.fixture(scope="session")
def engine(pytestconfig: pytest.Config) -> str:
    """mkdocs or properdocs."""
    return str(pytestconfig.getoption("--engine"))


@pytest.fixture
def make_site(tmp_path: Path, engine: str) -> MakeSite:
    """Makes a small site, not built yet, in a folder of its own."""

    def make(tree: Tree = "", *, name: str = "trang", address: str = ADDRESS, **settings: Any) -> SmallSite:
        site = SmallSite(tmp_path / name, engine, settings, address)
        site.write(tree)
        return site

    return make


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, engine: str) -> Path:
    """The sample site, built once for all workers of a run. Not to be written to."""
    return _once(_shared(tmp_path_factory) / "sample", lambda site: _build_sample(site, engine))


def _build_sample(site: Path, engine: str) -> None:
    outcome = small_site.build(PROJECT / "mkdocs.yml", engine, site)
    assert outcome.code == 0, outcome.log


def _shared(factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all of its workers see."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _once(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder`, made by whichever worker comes first; the others wait for it."""
    claim, done, failed = (folder.with_suffix(end) for end in (".claim", ".done", ".failed"))
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        while not done.exists():
            assert not failed.exists(), failed.read_text(encoding="utf-8")
            time.sleep(0.05)
        return folder
    try:
        make(folder)
    except BaseException as error:
        failed.write_text(f"{folder.name}: {error}", encoding="utf-8")
        raise
    done.touch()
    return folder


@pytest.fixture(scope="session")
def serve_site() -> Serve:
    """`with serve_site(folder, "/ten/") as address:` a folder on a port of this machine."""
    return hosting.serve


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium; a run without one fails, because pages that nobody has opened are not tested."""
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "no Chromium: set CHROMIUM to its path, or run the tests by scripts/run.py, which finds one"
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=flags)
        yield started
        started.close()
