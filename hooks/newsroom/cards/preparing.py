"""All share cards of a build: found in the cache, or drawn on every processor."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newsroom.cards.card import SIZE, ShareCard
from newsroom.cards.shelf import Shelf, Vouched, put_down
from newsroom.photos.markup import fallback
from newsroom.photos.photo import Photo
from newsroom.photos.pool import Progress, tell
from newsroom.photos.store import PhotoFile, Store, digest_of
from newsroom.processes import map_each

FOLDER = "assets/the"
_VERSION = 2  # raised when the drawing changes
_COST, _PHOTO_COST = 2, 30  # ms to draw a card
_CHUNK = 100  # ms of work that a process gets at once
_WORTH = 800  # ms: less is done sooner than processes start
_MIMES = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True)
class _Order:
    """Cards by the paths of their files."""

    cards: dict[str, ShareCard]
    cache_dir: Path


def card_photo(photo: Photo, cache_dir: Path) -> Path:
    """The file of a prepared photo that a card is drawn over: small to decode and wide enough."""
    return fallback(photo.files, SIZE[0]).stored(cache_dir)


def prepare_cards(
    cards: Mapping[str, ShareCard], cache_dir: Path, workers: int | None = None, progress: Progress | None = None
) -> dict[str, PhotoFile]:
    """The file of each card by the name it was asked under. A photo that can't be read raises its PhotoError."""
    store, shelf = Store(cache_dir, "the"), Shelf(cache_dir)
    files = {name: _file(card, store) for name, card in cards.items()}
    asked = {files[name].path: card for name, card in cards.items()}
    wanted = {path: card for path, card in asked.items() if not shelf.holds(path)}
    try:
        for count, (path, vouched) in enumerate(_drawn(wanted, cache_dir, workers), 1):
            shelf.add(path, vouched)
            if progress:
                tell(progress, "ảnh chia sẻ", count, len(wanted))
    finally:
        shelf.close()
        store.close()
    return files


def _drawn(wanted: Mapping[str, ShareCard], cache_dir: Path, workers: int | None) -> Iterator[tuple[str, Vouched]]:
    orders = [_Order(chunk, cache_dir) for chunk in _chunks(wanted)]
    worth = sum(map(_cost, wanted.values())) >= _WORTH
    for _, answer in map_each(_draw, orders, workers, 0 if worth else len(orders) + 1):
        if isinstance(answer, Exception):
            raise answer
        yield from answer.items()


def _chunks(wanted: Mapping[str, ShareCard]) -> Iterator[dict[str, ShareCard]]:
    chunk: dict[str, ShareCard] = {}
    cost = 0
    for path, card in wanted.items():
        chunk[path] = card
        cost += _cost(card)
        if cost >= _CHUNK:
            yield chunk
            chunk, cost = {}, 0
    if chunk:
        yield chunk


def _cost(card: ShareCard) -> int:
    return _PHOTO_COST if card.photo else _COST


def _draw(order: _Order) -> dict[str, Vouched]:
    from newsroom.cards.drawing import draw_card  # Pillow and NumPy, which a build without new cards does not need

    return {path: put_down(order.cache_dir, path, draw_card(card)) for path, card in order.cards.items()}


def _file(card: ShareCard, store: Store) -> PhotoFile:
    """Named by what the card shows: where its photo lies is nothing to it, what is in it is."""
    photo = store.digest(card.photo, ours=True) if card.photo else ""
    shown = (_made_with(), card.title, card.cell, card.date_text, card.site_name, *card.colours, photo)
    key = digest_of("\0".join(shown).encode("utf-8", "surrogatepass"))[:20]
    return PhotoFile(f"{FOLDER}/{key[0]}/{key}.{card.ending}", *SIZE, _MIMES[card.ending])


@lru_cache(maxsize=1)
def _made_with() -> str:
    from importlib.metadata import version  # which most builds without cards never load

    return f"{_VERSION} {version('pillow')} {zlib.ZLIB_RUNTIME_VERSION} {version('ttf-opensans')}"
