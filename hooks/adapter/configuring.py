"""MkDocs' configuration → our settings and what every page depends on; what is wrong with it raises PluginError."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from newsroom.articles.batches import OURS
from newsroom.articles.extensions import places_of
from newsroom.cache.refusals import reason
from newsroom.cache.sources import OUTSIDE, Listing, Sources
from newsroom.cache.store import stamp_of
from newsroom.docs import Docs
from newsroom.filing import build_time
from newsroom.problems import seen
from newsroom.settings import Settings, read_settings
from newsroom.setup import Config, Setup
from newsroom.site_address import as_uri, fault_in, fault_of


def settings_of(config: MkDocsConfig) -> Settings:
    """Reads the settings under `extra.newsroom`. Raises PluginError with a line for each that is wrong."""
    settings, problems = read_settings(config.extra.get("newsroom"))
    if problems:
        raise PluginError("\n".join(problems))
    return settings


def check_clock() -> None:
    """MkDocs reads the same variable, and ends in a traceback where it is empty or no number. Raises PluginError."""
    try:
        build_time()
    except ValueError as error:
        raise PluginError(str(error)) from None
    if not os.environ.get("SOURCE_DATE_EPOCH", "").strip():
        os.environ.pop("SOURCE_DATE_EPOCH", None)


def check_address(config: MkDocsConfig) -> None:
    """MkDocs has seen to it that it begins with a scheme, if there is one. Raises PluginError."""
    if said := fault_of(config.site_url or ""):
        told = fault_in(file_of(config), os.environ) or f"{file_of(config).name}: site_url: {said}"
        raise PluginError(told)


def setup_of(config: MkDocsConfig, settings: Settings, sources: Sources) -> Setup:
    """What every build is told beside its content."""
    read = Config(config.site_name, as_uri(config.site_url or ""), config.site_description or "")
    assets = f"assets/{sources.fingerprint([Path(config.theme.custom_dir or '', 'assets')])[:10]}"
    ours = {OURS: {"video_hosts": settings.video_hosts}}
    markdown = list(config.markdown_extensions), {**config.mdx_configs, **ours}
    return Setup(settings, markdown, tuple(config.theme.dirs), read, assets)


def stamp_of_all(config: MkDocsConfig, sources: Sources) -> str:
    """Digests all that every page depends on; the addresses in memory that some settings print are left out."""
    apart = ("site_dir", "docs_dir", "config_file_path", "dev_addr", "theme", "plugins", "hooks")
    settings = [(name, value) for name, value in sorted(config.items()) if name not in apart]
    settings += sorted(dict(config.theme).items())
    settings += [(name, dict(getattr(plugin, "config", {}))) for name, plugin in config.plugins.items()]
    return stamp_of(re.sub(r" at 0x[0-9a-f]+", "", repr(settings)), sources.fingerprint(code_of(config)))


def code_of(config: MkDocsConfig) -> list[Path]:
    """All code and templates that have a part in pages: ours, other hooks', and Markdown extensions'."""
    hooks = [Path(hook.__file__ or "") for hook in config["hooks"].values()]
    ours = [hook.parent for hook in hooks if (hook.parent / "newsroom").is_dir()]
    ours += [Path(folder) for folder in [config.theme.custom_dir] if folder]
    places = dict.fromkeys([*hooks, *places_of(config.markdown_extensions, config.mdx_configs)])
    return ours + [place for place in places if not any(place.is_relative_to(folder) for folder in ours)]


def file_of(config: MkDocsConfig) -> Path:
    """Gives the whole path of mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").absolute()


def docs_of(files: Iterable[File], config: MkDocsConfig, listing: Listing) -> Docs:
    """Lists the files of docs/ that MkDocs does not leave out, and each README.md that it drops in a page's folder."""
    names = {file.src_uri for file in files if _is_read(file, config)}
    names |= {f"{one.removesuffix('index.md')}README.md" for one in names if one.endswith("/index.md")}
    return Docs(Path(config.docs_dir), [one for one in listing if one[0] in names or one[1] == OUTSIDE])


def _is_read(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir == config.docs_dir and file.inclusion is not InclusionLevel.EXCLUDED


def paths_in(nav: object) -> list[str]:
    """The Markdown files that the setting `nav` names, at whatever depth."""
    if isinstance(nav, str):
        return [nav] if nav.endswith(".md") else []
    inner = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return [path for one in inner for path in paths_in(one)]


def unreadable(config_file: Path, error: BaseException) -> str:
    """What is wrong with settings that MkDocs can't take; what it says of their values it has printed."""
    mark = getattr(error.__cause__ or error.__context__, "problem_mark", None)
    if mark:
        said = "không đọc được dòng này hay dòng ngay trên; hãy xem lại dấu hai chấm, dấu nháy và khoảng trắng đầu dòng"
        return f"{config_file.name}:{mark.line + 1}: {said}"
    return seen(f"{config_file.name}: không dùng được cài đặt này ({error}); hãy sửa rồi chạy lại")


def cannot_write(folder: Path, error: OSError) -> str:
    """Tells an author that the disk refused what a build keeps, or a file that it is made from."""
    return _refused(f"ghi được vào thư mục {folder}", error, folder)


def cannot_replace(site: Path, error: OSError, docs: Path) -> str:
    """Tells an author that a new site can't be put in the old one's place, or that a file of docs/ can't be read."""
    is_source = error.filename and Path(os.fsdecode(error.filename)).is_relative_to(docs)
    return _refused(f"thay được thư mục {site}", error, site if is_source else None)


def _refused(deed: str, error: OSError, folder: Path | None) -> str:
    """What could not be done to a folder, or with the file at which it ended, if that is not in the folder."""
    place = os.fsdecode(error.filename or "")
    if folder and place and not Path(place).is_relative_to(folder):
        deed = f"mở được {place}"
    return f"không {deed}: {reason(error)}; trang tin cũ còn nguyên"


def mounted(site: Path) -> str:
    """Tells an author that site/ can't be replaced, being where another file system begins."""
    said = f"không thay được thư mục {site} vì nó là nơi gắn một ổ đĩa riêng; hãy gắn ổ ấy vào thư mục mẹ của nó"
    return f"{said}, hoặc ghi site_dir là một thư mục con của nó; trang tin cũ còn nguyên"
