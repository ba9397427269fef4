"""Other hooks and plugins: which of their events reach our pages."""

from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from newsroom.addresses import url_of
from newsroom.build import OtherHooks
from newsroom.output.sheets import PageSheet

log = get_plugin_logger("newsroom")

TAKEN = ("page_markdown", "post_page")
"""Page events of other hooks and plugins that reach our pages, too."""
NOT_TAKEN = ("pre_page", "page_read_source", "page_content", "page_context")


def others(config: MkDocsConfig) -> list[str]:
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


def others_listen(config: MkDocsConfig) -> bool:
    """Whether any has a say in pages."""
    return any(config.plugins.events[event] for event in TAKEN)


def other_hooks(config: MkDocsConfig, known: Mapping[str, File]) -> OtherHooks:
    """Runs the events of others on texts and pages, as MkDocs would; `known` are files of docs/ by URL."""
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
