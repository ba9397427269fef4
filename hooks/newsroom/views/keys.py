"""Keys of views: a short name for all that a view shows, made once for each card, since a card is on many pages."""

from dataclasses import fields
from functools import cache
from typing import Any

from newsroom.cache.store import digest
from newsroom.views import Card, View


class ViewKeys:
    """Holds the cards whose names it has made, so that one build's cards are told apart by where they lie."""

    def __init__(self) -> None:
        self._cards: dict[int, tuple[Card, str]] = {}

    def text(self, view: View) -> str:
        """The view in writing: equal for equal views, in this build and the next."""
        kind: Any = type(view)
        return "\n".join([kind.__name__, *(self._written(getattr(view, name)) for name in _names(kind))])

    def _written(self, value: Any) -> str:
        if isinstance(value, Card):
            return self._card(value)
        if isinstance(value, tuple) and value and isinstance(value[0], Card):
            return " ".join(map(self._card, value))
        return repr(value)

    def _card(self, card: Card) -> str:
        known = self._cards.get(id(card))
        if known is None:
            known = self._cards[id(card)] = card, digest(repr(card))
        return known[1]


@cache
def _names(view: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(view))
