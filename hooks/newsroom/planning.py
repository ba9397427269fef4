"""Plans a site: what every page shows, where every link leads, and all that is wrong with either."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from newsroom.addresses import FEED, JSON_FEED, find_target, is_external
from newsroom.app_icons import AppIcons, app_icons, check_emblem
from newsroom.articles.filling import EMPTY, Content
from newsroom.articles.pages import Page
from newsroom.articles.parsing import Parsed
from newsroom.assets import misnamed, published, refused, unnamed, unreadable
from newsroom.cache.addresses import recall_addresses
from newsroom.cache.pictures import PictureFile
from newsroom.cards import prepare_cards
from newsroom.collisions import check_forms, check_names, check_outside, check_own_folders, check_places
from newsroom.copies import check_copies
from newsroom.dead_links import DeadLinks
from newsroom.docs import Docs
from newsroom.filing import Filed
from newsroom.frontmatter.schema import PageFields
from newsroom.hosting.files import HOST_FILES
from newsroom.labels import file_kind, file_size
from newsroom.linking import Linker
from newsroom.lost_addresses import lost, reminders, to_remember
from newsroom.photos import prepare_photos
from newsroom.pictures import Pictures, Prepare, prepare_pictures, warnings
from newsroom.plan import Planned, make_plan
from newsroom.problems import Problem
from newsroom.progress import Progress
from newsroom.redirects import Redirect, find_redirects, redirect_pages
from newsroom.settings import Settings
from newsroom.setup import Setup
from newsroom.share import share_addresses, share_cards
from newsroom.views import Attachment
from newsroom.views.posts import Cards, Shown
from newsroom.views.statistics import TABLE

_FOR_MACHINES = ("manifest.webmanifest", "sw.js", "sitemap.xml", "sitemap.xml.gz")
MADE = (FEED, JSON_FEED, "404.html", "offline.html", *_FOR_MACHINES, *HOST_FILES)


@dataclass(frozen=True)
class Workshop:
    """`home` is where a project keeps pictures and what it published before; photos are made ready by `prepare`."""

    home: Path
    prepare: Prepare
    progress: Progress

    @classmethod
    def usual(cls, home: Path, progress: Progress) -> "Workshop":
        """Makes photos as they are published."""
        return cls(home, partial(prepare_photos, progress=progress), progress)

    @property
    def pictures(self) -> Path:
        """The folder of pictures that are ready."""
        return self.home / "pictures"


@dataclass(frozen=True)
class Plan:
    """`pages` are all that there will be, by URL; `assets` files of docs/ that are published as they are.

    `redirects` lead from old addresses, which are among the pages, to new ones; `addresses` (URL → title) are to
    be remembered once the site is published.
    """

    parsed: Parsed
    filed: Filed
    pictures: Pictures
    share_images: Mapping[str, PictureFile]
    cards: Cards
    pages: Mapping[str, Planned]
    linker: Linker
    assets: frozenset[str]
    redirects: tuple[Redirect, ...]
    addresses: Mapping[str, str]
    icons: AppIcons
    problems: tuple[Problem, ...]

    @property
    def share_card(self) -> str:
        """The picture that stands for pages without one of their own."""
        return self.share_images[""].path if "" in self.share_images else self.icons.path("512")

    def content(self, planned: Planned) -> Content:
        """What goes into a page's finished text, all but its body."""
        page = planned.page
        if page is None or page.is_alone:
            return EMPTY
        return Content(self.pictures.lead(page), self.linker.filling(page, self.filed.catalogue))

    def with_body(self, planned: Planned, content: Content) -> Content:
        """A page's content together with its body, which may have to be rendered again."""
        return replace(content, body=self.parsed.bodies.of(planned.page).packed_html) if planned.page else content

    def published_pictures(self) -> dict[str, Path]:
        """Renditions and share cards by their path in the site, and where their bytes lie."""
        cards = {file.path: file.stored(self.pictures.cache) for file in self.share_images.values()}
        return self.pictures.published() | cards


