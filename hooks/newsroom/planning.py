"""Plans a site: what every page shows, where every link leads, and all that is wrong with either."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.addresses import FEED, JSON_FEED, find_target, is_external
from newsroom.app_icons import AppIcons, app_icons, check_emblem
from newsroom.articles.filling import EMPTY, Content
from newsroom.articles.pages import Page
from newsroom.articles.parsing import Parsed
from newsroom.assets import misnamed, published, refused, unnamed, unreadable
from newsroom.cache.pictures import PictureFile
from newsroom.cards import prepare_cards
from newsroom.collisions import check_forms, check_names, check_outside, check_own_folders, check_places
from newsroom.dead_links import DeadLinks
from newsroom.docs import Docs
from newsroom.filing import Filed
from newsroom.frontmatter.schema import PageFields
from newsroom.labels import file_kind, file_size
from newsroom.linking import Linker
from newsroom.pictures import Pictures, prepare_pictures, warnings
from newsroom.plan import Planned, make_plan
from newsroom.problems import Problem
from newsroom.progress import Progress
from newsroom.setup import Setup
from newsroom.share import share_cards
from newsroom.views import Attachment
from newsroom.views.posts import Cards, Shown
from newsroom.views.statistics import TABLE

MADE = (FEED, JSON_FEED, "404.html", "manifest.webmanifest", "offline.html", "sw.js", "sitemap.xml", "sitemap.xml.gz")


@dataclass(frozen=True)
class Plan:
    """`pages` are all that there will be, by URL; `assets` files of docs/ that are published as they are."""

    parsed: Parsed
    filed: Filed
    pictures: Pictures
    share_images: Mapping[str, PictureFile]
    cards: Cards
    pages: Mapping[str, Planned]
    linker: Linker
    assets: frozenset[str]
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


def plan(setup: Setup, parsed: Parsed, filed: Filed, cache: Path, progress: Progress) -> Plan:
    """Everything that is published; photos and share cards are made ready in the folder `cache`."""
    docs, settings, problems = parsed.docs, setup.settings, list(filed.problems)
    pictures, found = prepare_pictures(docs, filed.pages, cache, progress, setup.config.site_url)
    problems += found
    problems += warnings(filed.pages, docs)
    wanted = share_cards(filed.catalogue, pictures, settings) if settings.share_cards else {}
    share_images = prepare_cards(wanted, cache, progress=progress)
    addresses = {url: image.path for url, image in share_images.items()}
    shown = Shown(pictures.card_picture, _attachments(docs, pictures), addresses)
    cards = Cards(filed.catalogue, shown)
    pages = make_plan(filed.catalogue, filed.pages, settings, shown, cards)
    linker = Linker(pages, docs, filed.hidden, pictures, setup.config.site_url)
    problems += _misplaced(docs, pages, setup, filed, linker)
    problems += check_own_folders(docs, lambda: (*setup.own_files(), *pictures.published(), *addresses.values()))
    assets = published(docs, filed, linker, pictures, settings.emblem)
    problems += (*refused(docs, filed, linker, assets), *unreadable(docs, assets))
    problems += misnamed(docs, pictures, settings.emblem)
    if not any(problem.fatal for problem in problems):  # a wrong page may name the file, or a wrong link mean it
        problems += unnamed(docs, filed, linker, settings.emblem)
    icons = app_icons(settings, docs)
    return Plan(parsed, filed, pictures, share_images, cards, pages, linker, assets, icons, tuple(sorted(problems)))


def _misplaced(
    docs: Docs, pages: Mapping[str, Planned], setup: Setup, filed: Filed, linker: Linker
) -> Iterator[Problem]:
    """Names and addresses that can't be, templates that are not there, links that lead nowhere."""
    yield from check_emblem(setup.settings, docs)
    yield from check_outside(docs.outside)
    yield from check_forms(docs.names)
    yield from check_names(docs)
    yield from check_places(docs, pages, (*MADE, TABLE) if setup.settings.statistics else MADE)
    yield from setup.missing(filed.pages)
    dead_links = DeadLinks(linker, pages, docs, filed.hidden)
    for page in (*filed.pages, *filed.hidden):
        if not page.is_alone:
            yield from dead_links.check(page)


def _attachments(docs: Docs, pictures: Pictures) -> Callable[[Page[PageFields], str, str], Attachment | None]:
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
