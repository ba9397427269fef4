"""MkDocs events → newsroom calls. Beside this file and adapter/, nothing knows MkDocs.

MkDocs gives settings, the navigation and static files; every page is made by newsroom when MkDocs is done.
"""

import errno
import gc
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from adapter.assets import prepare_assets
from adapter.configuring import (
    cannot_replace,
    cannot_write,
    check_address,
    check_clock,
    docs_of,
    file_of,
    mounted,
    paths_in,
    settings_of,
)
from adapter.others import other_hooks, others, others_listen
from adapter.serving import check_host, guard
from adapter.session import Session, keep, open_session
from newsroom import build
from newsroom.addresses import url_of
from newsroom.articles.spool import drop_bodies
from newsroom.build import Source, Target
from newsroom.cache.lock import lock_of
from newsroom.cache.publishing import begin_building, discard
from newsroom.cache.record import folder_for, home_of
from newsroom.cache.refusals import reason
from newsroom.cache.trees import let_all_read
from newsroom.navigation import NavEntry
from newsroom.output.rendering import OwnTemplates
from newsroom.problems import Problem
from newsroom.processes import shutdown
from newsroom.settings import Settings
from newsroom.vietnamese import nfc

log = get_plugin_logger("newsroom")


class _Current:
    """The build that is going on: MkDocs keeps hooks loaded between the builds of `serve`, so each has its session."""

    serving = False
    session: Session | None = None


def _session() -> Session:
    assert _Current.session
    return _Current.session


def _end() -> None:
    """Lets another build in."""
    shutdown()
    gc.freeze()  # all that was made counts as old, so that the collector does not begin by looking through it
    gc.unfreeze()
    gc.enable()
    if session := _Current.session:
        drop_bodies(session.store)
        session.lock.release()
    _Current.session = None


def on_startup(*, command: str, dirty: bool) -> None:
    """Knows whether the site is served, hence drafts shown."""
    _Current.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Checks the settings, and has MkDocs build beside the site, which stays as it is until the build is whole."""
    _end()
    gc.disable()  # a build keeps nearly all that it makes, and looking through it for circles costs a fifth of its time
    check_clock()
    if _Current.serving:
        check_host(config)
    settings = settings_of(config)
    if _Current.serving:
        settings = replace(settings, offline=False)  # another site may be served at the same address tomorrow
    check_address(config)
    foreign = others(config)
    config.use_directory_urls = True  # addresses are part of what the site promises
    site = Path(config.site_dir).resolve()
    if site.is_mount():
        raise PluginError(mounted(site))
    folder = home_of(file_of(config)) / "serve" if _Current.serving else folder_for(file_of(config), site)
    try:
        _begin(config, settings, folder, is_apart=bool(foreign))
    except OSError as error:
        _end()
        raise PluginError(cannot_write(folder, error)) from error
    config.theme.get_env = partial(_lean_env, config.theme)  # type: ignore[method-assign]
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    return config


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[[], object]) -> Any:
    """Has the preview answer to its own names, with its own files, alone, and load no settings that would hang it."""
    guard(server, builder, file_of(config))
    return server


def _begin(config: MkDocsConfig, settings: Settings, folder: Path, *, is_apart: bool) -> None:
    """Opens the session, which waits for whoever builds here already. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    let_all_read()
    lock = lock_of(folder)
    lock.acquire()
    try:
        _Current.session = open_session(config, settings, folder, lock, is_apart=is_apart)
        config.site_dir = str(begin_building(_Current.session.trees))
    except OSError:
        if not _Current.session:
            lock.release()
        raise


