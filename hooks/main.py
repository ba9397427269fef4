"""MkDocs events → newsroom calls. The only file that knows MkDocs."""

import gc
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import jinja2
from filelock import BaseFileLock, FileLock
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
from newsroom.articles.markup import Renderer
from newsroom.articles.reading import READINGS
from newsroom.cache.publishing import Publisher, place_for_spare
from newsroom.cache.sources import Sources
from newsroom.cache.store import Store, digest, stamp_of, versions
from newsroom.cache.unchanged import Record, environment, forget, look, remember
from newsroom.collisions import check_forms
from newsroom.navigation import NavEntry, nav_titles
from newsroom.newsroom import Newsroom, build_time
from newsroom.outputs import write_output
from newsroom.plan import Planned
from newsroom.problems import Problem
from newsroom.rendering import KeptCode, OwnTemplates, equip
from newsroom.search.indexing import Indexing
from newsroom.settings import Settings, read_settings
from newsroom.vietnamese import nfc
from newsroom.workers import dismiss, hire
from newsroom.writing import MANY, Config, Frame, Sheet, write_pages

log = get_plugin_logger("newsroom")


class NewsPage(Page):
    """A planned page: its text is already made, so MkDocs neither reads nor renders it."""

    def __init__(self, title: str, planned: Planned, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.planned = planned
        self.update_date = current.newest  # else the day of the build, in the sitemap's compressed form

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"template": _template(self.planned, config), "title": self.planned.title}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        assert current.newsroom
        self.content = current.newsroom.with_body(self.planned, current.newsroom.content(self.planned)).html
        self.toc = get_toc([])


class Build:
    """The build that is going on: MkDocs keeps hooks loaded between the builds of `serve`, so each makes its own."""

    serving = False

    def __init__(self) -> None:
        self.settings = Settings()
        self.newsroom: Newsroom | None = None
        self.sources: Sources | None = None
        self.publisher: Publisher | None = None
        self.lock: BaseFileLock | None = None
        self.indexing: Indexing | None = None
        self.everywhere = ""  # what every page shows: titles in the navigation and, in a preview, what is wrong
        self.keys: dict[str, str] = {}
        self.kept: set[str] = set()
        self.newest = ""
        self.left_to_mkdocs: set[str] = set()
        self.nav: list[NavEntry] = []
        self.frame: Frame | None = None
        self.record: Record | None = None

    def begin(self) -> None:
        """Forgets the build before."""
        self.end()
        serving = self.serving
        self.__dict__ = Build().__dict__ | {"serving": serving}

    def end(self) -> None:
        """Lets another build in."""
        dismiss()
        gc.freeze()  # all that was made counts as old, so that the collector does not begin by looking through it
        gc.unfreeze()
        gc.enable()
        if self.lock:
            self.lock.release()


current = Build()


