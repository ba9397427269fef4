"""What was read of posts, kept in memory for as long as the desk is open, and for the next time it is opened."""

from pathlib import Path
from typing import Any

from newsroom.cache.lock import held
from newsroom.cache.store import Store


class InMemory(Store):
    """Values of a store, each loaded once and saved there when it is asked to."""

    def __init__(self, behind: Store) -> None:
        super().__init__(Path(behind.folder), behind.stamp)
        self._values: dict[str, object] = {}

    def load(self, name: str) -> Any:
        if name not in self._values:
            self._values[name] = super().load(name)
        return self._values[name]

    def save(self, name: str, value: object) -> None:
        self._values[name] = value

    def settle(self) -> None:
        """Has all values be found when the project is opened again."""
        with held(self.folder):
            for name, value in self._values.items():
                super().save(name, value)
