"""What a page shows → Markdown: posts, listings, indexes, the archive, home, and pages written by hand."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from leaving.addresses import Addresses
from newsroom.addresses import is_external
from newsroom.card import Card
from newsroom.labels import NEWS, Link
from newsroom.vietnamese import format_day
from newsroom.views import (
    ArchiveView,
    Attachment,
    Chart,
    Count,
    DirectiveFacts,
    HomeView,
    IndexView,
    ListingView,
    Parts,
    PostView,
    StatisticsView,
    View,
)
from word.escaping import escape, escape_start


@dataclass(frozen=True)
class Writer:
    """Writes the page at `url`."""

    url: str
    addresses: Addresses

    def page(self, view: View, body: str) -> str:
        """The whole file; `body` is the page's own text as Markdown."""
        parts = (_head(view), self._crumbs(view), f"# {escape(self._title(view))}", *self._inner(view, body))
        return "\n\n".join(part for part in parts if part) + "\n"

    def _title(self, view: View) -> str:
        number = view.pager.number if isinstance(view, ListingView) else None
        return view.title if number is None else f"{view.title} – trang {number}"

    def _inner(self, view: View, body: str) -> Iterator[str]:
        if isinstance(view, PostView):
            yield from self._post(view, body)
        elif isinstance(view, ListingView):
            yield from self._listing(view, body)
        elif isinstance(view, IndexView):
            yield from (body, self._counts(view.entries))
        elif isinstance(view, ArchiveView):
            yield body
            for year in view.years:
                yield f"## {self.link(year.year.link)} ({year.year.posts} bài)"
                yield self._counts([month for month in year.months if month.posts])
        elif isinstance(view, HomeView):
            yield from self._home(view, body)
        elif isinstance(view, StatisticsView):
            yield from (body, *(part for chart in view.charts for part in self._chart(chart)))
        else:
            yield body

    def _chart(self, chart: Chart) -> Iterator[str]:
        yield f"## {escape(chart.title)}"
        yield escape_start(escape(chart.said))
        rows = [f"| {self.link(bar.link).replace('|', '&#124;')} | {bar.posts} |" for bar in chart.bars]
        yield "\n".join([f"| {escape(chart.column)} | Số bài |", "| --- | ---: |", *rows]) if rows else ""

    def link(self, link: Link) -> str:
        """A link to another page, or its words where there is no such page."""
        words, target = escape(link.title, brackets=True), self.addresses.page(link.url, self.url)
        return f"[{words}]({target})" if target else words

    def _crumbs(self, view: View) -> str:
        return " › ".join(self.link(one) for one in view.breadcrumbs)

    def _links(self, links: Iterable[Link]) -> str:
        return ", ".join(self.link(link) for link in links)

    def _post(self, view: PostView, body: str) -> Iterator[str]:
        card = view.card
        updated = f" (cập nhật {format_day(view.updated)})" if view.updated else ""
        who = [self._links(links) for _, links in card.shown("line")]
        yield " · ".join([*who, self._day(card.date, view.month) + updated])
        yield body
        yield self._files(view.attachments)
        if view.directives:
            yield "## Thực hiện văn bản"
            yield "\n".join(f"- {self._paper(one)}" for one in view.directives)
        for kind, links in card.shown("over"):
            yield f"{kind.title}: {self._links(links)}"
        around = [("Tin mới hơn", view.newer), ("Tin cũ hơn", view.older)]
        yield "\n".join(f"- {said}: {self.link(link)}" for said, link in around if link)
        if view.related:
            yield from ("## Tin liên quan", self._cards(view.related))

    def _day(self, day: datetime.date, month: Link) -> str:
        target = self.addresses.page(month.url, self.url)
        return f"[{format_day(day)}]({target})" if target else format_day(day)

    def _paper(self, paper: DirectiveFacts) -> str:
        name = f"{paper.type_name} {paper.symbol}".strip()
        said = [escape(one) for one in (paper.subject, paper.issuer) if one]
        day = [f"ngày {format_day(paper.date)}"] if paper.date else []
        return ", ".join([self.link(Link(name, paper.url)), *said, *day])

    def _listing(self, view: ListingView, body: str) -> Iterator[str]:
        if view.directive and view.directive.subject:
            yield escape_start(escape(view.directive.subject))
        yield "\n".join(f"- {fact.label}: {self._parts(fact.parts)}" for fact in view.facts)
        yield self._files([view.attachment] if view.attachment else [])
        yield body
        yield f"## {view.listing.heading}" if view.listing.heading else ""
        yield self._cards(view.cards) or view.listing.empty
        yield self._pages(view)
        if view.mentions:
            yield from ("## Bài viết có nhắc đến", self._cards(view.mentions))
            yield self.link(Link("Xem thêm bài có nhắc đến", view.more_mentions)) if view.more_mentions else ""
        if view.timeline:
            yield from ("## Theo thời gian", self._counts(view.timeline))
        around = [("Mới hơn", view.newer_period), ("Cũ hơn", view.older_period)]
        yield "\n".join(f"- {said}: {self.link(link)}" for said, link in around if link)

    def _pages(self, view: ListingView) -> str:
        around = [("← Mới hơn", view.pager.newer), ("Cũ hơn →", view.pager.older)]
        return " · ".join(self.link(Link(said, url)) for said, url in around if url is not None)

    def _parts(self, parts: Parts) -> str:
        return "".join(
            self.link(one) if isinstance(one, Link) else escape(one) if isinstance(one, str) else format_day(one)
            for one in parts
        )

    def _home(self, view: HomeView, body: str) -> Iterator[str]:
        yield body
        yield self._cards([*([view.lead] if view.lead else []), *view.cards])
        yield self.link(Link("Xem tất cả bài viết", view.more or NEWS.url))
        if view.campaigns:
            yield from ("## Chuyên đề", self._counts(view.campaigns))
        if view.months:
            yield from ("## Lưu trữ", self._counts(view.months))

    def _cards(self, cards: Sequence[Card]) -> str:
        return "\n".join(self._card(card) for card in cards)

    def _card(self, card: Card) -> str:
        said = f": {escape(card.summary)}" if card.summary else ""
        return f"- {format_day(card.date)} · {self.link(Link(card.title, card.url))}{said}"

    def _counts(self, counts: Iterable[Count]) -> str:
        return "\n".join(
            f"- {self.link(one.link)}{f', {escape(one.note)}' if one.note else ''} ({one.posts} bài)" for one in counts
        )

    def _files(self, files: Iterable[Attachment]) -> str:
        lines = []
        for one in files:
            target = one.url if is_external(one.url) else self._file(one.url)
            about = ", ".join(filter(None, (one.kind, one.size)))
            lines.append(f"- [{escape(one.title, brackets=True)}]({target}) ({about})")
        return "\n".join(["Tệp đính kèm:", "", *lines]) if lines else ""

    def _file(self, url: str) -> str:
        path, mark, fragment = url.partition("#")
        return f"{self.addresses.file(path, self.url)}{mark}{fragment}"


def _head(view: View) -> str:
    fields: dict[str, object] = {"title": view.title}
    if isinstance(view, PostView):
        fields |= {"date": view.card.date} | ({"updated": view.updated} if view.updated else {})
        for kind, links in (*view.card.shown("line"), *view.card.shown("over")):
            fields[kind.name] = [link.title for link in links]
        if view.directives:
            fields["directive"] = [paper.symbol for paper in view.directives]
    if view.description:
        fields["description"] = view.description
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)}---"
