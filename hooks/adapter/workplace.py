"""A project as MkDocs would read it, for what is asked without a build: checks, previews, exports, reports."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import get_files

from adapter.configuring import (
    cannot_write,
    check_address,
    check_clock,
    docs_of,
    file_of,
    settings_of,
    setup_of,
    stamp_of_all,
    unreadable,
)
from newsroom import build
from newsroom.addresses import url_of
from newsroom.articles.spool import drop_bodies
from newsroom.build import Source
from newsroom.cache.lock import held
from newsroom.cache.record import CHECK, home_of, look
from newsroom.cache.store import Store
from newsroom.docs import Docs
from newsroom.filing import Filed
from newsroom.navigation import NavEntry, titled
from newsroom.planning import Plan
from newsroom.problems import Problem
from newsroom.settings import Settings
from newsroom.settings_file import excess_in, fault_in
from newsroom.setup import Setup
from newsroom.vietnamese import nfc

log = get_plugin_logger("newsroom")


@dataclass(frozen=True)
class Workplace:
    """What checks are made from, without a build: `nav` as the settings have it, `read_docs` lists docs/ as it is now.

    Nobody else may keep things in the store's folder meanwhile.
    """

    setup: Setup
    store: Store
    docs_folder: Path
    nav: tuple[NavEntry, ...]
    read_docs: Callable[[], Docs]


def workplace(config_file: Path, name: str = CHECK) -> Workplace:
    """Opens a project, which keeps things in a folder of this name. Raises PluginError for wrong settings."""
    if said := fault_in(config_file, os.environ):
        raise PluginError(said)
    config = _load(config_file)
    check_clock()
    check_address(config)
    settings = replace(settings_of(config), share_cards=False)  # nothing can be wrong with them
    folder = home_of(file_of(config)) / name
    folder.mkdir(parents=True, exist_ok=True)
    sources = look(folder)
    setup = setup_of(config, settings, sources)

    def read_docs() -> Docs:
        seen = look(folder)
        docs = docs_of(get_files(config), config, seen.listing(Path(config.docs_dir), confined=True))
        seen.save()
        return docs

    store = Store(folder, stamp_of_all(config, sources))
    return Workplace(setup, store, Path(config.docs_dir), tuple(_nav_entries(config.nav)), read_docs)


def _load(config_file: Path) -> MkDocsConfig:
    """Raises PluginError for settings that MkDocs can't take."""
    try:
        return load_config(str(config_file))
    except (ConfigurationError, Abort) as error:
        raise PluginError(unreadable(config_file, error)) from error


def _nav_entries(nav: object) -> Iterator[NavEntry]:
    for one in nav if isinstance(nav, list) else ():
        title, target = next(iter(one.items())) if isinstance(one, dict) else ("", one)
        if isinstance(target, list):
            yield from _nav_entries(target)
        elif isinstance(target, str) and target.endswith(".md"):
            yield NavEntry(title, url_of(nfc(target)), is_homepage=url_of(nfc(target)) == "")
        else:
            yield NavEntry(title or "", target or "", is_link=True)


def check(config_file: Path) -> list[Problem]:
    """All that is wrong, and all that an editor would look at again; builds nothing."""
    try:
        with _source(config_file) as source:
            return [*build.check(source)]
    except PluginError as error:
        return [_of_settings(line) for line in str(error).splitlines()]


def _of_settings(line: str) -> Problem:
    """A line that names the file of settings, as a problem of that file."""
    found = re.match(r"([\w.-]+\.ya?ml)(?::(\d+))?: ", line)
    if not found:
        return Problem("..", 0, "", line)
    return Problem(f"../{found[1]}", int(found[2] or 0), "", line[found.end() :])


@contextmanager
def planned(config_file: Path) -> Iterator[tuple[Setup, Plan, tuple[NavEntry, ...]]]:
    """What a build would make, and its navigation, while nobody else uses what is kept. Raises ValueError, in lines."""
    folder = home_of(config_file) / "check"
    try:
        place = workplace(config_file)
        with held(folder):
            plan = build.planned(Source(place.setup, place.read_docs(), place.store, log.info))
            if wrong := [str(problem) for problem in plan.problems if problem.fatal]:
                raise ValueError("\n".join(wrong))
            shown = [one for one in place.nav if one.is_link or one.url in plan.pages]
            yield place.setup, plan, titled(shown, plan.pages)
            drop_bodies(place.store)
    except PluginError as error:
        raise ValueError(str(error)) from error


def read(config_file: Path) -> tuple[Settings, Filed]:
    """Who publishes the site, and all that is published of it now; builds nothing. Raises PluginError."""
    with _source(config_file) as source:
        return source.setup.settings, build.read(source)


@contextmanager
def _source(config_file: Path) -> Iterator[Source]:
    """What a build would be made from, while nobody else uses what is kept of it. Raises PluginError."""
    folder = home_of(config_file) / CHECK
    try:
        place = workplace(config_file)
        with held(folder):
            yield Source(place.setup, place.read_docs(), place.store, log.info)
    except OSError as error:
        raise PluginError(cannot_write(folder, error)) from error


def markdown_of(config_file: Path) -> tuple[list[Any], dict[str, Any]]:
    """The extensions with which bodies are read, and their settings, for what shows one without a build.

    Raises PluginError for settings that can't be loaded.
    """
    if said := excess_in(config_file):
        raise PluginError(said)
    config = _load(config_file)
    return list(config.markdown_extensions), config.mdx_configs