def plan(setup: Setup, parsed: Parsed, filed: Filed, shop: Workshop) -> Plan:
    """Everything that is published."""
    docs, settings, problems, cache = parsed.docs, setup.settings, list(filed.problems), shop.pictures
    pictures, found = prepare_pictures(docs, filed.pages, cache, shop.prepare, setup.config.site_url)
    problems += found
    problems += warnings(filed.pages, docs, settings.unchecked)
    wanted = share_cards(filed.catalogue, pictures, settings) if settings.share_cards else {}
    share_images = prepare_cards(wanted, cache, progress=shop.progress)
    addresses = share_addresses(filed.catalogue, {url: image.path for url, image in share_images.items()})
    shown = Shown(pictures.card_picture, attachments_of(docs, pictures), addresses)
    cards = Cards(filed.catalogue, shown)
    pages = make_plan(filed.catalogue, filed.pages, settings, shown, cards)
    redirects, found = find_redirects(pages, filed.hidden, docs, MADE)
    problems += found
    problems += misplaced(docs, pages, settings)
    problems += check_copies(docs, (*filed.pages, *filed.hidden))
    pages |= redirect_pages(redirects, pages)
    before = recall_addresses(shop.home, settings.name)
    kept = to_remember(before, pages, filed.hidden, settings.gone)
    linker = Linker(pages, docs, filed.hidden, pictures, setup.config.site_url)
    problems += check_own_folders(docs, lambda: (*setup.own_files(), *pictures.published(), *addresses.values()))
    problems += dead_ends(docs, pages, setup, filed, linker)
    assets = published(docs, filed, linker, pictures, settings.emblem)
    problems += (*refused(docs, filed, linker, assets), *unreadable(docs, assets))
    assets = frozenset(path for path in assets if docs.digests[path])  # a preview goes on without the others
    problems += misnamed(docs, pictures, settings.emblem)
    if not any(problem.fatal for problem in problems):  # a wrong page may name the file, or a wrong link mean it
        problems += unnamed(docs, filed, linker, settings.emblem)
        problems += lost_since(before, pages, filed, docs, settings)
    icons, told = app_icons(settings, docs), tuple(sorted(problems))
    return Plan(
        parsed, filed, pictures, share_images, cards, pages, linker, assets, tuple(redirects), kept, icons, told
    )


def misplaced(docs: Docs, pages: Mapping[str, Planned], settings: Settings) -> Iterator[Problem]:
    """Names and addresses that can't be, of all files."""
    yield from check_emblem(settings, docs)
    yield from check_outside(docs.outside)
    yield from check_forms(docs.names)
    yield from check_names(docs.names)
    yield from check_places(docs, pages, (*MADE, TABLE) if settings.statistics else MADE)


def lost_since(
    before: Mapping[str, str], pages: Mapping[str, Planned], filed: Filed, docs: Docs, settings: Settings
) -> Iterator[Problem]:
    """Addresses that have gone since."""
    gone = lost(before, pages, filed.hidden, docs)
    yield from reminders({url: gone[url] for url in gone if url not in settings.gone}, before, pages)


def dead_ends(
    docs: Docs, pages: Mapping[str, Planned], setup: Setup, filed: Filed, linker: Linker
) -> Iterator[Problem]:
    """Templates that are not there, links that lead nowhere."""
    yield from setup.missing(filed.pages)
    dead_links = DeadLinks(linker, pages, docs, filed.hidden)
    for page in (*filed.pages, *filed.hidden):
        if not page.is_alone:
            yield from dead_links.check(page)


def attachments_of(docs: Docs, pictures: Pictures) -> Callable[[Page[PageFields], str, str], Attachment | None]:
    """What is known of a file to download that a page names by a path and a title."""
    addresses = {path: path for path in docs if not path.endswith(".md")}

    def attachment(page: Page[PageFields], path: str, title: str) -> Attachment | None:
        name = title or posixpath.basename(path)
        if is_external(path):
            return Attachment(name, path, file_kind(path), "")
        found = find_target(path, page.path, addresses)
        if found is None:
            return None
        inside, mark, fragment = found.partition("#")  # `tai.pdf#page=2`
        inside = inside.partition("?")[0]
        seen = pictures.address(inside)  # of a picture, what readers may have of it
        place = pictures.cache / seen if seen else docs[inside]
        if not seen and not docs.digests[inside]:
            return None  # it can't be read, which is told
        url = f"{seen or inside}{mark}{fragment}"
        return Attachment(name, url, file_kind(seen or inside), file_size(place.stat().st_size))

    return attachment
