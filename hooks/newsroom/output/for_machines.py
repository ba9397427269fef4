"""Files that search engines and telephones ask for: the sitemap, robots.txt, the web manifest, and icons."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote

from newsroom.addresses import absolute
from newsroom.app_icons import AppIcons
from newsroom.cache.store import digest_of
from newsroom.output.files import Output
from newsroom.plan import Planned
from newsroom.settings import Settings
from newsroom.setup import Config
from newsroom.views.specs import PageSpec

MOST = 50_000  # addresses in one sitemap, by the protocol
MANIFEST = "manifest.webmanifest"
_SHORT = 12  # letters that telephones show under an icon
_PLAIN = re.compile("[a-z0-9/-]*")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_outputs(plan: Mapping[str, Planned], site_url: str, most: int = MOST) -> Iterator[Output]:
    """Every address for search engines, with the day of its posts' last change; plain and packed.

    Of more than `most` addresses `sitemap.xml` is an index of parts `sitemap-1.xml`, ….
    """
    specs = [planned.spec for planned in plan.values() if planned.spec.kind != "redirect"]
    root = absolute(site_url, "")
    plain = _PLAIN.fullmatch("".join([one.url for one in specs]))  # so that none needs to be looked at by itself
    lines = sorted(
        [f"<url><loc>{root}{one.url if plain else quote(one.url)}</loc>{_changed(one)}</url>\n" for one in specs]
    )
    if len(lines) <= most:
        yield from _packed("sitemap.xml", "urlset", lines)
        return
    parts = [lines[at : at + most] for at in range(0, len(lines), most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield from _packed(name, "urlset", part)
    yield from _packed("sitemap.xml", "sitemapindex", [f"<sitemap><loc>{root}{n}</loc></sitemap>\n" for n in names])


def _changed(spec: PageSpec) -> str:
    return f"<lastmod>{spec.changed}</lastmod>" if spec.changed else ""


def _packed(name: str, element: str, lines: Sequence[str]) -> Iterator[Output]:
    text = f"{_XML}<{element} {_SPACE}>\n{''.join(lines)}</{element}>\n".encode()
    key = digest_of(text)
    yield Output(name, key, lambda: text)
    yield Output(f"{name}.gz", key, lambda: gzip.compress(text, 2, mtime=0))  # quickly: few ask for it


def robots_output(config: Config) -> Output:
    """Everybody may read everything, and finds the sitemap; asked for at the root of a host alone."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {absolute(config.site_url, 'sitemap.xml')}\n".encode()
    return Output("robots.txt", digest_of(text), lambda: text)


def app_icon_outputs(icons: AppIcons) -> Iterator[Output]:
    """Named by what is in them."""
    for path, name in icons.files():
        yield Output(path, path, partial(icons.draw, name))


def manifest_output(settings: Settings, config: Config, icons: AppIcons) -> Output:
    """The site as an application on a telephone's screen; its addresses are relative, so any base path works."""
    shown = {
        "name": settings.name,
        "short_name": _short(settings),
        "description": config.site_description or settings.motto or settings.name,
        "lang": "vi",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": settings.colours.primary,
        "background_color": "#ffffff",
        "icons": [_icon(icons, name) for name in ("192", "512", "512-maskable")],
    }
    text = (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    return Output(MANIFEST, digest_of(text), lambda: text)


def _icon(icons: AppIcons, name: str) -> Mapping[str, str]:
    size, _, purpose = name.partition("-")
    return {"src": icons.path(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose or "any"}


def _short(settings: Settings) -> str:
    """The last words of the school's name that have room: `THCS Ái Mộ`."""
    words = (settings.school or settings.name).split()
    while len(words) > 1 and len(" ".join(words)) > _SHORT:
        words = words[1:]
    return " ".join(words)
