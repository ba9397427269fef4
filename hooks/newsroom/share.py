"""Share cards of a build: which there are, and what stands on each."""

from collections.abc import Iterator

from newsroom.cards import ShareCard, card_photo
from newsroom.catalogue import Catalogue
from newsroom.catalogue.directives import Directive
from newsroom.kinds import CELL, KINDS
from newsroom.pictures import Pictures
from newsroom.settings import Settings
from newsroom.vietnamese import format_day


def share_cards(catalogue: Catalogue, pictures: Pictures, settings: Settings) -> dict[str, ShareCard]:
    """By the address of the page that a card stands for: home, every post and every topic."""
    colours = (settings.colours.primary, settings.colours.accent)
    cards = {"": ShareCard(settings.name, settings.school, "", settings.motto, colours)}
    for post in catalogue.posts:
        photo = pictures.card_photo(post)
        cards[post.url] = ShareCard(
            post.title,
            catalogue.labels[post.path][CELL.name][0].title,
            format_day(post.fields.date),
            settings.name,
            colours,
            card_photo(photo, pictures.cache) if photo else None,
        )
    return cards | {url: ShareCard(title, over, "", settings.name, colours) for url, title, over in _topics(catalogue)}


def _topics(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Nothing that a new post changes stands on a listing's card, so it is drawn once."""
    for kind in KINDS:
        for topic in catalogue.topics[kind.name].values():
            title = topic.title
            if isinstance(topic, Directive):
                title = f"{topic.type_name} {title}" + (f": {topic.subject}" if topic.subject else "")
            yield topic.url, title, kind.title
