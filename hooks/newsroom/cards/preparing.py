"""All share cards of a build: found in the cache, or drawn on every processor."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from PIL import __version__ as pillow
from PIL import features

from newsroom.cards.drawing import draw_card, shown_text
from newsroom.cards.layout import ShareCard
from newsroom.cards.png import SIZE
from newsroom.photos.markup import fallback
from newsroom.photos.pool import Progress, tell
from newsroom.photos.renditions import Photo
from newsroom.photos.store import PhotoFile, Store, digest_of
from newsroom.photos.workers import run_all

FOLDER = "assets/the"
_VERSION = 2  # raised when the drawing changes
_WORTH = 60  # cards: fewer are drawn sooner than processes start
_MIMES = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True)
class _Order:
    card: ShareCard
    key: str
    cache_dir: Path


def card_photo(photo: Photo, cache_dir: Path) -> Path:
    """The file of a prepared photo that a card is drawn over: small to decode and wide enough."""
    return fallback(photo.files, SIZE[0]).stored(cache_dir)


def prepare_cards(
    cards: Mapping[str, ShareCard], cache_dir: Path, workers: int | None = None, progress: Progress | None = None
) -> dict[str, PhotoFile]:
    """The file of each card by the name it was asked under. A photo that can't be read raises its PhotoError."""
    store, made = Store(cache_dir, "the"), {}
    keys = {name: _key(card, store) for name, card in cards.items()}
    found = {key: store.get(key) for key in dict.fromkeys(keys.values())}
    wanted = {keys[name]: card for name, card in cards.items() if not found[keys[name]]}
    orders = [_Order(card, key, cache_dir) for key, card in wanted.items()]
    for count, (order, answer) in enumerate(run_all(_draw, orders, workers, _WORTH), 1):
        if isinstance(answer, Exception):
            raise answer
        found[order.key] = answer
        if progress:
            tell(progress, "ảnh chia sẻ", count, len(orders))
    store.close()
    for name, key in keys.items():
        if files := found[key]:
            made[name] = files[0]
    return made


def _draw(order: _Order) -> tuple[PhotoFile, ...]:
    ending = order.card.ending
    file = PhotoFile(f"{FOLDER}/{order.key[:2]}/{order.key}.{ending}", *SIZE, _MIMES[ending])
    return Store(order.cache_dir, "the").put(order.key, [(file, draw_card(order.card))])


def _key(card: ShareCard, store: Store) -> str:
    """Of what the card shows: where its photo lies is nothing to it, what is in it is."""
    photo = store.digest(card.photo) if card.photo else ""
    return digest_of(f"{_made_with()} {replace(shown_text(card), photo=None)!r} {photo}".encode())[:20]


@lru_cache(maxsize=1)
def _made_with() -> str:
    return f"{_VERSION} {pillow} {features.version('freetype2')} {version('ttf-opensans')}"
