"""All share cards of a build: found in the cache, or drawn on every processor."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newsroom.cache.pictures import Entry, PictureCache, PictureFile, write_pictures
from newsroom.cache.store import digest_of
from newsroom.cards.card import SIZE, CardPhoto, ShareCard
from newsroom.photos import Photo, fallback
from newsroom.processes import map_each
from newsroom.progress import Progress, tell

FOLDER = "assets/the"
_VERSION = 2  # raised when the drawing changes
_COST, _PHOTO_COST = 2, 30  # ms to draw a card
_CHUNK = 100  # ms of work that a process gets at once
_WORTH = 800  # ms: less is done sooner than processes start


@dataclass(frozen=True)
class _Job:
    """Cards to draw, by their keys."""

    cards: Mapping[str, ShareCard]
    cache_dir: Path


def card_photo(photo: Photo, cache_dir: Path) -> CardPhoto:
    """The file of a prepared photo that a card is drawn over: small to decode and wide enough."""
    file = fallback(photo.files, SIZE[0])
    return CardPhoto(file.stored(cache_dir), file.digest)


def prepare_cards(
    cards: Mapping[str, ShareCard], cache_dir: Path, workers: int | None = None, progress: Progress | None = None
) -> dict[str, PictureFile]:
    """The file of each card by the name it was asked under. A photo that can't be read raises its PhotoError."""
    keys = {name: _key(card) for name, card in cards.items()}
    asked = {keys[name]: card for name, card in cards.items()}
    with PictureCache(cache_dir, "cards") as cache:
        entries = {key: entry for key in asked if (entry := cache.get(key))}
        missing = {key: card for key, card in asked.items() if key not in entries}
        for count, (key, entry) in enumerate(_drawn(missing, cache_dir, workers), 1):
            cache.add(key, entry)
            entries[key] = entry
            tell(progress, "ảnh chia sẻ", count, len(missing))
    return {name: entries[key].files[0] for name, key in keys.items()}


def _drawn(missing: Mapping[str, ShareCard], cache_dir: Path, workers: int | None) -> Iterator[tuple[str, Entry]]:
    jobs = [_Job(chunk, cache_dir) for chunk in _chunks(missing)]
    worth = sum(map(_cost, missing.values())) >= _WORTH
    for _, answer in map_each(_draw, jobs, workers, 0 if worth else len(jobs) + 1):
        if isinstance(answer, Exception):
            raise answer
        yield from answer.items()


def _chunks(cards: Mapping[str, ShareCard]) -> Iterator[dict[str, ShareCard]]:
    """The cards that take long first, so that all processes end at about the same time."""
    for cost in (_PHOTO_COST, _COST):
        keys = [key for key, card in cards.items() if _cost(card) == cost]
        size = -(-_CHUNK // cost)
        yield from ({key: cards[key] for key in keys[at : at + size]} for at in range(0, len(keys), size))


def _cost(card: ShareCard) -> int:
    return _PHOTO_COST if card.photo else _COST


def _draw(job: _Job) -> dict[str, Entry]:
    from newsroom.cards.drawing import draw_card  # Pillow and NumPy, which a build without new cards does not need

    return {
        key: write_pictures(job.cache_dir, [(_file(key, card), draw_card(card))]) for key, card in job.cards.items()
    }


def _key(card: ShareCard) -> str:
    """What a card is named by: all that it shows, and of its photo what is in it, not where it lies."""
    photo = card.photo.digest if card.photo else ""
    shown = (_made_with(), card.title, card.cell, card.date_text, card.site_name, *card.colours, photo)
    return digest_of("\0".join(shown).encode("utf-8", "surrogatepass"))[:20]


def _file(key: str, card: ShareCard) -> PictureFile:
    """Letters on flat colour are smaller as PNG, photos as JPEG."""
    ending, mime = ("jpg", "image/jpeg") if card.photo else ("png", "image/png")
    return PictureFile(f"{FOLDER}/{key[0]}/{key}.{ending}", *SIZE, mime)


@lru_cache(maxsize=1)
def _made_with() -> str:
    from importlib.metadata import version  # which most builds without cards never load

    return f"{_VERSION} {version('pillow')} {zlib.ZLIB_RUNTIME_VERSION} {version('ttf-opensans')}"
