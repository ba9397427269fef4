"""What stands beside the exported pages: settings for MkDocs with Material, which Zensical reads as well."""

from collections.abc import Sequence

import yaml

from leaving.bodies import EXTENSIONS
from newsroom.navigation import NavEntry
from newsroom.setup import Config


def settings_of(config: Config, nav: Sequence[NavEntry]) -> str:
    """The file mkdocs.yml; posts are not in its navigation, which would be on every page."""
    entries = [{one.title: one.url if one.is_link else f"{one.url}index.md"} for one in nav]
    settings: dict[str, object] = {
        "site_name": config.site_name,
        **({"site_url": config.site_url} if config.site_url else {}),
        **({"site_description": config.site_description} if config.site_description else {}),
        "theme": {"name": "material", "language": "vi", "font": False},
        "nav": entries or [{"Trang chủ": "index.md"}],
        "validation": {"nav": {"omitted_files": "ignore"}, "links": {"anchors": "warn"}},
        "markdown_extensions": list(EXTENSIONS),
        "plugins": ["search"],
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
