"""Views of posts: the card that listings show, and the page with its neighbours."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from newsroom.articles.pages import Page, Post, own_card
from newsroom.cache.store import digest
from newsroom.card import Card, CardPicture
from newsroom.catalogue import Catalogue, Labels
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.topics import Topic
from newsroom.collectives import is_collective
from newsroom.frontmatter.schema import PageFields
from newsroom.kinds import AUTHOR, CAMPAIGN, CELL, DIRECTIVE, KINDS
from newsroom.labels import HOME, Link, month_link, year_link
from newsroom.views import Attachment, DirectiveFacts, PostView, Signature
from newsroom.views.specs import PageSpec

RELATED = 4
SERIES = (CAMPAIGN, CELL)  # a post's neighbours are those of its first campaign, else of its cell
_NEAREST = sorted(KINDS, key=lambda kind: kind.distance)


@dataclass(frozen=True)
class Shown:
    """What pages show beside their own text: pictures, files to download, share cards by the page's URL."""

    picture: Callable[[Page[PageFields]], CardPicture | None]
    attachment: Callable[[Page[PageFields], str, str], Attachment | None]
    share_images: Mapping[str, str]

    def attachments(self, post: Post) -> tuple[Attachment, ...]:
        """The files of a post; those that are not there have been told as problems."""
        found = (self.attachment(post, one.path, one.title) for one in post.fields.attachments)
        return tuple(one for one in found if one)


class Cards:
    """The card of each post, and the facts that settle it, taken from whatever the card is made of."""

    def __init__(self, catalogue: Catalogue, shown: Shown) -> None:
        self._catalogue, self._shown = catalogue, shown
        self._made: dict[str, Card] = {}
        self._facts = _Facts(self._settling)
        self._written = _Written()

    def _added(self, post: Post) -> tuple[Labels, CardPicture | None]:
        """What the site has for a post's card beside what the post gives by itself."""
        return self._catalogue.labels[post.path], self._shown.picture(post)

    def of(self, posts: Iterable[Post]) -> tuple[Card, ...]:
        """Gives the cards of posts, in the same order."""
        return tuple(map(self.one, posts))

    def one(self, post: Post) -> Card:
        """Gives the same card for the same post, so that all pages share it."""
        if post.path not in self._made:
            labels, picture = self._added(post)
            links = {name: tuple([topic.link for topic in topics]) for name, topics in labels.items()}
            self._made[post.path] = own_card(post)._replace(topics=links, picture=picture)
        return self._made[post.path]

    def facts_of(self, post: Post) -> str:
        """Gives the facts of one card."""
        return self._facts[post]

    def facts(self, posts: Iterable[Post]) -> str:
        """Gives the facts of several cards."""
        facts = self._facts
        return "".join([facts[post] for post in posts])

    def _settling(self, post: Post) -> str:
        return digest(post.card_key, *map(self._written.of, self._added(post)))


