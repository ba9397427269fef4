"""Links, pictures and attachments: where they lead."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import cast

from newsroom.addresses import FEED, JSON_FEED, find_target, inside, relative
from newsroom.articles.allowed import is_safe
from newsroom.articles.filling import Filling
from newsroom.articles.pages import Page, Post, Reference
from newsroom.catalogue import Catalogue
from newsroom.citations import Citation
from newsroom.filing import is_over
from newsroom.frontmatter.schema import DirectiveFields, PageFields, PostFields
from newsroom.labels import NEWS
from newsroom.pictures import Pictures
from newsroom.plan import Planned
from newsroom.redirects import moved
from newsroom.views.statistics import STATISTICS, TABLE


class Linker:
    """Knows every address of the site: pages by path and URL, other files by path."""

    def __init__(
        self,
        plan: Mapping[str, Planned],
        files: Mapping[str, Path],
        hidden: Iterable[Page[PageFields]],
        pictures: Pictures,
        site_url: str,
    ) -> None:
        self._pictures = pictures
        self._places = files
        self._site_url = site_url
        feeds = [f"{planned.spec.feed.url}{FEED}" for planned in plan.values() if planned.spec.feed]
        tables = [TABLE] if STATISTICS in plan and plan[STATISTICS].spec.kind == "statistics" else []
        self._addresses = {url: url for url in (*plan, *feeds, *tables, JSON_FEED, "sitemap.xml")}
        self._addresses |= {planned.page.path: url for url, planned in plan.items() if planned.page}
        self._addresses |= {path: path for path in files if not path.endswith(".md")}
        self._addresses |= moved(plan)
        self._gone = {key: NEWS.url for page in hidden if is_over(page) for key in (page.path, page.url)}

    def inside(self, target: str) -> str | None:
        """A target as a link within the site, None where it leads to another."""
        return inside(unescape(target), self._site_url)

    def live(self, target: str, path: str) -> str | None:
        """The root-relative URL that a link in the file at `path` leads to, if that is published."""
        return self._look_up(target, path, self._addresses)

    def find(self, target: str, path: str) -> str | None:
        """The root-relative URL that a link in the file at `path` leads to; for a post that has expired, the news."""
        live = self.live(target, path)
        return self._look_up(target, path, self._gone) if live is None else live

    def named(self, page: Page[PageFields]) -> Iterator[str]:
        """Files of docs/ that a page links to, shows or attaches."""
        if page.is_alone:
            return
        references = (*page.article.links, *page.article.pictures)
        targets = [one.target for one in references] + [path for _, path in files_named(page.fields)]
        for target in targets:
            found = self.find(target, page.path)
            if found is not None and (path := found.partition("#")[0].partition("?")[0]) in self._places:
                yield path

    def _look_up(self, target: str, path: str, addresses: Mapping[str, str]) -> str | None:
        within = self.inside(target)
        return None if within is None else find_target(within, path, addresses)

    def filling(self, page: Page[PageFields], catalogue: Catalogue) -> Filling:
        """What a page's body is filled with."""
        article = page.article
        return Filling(
            tuple(self._address(one, page) for one in article.links),
            tuple(self._pictures.inline(one, page) for one in article.pictures),
            tuple(self._pictures.group([article.pictures[i] for i in group], page) for group in article.groups),
            tuple(_citation(one, page, catalogue) for one in article.citations),
        )

    def _address(self, reference: Reference, page: Page[PageFields]) -> str:
        found = self.find(reference.target, page.path)
        if found is None:
            target = _without_spaces(unescape(reference.target))
            return escape(target) if is_safe(target) else ""
        picture = self._pictures.address(self._pictures.find(reference.target, page.path) or "")
        return escape(relative(picture or found, page.url))


def _without_spaces(target: str) -> str:
    """An address of another site as an address may be: a line that was broken off in it is whole again."""
    whole = "".join(line.strip() for line in target.split("\n"))
    return whole.replace(" ", "" if whole.startswith("tel:") else "%20")


def _citation(cited: Citation, page: Page[PageFields], catalogue: Catalogue) -> str | None:
    """The address of the document's page, None where there is none or this is it."""
    post = cast(Post, page) if isinstance(page.fields, PostFields) else None
    url = catalogue.directive_url(cited, post)
    return relative(url, page.url) if url is not None and url != page.url else None


def files_named(fields: PageFields) -> Iterator[tuple[str, str]]:
    """The fields that name files, and what they name, be it at another place."""
    if isinstance(fields, PostFields):
        yield from (("attachments", one.path) for one in fields.attachments)
    if isinstance(fields, DirectiveFields) and fields.attachment:
        yield "attachment", fields.attachment
    image = getattr(fields, "image", "")
    if image:
        yield "image", image
