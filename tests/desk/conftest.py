"""Desks to test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desks import Client, open_desk
from git_remotes import Remote, make_remote
from small_site import Tree

MakeDesk = Callable[..., Client]


@pytest.fixture
def make_desk(make_site: Callable[..., object]) -> Iterator[MakeDesk]:
    """`make_desk(tree)`: a desk for a small site."""
    with ExitStack() as stack:

        def make(tree: Tree = "", **options: object) -> Client:
            return stack.enter_context(open_desk(make_site(tree, **options)))  # type: ignore[arg-type]

        yield make


@pytest.fixture(params=["git", "dulwich"])
def remote(request: pytest.FixtureRequest, tmp_path: Path) -> Remote:
    """A bare repository and a clone of it, for either program."""
    return make_remote(tmp_path, request.param)