def on_startup(*, command: str, dirty: bool) -> None:
    """Knows whether the site is served, hence drafts shown."""
    current.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Checks the settings, and has MkDocs build beside the site, which stays as it is until the build is whole."""
    current.begin()
    gc.disable()  # a build keeps nearly all that it makes, and looking through it for circles costs a fifth of its time
    current.settings = _settings(config)
    config.use_directory_urls = True  # addresses are part of what the site promises
    site = Path(config.site_dir).resolve()
    folder = _home(config) / ("serve" if current.serving else digest(str(site))[:8])
    folder.mkdir(parents=True, exist_ok=True)
    current.lock = FileLock(folder / "lock")
    current.lock.acquire()
    if os.environ.get("NEWSROOM_CLEAN"):
        Store(folder, "").clear()
    if not Store(folder, "").has(READINGS) and _is_large(config.docs_dir):
        hire("newsroom.articles.reading", "newsroom.writing")
    current.sources = look(folder)
    current.record = _record(config, current.sources)
    current.sources.save()
    forget(folder)
    store = Store(folder, current.record.stamp.partition(" ")[0])
    store.tidy()
    current.publisher = Publisher(site, place_for_spare(site, folder), store)
    config.site_dir = str(current.publisher.start())
    config.theme.get_env = partial(_lean_env, config.theme)  # type: ignore[method-assign]
    return config


def _lean_env(theme: Theme) -> jinja2.Environment:
    env: jinja2.Environment = type(theme).get_env(theme)
    env.loader = OwnTemplates(theme.dirs, theme.custom_dir or "", {theme.get("favicon"), theme.get("logo")})
    return env


def _is_large(docs: str) -> bool:
    return len(list(islice(Path(docs).rglob("*.md"), MANY))) == MANY


def _record(config: MkDocsConfig, sources: Sources) -> Record:
    """What is built from, as it is now: what changes from here on will be seen by the next build."""
    file = Path(config.config_file_path or "mkdocs.yml").absolute()
    folders = [file, Path(config.docs_dir), *_code(config)]
    stamp = f"{_stamp(config)} {digest(*versions())}"
    return Record(tuple(map(str, folders)), sources.fingerprint(folders), environment(file), stamp, 0)


def _code(config: MkDocsConfig) -> list[Path]:
    return [Path(__file__).parent, *(Path(folder) for folder in [config.theme.custom_dir] if folder)]


def _settings(config: MkDocsConfig) -> Settings:
    settings, problems = read_settings(config.extra.get("newsroom"))
    if problems:
        raise PluginError("\n".join(problems))
    return settings


def _home(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").absolute().parent / ".cache/newsroom"


def _stamp(config: MkDocsConfig) -> str:
    """Of all that every page depends on; the addresses in memory that some settings print are left out."""
    apart = ("site_dir", "docs_dir", "config_file_path", "dev_addr", "theme", "plugins", "hooks")
    settings = [(name, value) for name, value in sorted(config.items()) if name not in apart]
    settings += sorted(dict(config.theme).items())
    settings += [(name, dict(getattr(plugin, "config", {}))) for name, plugin in config.plugins.items()]
    hooks = [Path(hook.__file__ or "").read_bytes() for hook in config["hooks"].values()]
    return stamp_of(_code(config), re.sub(r" at 0x[0-9a-f]+", "", repr(settings)) + digest(*hooks))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Reads and checks everything once, and puts every page that must be built anew in MkDocs' list of files."""
    assert current.publisher and current.sources
    current.newsroom = newsroom = _newsroom(files, config, current.publisher.store, current.sources)
    newsroom.read()
    current.indexing = newsroom.indexing(Path(config.site_dir))  # takes longest, so it begins first
    plan = newsroom.open()
    newsroom.problems += _missing_templates(newsroom, config)
    current.newest = newsroom.newest.isoformat()
    _tell(newsroom, config)
    in_nav = nav_titles(config.nav)
    titles = [in_nav[path] or plan[url_of(path)].title for path in in_nav if url_of(path) in plan]
    current.everywhere = digest(*titles, *_fatal_problems())
    in_nav.setdefault("index.md", "")  # MkDocs dates its sitemap by the pages that it knows
    current.left_to_mkdocs = {url for url in map(url_of, in_nav) if url in plan}
    _take_out(files, newsroom.unpublished() - in_nav.keys())
    by_url = {url_of(nfc(file.src_uri)): file for file in files}
    for url in sorted(current.left_to_mkdocs):
        _put_in(files, by_url.get(url), plan[url], config, in_nav)
    return files


def _put_in(files: Files, file: File | None, planned: Planned, config: MkDocsConfig, in_nav: Mapping[str, str]) -> None:
    if file is None:
        file = File.generated(config, f"{planned.sketch.url}index.md", content="")
        files.append(file)
    file.inclusion = InclusionLevel.NOT_IN_NAV
    file.dest_uri = f"{planned.sketch.url}index.html"
    NewsPage(in_nav.get(file.src_uri) or planned.title, planned, file, config)


def _fatal_problems() -> list[str]:
    """What a preview tells at the head of every page; a build has none."""
    problems = current.newsroom.problems if current.newsroom and current.serving else []
    return [str(problem) for problem in problems if problem.fatal]


def _newsroom(files: Iterable[File], config: MkDocsConfig, store: Store, sources: Sources) -> Newsroom:
    content = [file for file in files if _is_content(file, config)]
    return Newsroom(
        current.settings,
        Renderer(config.markdown_extensions, config.mdx_configs),
        {nfc(file.src_uri): Path(file.abs_src_path or "") for file in content},
        sources,
        store,
        store.folder.parent / "pictures",
        build_time(),
        log.info,
        preview=current.serving,
        problems=list(check_forms(file.src_uri for file in content)),
    )


def check(config_file: Path) -> list[tuple[str, bool]]:
    """All that is wrong, a line each, and whether it would stop a build; builds nothing."""
    config = load_config(str(config_file))
    try:
        current.settings = _settings(config).model_copy(update={"share_cards": False})  # nothing can be wrong with them
    except PluginError as error:
        return [(line, True) for line in str(error).splitlines()]
    folder = _home(config) / "check"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        newsroom = _newsroom(get_files(config), config, Store(folder, _stamp(config)), look(folder))
        newsroom.read()
        newsroom.open()
        newsroom.problems += _missing_templates(newsroom, config)
    return [(str(problem), problem.fatal) for problem in newsroom.problems]


