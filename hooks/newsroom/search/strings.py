"""Many short strings in one array, from which any number are copied at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsroom.search.words import Ints, Numbers, Shorts

Units = npt.NDArray[np.uint16]


@dataclass(frozen=True)
class Strings:
    """UTF-16 without anything beyond U+FFFF; a zero ends each."""

    units: Units
    begins: Ints
    lengths: Ints

    @classmethod
    def of(cls, strings: Sequence[str]) -> "Strings":
        """Strings by their places in the list."""
        lengths = np.fromiter(map(len, strings), np.int64, len(strings))
        units = np.frombuffer("\0".join((*strings, "")).encode("utf-16-le"), "<u2")
        return cls(units, np.cumsum(lengths + 1) - lengths - 1, lengths)

    def put(self, out: Units, at: Ints, which: Ints | Numbers | Shorts, skipped: Ints | int = 0) -> None:
        """Copies strings, but for their first letters, to places in `out`."""
        letter = self.begins[which] + skipped
        while len(at):
            units = self.units[letter]
            more = np.flatnonzero(units)
            at, letter = at[more], letter[more]
            out[at] = units[more]
            at += 1
            letter += 1
