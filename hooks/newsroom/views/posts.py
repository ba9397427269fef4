"""Views of posts: the card that listings show, and the page with its neighbours."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsroom.articles.pages import Page, Post
from newsroom.articles.summaries import summary_of
from newsroom.catalogue import Catalogue, Labels
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.topics import Topic
from newsroom.frontmatter.schema import PageFields
from newsroom.labels import HOME, INDEXES
from newsroom.vietnamese import format_month
from newsroom.views import Attachment, Card, CardPicture, DirectiveFacts, Link, PostView

RELATED = 4


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


def make_cards(catalogue: Catalogue, shown: Shown) -> dict[str, Card]:
    """The card of each post by its path."""
    return {post.path: _card(post, catalogue.labels[post.path], shown) for post in catalogue.posts}


def _card(post: Post, labels: Labels, shown: Shown) -> Card:
    return Card(
        url=post.url,
        title=post.title,
        summary=summary_of(post),
        date=post.fields.date,
        authors=_links(labels.authors),
        cell=labels.cell.link,
        campaigns=_links(labels.campaigns),
        directives=_links(labels.directives),
        picture=shown.picture(post),
        featured=post.fields.featured,
        draft=post.fields.draft,
    )


def _links(topics: Iterable[Topic]) -> tuple[Link, ...]:
    return tuple(topic.link for topic in topics)


def directive_facts(directive: Directive) -> DirectiveFacts:
    """What is known of a document, without its posts."""
    return DirectiveFacts(
        directive.title, directive.type_name, directive.subject, directive.issuer, directive.date, directive.url
    )


def make_post_views(catalogue: Catalogue, cards: Mapping[str, Card], shown: Shown) -> Iterator[PostView]:
    """The page of each post, oldest first; each looks at a few neighbours only, however many posts there are."""
    places = _Places(catalogue)
    for post in catalogue.posts:
        yield _post_view(post, catalogue.labels[post.path], cards, places, shown)


def _post_view(post: Post, labels: Labels, cards: Mapping[str, Card], places: "_Places", shown: Shown) -> PostView:
    card = cards[post.path]
    series = labels.campaigns[0] if labels.campaigns else labels.cell
    newer, older = places.neighbours(series, post)
    year, month = post.fields.date.year, post.fields.date.month
    return PostView(
        kind="post",
        title=post.title,
        url=post.url,
        description=card.summary,
        breadcrumbs=(HOME, INDEXES[series.kind], series.link),
        share_image=shown.share_images.get(post.url, ""),
        card=card,
        updated=post.fields.updated,
        directives=tuple(directive_facts(one) for one in labels.directives),
        month=Link(format_month(year, month), f"luu-tru/{year}/{month:02}/"),
        year=Link(f"Năm {year}", f"luu-tru/{year}/"),
        series=series.link,
        newer=Link(newer.title, newer.url) if newer else None,
        older=Link(older.title, older.url) if older else None,
        related=tuple(cards[one.path] for one in places.related(labels, post, (newer, older))),
        attachments=shown.attachments(post),
    )


class _Places:
    """Where each post stands in each of its topics."""

    def __init__(self, catalogue: Catalogue) -> None:
        kinds = (catalogue.campaigns, catalogue.directives, catalogue.cells, catalogue.authors)
        self._at = {
            (topic.url, post.path): place
            for topics in kinds
            for topic in topics.values()
            for place, post in enumerate(topic.posts)
        }

    def neighbours(self, topic: Topic, post: Post) -> tuple[Post | None, Post | None]:
        """The next newer and the next older post of a topic."""
        place = self._at[topic.url, post.path]
        newer = topic.posts[place + 1] if place + 1 < len(topic.posts) else None
        return newer, topic.posts[place - 1] if place else None

    def related(self, labels: Labels, post: Post, shown: Sequence[Post | None]) -> list[Post]:
        """Posts nearest in time under the same directive, campaign or author; older ones first, as they stay so."""
        topics = (*labels.directives, *labels.campaigns, *labels.authors, labels.cell)
        seen = {post.path, *(one.path for one in shown if one)}
        found: list[Post] = []
        for nearby in (self._older, self._newer):
            for topic in topics:
                for other in nearby(topic, post):
                    if other.path not in seen:
                        seen.add(other.path)
                        found.append(other)
                        if len(found) == RELATED:
                            return found
        return found

    def _older(self, topic: Topic, post: Post) -> Sequence[Post]:
        place = self._at[topic.url, post.path]
        return topic.posts[max(place - RELATED - 2, 0) : place][::-1]

    def _newer(self, topic: Topic, post: Post) -> Sequence[Post]:
        place = self._at[topic.url, post.path]
        return topic.posts[place + 1 : place + RELATED + 3]