def _missing_templates(newsroom: Newsroom, config: MkDocsConfig) -> Iterator[Problem]:
    for page in newsroom.pages:
        name = page.fields.template
        if name and not _has_template(name, config):
            yield page.problem("template", f"không có khuôn trang “{name}”; hãy xem lại tên hoặc bỏ dòng này")


def _template(planned: Planned, config: MkDocsConfig) -> str:
    own = planned.page.fields.template if planned.page else ""
    return own if own and _has_template(own, config) else f"{planned.sketch.kind}.html"


def _has_template(name: str, config: MkDocsConfig) -> bool:
    return ".." not in name and any(Path(folder, name).is_file() for folder in config.theme.dirs)


def _is_content(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir == config.docs_dir and file.inclusion is not InclusionLevel.EXCLUDED


def _take_out(files: Files, paths: set[str]) -> None:
    for file in list(files):
        if nfc(file.src_uri) in paths:
            files.remove(file)


def _tell(newsroom: Newsroom, config: MkDocsConfig) -> None:
    """Prints all problems; a build stops at them, a preview goes on with the pages that are right."""
    fatal = [problem for problem in newsroom.problems if problem.fatal or config.strict]
    for problem in newsroom.problems:
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
    current.nav = [
        NavEntry(entry.title or "", getattr(entry, "url", ""), getattr(entry, "is_homepage", False), entry.is_link)
        for entry in entries
    ]
    return nav


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Gives the templates the settings and the ways to print dates."""
    assert current.publisher
    sitemap = current.newsroom.sitemap() if current.newsroom else []
    assets = Path(config.theme.custom_dir or "", "assets")
    version = f"?v={current.sources.fingerprint([assets])[:10]}" if current.sources else ""
    problems = _fatal_problems()
    store = current.publisher.store
    env.bytecode_cache = KeptCode(store)
    equip(env, current.settings, problems=problems, sitemap=sitemap, version=version)
    read = Config(config.site_name, config.site_url or "", config.site_description or "")
    nav = tuple(current.nav)
    current.frame = Frame(tuple(config.theme.dirs), current.settings, read, nav, tuple(problems), version, store)
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Gives a template its view."""
    if isinstance(page, NewsPage):
        context["view"] = page.planned.view()
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Writes what is no page, and puts the whole new site in the old one's place."""
    assert current.publisher and current.newsroom and current.frame and current.indexing
    building = Path(config.site_dir)
    write_pages(current.frame, building, _sheets(current.newsroom, current.publisher, config))
    outputs = [*current.newsroom.outputs(config.site_name, config.site_url or "/"), *current.indexing.outputs()]
    for output in outputs:
        if not _is_kept(output.path, output.key, current.publisher) and output.path not in current.indexing.written:
            write_output(output, building)
    try:
        current.publisher.publish(current.kept, current.keys)
    except OSError as error:
        raise PluginError(
            f"không thay được thư mục {current.publisher.site}: {error}; trang tin cũ còn nguyên"
        ) from error
    if current.record and not current.newsroom.problems:
        remember(current.publisher.store.folder, replace(current.record, until=current.newsroom.holds_until()))
    config.site_dir = str(current.publisher.site)
    current.end()


def _sheets(newsroom: Newsroom, publisher: Publisher, config: MkDocsConfig) -> Iterator[Sheet]:
    """All pages that are neither kept nor MkDocs' own."""
    for draft in newsroom.drafts():
        planned, url = draft.planned, draft.planned.sketch.url
        kept = _is_kept(f"{url}index.html", f"{draft.key} {current.everywhere}", publisher)
        if url not in current.left_to_mkdocs and not kept:
            yield Sheet(planned.view(), _template(planned, config), newsroom.with_body(planned, draft.content))


def _is_kept(path: str, key: str, publisher: Publisher) -> bool:
    """Notes a file of the new site, and whether it is there from the last build."""
    current.keys[path] = key
    kept = publisher.keeps(path, key)
    if kept:
        current.kept.add(path)
    return kept


def on_build_error(error: Exception) -> None:
    """Drops what was built so far."""
    if current.indexing:
        current.indexing.stop()
    if current.publisher:
        current.publisher.discard()
    current.end()
