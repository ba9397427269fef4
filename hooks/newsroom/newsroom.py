"""One build's newsroom: reads and checks everything, plans all pages, and gives each page its finished text."""

import datetime
import math
import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, cast

from newsroom.addresses import FEED, find_target, is_content, is_external, url_of
from newsroom.articles.bodies import Bodies
from newsroom.articles.filling import EMPTY, Content
from newsroom.articles.pages import Page, Post
from newsroom.articles.reading import Read, read_all
from newsroom.cache.store import Store, digest
from newsroom.cards import prepare_cards
from newsroom.catalogue import compile_catalogue
from newsroom.catalogue.topics import FOLDERS
from newsroom.collisions import check_names, check_places
from newsroom.docs import Docs
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.labels import file_kind, file_size
from newsroom.linking import Linker
from newsroom.output.files import Output, schema_outputs, sitemap_outputs
from newsroom.photos.pool import Progress
from newsroom.pictures import Pictures, warnings
from newsroom.plan import Planned, make_plan
from newsroom.problems import Problem
from newsroom.search.indexing import Searchable
from newsroom.setup import Config, Setup
from newsroom.share import share_cards
from newsroom.views import Attachment
from newsroom.views.posts import Cards, Shown
from newsroom.views.sketches import Channel

MADE = (FEED, "404.html", "sitemap.xml", "sitemap.xml.gz")


class Draft(NamedTuple):
    """A page before it is known whether it must be written: so far without its body, which may have to be made."""

    planned: Planned
    key: str
    content: Content


