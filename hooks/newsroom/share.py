"""Share cards of a build: which there are, what stands on each, and which one a page is shared with."""

from collections.abc import Iterator, Mapping

from newsroom.cards import ShareCard, card_photo
from newsroom.catalogue import Catalogue
from newsroom.catalogue.directives import Directive
from newsroom.kinds import CAMPAIGN, CELL, KINDS
from newsroom.pictures import Pictures
from newsroom.settings import Settings
from newsroom.vietnamese import format_day

SHARED = 64
"""Posts that are shared while they are new; of an older one without a photo a card would say no more than a link."""


def share_cards(catalogue: Catalogue, pictures: Pictures, settings: Settings) -> dict[str, ShareCard]:
    """Cards by the address of the page they stand for: home, posts that are new or have a photo, topics."""
    colours = (settings.colours.primary, settings.colours.accent)
    cards = {"": ShareCard(settings.name, settings.school, "", settings.motto, colours)}
    newest = len(catalogue.posts) - SHARED
    for at, post in enumerate(catalogue.posts):
        photo = pictures.card_photo(post)
        if at < newest and not photo:
            continue
        cards[post.url] = ShareCard(
            post.title,
            catalogue.labels[post.path][CELL.name][0].title,
            format_day(post.fields.date),
            settings.name,
            colours,
            card_photo(photo, pictures.cache) if photo else None,
        )
    return cards | {url: ShareCard(title, over, "", settings.name, colours) for url, title, over in _topics(catalogue)}


def share_addresses(catalogue: Catalogue, drawn: Mapping[str, str]) -> dict[str, str]:
    """Where the card of each page lies, by the page's address; a post without one has that of its campaign or cell."""
    found = dict(drawn)
    for post in catalogue.posts if drawn else ():
        labels = catalogue.labels[post.path]
        series = next(topic for kind in (CAMPAIGN, CELL) for topic in labels[kind.name])
        found.setdefault(post.url, drawn[series.url])
    return found


def _topics(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Gives the cards of listings, on which nothing stands that a new post changes, so that each is drawn once.

    A document that texts mention, and of which there is nothing else, is shared with the card of the site.
    """
    topics = (topic for kind in KINDS for topic in catalogue.topics[kind.name].values())
    for topic in (one for one in topics if one.posts or one.page):
        title = topic.title
        if isinstance(topic, Directive):
            title = f"{topic.type_name} {title}" + (f": {topic.subject}" if topic.subject else "")
        yield topic.url, title, topic.kind.title
