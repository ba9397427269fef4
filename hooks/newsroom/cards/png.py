"""A flat share card as PNG, put together from encoded letters: it is never drawn as pixels, and never compressed.

Each row is 1200 palette indices after a byte that names its filter, Up: indices are told as what they are more than
those of the row above. So a row is nothing but letters and, around them, zeros.
"""

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from newsroom.cards.deflate import Codes, packed, together
from newsroom.cards.huffman import chained, end, header, run, zeros
from newsroom.cards.letters import Text

SIZE = (1200, 630)
STRIDE = SIZE[0] + 1
_UP = 2
_PRIME = 65_521  # of Adler-32
_BYTES = STRIDE * SIZE[1]

Steps = tuple[tuple[int, int], ...]
Placed = tuple[int, int, Text]  # row and column of its first pixel


def png(texts: Sequence[Placed], steps: Steps, palette: bytes) -> bytes:
    """Texts from above on paper, whose index grows by each step (row, more) so much and is 0 above all of them."""
    data = _packed(texts, steps) + _checksum(texts, steps)
    head = struct.pack(">IIBBBBB", *SIZE, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(part for name, inside in chunks for part in _chunk(name, inside))


def _chunk(name: bytes, data: bytes) -> tuple[bytes, ...]:
    return struct.pack(">I", len(data)), name, data, struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))


def _packed(texts: Sequence[Placed], steps: Steps) -> bytes:
    """Everything by rows, and before each piece the paper that is left of it."""
    codes = together(
        [(_opening(), 0, 0), *((text.codes, row, left) for row, left, text in texts), (_ends(steps), 0, 0)]
    )
    order = np.argsort(codes.rows.astype(np.int16), kind="stable")  # of small numbers: a radix sort
    codes = Codes(codes.bits[order], codes.marks[order])
    paper = codes.starts
    paper[1:] -= codes.ends[:-1]
    bits, counts = np.empty((len(order), 2), np.uint64), np.empty((len(order), 2), np.int32)
    bits[:, 0], counts[:, 0] = zeros()[0][paper], zeros()[1][paper]
    bits[:, 1], counts[:, 1] = codes.bits, codes.counts
    return packed(bits.ravel(), counts.ravel())


@lru_cache(maxsize=1)
def _opening() -> Codes:
    """Before all pixels."""
    return Codes.of((bits, 0, 0, 0) for bits in (*header(), run(1, _UP)))


@lru_cache(maxsize=4)
def _ends(steps: Steps) -> Codes:
    """After the last pixel of each row: the filter of the next row, or the end. A step takes the whole row."""
    more = dict(steps)
    after = [run(1, _UP)] * (SIZE[1] - 1) + [end()]
    return Codes.of(
        (chained([run(SIZE[0], more[row]), code]), row, 0, 0) if row in more else (code, row, SIZE[0], 0)
        for row, code in enumerate(after)
    )


def _checksum(texts: Sequence[Placed], steps: Steps) -> bytes:
    """Adler-32 of all rows, from what is known of their parts."""
    low, high = _bare_sums(steps)
    for row, left, text in texts:
        low += text.total
        high += (_BYTES - row * STRIDE - 1 - left) * text.total - text.moment
    return struct.pack(">HH", high % _PRIME, low % _PRIME)


@lru_cache(maxsize=4)
def _bare_sums(steps: Steps) -> tuple[int, int]:
    """The two sums of a card without text."""
    low, high = 1 + _UP * SIZE[1], _BYTES + _UP * sum(_BYTES - row * STRIDE for row in range(SIZE[1]))
    for row, more in steps:
        low += more * SIZE[0]
        high += more * sum(_BYTES - row * STRIDE - 1 - at for at in range(SIZE[0]))
    return low, high
