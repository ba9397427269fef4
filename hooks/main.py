"""MkDocs events → newsroom calls. The only file that knows MkDocs.

MkDocs gives settings, the navigation and static files; every page is made by newsroom when MkDocs is done.
"""

import errno
import gc
import os
import pickle
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from newsroom import build
from newsroom.addresses import url_of
from newsroom.articles.batches import OURS
from newsroom.articles.extensions import places_of
from newsroom.articles.parsing import PARSED
from newsroom.articles.spool import drop_bodies
from newsroom.build import OtherHooks, Source, Target
from newsroom.cache.lock import Lock, held, lock_of
from newsroom.cache.publishing import Trees, begin_building, discard, trees_of
from newsroom.cache.record import CHECK, Record, begin_record, fingerprint, folder_for, forget, home_of, look, remember
from newsroom.cache.refusals import reason
from newsroom.cache.secret import VARIABLE, is_kept
from newsroom.cache.sources import OUTSIDE, Listing, Sources
from newsroom.cache.store import Store, digest, stamp_of
from newsroom.cache.trees import let_all_read
from newsroom.docs import Docs
from newsroom.filing import Filed, build_time
from newsroom.minifying import ENDINGS, minified
from newsroom.navigation import NavEntry, titled
from newsroom.output.rendering import OwnTemplates
from newsroom.output.sheets import PageSheet
from newsroom.output.writing import MANY
from newsroom.planning import Plan
from newsroom.preview import guarded, is_loopback
from newsroom.problems import Problem, seen
from newsroom.processes import shutdown, start
from newsroom.settings import Settings, read_settings
from newsroom.setup import Config, Setup
from newsroom.site_address import fault_in, fault_of
from newsroom.update import KNOWN, Known
from newsroom.vietnamese import nfc

log = get_plugin_logger("newsroom")

TAKEN = ("page_markdown", "post_page")
"""Page events of other hooks and plugins that reach our pages, too."""
NOT_TAKEN = ("pre_page", "page_read_source", "page_content", "page_context")


@dataclass(frozen=True)
class Session:
    """What is known between the events of one build; `files` are all that MkDocs found in docs/."""

    lock: Lock
    store: Store
    trees: Trees
    sources: Sources
    record: Record
    setup: Setup
    is_first: bool
    listing: Listing = ()
    docs: Docs | None = None
    files: Mapping[str, File] | None = None
    nav: tuple[NavEntry, ...] = ()


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
    _check_clock()
    if _Current.serving and not is_loopback(config.dev_addr.host):
        host = seen(config.dev_addr.host)
        raise PluginError(f"không mở trang xem thử ở {host}: máy khác sẽ đọc được bài nháp; hãy dùng 127.0.0.1")
    settings = _settings(config)
    if _Current.serving:
        settings = replace(settings, offline=False)  # another site may be served at the same address tomorrow
    _check_address(config)
    others = _others(config)
    config.use_directory_urls = True  # addresses are part of what the site promises
    site = Path(config.site_dir).resolve()
    if site.is_mount():
        raise PluginError(_mounted(site))
    folder = home_of(_file(config)) / "serve" if _Current.serving else folder_for(_file(config), site)
    try:
        _begin(config, settings, folder, is_apart=bool(others))
    except OSError as error:
        _end()
        raise PluginError(_cannot_write(folder, error)) from error
    config.theme.get_env = partial(_lean_env, config.theme)  # type: ignore[method-assign]
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    return config


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[[], object]) -> Any:
    """Has the preview answer to its own names, and from its own folder, alone."""
    server.set_app(guarded(server.serve_request, server))
    return server


