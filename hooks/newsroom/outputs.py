"""Files of the site that are no pages: feeds, and the schemas that complete frontmatter in an editor."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsroom.cache.store import digest, digest_of
from newsroom.cache.trees import link, write
from newsroom.feeds import FEED, Channel, absolute, write_feed
from newsroom.frontmatter.reference import json_schema
from newsroom.frontmatter.schema import MODELS, PageFields
from newsroom.plan import Planned
from newsroom.views.posts import Cards
from newsroom.views.sketches import Sketch

_SITEMAP = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


@dataclass(frozen=True)
class Output:
    """A file by its path in the site, the key that settles its bytes, and how to make them or where they lie."""

    path: str
    key: str
    make: Callable[[], bytes] | None = None
    place: Path | None = None


def write_output(output: Output, folder: Path) -> None:
    """A finished file is linked: a site's are replaced and never written to, so those in the cache stay as they are."""
    if output.place:
        link(str(output.place), f"{folder}/{output.path}")
    elif output.make:
        write(f"{folder}/{output.path}", output.make())


def feed_outputs(plan: Mapping[str, Planned], cards: Cards, site_name: str, site_url: str) -> Iterator[Output]:
    """The site's feed and one beside each listing."""
    for planned in plan.values():
        if channel := planned.sketch.feed:
            key = digest(channel.title, channel.description, cards.facts(channel.posts))
            yield Output(f"{channel.url}{FEED}", key, partial(_feed, channel, cards, site_name, site_url))


def _feed(channel: Channel, cards: Cards, site_name: str, site_url: str) -> bytes:
    return write_feed(channel, cards.of(channel.posts), site_name, site_url)


def sitemap_outputs(plan: Mapping[str, Planned], site_url: str) -> Iterator[Output]:
    """Every address for search engines, with the day of its posts' last change; plain and packed."""
    sketches = [planned.sketch for planned in plan.values() if planned.sketch.kind != "redirect"]
    lines = sorted(f"<url><loc>{absolute(site_url, one.url)}</loc>{_changed(one)}</url>\n" for one in sketches)
    text = f"{_SITEMAP}{''.join(lines)}</urlset>\n".encode()
    key = digest_of(text)
    yield Output("sitemap.xml", key, lambda: text)
    yield Output(
        "sitemap.xml.gz", key, lambda: gzip.compress(text, 6, mtime=0)
    )  # a tenth larger in a third of the time


def _changed(sketch: Sketch) -> str:
    return f"<lastmod>{sketch.changed}</lastmod>" if sketch.changed else ""


def schema_outputs() -> Iterator[Output]:
    """A JSON Schema for each folder of docs/: `schema/bai-viet.json`."""
    for folder, model in MODELS.items():
        yield Output(f"schema/{folder}.json", "", partial(_schema, model))  # changes with our code alone


def _schema(model: type[PageFields]) -> bytes:
    return (json.dumps(json_schema(model), ensure_ascii=False, indent=2) + "\n").encode()
