"""One post planned anew within a site that is known: its page, its links, what is wrong with it, and nothing else.

What a whole plan would say of the post is said here, too, as other posts change nothing about it but by their names,
which are filed anew, and by their addresses, which are those of the known site.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from newsroom.articles.pages import Page, Post
from newsroom.articles.parsing import Parsed
from newsroom.assets import published, refused, unreadable
from newsroom.cache.addresses import recall_addresses
from newsroom.catalogue import Catalogue
from newsroom.filing import Filed
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.kinds import KINDS
from newsroom.labels import month_link, year_link
from newsroom.linking import Linker
from newsroom.pictures import prepare_pictures, warnings
from newsroom.plan import Planned
from newsroom.planning import MADE, Plan, Workshop, attachments_of, dead_ends, lost_since, misplaced
from newsroom.redirects import find_redirects, redirect_pages
from newsroom.setup import Setup
from newsroom.views.listings import period_specs, topic_specs
from newsroom.views.posts import Cards, Shown, post_specs
from newsroom.views.specs import PageSpec


@dataclass(frozen=True)
class Known:
    """The plan of a site as it is in docs/, and how pictures of a post are made ready."""

    setup: Setup
    plan: Plan
    shop: Workshop


@dataclass(frozen=True)
class _Making:
    """What pages are made from; `own` is the post, None where it can't be read."""

    catalogue: Catalogue
    own: Page[PageFields] | None
    cards: Cards
    shown: Shown
    size: int

    @property
    def post(self) -> Post | None:
        return cast(Post, self.own) if self.own and isinstance(self.own.fields, PostFields) else None


def plan_post(known: Known, whole: Parsed, filed: Filed, path: str) -> Plan:
    """The site with what is at `path` now. `whole` and `filed` are of all its files; problems are those of this one."""
    setup, docs, emblem = known.setup, whole.docs, known.setup.settings.emblem
    own = next((page for page in filed.pages if page.path == path), None)
    alone = replace(filed, pages=(own,) if own else ())
    own_pictures, problems = prepare_pictures(
        docs, alone.pages, known.shop.pictures, known.shop.prepare, setup.config.site_url
    )
    pictures = replace(own_pictures, photos={**known.plan.pictures.photos, **own_pictures.photos})
    problems += (*filed.problems, *warnings(alone.pages, docs, setup.settings.unchecked))
    shares = {url: image.path for url, image in known.plan.share_images.items()}
    shown = Shown(pictures.card_picture, attachments_of(docs, pictures), shares)
    cards = Cards(filed.catalogue, shown)
    pages = _pages(known.plan, _Making(filed.catalogue, own, cards, shown, setup.settings.posts_per_page))
    redirects, found = find_redirects(pages, filed.hidden, docs, MADE)
    problems += (*found, *misplaced(docs, pages, setup.settings))
    pages |= redirect_pages(redirects, pages)
    linker = Linker(pages, docs, filed.hidden, pictures, setup.config.site_url)
    problems += dead_ends(docs, pages, setup, alone, linker)
    assets = published(docs, alone, linker, pictures, emblem)
    problems += (*refused(docs, alone, linker, assets), *unreadable(docs, assets))
    elsewhere = (one for one in known.plan.problems if one.path != path)
    if not any(one.fatal for one in (*problems, *elsewhere)):
        before = recall_addresses(known.shop.home, setup.settings.name)
        problems += lost_since(before, pages, filed, docs, setup.settings)
    return replace(
        known.plan, parsed=whole, filed=filed, pictures=pictures, cards=cards, pages=pages, linker=linker,
        assets=known.plan.assets | assets, redirects=tuple(redirects),
        problems=tuple(sorted(one for one in problems if one.path == path)),
    )  # fmt: skip


def _pages(known: Plan, making: _Making) -> dict[str, Planned]:
    """Specs of the known site's pages, with the post as it is now and with the topics and months that it alone has."""
    own = making.own
    gone = {one.old for one in known.redirects} | _topics(known.filed.catalogue) - _topics(making.catalogue)
    gone |= {one.page.url for one in known.pages.values() if own and one.page and one.page.path == own.path}
    pages = {url: one for url, one in known.pages.items() if url not in gone}
    specs = [*_own_specs(making), *_new_topics(making, pages), *_new_periods(making, pages)]
    return pages | {spec.url: Planned(spec, own if own and own.url == spec.url else None) for spec in specs}


def _own_specs(making: _Making) -> Iterator[PageSpec]:
    if making.post:
        yield from post_specs(replace(making.catalogue, posts=(making.post,)), making.cards, making.shown)


def _new_topics(making: _Making, pages: Mapping[str, Planned]) -> Iterator[PageSpec]:
    new = {
        name: {url: topic for url, topic in topics.items() if url not in pages}
        for name, topics in making.catalogue.topics.items()
    }
    for kind in KINDS:
        if new.get(kind.name):
            only = replace(making.catalogue, topics=new)
            yield from topic_specs(only, kind, making.cards, making.shown, making.size)


def _new_periods(making: _Making, pages: Mapping[str, Planned]) -> Iterator[PageSpec]:
    day = making.post.fields.date if making.post else None
    if day and not {month_link(day.year, day.month).url, year_link(day.year).url} <= pages.keys():
        specs = period_specs(making.catalogue, making.cards, making.shown, making.size)
        yield from (spec for spec in specs if spec.url not in pages)


def _topics(catalogue: Catalogue) -> set[str]:
    return {url for topics in catalogue.topics.values() for url in topics}
