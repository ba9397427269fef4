"""Turns that processes take, each taken once, whoever comes first."""

import os


class Turns:
    """So many turns, to be made before the processes that take them are copied from this one.

    They are bytes in a pipe, of which the system gives each to one reader only.
    """

    def __init__(self, count: int) -> None:
        self._left, filling = os.pipe()
        with os.fdopen(filling, "wb") as pipe:
            pipe.write(bytes(count))

    def take(self) -> bool:
        """Takes a turn, if one is left."""
        return bool(os.read(self._left, 1))

    def __del__(self) -> None:
        os.close(self._left)
