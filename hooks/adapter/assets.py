"""Scripts and styles of the site as MkDocs is to publish them."""

from collections.abc import Sequence
from pathlib import Path

from mkdocs.structure.files import File, Files

from newsroom.bundling import bundles
from newsroom.minifying import ENDINGS, minified


def prepare_assets(own: Sequence[File], files: Files, folder: str) -> None:
    """Of the theme's own files, gives scripts and styles as readers get them; a folder with its version holds all."""
    assets = {file.src_uri.removeprefix("assets/"): file for file in own if file.src_uri.startswith("assets/")}
    made = bundles(Path(own[0].src_dir or "", "assets")) if own else {}
    for path in [path for bundle in made.values() for path in bundle.paths]:
        files.remove(assets.pop(path))
    for path, file in assets.items():
        file.dest_uri = file.dest_uri.replace("assets", folder, 1)
        if path.endswith(ENDINGS):
            text = made[path].text if path in made else file.content_string
            file.content_bytes = minified(path, text).encode()  # as text it would have the line ends of the system