def _begin(config: MkDocsConfig, settings: Settings, folder: Path, *, is_apart: bool) -> None:
    """Opens the session, which waits for whoever builds here already. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    let_all_read()
    lock = lock_of(folder)
    lock.acquire()
    try:
        _Current.session = _opened(config, settings, folder, lock, is_apart=is_apart)
        config.site_dir = str(begin_building(_Current.session.trees))
    except OSError:
        if not _Current.session:
            lock.release()
        raise


def _opened(config: MkDocsConfig, settings: Settings, folder: Path, lock: Lock, *, is_apart: bool) -> Session:
    if os.environ.get("NEWSROOM_CLEAN"):
        Store(folder, "").clear()
    if not is_kept():
        log.info(f"Lần dựng sau sẽ làm lại từ đầu: không ghi được khoá vào thư mục của người dùng ({VARIABLE}).")
    is_first = not Store(folder, "").has(PARSED)
    if is_first and _is_large(config.docs_dir):
        start("newsroom.output.printing")
    sources = look(folder)
    stamp = _stamp(config, sources)
    record = begin_record([_file(config), *_code(config)], Path(config.docs_dir), stamp, sources)
    setup = _setup(config, settings, sources)
    forget(folder)
    store = Store(folder, digest(stamp, str(time.time_ns())) if is_apart else stamp)  # what others do can't be known
    store.tidy()
    trees = trees_of(Path(config.site_dir).resolve(), folder)
    return Session(lock, store, trees, sources, record, setup, is_first)


def _unreadable(config_file: Path, error: BaseException) -> str:
    """What is wrong with settings that MkDocs can't take; what it says of their values it has printed."""
    mark = getattr(error.__cause__ or error.__context__, "problem_mark", None)
    if mark:
        said = "không đọc được dòng này hay dòng ngay trên; hãy xem lại dấu hai chấm, dấu nháy và khoảng trắng đầu dòng"
        return f"{config_file.name}:{mark.line + 1}: {said}"
    return seen(f"{config_file.name}: không dùng được cài đặt này ({error}); hãy sửa rồi chạy lại")


def _cannot_write(folder: Path, error: OSError) -> str:
    return f"không ghi được vào thư mục {folder}: {reason(error)}; trang tin cũ còn nguyên"


def _mounted(site: Path) -> str:
    said = f"không thay được thư mục {site} vì nó là nơi gắn một ổ đĩa riêng; hãy gắn ổ ấy vào thư mục mẹ của nó"
    return f"{said}, hoặc ghi site_dir là một thư mục con của nó; trang tin cũ còn nguyên"


def _check_clock() -> None:
    """MkDocs reads the same variable, and ends in a traceback where it is empty or no number. Raises PluginError."""
    try:
        build_time()
    except ValueError as error:
        raise PluginError(str(error)) from None
    if not os.environ.get("SOURCE_DATE_EPOCH", "").strip():
        os.environ.pop("SOURCE_DATE_EPOCH", None)


def _check_address(config: MkDocsConfig) -> None:
    """MkDocs has seen to it that it begins with a scheme, if there is one. Raises PluginError."""
    if said := fault_of(config.site_url or ""):
        told = fault_in(_file(config), os.environ) or f"{_file(config).name}: site_url: {said}"
        raise PluginError(told)


def _others(config: MkDocsConfig) -> list[str]:
    """The other hooks and plugins that have a say in pages. Raises PluginError for one that can't have it."""
    wrong = [(name, event) for event in NOT_TAKEN for name in _listeners(config, event)]
    if wrong:
        said = "dùng sự kiện on_{}, mà trang tin này không chạy; hãy bỏ nó khỏi mkdocs.yml (không còn plugin nào thì "
        said += "ghi “plugins: []”), hoặc chỉ dùng on_{}"
        raise PluginError("\n".join(f"“{name}” {said.format(event, ' và on_'.join(TAKEN))}" for name, event in wrong))
    found = list(dict.fromkeys(name for event in TAKEN for name in _listeners(config, event)))
    if found:
        log.info(f"Dựng lại toàn bộ, không giữ trang nào của lần trước, vì có {', '.join(found)} sửa nội dung trang.")
    return found


def _listeners(config: MkDocsConfig, event: str) -> list[str]:
    origins = config.plugins._event_origins
    return [origins.get(method, method.__module__) for method in config.plugins.events[event]]


def _setup(config: MkDocsConfig, settings: Settings, sources: Sources) -> Setup:
    read = Config(config.site_name, config.site_url or "", config.site_description or "")
    assets = f"assets/{sources.fingerprint([Path(config.theme.custom_dir or '', 'assets')])[:10]}"
    ours = {OURS: {"video_hosts": settings.video_hosts}}
    markdown = list(config.markdown_extensions), {**config.mdx_configs, **ours}
    return Setup(settings, markdown, tuple(config.theme.dirs), read, assets)