class _Facts(dict[Post, str]):
    """Made when they are first asked for: whoever plans one page asks for few."""

    def __init__(self, make: Callable[[Post], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, post: Post) -> str:
        return self.setdefault(post, self._make(post))


class _Written(dict[object, str]):
    """What the site adds to cards in writing, made once: little of it is a post's alone."""

    def __missing__(self, value: object) -> str:
        return self.setdefault(value, repr([one.link for one in value] if isinstance(value, tuple) else value))

    def of(self, value: object) -> str:
        """A value in writing; of a mapping, each entry is known by itself."""
        if isinstance(value, dict):
            return "\n".join([f"{key} {self[one]}" for key, one in value.items()])
        return self[value]


def _link(post: Post | None) -> Link | None:
    return Link(post.title, post.url) if post else None


def directive_facts(directive: Directive) -> DirectiveFacts:
    """What is known of a document, without its posts."""
    return DirectiveFacts(
        directive.title, directive.type_name, directive.subject, directive.issuer, directive.date, directive.url
    )


class Head(NamedTuple):
    """What a post's head shows of the documents that it carries out, and of its authors."""

    papers: tuple[DirectiveFacts, ...]
    signatures: tuple[Signature, ...]


class Surroundings(NamedTuple):
    """What a post's page shows of others: its neighbours in a series, and related posts."""

    series: Topic
    newer: Post | None
    older: Post | None
    related: tuple[Post, ...]


def post_specs(catalogue: Catalogue, cards: Cards, shown: Shown) -> Iterator[PageSpec]:
    """The page of each post, oldest first; each looks at a few neighbours only, however many posts there are."""
    places = _Places(catalogue)
    papers = {url: directive_facts(one) for url, one in catalogue.directives.items()}
    authors = catalogue.topics[AUTHOR.name].values()
    signatures = {one.url: Signature(one.link, is_collective(one)) for one in authors}
    for post in catalogue.posts:
        labels = catalogue.labels[post.path]
        own = tuple([papers[one.url] for one in labels[DIRECTIVE.name]])
        signed = tuple([signatures[one.url] for one in labels[AUTHOR.name]])
        around = series, newer, older, related = places.around(labels, post)
        facts = (
            cards.facts_of(post),
            cards.facts(related),
            "\n".join((*series.link, "", *(_link(newer) or ()), "", *(_link(older) or ()))),
            shown.share_images.get(post.url, ""),
            repr(shown.attachments(post)) if post.fields.attachments else "",
            repr(own) if own else "",
            "".join(["1" if one.is_collective else "0" for one in signed]),
        )
        make = partial(_post_view, post, Head(own, signed), cards, around, shown)
        yield PageSpec("post", post.url, post.title, facts, make, post.fields.updated or post.fields.date)


def _post_view(post: Post, head: Head, cards: Cards, around: Surroundings, shown: Shown) -> PostView:
    card, series, day = cards.one(post), around.series, post.fields.date
    return PostView(
        kind="post",
        title=post.title,
        url=post.url,
        description=card.summary,
        breadcrumbs=(HOME, series.kind.link, series.link),
        share_image=shown.share_images.get(post.url, ""),
        card=card,
        signatures=head.signatures,
        updated=post.fields.updated,
        directives=head.papers,
        month=month_link(day.year, day.month),
        year=year_link(day.year),
        series=series.link,
        newer=_link(around.newer),
        older=_link(around.older),
        related=cards.of(around.related),
        attachments=shown.attachments(post),
    )


class _Places:
    """Where each post stands in each of its topics."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._at = {
            topic.url: {post.path: place for place, post in enumerate(topic.posts)}
            for topics in catalogue.topics.values()
            for topic in topics.values()
        }

    def around(self, labels: Labels, post: Post) -> Surroundings:
        """The next newer and the next older post of the post's series, and others near it."""
        series = next(topic for kind in SERIES for topic in labels[kind.name])
        place, posts = self._at[series.url][post.path], series.posts
        newer = posts[place + 1] if place + 1 < len(posts) else None
        older = posts[place - 1] if place else None
        return Surroundings(series, newer, older, self._related(labels, post, (post, newer, older)))

    def _related(self, labels: Labels, post: Post, shown: Sequence[Post | None]) -> tuple[Post, ...]:
        """Posts nearest in time under the same topics, the nearest kind first; older ones first, as they stay so."""
        topics = [topic for kind in _NEAREST for topic in labels[kind.name]]
        found: list[Post] = []
        for nearby in (self._older, self._newer):
            for topic in topics:
                for other in nearby(topic, post):
                    if other not in shown and other not in found:
                        found.append(other)
                        if len(found) == RELATED:
                            return tuple(found)
        return tuple(found)

    def _older(self, topic: Topic, post: Post) -> Sequence[Post]:
        place = self._at[topic.url][post.path]
        return topic.posts[max(place - RELATED - 2, 0) : place][::-1]

    def _newer(self, topic: Topic, post: Post) -> Sequence[Post]:
        place = self._at[topic.url][post.path]
        return topic.posts[place + 1 : place + RELATED + 3]
