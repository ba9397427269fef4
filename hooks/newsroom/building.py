"""One build, under an engine or without: reads, plans, writes what has changed, and publishes the whole."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from newsroom.addresses import FEED
from newsroom.articles.reading import drop_bodies
from newsroom.cache.publishing import Publisher, place_for_spare
from newsroom.cache.store import Store, digest
from newsroom.docs import Docs
from newsroom.navigation import NavEntry
from newsroom.newsroom import Draft, Newsroom
from newsroom.output.files import write_output
from newsroom.output.sheets import FeedSheet, Frame, PageSheet
from newsroom.output.writing import Order, write_sheets
from newsroom.photos.pool import Progress
from newsroom.problems import Problem
from newsroom.search import indexing
from newsroom.setup import Setup
from newsroom.views.sketches import Channel
from newsroom.workers import dismiss


@dataclass
class Build:
    """`site` is replaced by a whole build only; no other build that keeps things in the store's folder may go on.

    `when_read` is called when nothing more is to be read, and all is yet to be planned.
    """

    site: Path
    store: Store
    preview: bool = False
    when_read: Callable[[], object] = lambda: None
    keys: dict[str, str] = field(default_factory=dict, init=False)
    kept: set[str] = field(default_factory=set, init=False)
    _indexing: indexing.Indexing | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.publisher = Publisher(self.site, place_for_spare(self.site, self.store.folder), self.store)

    def start(self) -> Path:
        """An empty folder to build in."""
        self.store.tidy()
        self._building = self.publisher.start()
        return self._building

    def read(self, setup: Setup, docs: Docs, problems: Iterable[Problem], progress: Progress) -> None:
        """Reads, checks and plans all content."""
        self.setup = setup
        self.newsroom = newsroom = Newsroom(setup, docs, self.store, progress, self.preview)
        newsroom.problems += problems
        newsroom.read()
        self.when_read()
        self.publisher.look()
        newsroom.file()
        afresh = not self.publisher.may_keep  # the index takes longest, so it is begun first
        self._indexing = indexing.begin(newsroom.searchable(), self.store, str(self._building), afresh=afresh)
        newsroom.open()
        self.everywhere = digest(*newsroom.titles(setup.nav), *self.fatal_problems)

    @property
    def fatal_problems(self) -> list[str]:
        """What a preview tells at the head of every page; a build has none."""
        return [str(problem) for problem in self.newsroom.problems if problem.fatal] if self.preview else []

    def write(self, nav: Iterable[NavEntry], elsewhere: Collection[str] = ()) -> int:
        """Makes what is not there from the last build, but for pages made `elsewhere`; how many files those are."""
        setup, problems = self.setup, tuple(self.fatal_problems)
        frame = Frame(
            setup.templates, setup.settings, setup.config, tuple(nav), problems, setup.version, self.store, setup.recipe
        )
        orders = chain(self._pages(elsewhere), self._feeds())
        count = write_sheets(frame, self._building, orders, many=self.publisher.others() is None)
        assert self._indexing
        index = indexing.finish(self._indexing, self._has_named)
        outputs = [*self.newsroom.outputs(setup.config), *index.outputs]
        for output in outputs:
            if not self._is_kept(output.path, output.key) and output.path not in index.written:
                write_output(output, self._building)
                count += 1
        self.newsroom.settle()
        return count + len(index.written)

    def _has_named(self, path: str) -> bool:
        """Whether a file that is named by what is in it is there from the last build."""
        return self.publisher.keeps(path, path)

    def _pages(self, elsewhere: Collection[str]) -> Iterator[Order]:
        """All pages that are neither kept nor made elsewhere."""
        for draft in self.newsroom.drafts(self.everywhere):
            url = draft.planned.sketch.url
            if not self._is_kept(f"{url}index.html", draft.key) and url not in elsewhere:
                yield partial(self._page, draft)

    def _page(self, draft: Draft) -> PageSheet:
        planned, unread = draft.planned, self.newsroom.unread(draft.planned)
        content = draft.content if unread else self.newsroom.with_body(planned, draft.content)
        return PageSheet(planned.view(), self.setup.template(planned), content, unread)

    def _feeds(self) -> Iterator[Order]:
        for channel, key in self.newsroom.feeds():
            if not self._is_kept(f"{channel.url}{FEED}", key):
                yield partial(self._feed, channel)

    def _feed(self, channel: Channel) -> FeedSheet:
        cards = self.newsroom.cards.of(channel.posts)
        return FeedSheet(channel.url, channel.title, channel.description, cards)

    def _is_kept(self, path: str, key: str) -> bool:
        """Notes a file of the new site, and whether it is there from the last build."""
        self.keys[path] = key
        kept = self.publisher.keeps(path, key)
        if kept:
            self.kept.add(path)
        return kept

    def publish(self) -> None:
        """Puts the whole new site in the old one's place. Raises OSError, with the old site as it was."""
        self.publisher.publish(self.kept, self.keys)

    def abandon(self) -> None:
        """Drops what was built so far."""
        dismiss()
        if self._indexing:
            self._indexing.running.stop()
        self.publisher.discard()

    def end(self) -> None:
        """Lets go of processes and files, whatever became of the build."""
        dismiss()
        self.drop_bodies()

    def drop_bodies(self) -> None:
        """Those that wait in files for whoever writes them."""
        drop_bodies(self.store)
