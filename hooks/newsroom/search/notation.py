"""How the index writes small numbers as text, and weights as levels; index.js reads both."""

LEVELS = (1, 4, 8, 16)
"""A term's weight is kept as the last of these that it reaches."""

SHARED = "!\"#$%&'()*+,-./:"
LEVEL = ";<="
GAPS = ("?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdef", "ghijklmnopqrstuvwxyz{|}~0123456789")
MARKS = ("?@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "[\\]^_`{|}~")
"""Alphabets of numbers: the last character of a number is of the first one, those before it of the second."""


def number(value: int, alphabets: tuple[str, str] = GAPS) -> str:
    """A natural number in as few characters as its size allows, the last one from the first alphabet."""
    last, more = alphabets
    value, at = divmod(value, len(last))
    text = last[at]
    while value:
        value, at = divmod(value - 1, len(more))
        text = more[at] + text
    return text
