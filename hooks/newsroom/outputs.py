"""Files of the site that are no pages: feeds, and the schemas that complete frontmatter in an editor."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsroom.cache.store import digest
from newsroom.cache.trees import link_anew, write
from newsroom.feeds import FEED, Channel, write_feed
from newsroom.frontmatter.reference import json_schema
from newsroom.frontmatter.schema import MODELS
from newsroom.plan import Planned
from newsroom.views.posts import Cards


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
        link_anew(output.place, f"{folder}/{output.path}")
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


def schema_outputs() -> Iterator[Output]:
    """A JSON Schema for each folder of docs/: `schema/bai-viet.json`."""
    for folder, model in MODELS.items():
        text = json.dumps(json_schema(model), ensure_ascii=False, indent=2) + "\n"
        yield Output(f"schema/{folder}.json", digest(text), partial(text.encode, "utf-8"))