def _lean_env(theme: Theme) -> jinja2.Environment:
    env: jinja2.Environment = type(theme).get_env(theme)
    env.loader = OwnTemplates(theme.dirs, theme.custom_dir or "", {theme.get("favicon"), theme.get("logo")})
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Notes the files of docs/, and leaves to MkDocs but the pages of the navigation."""
    session = _session()
    # Nobody knows the posts of a first build, so they are read anyway, and need not be looked into before.
    listing = session.sources.listing(Path(config.docs_dir), ".md" if session.is_first else None, confined=True)
    docs = docs_of(files, config, listing)
    by_url = {url_of(nfc(file.src_uri)): file for file in files.documentation_pages()}
    _Current.session = replace(session, listing=listing, docs=docs, files=by_url if others_listen(config) else None)
    shown = {url_of(path) for path in paths_in(config.nav)}
    for file in list(files):
        is_of_nav = file.is_documentation_page() and url_of(nfc(file.src_uri)) in shown
        if docs.is_outside(file.src_uri) or (nfc(file.src_uri) in docs and not is_of_nav):
            files.remove(file)
    prepare_assets([file for file in files if file.src_dir == config.theme.custom_dir], files, session.setup.assets)
    for url in sorted(url for url in shown if url not in by_url and not url.endswith(".md")):
        made = File.generated(config, f"{url}index.md", content="")
        made.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(made)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Notes the navigation, a section's entries in the section's place, and takes all pages out of MkDocs' hands."""
    session = _session()
    assert session.docs is not None
    entries = tuple(_entry(entry) for item in nav.items for entry in item.children or (item,))
    _Current.session = replace(session, nav=entries)
    for file in list(files.documentation_pages()):
        if file.src_dir is not None and nfc(file.src_uri) not in session.docs:
            raise PluginError(f"{file.src_uri}: trang do plugin khác tạo ra, ở đây không dựng được; hãy bỏ plugin đó")
        files.remove(file)
    return nav


def _entry(entry: object) -> NavEntry:
    """A page's title is its own where the navigation gives none."""
    if isinstance(entry, Page):
        return NavEntry(vars(entry).get("title") or "", entry.url, is_homepage=entry.is_homepage)
    return NavEntry(getattr(entry, "title", ""), getattr(entry, "url", ""), is_link=True)


def on_post_build(config: MkDocsConfig) -> None:
    """Makes all pages, and puts the whole new site in the old one's place."""
    session = _session()
    assert session.docs is not None
    foreign = None if session.files is None else other_hooks(config, session.files)
    source = Source(session.setup, session.docs, session.store, log.info, _Current.serving, foreign)
    try:
        built = build.build(source, Target(session.trees, session.nav), partial(_tell, strict=bool(config.strict)))
    except OSError as error:
        site, is_mounted = session.trees.site, error.errno == errno.EBUSY
        said = cannot_replace(site, error, Path(config.docs_dir))
        raise PluginError(mounted(site) if is_mounted else said) from error
    config.site_dir = str(session.trees.site)
    try:
        keep(config, session, built, is_apart=bool(foreign))
    except OSError:
        built = replace(built, keeps=False)
    if not built.keeps:
        log.info(
            f"Trang tin mới đã xong; lần sau sẽ dựng lại từ đầu vì không ghi thêm được vào {session.store.folder}."
        )
    _end()


def _tell(problems: Sequence[Problem], *, strict: bool) -> None:
    """Prints all problems; a build stops at them, a preview goes on with the pages that are right."""
    fatal = [problem for problem in problems if problem.fatal or strict]
    for problem in problems:
        if not (problem.fatal or strict):
            log.warning(str(problem))
    if not fatal:
        return
    lines = "\n".join(str(problem) for problem in fatal)
    if _Current.serving:
        log.error(f"{len(fatal)} lỗi:\n{lines}")
    else:
        raise PluginError(f"{lines}\nCó {len(fatal)} lỗi; trang tin cũ còn nguyên. Hãy sửa rồi chạy lại.")


def on_build_error(error: Exception) -> None:
    """Drops what was built so far; says what of a disk or of memory stopped MkDocs, which has no words for it."""
    session = _Current.session
    if session:
        shutdown()
        with suppress(OSError):  # what is left is removed by the next build
            discard(session.trees)
    _end()
    if session and isinstance(error, OSError):
        place = error.filename2 or error.filename
        said = f"không đọc hay ghi được {place}: {reason(error)}; trang tin cũ còn nguyên"
        log.error(said if place else cannot_write(session.store.folder, error))
    elif session and isinstance(error, MemoryError):
        log.error("hết bộ nhớ; hãy đóng bớt chương trình rồi chạy lại; trang tin cũ còn nguyên")
    else:
        return
    raise Abort("Chưa dựng được trang tin.")
