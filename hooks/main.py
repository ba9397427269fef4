"""MkDocs events → newsroom calls. The only file that knows MkDocs."""

import datetime
import os
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from newsroom.markup import Renderer
from newsroom.newsroom import Newsroom
from newsroom.plan import Planned
from newsroom.publishing import discard, publish, start_building
from newsroom.settings import Settings, read_settings
from newsroom.vietnamese import format_date, format_day, format_long, nfc
from newsroom.views import PostView

log = get_plugin_logger("newsroom")


class NewsPage(Page):
    """A planned page: its text is already made, so MkDocs neither reads nor renders it."""

    def __init__(self, planned: Planned, file: File, config: MkDocsConfig) -> None:
        super().__init__(planned.view.title, file, config)
        self.planned = planned
        if isinstance(planned.view, PostView):
            self.update_date = (planned.view.updated or planned.view.card.date).isoformat()

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        fields = self.planned.page.fields if self.planned.page else None
        template = (fields.template if fields else "") or f"{self.planned.view.kind}.html"
        self.meta = {"template": template, "title": self.planned.view.title}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        assert current.newsroom
        self.content = current.newsroom.html(self.planned)
        self.toc = get_toc([])


class Build:
    """The build that is going on: MkDocs keeps hooks loaded between the builds of `serve`, so each makes its own."""

    def __init__(self, serving: bool = False) -> None:
        self.serving = serving
        self.settings = Settings()
        self.newsroom: Newsroom | None = None
        self.building: Path | None = None
        self.site = ""


current = Build()


def on_startup(*, command: str, dirty: bool) -> None:
    """Knows whether the site is served, hence drafts shown."""
    global current
    current = Build(serving=command == "serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Checks the settings, and has MkDocs build beside the site, which stays as it is until the build is whole."""
    global current
    current = Build(current.serving)
    current.settings, problems = read_settings(config.extra.get("newsroom"))
    if problems:
        raise PluginError("\n".join(problems))
    current.site = config.site_dir
    current.building = start_building(Path(config.site_dir))
    config.site_dir = str(current.building)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Reads and checks everything once, and puts every page of the plan in MkDocs' list of files."""
    newsroom = Newsroom(
        current.settings,
        Renderer(config.markdown_extensions, config.mdx_configs),
        {nfc(file.src_uri): Path(file.abs_src_path) for file in files if _is_content(file, config)},
        _now(),
        preview=current.serving,
    )
    current.newsroom = newsroom
    plan = newsroom.open()
    _tell(newsroom, config)
    _take_out(files, {page.path for page in newsroom.hidden} | _unread(files, newsroom))
    by_path = {nfc(file.src_uri): file for file in files}
    for url, planned in plan.items():
        file = by_path.get(planned.page.path) if planned.page else None
        if file is None:
            file = File.generated(config, f"{url}index.md", content="")
            files.append(file)
        file.inclusion = InclusionLevel.NOT_IN_NAV
        file.dest_uri = f"{url}index.html"
        NewsPage(planned, file, config)
    return files


def _is_content(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir == config.docs_dir and file.inclusion is not InclusionLevel.EXCLUDED


def _unread(files: Files, newsroom: Newsroom) -> set[str]:
    """Pages that could not be read: a preview is shown without them."""
    read = {page.path for page in newsroom.pages}
    return {path for path in newsroom.files if path.endswith(".md") and path not in read}


def _take_out(files: Files, paths: set[str]) -> None:
    for file in list(files):
        if nfc(file.src_uri) in paths:
            files.remove(file)


def _tell(newsroom: Newsroom, config: MkDocsConfig) -> None:
    """Prints all problems; a build stops at them, a preview goes on with the pages that are right."""
    fatal = [problem for problem in newsroom.problems if problem.fatal]
    for problem in newsroom.problems:
        if not problem.fatal:
            log.warning(str(problem))
    if not fatal:
        return
    lines = "\n".join(str(problem) for problem in fatal)
    if current.serving:
        log.error(f"{len(fatal)} lỗi:\n{lines}")
    else:
        raise PluginError(f"{lines}\nCó {len(fatal)} lỗi; trang tin cũ còn nguyên. Hãy sửa rồi chạy lại.")


def _now() -> datetime.datetime:
    """The time of the build, which decides what is published; SOURCE_DATE_EPOCH sets it for a build to be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Gives the templates the settings and the ways to print dates."""
    env.filters |= {"day": format_day, "weekday": format_date, "long": format_long, "iso": lambda day: day.isoformat()}
    problems = current.newsroom.problems if current.newsroom and current.serving else []
    env.globals |= {"site": current.settings, "problems": [str(problem) for problem in problems if problem.fatal]}
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Gives a template its view."""
    if isinstance(page, NewsPage):
        context["view"] = page.planned.view
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Puts the whole new site in the old one's place."""
    if current.building:
        publish(current.building, Path(current.site))
        config.site_dir = current.site


def on_build_error(error: Exception) -> None:
    """Drops what was built so far."""
    if current.building:
        discard(current.building)
