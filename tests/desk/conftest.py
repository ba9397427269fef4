"""Desks to test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from desks import Client, open_desk
from small_site import Tree

MakeDesk = Callable[..., Client]


@pytest.fixture
def make_desk(make_site: Callable[..., object]) -> Iterator[MakeDesk]:
    """`make_desk(tree)`: a desk for a small site."""
    with ExitStack() as stack:

        def make(tree: Tree = "", **options: object) -> Client:
            return stack.enter_context(open_desk(make_site(tree, **options)))  # type: ignore[arg-type]

        yield make
