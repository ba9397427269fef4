"""Every regular expression that reads what authors write takes time in proportion to its text, whatever that is."""

import pkgutil
import re
import time
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from types import ModuleType
from typing import Any

import pytest

import booklets
import leaving
import letterbox
import moving
import newsdesk
import newsroom
import prose
import reports
import starting
import word

LENGTH = 100_000
LIMIT = 0.5  # seconds of this process
PIECES = [
    *"a A1-:,/(\"'\\.é\u0301đ<",
    "\t",
    "\n",
    "a ",
    "1 ",
    "1/",
    "1-",
    ", ",
    "- ",
    ": ",
    "a:",
    " \n",
    "--\n",
    "aA",
    "a-",
]
PIECES += ["<a", "<a b", "<!--", "`", "**", "~~", "{", '{a="', ".a ", "|", "[^", "][", "---"]
PIECES += ['\\"', "''", "27-HD/", "1/2020/", "12/AB-", "ngày 1/", "ngay 1 ", "của ", "nq tw ", "nq tw 4 ", "khóa I "]
HEADS = [
    "",
    "-",
    "a",
    "'",
    '"',
    "[a",
    "nq",
    "nq tw",
    "nq tw 4 ,",
    "nq lan thu tu",
    "bo ",
    "chi bo co",
    "ngay",
    "của",
    "và",
    "1",
]
TAILS = ["", "\0"]


def _modules() -> Iterator[ModuleType]:
    for package in (booklets, leaving, letterbox, moving, newsdesk, newsroom, prose, reports, starting, word):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield import_module(found.name)


def _expressions(holder: Any, name: str) -> Iterator[tuple[str, re.Pattern[Any]]]:
    inside = vars(holder) if isinstance(holder, ModuleType | type) else holder
    for key, value in inside.items():
        if isinstance(value, re.Pattern):
            yield f"{name}.{key}", value
        elif isinstance(value, dict) or (isinstance(value, type) and value.__module__ == name):
            yield from _expressions(value, f"{name}.{key}")


EXPRESSIONS = {pattern: name for module in _modules() for name, pattern in _expressions(module, module.__name__)}


def _own_pieces(pattern: re.Pattern[Any]) -> list[str]:
    """The letters and words that stand in the expression itself."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = list(dict.fromkeys(re.findall(r"[^\W\d_]{2,}", written)))[:12]
    return (
        words + [f"<{word} " for word in words if "<" in written] + [f' {word}="' for word in words if "=" in written]
    )


def _spent(pattern: re.Pattern[Any], recipe: tuple[str, str, str], length: int) -> float:
    head, piece, tail = recipe
    text = head + piece * (length // len(piece)) + tail
    given = text if isinstance(pattern.pattern, str) else text.encode()
    start = time.process_time()
    pattern.search(given)
    pattern.fullmatch(given)
    return time.process_time() - start


@pytest.mark.parametrize("pattern", EXPRESSIONS, ids=EXPRESSIONS.values())
def test_expression_is_linear(pattern: re.Pattern[Any]) -> None:
    """Which texts are the worst shows in short ones already; only those are tried at their full length."""
    recipes = list(product(HEADS, [*PIECES, *_own_pieces(pattern)], TAILS))
    worst = sorted(recipes, key=lambda recipe: _spent(pattern, recipe, LENGTH // 100), reverse=True)[:5]
    for length in (LENGTH // 10, LENGTH):  # what fails in the longest would take hours
        for recipe in worst:
            assert _spent(pattern, recipe, length) < LIMIT, recipe
