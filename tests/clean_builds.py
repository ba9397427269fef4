"""Small sites of which many builds are made, and what one from nothing would have made."""

import yaml

from newsroom.cache.trees import remove
from small_site import SmallSite
from trees import contents, copy_sources


def without_material(site: SmallSite) -> SmallSite:
    """The site without a theme whose 14,000 files would be most of a build's time."""
    config = yaml.safe_load(site.config.read_text(encoding="utf-8"))
    config["theme"]["name"] = None
    site.config.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return site


def built_from_nothing(site: SmallSite) -> dict[str, bytes | None]:
    """What a clean build makes, elsewhere, of the sources as they are."""
    twin = SmallSite(site.root.with_name("ban-sao"), site.engine)
    copy_sources(site.root, twin.root)
    twin.build()
    found = contents(twin.site)
    remove(twin.root)
    return found