def _lean_env(theme: Theme) -> jinja2.Environment:
    env: jinja2.Environment = type(theme).get_env(theme)
    env.loader = OwnTemplates(theme.dirs, theme.custom_dir or "", {theme.get("favicon"), theme.get("logo")})
    return env


def _is_large(docs: str) -> bool:
    return len(list(islice(Path(docs).rglob("*.md"), MANY))) == MANY


def _code(config: MkDocsConfig) -> list[Path]:
    """All code and templates that have a part in pages: ours, other hooks', and Markdown extensions'."""
    ours = [Path(__file__).parent, *(Path(folder) for folder in [config.theme.custom_dir] if folder)]
    hooks = [Path(hook.__file__ or "") for hook in config["hooks"].values()]
    places = dict.fromkeys([*hooks, *places_of(config.markdown_extensions, config.mdx_configs)])
    return ours + [place for place in places if not any(place.is_relative_to(folder) for folder in ours)]


def _settings(config: MkDocsConfig) -> Settings:
    settings, problems = read_settings(config.extra.get("newsroom"))
    if problems:
        raise PluginError("\n".join(problems))
    return settings


def _file(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").absolute()


def _stamp(config: MkDocsConfig, sources: Sources) -> str:
    """Of all that every page depends on; the addresses in memory that some settings print are left out."""
    apart = ("site_dir", "docs_dir", "config_file_path", "dev_addr", "theme", "plugins", "hooks")
    settings = [(name, value) for name, value in sorted(config.items()) if name not in apart]
    settings += sorted(dict(config.theme).items())
    settings += [(name, dict(getattr(plugin, "config", {}))) for name, plugin in config.plugins.items()]
    return stamp_of(re.sub(r" at 0x[0-9a-f]+", "", repr(settings)), sources.fingerprint(_code(config)))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Notes the files of docs/, and leaves to MkDocs but the pages of the navigation."""
    session = _session()
    # Nobody knows the posts of a first build, so they are read anyway, and need not be looked into before.
    listing = session.sources.listing(Path(config.docs_dir), ".md" if session.is_first else None, confined=True)
    docs = _docs(files, config, listing)
    by_url = {url_of(nfc(file.src_uri)): file for file in files.documentation_pages()}
    _Current.session = replace(session, listing=listing, docs=docs, files=by_url)
    shown = {url_of(path) for path in _paths(config.nav)}
    for file in list(files):
        is_of_nav = file.is_documentation_page() and url_of(nfc(file.src_uri)) in shown
        if docs.is_outside(file.src_uri) or (nfc(file.src_uri) in docs and not is_of_nav):
            files.remove(file)
    for file in files:
        if file.src_dir == config.theme.custom_dir and file.src_uri.startswith("assets/"):
            file.dest_uri = file.dest_uri.replace("assets", session.setup.assets, 1)
            if file.src_uri.endswith(ENDINGS):
                # As text it would be written with the line ends of the system.
                file.content_bytes = minified(file.src_uri, file.content_string).encode()
    for url in sorted(url for url in shown if url not in by_url and not url.endswith(".md")):
        made = File.generated(config, f"{url}index.md", content="")
        made.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(made)
    return files


def _docs(files: Iterable[File], config: MkDocsConfig, listing: Listing) -> Docs:
    """Those that MkDocs does not leave out."""
    names = {file.src_uri for file in files if _is_read(file, config)}
    return Docs(Path(config.docs_dir), [one for one in listing if one[0] in names or one[1] == OUTSIDE])


def _is_read(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir == config.docs_dir and file.inclusion is not InclusionLevel.EXCLUDED


def _paths(nav: object) -> list[str]:
    """The Markdown files that the setting `nav` names, at whatever depth."""
    if isinstance(nav, str):
        return [nav] if nav.endswith(".md") else []
    inner = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return [path for one in inner for path in _paths(one)]


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
    others = _other_hooks(config, session) if _others_listen(config) else None
    source = Source(session.setup, session.docs, session.store, log.info, _Current.serving, others)
    try:
        built = build.build(source, Target(session.trees, session.nav), partial(_tell, strict=bool(config.strict)))
    except OSError as error:
        site, is_mounted = session.trees.site, error.errno == errno.EBUSY
        said = f"không thay được thư mục {site}: {reason(error)}; trang tin cũ còn nguyên"
        raise PluginError(_mounted(site) if is_mounted else said) from error
    config.site_dir = str(session.trees.site)
    try:
        _keep(config, session, built, is_apart=bool(others))
    except OSError:
        built = replace(built, keeps=False)
    if not built.keeps:
        log.info(
            f"Trang tin mới đã xong; lần sau sẽ dựng lại từ đầu vì không ghi thêm được vào {session.store.folder}."
        )
    _end()


def _keep(config: MkDocsConfig, session: Session, built: build.Built, *, is_apart: bool) -> None:
    """What makes the next build quick. Raises OSError, which is no harm to the site."""
    docs, problems = built.plan.parsed.docs, built.plan.problems
    for path in docs:
        session.sources.learn(str(docs[path]), docs.digests[path])
    session.sources.save()
    _keep_setup(config, session)
    if not is_apart and built.keeps:
        content, until = fingerprint(docs.listed(session.listing)), 0 if problems else built.plan.filed.until
        remember(session.store.folder, replace(session.record, content=content, until=until))


def _others_listen(config: MkDocsConfig) -> bool:
    return any(config.plugins.events[event] for event in TAKEN)


def _other_hooks(config: MkDocsConfig, session: Session) -> OtherHooks:
    """Runs the events of others on texts and pages, as MkDocs would."""
    known = session.files or {}
    files = Files(list(known.values()))

    def page_at(url: str, title: str | None) -> Page:
        return Page(title, known.get(url) or File.generated(config, f"{url}index.md", content=""), config)

    def rewrite(path: str, fields: Mapping[str, object], body: str) -> str:
        page = page_at(url_of(path), None)
        page.meta = dict(fields)
        page.markdown = body
        return str(config.plugins.on_page_markdown(body, page=page, config=config, files=files))

    def rework(sheet: PageSheet, html: str) -> str:
        page = page_at(sheet.view.url, sheet.view.title)
        page.content = html
        return str(config.plugins.on_post_page(html, page=page, config=config))

    return OtherHooks(rewrite, rework)


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


def _keep_setup(config: MkDocsConfig, session: Session) -> None:
    """For builds without MkDocs, unless they would have to do what a plugin, another hook or a pattern does."""
    ours = set(config.plugins) <= set(config.hooks) and len(config.hooks) == 1
    if not ours or config.exclude_docs or config.draft_docs:
        session.store.drop(KNOWN)
        return
    try:
        session.store.save(KNOWN, Known(session.setup, session.nav))
    except (pickle.PicklingError, AttributeError, TypeError):  # a Markdown extension, or a setting of one
        session.store.drop(KNOWN)


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
        log.error(said if place else _cannot_write(session.store.folder, error))
    elif session and isinstance(error, MemoryError):
        log.error("hết bộ nhớ; hãy đóng bớt chương trình rồi chạy lại; trang tin cũ còn nguyên")
    else:
        return
    raise Abort("Chưa dựng được trang tin.")


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
    """That of a project, which keeps things in a folder of this name. Raises PluginError for wrong settings."""
    if said := fault_in(config_file, os.environ):
        raise PluginError(said)
    try:
        config = load_config(str(config_file))
    except (ConfigurationError, Abort) as error:
        raise PluginError(_unreadable(config_file, error)) from error
    _check_clock()
    _check_address(config)
    settings = replace(_settings(config), share_cards=False)  # nothing can be wrong with them
    folder = home_of(_file(config)) / name
    folder.mkdir(parents=True, exist_ok=True)
    sources = look(folder)
    setup = _setup(config, settings, sources)

    def read_docs() -> Docs:
        seen = look(folder)
        docs = _docs(get_files(config), config, seen.listing(Path(config.docs_dir), confined=True))
        seen.save()
        return docs

    store = Store(folder, _stamp(config, sources))
    return Workplace(setup, store, Path(config.docs_dir), tuple(_nav_entries(config.nav)), read_docs)


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
        raise PluginError(_cannot_write(folder, error)) from error


def markdown_of(config_file: Path) -> tuple[list[Any], dict[str, Any]]:
    """The extensions with which bodies are read, and their settings, for what shows one without a build."""
    config = load_config(str(config_file))
    return list(config.markdown_extensions), config.mdx_configs
