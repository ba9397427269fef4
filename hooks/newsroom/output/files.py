"""Files of the site that are no pages: feeds, and the schemas that complete frontmatter in an editor."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsroom.cache.store import digest_of
from newsroom.cache.trees import link, write
from newsroom.frontmatter.reference import json_schema
from newsroom.frontmatter.schema import PageFields
from newsroom.icons import drawing
from newsroom.kinds import MODELS

_SHAPES = {"close": "material-close", "left": "material-chevron-left", "right": "material-chevron-right"}
"""Icons that scripts show, as news.css knows them."""
_SITE_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='6' fill='{}'/>"
    "<path d='M8 9h16M8 16h16M8 23h10' stroke='white' stroke-width='3'/></svg>"
)


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


def schema_outputs() -> Iterator[Output]:
    """A JSON Schema for each folder of docs/: `schema/bai-viet.json`."""
    for folder, model in MODELS.items():
        yield Output(f"schema/{folder}.json", "", partial(_schema, model))  # changes with our code alone


def _schema(model: type[PageFields]) -> bytes:
    return (json.dumps(json_schema(model), ensure_ascii=False, indent=2) + "\n").encode()


def icon_outputs(assets: str, primary: str) -> Iterator[Output]:
    """Icons as files, beside scripts and styles: `primary` is the site's colour, by which its own goes."""
    drawn = {name: drawing(icon) for name, icon in _SHAPES.items()}
    for name, data in (drawn | {f"site-{primary[1:]}": _SITE_ICON.format(primary).encode()}).items():
        yield Output(f"{assets}/icons/{name}.svg", digest_of(data), partial(bytes, data))
