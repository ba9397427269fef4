"""Rows of small numbers as deflate codes, made once for each piece of a picture and then only moved and joined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsroom.cards.huffman import Bits, both, literals, repeats

_ONE, _LAST = np.uint64(1), np.uint64(63)


@dataclass(frozen=True)
class Codes:
    """Numbers of up to 64 bits, the lowest bit first, that tell what stands somewhere in rows of zeros.

    The mark of each has four times 16 bits: row, columns from start to end, and how many bits there are.
    """

    bits: NDArray[np.uint64]
    marks: NDArray[np.int64]

    @staticmethod
    def of(found: Iterable[tuple[Bits, int, int, int]]) -> "Codes":
        """From (bits, row, start, end)."""
        codes, rows, starts, ends = zip(*found, strict=True)
        bits, counts = both(codes)
        return Codes(bits, _marks(np.array(rows), np.array(starts), np.array(ends), counts))

    @property
    def rows(self) -> NDArray[np.int64]:
        """The row of each."""
        return self.marks >> 48

    @property
    def starts(self) -> NDArray[np.int64]:
        """The first column that each tells of."""
        return self.marks >> 32 & 0xFFFF

    @property
    def ends(self) -> NDArray[np.int64]:
        """The column after the last one."""
        return self.marks >> 16 & 0xFFFF

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many bits each has."""
        return self.marks & 0xFFFF

    def split(self, height: int, times: int) -> list["Codes"]:
        """So many pieces that stood one below the other; a row's codes must come before those of the next."""
        ends = np.searchsorted(self.rows, height * np.arange(1, times + 1)).tolist()
        shares = zip([0, *ends], ends, range(0, height * times, height), strict=False)
        return [Codes(self.bits[start:end].copy(), self.marks[start:end] - (top << 48)) for start, end, top in shares]


def _marks(rows: Any, starts: Any, ends: Any, counts: Any) -> NDArray[np.int64]:
    marks: NDArray[np.int64] = (rows << 48) + (starts << 32) + (ends << 16) + counts
    return marks


def together(placed: Sequence[tuple[Codes, int, int]]) -> Codes:
    """All in one, each moved so many rows down and columns to the right."""
    moves = [_marks(down, right, right, 0) for _, down, right in placed]
    marks = np.concatenate([codes.marks for codes, _, _ in placed])
    marks += np.repeat(moves, [len(codes.marks) for codes, _, _ in placed])
    return Codes(np.concatenate([codes.bits for codes, _, _ in placed]), marks)


def encode(rows: NDArray[np.uint8]) -> Codes:
    """Codes of what stands in each row from the first number that is not zero to the last one."""
    wide = rows.shape[1]
    changes = np.ones(rows.shape, np.bool_)
    changes[:, 1:] = rows[:, 1:] != rows[:, :-1]
    starts = np.flatnonzero(changes)
    lengths = np.diff(starts, append=rows.size)
    numbers = rows.ravel()[starts]
    inside = (numbers != 0) | ((starts % wide != 0) & ((starts + lengths) % wide != 0))
    starts, lengths, numbers = starts[inside], lengths[inside], numbers[inside]
    few = (numbers != 0) & (lengths < 4)  # written one by one
    times = np.where(few, lengths, 1)
    again, numbers = np.repeat(np.where(few, 0, lengths - 1), times), np.repeat(numbers, times)
    (literal, its_count), (repeat, repeat_count) = literals(), repeats()
    counts = its_count[numbers]
    bits = literal[numbers] | repeat[again] << counts.astype(np.uint64)
    return _in_rows(bits, counts + repeat_count[again], np.repeat(starts // wide, times), rows != 0)


def _in_rows(
    bits: NDArray[np.uint64], counts: NDArray[np.uint8], row: NDArray[np.intp], ink: NDArray[np.bool_]
) -> Codes:
    """Each row's bits in full numbers and what is left."""
    sums = np.bincount(row, counts, len(ink)).astype(np.int64)
    across = -(-int(sums.max()) // 64)
    offsets = np.cumsum(counts, dtype=np.int64) - counts - (np.cumsum(sums) - sums)[row] + row * (across * 64)
    shifts = (offsets & 63).astype(np.uint64)
    words = np.zeros(len(ink) * across + 1, np.uint64)
    np.bitwise_or.at(words, offsets >> 6, bits << shifts)
    np.bitwise_or.at(words, (offsets >> 6) + 1, (bits >> _ONE) >> (_LAST - shifts))
    left = np.clip(sums[:, None] - 64 * np.arange(across), 0, 64)
    row, which = np.nonzero(left)
    end = ink.shape[1] - ink[:, ::-1].argmax(1)[row]
    start = np.where(which == 0, ink.argmax(1)[row], end)
    return Codes(words[row * across + which], _marks(row, start, end, left[row, which]))


def packed(bits: NDArray[np.uint64], counts: NDArray[np.int32]) -> bytes:
    """All bits in order, and zeros up to a whole byte."""
    ends = np.cumsum(counts, dtype=np.int32)
    offsets = ends - counts
    shifts = (offsets & 63).astype(np.uint64)
    full = offsets >> 6
    firsts = np.concatenate([[0], np.flatnonzero(full[1:] != full[:-1]) + 1])  # of each word, as no number is longer
    words = np.zeros(len(firsts) + 1, np.uint64)
    words[:-1] = np.bitwise_or.reduceat(bits << shifts, firsts)
    lasts = np.append(firsts[1:], len(bits)) - 1
    words[1:] |= (bits[lasts] >> _ONE) >> (_LAST - shifts[lasts])
    return words.astype("<u8", copy=False).tobytes()[: (int(ends[-1]) + 7) // 8]
