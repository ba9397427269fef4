"""What search knows of each post, and the files of the index among the outputs of a build."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from newsroom.articles.pages import Post
from newsroom.cache.store import Store, digest, digest_of
from newsroom.catalogue import Catalogue, Labels
from newsroom.outputs import Output
from newsroom.search import Entry, Known, index_files, plan_index
from newsroom.search.building import Content, Work, make_here, wanted, write_piece, write_pieces
from newsroom.search.packed import Names, PackedPost
from newsroom.workers import begin, dismiss, run_all

KNOWN = "search"
START = "search/search_index.json"
MANY = 100  # posts: fewer are indexed sooner than a process starts
FEW = 3  # pieces
Text = Callable[[Post], bytes]
Texts = Callable[[Sequence[Post]], Mapping[str, bytes]]


class Indexing:
    """The index being made while pages are rendered; `outputs` waits for it."""

    def __init__(
        self, catalogue: Catalogue, source: Callable[[Post], str], texts: Texts, store: Store, building: Path
    ) -> None:
        """`source` is a digest of a post's file; `texts` gives packed texts by path, and is asked here and now."""
        self._store, self._building = store, building
        self.written: set[str] = set()
        self._stopped = False
        known = store.load(KNOWN)
        self._known: Known = known if isinstance(known, Known) else Known({}, {})
        found: dict[str, bytes] = {}
        text: Text = lambda post: found.get(post.path) or texts([post])[post.path]  # noqa: E731
        entries = {_entry(post, catalogue.labels[post.path], source(post), text): post for post in catalogue.posts}
        found |= texts([entries[entry] for entry in wanted(list(entries), self._known)])
        plan = plan_index(list(entries), self._known)
        many = sum(len(posts) for _, _, posts in plan.todo.values()) > MANY
        pool = ThreadPoolExecutor(1)
        self._result = pool.submit(index_files, plan, self._share_out if many else make_here)
        pool.shutdown(wait=False)

    def stop(self) -> None:
        """What is being made is not wanted any more; returns when nothing more is written."""
        self._stopped = True
        dismiss()
        wait([self._result])

    def _share_out(self, works: Sequence[Work]) -> Iterator[tuple[Work, Content]]:
        """Pieces made and written in other processes, the longest first; those of a new post are work for one."""
        orders = [(str(self._building), work) for work in sorted(works, key=lambda work: -len(work[2]))]
        if len(orders) <= FEW:
            made: Iterable[tuple[tuple[str, Work], Content | Exception]] = _in_one(orders)
        else:
            made = run_all(write_piece, orders)
        for order, content in made:
            if self._stopped:
                return
            # A process that died is no reason to give up: what it had is made here.
            done = write_piece(order) if isinstance(content, Exception) else content
            self.written.update(done[1])
            yield order[1], done

    def outputs(self) -> list[Output]:
        """The index's files, those in `written` too; names tell contents, but for the one whose name pages know."""
        files, made = self._result.result()
        if made.made.keys() != self._known.made.keys():
            self._store.save(KNOWN, made)
        return [Output(path, digest_of(make()) if path == START else path, make) for path, make in files.items()]


def _in_one(orders: Sequence[tuple[str, Work]]) -> Iterator[tuple[tuple[str, Work], Content]]:
    return zip(orders, begin(write_pieces, orders).result(), strict=True)


def _entry(post: Post, labels: Labels, source: str, text: Text) -> Entry:
    key = digest(source, post.url, post.title, labels.facts)
    return Entry(post.url, post.fields.date, key, lambda: _packed(post, _names(labels), text(post)))


def _names(labels: Labels) -> Names:
    authors, directives, campaigns = (
        tuple(topic.title for topic in topics) for topics in (labels.authors, labels.directives, labels.campaigns)
    )
    return authors, labels.cell.title, directives, campaigns


def _packed(post: Post, names: Names, text: bytes) -> PackedPost:
    fields = post.fields
    captions = dict.fromkeys((fields.image_caption, *(one.text for one in post.article.pictures)))
    shown = tuple(caption for caption in captions if caption)
    return PackedPost(post.url, post.title, fields.summary, shown, names, fields.date, text)
