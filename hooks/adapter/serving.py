"""MkDocs' preview server: to whom it answers, and what it does before it builds again."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError

from newsroom.preview import guarded, is_loopback
from newsroom.problems import seen
from newsroom.settings_file import excess_in


def check_host(config: MkDocsConfig) -> None:
    """Raises PluginError where other machines could read the preview, which shows drafts."""
    if not is_loopback(config.dev_addr.host):
        host = seen(config.dev_addr.host)
        raise PluginError(f"không mở trang xem thử ở {host}: máy khác sẽ đọc được bài nháp; hãy dùng 127.0.0.1")


def guard(server: Any, builder: Callable[[], object], config_file: Path) -> None:
    """Has a server answer to its own names, with its own files, alone, and load no settings that would hang it."""
    server.set_app(guarded(server.serve_request, server))
    server.builder = partial(_rebuild, builder, config_file)


def _rebuild(builder: Callable[[], object], config_file: Path) -> None:
    """Raises Abort, which a preview prints and outlives, for settings that would hang it."""
    if said := excess_in(config_file):
        raise Abort(said)
    builder()