@dataclass
class Newsroom:
    """`now` decides what is published; a preview shows drafts too."""

    setup: Setup
    files: Docs
    store: Store
    progress: Progress
    preview: bool = False
    problems: list[Problem] = field(default_factory=list, init=False)
    readings: dict[str, Read] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.settings = self.setup.settings
        self.cache = self.store.folder.parent / "pictures"
        self.now = build_time()

    def read(self) -> None:
        """Reads everything."""
        self.readings, self.settle = read_all(self.files, self.setup.markdown, self.store)
        self.bodies = Bodies(self.readings, self.files, self.setup.markdown)

    def file(self) -> None:
        """Files what was read in the catalogue; `problems` begins to hold what is wrong."""
        by_url: dict[str, Page[PageFields]] = {}
        for _, reading in self.readings.values():
            self.problems += reading.problems
            if reading.page:  # a second file for one address is told, and not shown in a preview
                by_url.setdefault(reading.page.url, reading.page)
        pages = list(by_url.values())
        self.hidden = [page for page in pages if isinstance(page.fields, PostFields) and not self._is_out(page.fields)]
        out_of_sight = {page.path for page in self.hidden}
        self.pages = [page for page in pages if page.path not in out_of_sight]
        self.catalogue, found = compile_catalogue(self._posts(), self._topic_pages())
        self.problems += found

    def open(self) -> dict[str, Planned]:
        """Plans and checks what was read; the plan holds every page by URL, `problems` all that is wrong."""
        self.pictures = Pictures(self.files, self.cache)
        self.problems += self.pictures.prepare(self.pages, self.progress)
        self.problems += warnings(self.pages, self.files)
        shown = self._shown()
        self.cards = Cards(self.catalogue, shown)
        self.plan = make_plan(self.catalogue, self.pages, self.settings, shown, self.cards)
        self.linker = Linker(self.plan, self.files, self.hidden, self.pictures)
        self.problems += check_names(self.files)
        self.problems += check_places(self.files, self.plan, MADE)
        self.problems += self.setup.missing(self.pages)
        for page in (*self.pages, *self.hidden):
            if not page.is_alone:
                self.problems += self.linker.check(page)
        self.problems.sort()
        return self.plan

    def _posts(self) -> list[Post]:
        return [cast(Post, page) for page in self.pages if isinstance(page.fields, PostFields)]

    def _topic_pages(self) -> list[Page[PageFields]]:
        folders = set(FOLDERS.values())
        return [page for page in self.pages if page.path.partition("/")[0] in folders and page.url.count("/") > 1]

    def _is_out(self, fields: PostFields) -> bool:
        """Whether a post is shown now."""
        if fields.expires and fields.expires <= self.now:
            return False
        waiting = fields.draft or (fields.publish_at is not None and fields.publish_at > self.now)
        return self.preview or not waiting

    def _shown(self) -> Shown:
        cards = share_cards(self.catalogue, self.pictures, self.settings) if self.settings.share_cards else {}
        self.share_images = prepare_cards(cards, self.cache, progress=self.progress)
        addresses = {url: file.path for url, file in self.share_images.items()}
        return Shown(self.pictures.card_picture, self._attachment, addresses)

    def _attachment(self, page: Page[PageFields], path: str, title: str) -> Attachment | None:
        """A file to download; of a picture, what readers may have of it."""
        name = title or posixpath.basename(path)
        if is_external(path):
            return Attachment(name, path, file_kind(path), "")
        inside = find_target(path, page.path, self._addresses)
        if inside is None:
            return None
        seen = self.pictures.address(inside)
        place = self.cache / seen if seen else self.files[inside]
        return Attachment(name, seen or inside, file_kind(path), file_size(place.stat().st_size))

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {path: path for path in self.files if not path.endswith(".md")}

    def drafts(self, everywhere: str) -> Iterator[Draft]:
        """Every page, and the key that settles its bytes, beside the stamp: its facts, its source, what fills it.

        `everywhere` is what all pages show.
        """
        for planned in self.plan.values():
            sketch, page = planned
            source = self.readings[page.path][0] if page else ""
            content = self.content(planned)
            filled = "" if content is EMPTY else content.key
            yield Draft(planned, digest(everywhere, source, filled, *sketch.facts), content)

    def feeds(self) -> Iterator[tuple[Channel, str]]:
        """The site's feed and one beside each listing, and the key that settles its bytes, beside the stamp."""
        for planned in self.plan.values():
            if channel := planned.sketch.feed:
                yield channel, digest(channel.title, channel.description, self.cards.facts(channel.posts))

    def holds_until(self) -> float:
        """When, in seconds since 1970, a hidden post comes out or a shown one goes; infinite when none will."""
        posts = [page.fields for page in (*self.pages, *self.hidden) if isinstance(page.fields, PostFields)]
        moments = [moment for post in posts for moment in (post.publish_at, post.expires) if moment]
        return min((moment.timestamp() for moment in moments if moment > self.now), default=math.inf)

    def unpublished(self) -> set[str]:
        """Files of docs/ that are not published as they are: pages, and the originals of pictures."""
        emblem = self.settings.emblem
        return {path for path in self.files if is_content(path, emblem)}

    def titles(self, nav: Mapping[str, str]) -> list[str]:
        """What the navigation shows: the title that it gives to a path, or else the page's own."""
        return [nav[path] or self.plan[url_of(path)].title for path in nav if url_of(path) in self.plan]

    def outputs(self, config: Config) -> Iterator[Output]:
        """Files beside pages and feeds, but for the search index, which takes longer."""
        for path, place in self.published_pictures().items():
            yield Output(path, path, place=place)  # named by what is in it
        yield from sitemap_outputs(self.plan, config.site_url or "/")
        yield from schema_outputs()

    def searchable(self) -> Searchable:
        """What the search index is made of."""
        sources = {post.path: self.readings[post.path][0] for post in self.catalogue.posts}
        return Searchable(self.catalogue, sources, self.bodies.texts)

    def published_pictures(self) -> dict[str, Path]:
        """Renditions and share cards by their path in the site, and where their bytes lie."""
        cards = {file.path: file.stored(self.cache) for file in self.share_images.values()}
        return self.pictures.published() | cards

    def content(self, planned: Planned) -> Content:
        """What goes into a page's finished text, all but its body."""
        page = planned.page
        if page is None or page.is_alone:
            return EMPTY
        return Content(self.pictures.lead(page), self.linker.filling(page, self.catalogue))

    def with_body(self, planned: Planned, content: Content) -> Content:
        """The rest of it."""
        return replace(content, body=self.bodies.of(planned.page).packed_html) if planned.page else content

    def unread(self, planned: Planned) -> tuple[str, Path] | None:
        """The file of a page whose body is not at hand, if another process can make it again."""
        page = planned.page
        others_can = page and self.setup.recipe and not self.bodies.at_hand(page)
        return (page.path, self.files[page.path]) if page and others_can else None


def build_time() -> datetime.datetime:
    """The time of the build, which decides what is published; SOURCE_DATE_EPOCH sets it for a build to be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)
