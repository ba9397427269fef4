"""The Huffman code of all share cards (RFC 1951), made from the numbers that a few hundred real cards hold.

The only matches are those that repeat the byte before, so the codes of a piece are the same wherever it stands.
"""

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

Table = tuple[NDArray[np.uint64], NDArray[np.uint8]]  # bits and their counts
Bits = tuple[int, int]  # and how many they are

LONGEST = 1200  # of a run
_END = 256
_FIRST_LENGTH = 257
_FULL = 258  # the longest that one code repeats
_SMALL = {0: 2, 1: 5, 2: 5} | dict.fromkeys(range(3, 13), 6) | dict.fromkeys(range(13, 16), 7)
_LITERALS = _SMALL | {256 - number: length for number, length in _SMALL.items() if number} | {16: 11, _END: 11}
_REPEATS = "888777765778777878887788869a4"  # hexadecimal digits, for symbols from 257 on
_EXTRA = [0] * 8 + [n for n in range(1, 6) for _ in range(4)] + [0]
_BASES = [*range(3, 11), *(3 + (4 + at % 4 << n) for n in range(1, 6) for at in range(4)), _FULL]


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


def both(found: Iterable[Bits]) -> Table:
    """As two arrays, of bits and of counts."""
    bits, counts = zip(*found, strict=True)
    return np.array(bits, np.uint64), np.array(counts, np.uint8)


@cache
def literals() -> Table:
    """Of one number, by the number."""
    return both(_table().get(number, (0, 0)) for number in range(256))


@cache
def repeats() -> Table:
    """Of so many repetitions of the number before."""
    return both(_repeat(length) for length in range(LONGEST + 1))


@cache
def zeros() -> Table:
    """Bits and counts, by their number, of zeros that stand after another number."""
    return both([(0, 0), *(run(length, 0) for length in range(1, LONGEST + 1))])


@cache
def run(length: int, number: int) -> Bits:
    """One number, `length` times."""
    return chained([_table()[number], _repeat(length - 1)])


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
