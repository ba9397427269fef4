"""Deflate codes (RFC 1951) of rows of small numbers, made once for each piece of a picture and then only joined.

One Huffman code serves all cards: it was made from the numbers that a few hundred real cards hold. The only matches are
those that repeat the byte before, so a piece's codes are the same wherever it stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bits = tuple[int, int]  # and how many they are

LONGEST = 1200  # of a run
_ONE, _LAST = np.uint64(1), np.uint64(63)
_END = 256
_FIRST_LENGTH = 257
_FULL = 258  # the longest that one code repeats
_SMALL = {0: 2, 1: 5, 2: 5} | dict.fromkeys(range(3, 13), 6) | dict.fromkeys(range(13, 16), 7)
_LITERALS = _SMALL | {256 - number: length for number, length in _SMALL.items() if number} | {16: 11, _END: 11}
_REPEATS = "888777765778777878887788869a4"  # hexadecimal digits, for symbols from 257 on
_EXTRA = [0] * 8 + [n for n in range(1, 6) for _ in range(4)] + [0]
_BASES = [*range(3, 11), *(3 + (4 + at % 4 << n) for n in range(1, 6) for at in range(4)), _FULL]


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


def code_lengths() -> list[int]:
    """By symbol, as a deflate block declares them; 0 where there is no code."""
    literals = [_LITERALS.get(symbol, 0) for symbol in range(_FIRST_LENGTH)]
    return literals + [int(length, 16) for length in _REPEATS]


@cache
def _table() -> dict[int, Bits]:
    """(bits, count) by symbol: the canonical code, turned round since deflate sends the highest bit first."""
    lengths, code, table = code_lengths(), 0, {}
    for length in range(1, 16):
        for symbol in (symbol for symbol, own in enumerate(lengths) if own == length):
            table[symbol] = int(f"{code:0{length}b}"[::-1], 2), length
            code += 1
        code <<= 1
    return table


def chained(codes: Iterable[Bits]) -> Bits:
    """One after the other."""
    bits = total = 0
    for more, count in codes:
        bits |= more << total
        total += count
    return bits, total


def _repeat(length: int) -> Bits:
    """The byte before once more, `length` times; for 1 and 2 times there is no code, so they are zeros."""
    if length < 3:
        return chained([_table()[0]] * length)
    if length > _FULL:
        return chained([_repeat(_FULL), _repeat(length - _FULL)])
    at = max(at for at, base in enumerate(_BASES) if base <= length)
    bits, count = _table()[_FIRST_LENGTH + at]
    return chained([(bits, count), (length - _BASES[at], _EXTRA[at]), (0, 1)])  # the only distance, 1, is one bit


def both(found: Iterable[Bits]) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """As two arrays, of bits and of counts."""
    bits, counts = zip(*found, strict=True)
    return np.array(bits, np.uint64), np.array(counts, np.uint8)


@cache
def _literals() -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    return both(_table().get(number, (0, 0)) for number in range(256))


@cache
def _repeats() -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    return both(_repeat(length) for length in range(LONGEST + 1))


@cache
def zeros() -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """Bits and counts, by their number, of zeros that stand after another number."""
    return both([(0, 0), *(run(length, 0) for length in range(1, LONGEST + 1))])


@cache
def run(length: int, number: int) -> Bits:
    """One number, `length` times."""
    return chained([_table()[number], _repeat(length - 1)])


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
    (literal, its_count), (repeat, repeat_count) = _literals(), _repeats()
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


def header() -> list[Bits]:
    """What a zlib stream of one block begins with: the code, told in four bits a symbol."""
    lengths = code_lengths()
    told = [(0b1, 1), (2, 2), (len(lengths) - 257, 5), (0, 5), (15, 4)]
    order = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
    told += [(0 if one > 15 else 4, 3) for one in order]
    told += [(int(f"{length:04b}"[::-1], 2), 4) for length in (*lengths, 1)]  # one distance: its code has one bit
    return [(0x0178, 16), *told]


def end() -> Bits:
    """What the block ends with."""
    return _table()[_END]


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
