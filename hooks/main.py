"""MkDocs events → newsroom calls. The only file that knows MkDocs."""

import gc
import os
import pickle
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.theme import Theme

from newsroom.addresses import url_of
from newsroom.articles.reading import READINGS, drop_bodies
from newsroom.building import Build
from newsroom.cache.lock import Lock, held, lock_of
from newsroom.cache.record import Record, begin_record, folder_for, forget, home_of, look, remember, with_content
from newsroom.cache.sources import Listing, Sources
from newsroom.cache.store import Store, digest, digest_of, stamp_of
from newsroom.collisions import check_forms
from newsroom.docs import Docs
from newsroom.navigation import NavEntry, nav_titles
from newsroom.newsroom import Newsroom
from newsroom.output.rendering import KeptCode, OwnTemplates, equip
from newsroom.output.writing import MANY
from newsroom.plan import Planned
from newsroom.problems import Problem
from newsroom.settings import Settings, read_settings
from newsroom.setup import Config, Setup
from newsroom.update import KNOWN, Known
from newsroom.vietnamese import nfc
from newsroom.workers import dismiss, hire

log = get_plugin_logger("newsroom")


class NewsPage(Page):
    """A planned page: its text is already made, so MkDocs neither reads nor renders it."""

    def __init__(self, title: str, planned: Planned, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.planned = planned

    def read_source(self, config: MkDocsConfig) -> None:
        assert current.setup
        self.markdown = ""
        self.meta = {"template": current.setup.template(self.planned), "title": self.planned.title}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        assert current.build
        newsroom = current.build.newsroom
        self.content = newsroom.with_body(self.planned, newsroom.content(self.planned)).html
        self.toc = get_toc([])


class Current:
    """The build that is going on: MkDocs keeps hooks loaded between the builds of `serve`, so each makes its own."""

    serving = False

    def __init__(self) -> None:
        self.lock: Lock | None = None
        self.build: Build | None = None
        self.sources: Sources | None = None
        self.record: Record | None = None
        self.setup: Setup | None = None
        self.is_first = False
        self.left_to_mkdocs: set[str] = set()
        self.nav: tuple[NavEntry, ...] = ()

    def begin(self) -> None:
        """Forgets the build before."""
        self.end()
        serving = self.serving
        self.__dict__ = Current().__dict__ | {"serving": serving}

    def end(self) -> None:
        """Lets another build in."""
        dismiss()
        if self.build:
            self.build.end()
        gc.freeze()  # all that was made counts as old, so that the collector does not begin by looking through it
        gc.unfreeze()
        gc.enable()
        if self.lock:
            self.lock.release()


current = Current()


def on_startup(*, command: str, dirty: bool) -> None:
    """Knows whether the site is served, hence drafts shown."""
    current.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Checks the settings, and has MkDocs build beside the site, which stays as it is until the build is whole."""
    current.begin()
    gc.disable()  # a build keeps nearly all that it makes, and looking through it for circles costs a fifth of its time
    settings = _settings(config)
    config.use_directory_urls = True  # addresses are part of what the site promises
    site = Path(config.site_dir).resolve()
    folder = home_of(_file(config)) / "serve" if current.serving else folder_for(_file(config), site)
    folder.mkdir(parents=True, exist_ok=True)
    current.lock = lock_of(folder)
    current.lock.acquire()
    if os.environ.get("NEWSROOM_CLEAN"):
        Store(folder, "").clear()
    current.is_first = not Store(folder, "").has(READINGS)
    if current.is_first and _is_large(config.docs_dir):
        hire("newsroom.output.printing")
    current.sources = sources = look(folder)
    store = Store(folder, _stamp(config))
    current.record = begin_record([_file(config), *_code(config)], Path(config.docs_dir), store.stamp, sources)
    current.setup = _setup(config, settings, sources)
    forget(folder)
    current.build = Build(site, store, current.serving)
    config.site_dir = str(current.build.start())
    config.theme.get_env = partial(_lean_env, config.theme)  # type: ignore[method-assign]
    config.theme.static_templates.discard("sitemap.xml")  # ours is not dated by the clock
    return config


def _setup(config: MkDocsConfig, settings: Settings, sources: Sources) -> Setup:
    read = Config(config.site_name, config.site_url or "", config.site_description or "")
    version = f"?v={sources.fingerprint([Path(config.theme.custom_dir or '', 'assets')])[:10]}"
    markdown = list(config.markdown_extensions), config.mdx_configs
    return Setup(settings, markdown, tuple(config.theme.dirs), read, nav_titles(config.nav), version)


def _lean_env(theme: Theme) -> jinja2.Environment:
    env: jinja2.Environment = type(theme).get_env(theme)
    env.loader = OwnTemplates(theme.dirs, theme.custom_dir or "", {theme.get("favicon"), theme.get("logo")})
    return env


def _is_large(docs: str) -> bool:
    return len(list(islice(Path(docs).rglob("*.md"), MANY))) == MANY


def _code(config: MkDocsConfig) -> list[Path]:
    return [Path(__file__).parent, *(Path(folder) for folder in [config.theme.custom_dir] if folder)]


def _settings(config: MkDocsConfig) -> Settings:
    settings, problems = read_settings(config.extra.get("newsroom"))
    if problems:
        raise PluginError("\n".join(problems))
    return settings


def _file(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").absolute()


def _stamp(config: MkDocsConfig) -> str:
    """Of all that every page depends on; the addresses in memory that some settings print are left out."""
    apart = ("site_dir", "docs_dir", "config_file_path", "dev_addr", "theme", "plugins", "hooks")
    settings = [(name, value) for name, value in sorted(config.items()) if name not in apart]
    settings += sorted(dict(config.theme).items())
    settings += [(name, dict(getattr(plugin, "config", {}))) for name, plugin in config.plugins.items()]
    hooks = [digest_of(Path(hook.__file__ or "").read_bytes()) for hook in config["hooks"].values()]
    return stamp_of(_code(config), re.sub(r" at 0x[0-9a-f]+", "", repr(settings)) + digest(*hooks))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Reads and checks everything once, and puts the pages of the navigation in MkDocs' list of files."""
    assert current.build and current.setup and current.sources and current.record
    # Nobody knows the posts of a first build, so they are read anyway, and need not be looked into before.
    listing = current.sources.listing(Path(config.docs_dir), ".md" if current.is_first else None)
    docs, problems = _docs(files, config, listing)
    current.build.read(current.setup, docs, problems, log.info)
    for path in docs:
        current.sources.learn(str(docs[path]), docs.digests[path])
    current.record = with_content(current.record, docs.learnt(listing), current.setup.settings.emblem)
    current.sources.save()
    _tell(current.build.newsroom.problems, config)
    plan, nav = current.build.newsroom.plan, current.setup.nav
    current.left_to_mkdocs = {url for url in map(url_of, nav) if url in plan}
    _take_out(files, current.build.newsroom.unpublished() - nav.keys())
    by_url = {url_of(nfc(file.src_uri)): file for file in files}
    for url in sorted(current.left_to_mkdocs):
        _put_in(files, by_url.get(url), plan[url], config)
    return files


def _docs(files: Iterable[File], config: MkDocsConfig, listing: Listing) -> tuple[Docs, Iterable[Problem]]:
    """Those that MkDocs does not leave out, and what is wrong with their names."""
    names = {file.src_uri for file in files if _is_content(file, config)}
    return Docs(Path(config.docs_dir), [one for one in listing if one[0] in names]), check_forms(names)


def _put_in(files: Files, file: File | None, planned: Planned, config: MkDocsConfig) -> None:
    assert current.setup
    url = planned.sketch.url
    if file is None:
        file = File.generated(config, f"{url}index.md", content="")
        files.append(file)
    file.inclusion = InclusionLevel.NOT_IN_NAV
    file.dest_uri = f"{url}index.html"
    NewsPage(current.setup.nav.get(file.src_uri) or planned.title, planned, file, config)


def check(config_file: Path) -> list[tuple[str, bool]]:
    """All that is wrong, a line each, and whether it would stop a build; builds nothing."""
    config = load_config(str(config_file))
    try:
        settings = replace(_settings(config), share_cards=False)  # nothing can be wrong with them
    except PluginError as error:
        return [(line, True) for line in str(error).splitlines()]
    folder = home_of(_file(config)) / "check"
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder):
        sources = look(folder)
        setup = _setup(config, settings, sources)
        docs, problems = _docs(get_files(config), config, sources.listing(Path(config.docs_dir)))
        newsroom = Newsroom(setup, docs, Store(folder, _stamp(config)), log.info)
        newsroom.problems += problems
        newsroom.read()
        newsroom.file()
        newsroom.open()
        drop_bodies(newsroom.store)
    return [(str(problem), problem.fatal) for problem in newsroom.problems]


