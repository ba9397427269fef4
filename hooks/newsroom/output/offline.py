"""The service worker that keeps read pages readable without a network, or the one that ends it."""

import json
from collections.abc import Iterator
from pathlib import Path

from newsroom.bundling import bundles
from newsroom.cache.store import digest_of
from newsroom.output.files import Output
from newsroom.setup import Setup

WORKER, OFFLINE = "sw.js", "offline.html"
_KEPT = (".css", ".js")


def worker_output(setup: Setup) -> Output:
    """At the root, since a worker has a say in what is below it.

    It stays when the setting is off, and ends itself then: a browser goes on with the worker that it has until it finds
    another one at the same address.
    """
    scripts = f"{setup.assets}/javascripts/offline"
    lines = [f'importScripts("{scripts}/end.js")']
    if setup.settings.offline:
        files = json.dumps(sorted(_files(Path(setup.templates[0], "assets"))))
        lines = [f'const VERSION = "{setup.assets}"', f"const FILES = {files}", f'importScripts("{scripts}/worker.js")']
    text = "".join([f"{line}\n" for line in lines]).encode()
    return Output(WORKER, digest_of(text), lambda: text)


def _files(folder: Path) -> Iterator[str]:
    """Scripts and styles that there are, but not the workers themselves, which a browser keeps apart."""
    apart = {"javascripts/offline/end.js", "javascripts/offline/worker.js"}
    apart |= {path for bundle in bundles(folder).values() for path in bundle.paths}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.suffix in _KEPT and name not in apart:
            yield name
