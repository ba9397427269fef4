"""What the desk is given of a project."""

from pathlib import Path
from typing import Protocol

from newsroom.cache.store import Store
from newsroom.docs import Docs
from newsroom.navigation import NavEntry
from newsroom.setup import Setup


class Workplace(Protocol):
    """What the adapter makes of the settings."""

    @property
    def setup(self) -> Setup: ...
    @property
    def store(self) -> Store: ...
    @property
    def docs_folder(self) -> Path: ...
    @property
    def nav(self) -> tuple[NavEntry, ...]: ...
    def read_docs(self) -> Docs: ...