def _is_content(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir == config.docs_dir and file.inclusion is not InclusionLevel.EXCLUDED


def _take_out(files: Files, paths: set[str]) -> None:
    for file in list(files):
        if nfc(file.src_uri) in paths:
            files.remove(file)


def _tell(problems: Iterable[Problem], config: MkDocsConfig) -> None:
    """Prints all problems; a build stops at them, a preview goes on with the pages that are right."""
    fatal = [problem for problem in problems if problem.fatal or config.strict]
    for problem in problems:
        if problem not in fatal:
            log.warning(str(problem))
    if not fatal:
        return
    lines = "\n".join(str(problem) for problem in fatal)
    if current.serving:
        log.error(f"{len(fatal)} lỗi:\n{lines}")
    else:
        raise PluginError(f"{lines}\nCó {len(fatal)} lỗi; trang tin cũ còn nguyên. Hãy sửa rồi chạy lại.")


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Notes the navigation, a section's entries in the section's place."""
    entries = [entry for item in nav.items for entry in item.children or (item,)]
    current.nav = tuple(
        NavEntry(entry.title or "", getattr(entry, "url", ""), getattr(entry, "is_homepage", False), entry.is_link)
        for entry in entries
    )
    return nav


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Gives the templates the settings and the ways to print dates."""
    assert current.build and current.setup
    env.bytecode_cache = KeptCode(current.build.store)
    equip(env, current.setup.settings, problems=current.build.fatal_problems, version=current.setup.version)
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Gives a template its view."""
    if isinstance(page, NewsPage):
        context["view"] = page.planned.view()
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Writes what is not MkDocs' own, and puts the whole new site in the old one's place."""
    assert current.build and current.record
    build, newsroom = current.build, current.build.newsroom
    build.write(current.nav, current.left_to_mkdocs)
    _keep_setup(config)
    try:
        build.publish()
    except OSError as error:
        raise PluginError(f"không thay được thư mục {build.site}: {error}; trang tin cũ còn nguyên") from error
    remember(build.store.folder, replace(current.record, until=0 if newsroom.problems else newsroom.holds_until()))
    config.site_dir = str(build.site)
    current.end()


def _keep_setup(config: MkDocsConfig) -> None:
    """For builds without MkDocs, unless they would have to do what a plugin, another hook or a pattern does."""
    assert current.build and current.setup
    store = current.build.store
    ours = set(config.plugins) <= set(config.hooks) and len(config.hooks) == 1
    if not ours or config.exclude_docs or config.draft_docs:
        store.drop(KNOWN)
        return
    try:
        store.save(KNOWN, Known(current.setup, current.nav, current.build.everywhere))
    except (pickle.PicklingError, AttributeError, TypeError):  # a Markdown extension, or a setting of one
        store.drop(KNOWN)


def on_build_error(error: Exception) -> None:
    """Drops what was built so far."""
    if current.build:
        current.build.abandon()
    current.end()
