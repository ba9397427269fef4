"""What a view shows, in writing: equal for equal views, in this build and the next."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from newsroom.cache.store import digest
from newsroom.views import Card, Link, View

NOTHING = "\0"


class ViewKeys:
    """Holds the cards that it has seen, so that one build's are told apart by where they lie: each is on many pages."""

    def __init__(self) -> None:
        self._cards: dict[int, tuple[Card, str]] = {}

    def text(self, view: View) -> str:
        """The view's kind and its fields, one by one."""
        kind: Any = type(view)
        return f"{kind.__name__} {self._all(_values(kind)(view))}"

    def _all(self, values: Iterable[Any]) -> str:
        return "".join([f"{len(text)}:{text}" for text in map(self._written, values)])  # it is clear where each ends

    def _written(self, value: Any) -> str:
        kind = type(value)
        if kind is str:
            return str(value)
        if kind is tuple:
            return self._all(value) if value else ""
        if kind is Card:
            return self._card(value)
        if kind is Link:
            return f"{len(value.title)}:{value.title}{value.url}"
        return NOTHING if value is None else repr(value)

    def _card(self, card: Card) -> str:
        known = self._cards.get(id(card))
        if known is None:
            known = self._cards[id(card)] = card, digest(self._all(_values(Card)(card)))
        return known[1]


@cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))
