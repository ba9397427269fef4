"""The catalogue: every post filed under its topics of every kind, and its month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsroom.articles.pages import Page, Post
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.naming import cited
from newsroom.catalogue.register import Register, compile_register
from newsroom.catalogue.topics import Topic, Use, age, gather
from newsroom.citations import Citation
from newsroom.frontmatter.schema import PageFields
from newsroom.kinds import DIRECTIVE, KINDS, Kind, names_in
from newsroom.problems import Problem
from newsroom.vietnamese import slug

Labels = Mapping[str, tuple[Topic, ...]]
"""What one post is filed under, by the name of the kind."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """`posts` are oldest first; topics stand by kind under their URLs, and again under every name that leads to them.

    `labels` stand under the posts' paths. The directives are topics, too.
    """

    posts: tuple[Post, ...]
    topics: Mapping[str, Mapping[str, Topic]]
    named: Mapping[str, Mapping[str, Topic]]
    directives: Mapping[str, Directive]
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

    def find(self, kind: Kind, names: Iterable[str]) -> list[Topic]:
        """The topics of a kind that go by these names."""
        named = self.named.get(kind.name, {})
        return [named[key] for key in map(slug, names) if key in named]

    def directive_url(self, citation: Citation, post: Post | None) -> str | None:
        """Where the document is that a citation means; None when it could be several."""
        return self.register.url_for(cited(citation), post)


def compile_catalogue(
    posts: Iterable[Post], topic_pages: Sequence[Page[PageFields]]
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Files all posts; problems are near misses of names, namesakes, and numbers that fit two documents."""
    ordered = tuple(sorted(posts, key=age))
    pages = {kind: [page for page in topic_pages if page.path.startswith(kind.link.url)] for kind in KINDS}
    register, told = compile_register(pages[DIRECTIVE], ordered)
    directives = register.directives()
    carried_out = _by_post(directives.values())
    filed = {kind: _file(kind, pages[kind], ordered, carried_out) for kind in KINDS if kind is not DIRECTIVE}
    by_post = {DIRECTIVE: carried_out, **{kind: one.by_post for kind, one in filed.items()}}
    labels = {post.path: {kind.name: by_post[kind].get(post.path, ()) for kind in KINDS} for post in ordered}
    named = {kind.name: one.named for kind, one in filed.items()}
    topics = {name: {topic.url: topic for topic in found.values()} for name, found in named.items()}
    problems = [problem for one in filed.values() for problem in one.problems]
    catalogue = Catalogue(ordered, {**topics, DIRECTIVE.name: directives}, named, directives, labels, register)
    return catalogue, (*told, *problems)


def _by_post(directives: Iterable[Directive]) -> dict[str, tuple[Directive, ...]]:
    found: dict[str, tuple[Directive, ...]] = {}
    for directive in directives:
        for post in directive.posts:
            found[post.path] = (*found.get(post.path, ()), directive)
    return found


class _Filed(NamedTuple):
    """The topics of a kind by the names that lead to them, and by the paths of the posts under them."""

    named: Mapping[str, Topic]
    by_post: Mapping[str, tuple[Topic, ...]]
    problems: tuple[Problem, ...]


def _file(
    kind: Kind,
    pages: Sequence[Page[PageFields]],
    posts: Sequence[Post],
    carried_out: Mapping[str, tuple[Directive, ...]],
) -> _Filed:
    uses = {post.path: _uses(kind, post, carried_out.get(post.path, ())) for post in posts}
    named, problems = gather(kind, pages, [use for some in uses.values() for use in some])
    topics = {path: tuple(dict.fromkeys([named[slug(use.name)] for use in some])) for path, some in uses.items()}
    return _Filed(named, topics, problems)


def _uses(kind: Kind, post: Post, carried_out: Sequence[Directive]) -> list[Use]:
    """What a post names; left out, what is named by the pages of the directives that it carries out."""
    if names := names_in(post.fields, kind):
        return [Use(post, name) for name in names]
    pages = [directive.page for directive in carried_out if directive.page]
    return [Use(post, name, page) for page in pages for name in names_in(page.fields, kind)]
