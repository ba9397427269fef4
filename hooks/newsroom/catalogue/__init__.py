"""The catalogue: every post filed under its campaigns, directives, cell, authors and month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsroom.articles.pages import Page, Post
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.naming import cited
from newsroom.catalogue.register import Register
from newsroom.catalogue.topics import FOLDERS, Topic, Use, age, gather
from newsroom.citations import Citation
from newsroom.frontmatter.schema import DirectiveFields, PageFields
from newsroom.labels import ListingKind
from newsroom.problems import Problem
from newsroom.vietnamese import slug


class Labels(NamedTuple):
    """What one post is filed under; `facts` are the links to all of it, in writing."""

    campaigns: tuple[Topic, ...]
    directives: tuple[Directive, ...]
    cell: Topic
    authors: tuple[Topic, ...]
    facts: str


@dataclass(frozen=True, eq=False)
class Catalogue:
    """`posts` are oldest first; topics stand under their URLs, `labels` under the posts' paths."""

    posts: tuple[Post, ...]
    campaigns: Mapping[str, Topic]
    directives: Mapping[str, Directive]
    cells: Mapping[str, Topic]
    authors: Mapping[str, Topic]
    labels: Mapping[str, Labels]
    register: Register

    @cached_property
    def months(self) -> Mapping[tuple[int, int], tuple[Post, ...]]:
        """Posts by (year, month), both oldest first."""
        months: dict[tuple[int, int], list[Post]] = {}
        for post in self.posts:
            day = post.fields.date
            months.setdefault((day.year, day.month), []).append(post)
        return {month: tuple(posts) for month, posts in months.items()}

    def topics(self, kind: ListingKind) -> Mapping[str, Topic]:
        """All topics of one kind by URL."""
        kinds: dict[ListingKind, Mapping[str, Topic]] = {
            "campaign": self.campaigns,
            "directive": self.directives,
            "cell": self.cells,
            "author": self.authors,
        }
        return kinds[kind]

    def directive_url(self, citation: Citation, post: Post | None) -> str | None:
        """Where the document is that a citation means; None when it could be several."""
        return self.register.url_for(cited(citation), post)


def compile_catalogue(
    posts: Iterable[Post], topic_pages: Sequence[Page[PageFields]]
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Files all posts; problems are near misses of names, namesakes, and numbers that fit two documents."""
    ordered = tuple(sorted(posts, key=age))
    under = {kind: [page for page in topic_pages if page.path.startswith(f"{FOLDERS[kind]}/")] for kind in FOLDERS}
    register = Register(under["directive"])
    register.enter(ordered)
    directives = register.directives()
    carried_out = _by_post(directives.values())
    campaign_uses = {post.path: _campaign_uses(post, carried_out) for post in ordered}
    all_uses = [use for uses in campaign_uses.values() for use in uses]
    campaigns, wrong_campaigns = gather("campaign", under["campaign"], all_uses)
    cells, wrong_cells = gather("cell", under["cell"], [Use(post, post.fields.cell) for post in ordered])
    author_uses = [Use(post, name) for post in ordered for name in post.fields.author]
    authors, wrong_authors = gather("author", under["author"], author_uses)
    labels = {
        post.path: _labels(
            _named(campaigns, [use.name for use in campaign_uses[post.path]]),
            carried_out.get(post.path, ()),
            cells[slug(post.fields.cell)],
            _named(authors, post.fields.author),
        )
        for post in ordered
    }
    problems = (*register.problems, *wrong_campaigns, *wrong_cells, *wrong_authors)
    return Catalogue(
        ordered, directives=directives, campaigns=_by_url(campaigns), cells=_by_url(cells), authors=_by_url(authors),
        labels=labels, register=register,
    ), problems  # fmt: skip


def _by_post(directives: Iterable[Directive]) -> dict[str, tuple[Directive, ...]]:
    found: dict[str, tuple[Directive, ...]] = {}
    for directive in directives:
        for post in directive.posts:
            found[post.path] = (*found.get(post.path, ()), directive)
    return found


def _campaign_uses(post: Post, carried_out: Mapping[str, tuple[Directive, ...]]) -> list[Use]:
    """A post's own campaigns; left out, those of the pages of its directives."""
    if post.fields.campaign:
        return [Use(post, name) for name in post.fields.campaign]
    directives = carried_out.get(post.path, ())
    return [Use(post, name, directive.page) for directive in directives for name in campaigns_of(directive)]


def campaigns_of(directive: Directive) -> Sequence[str]:
    """The campaigns that a directive's page names."""
    fields = directive.page.fields if directive.page else None
    return fields.campaign if isinstance(fields, DirectiveFields) else ()


def _named(topics: Mapping[str, Topic], names: Sequence[str]) -> tuple[Topic, ...]:
    if len(names) == 1:
        return (topics[slug(names[0])],)
    return tuple({topic.url: topic for topic in (topics[slug(name)] for name in names)}.values())


def _labels(
    campaigns: tuple[Topic, ...], directives: tuple[Directive, ...], cell: Topic, authors: tuple[Topic, ...]
) -> Labels:
    topics = (*campaigns, *directives, cell, *authors)  # each kind has a folder of its own
    return Labels(campaigns, directives, cell, authors, "\n".join([topic.facts for topic in topics]))


def _by_url(topics: Mapping[str, Topic]) -> dict[str, Topic]:
    return {topic.url: topic for topic in topics.values()}
