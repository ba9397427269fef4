"""What search knows of each post, and the files of the index among the outputs of a build."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from newsroom.articles.filling import Body
from newsroom.articles.pages import Post
from newsroom.articles.spool import Spooled
from newsroom.cache.store import Store, digest_of
from newsroom.catalogue import Catalogue, Labels
from newsroom.output.files import Output
from newsroom.processes import Job, can_copy, is_started, shutdown, submit
from newsroom.search import Entry, Known, index_files, plan_index
from newsroom.search.packed import Names, PackedPost
from newsroom.search.pieces import Content, Work, make_here, write_pieces

KNOWN, TEXTS = "search", "texts"
START = "search/search_index.json"
MANY = 100  # posts: fewer are indexed sooner than a process starts
FEW = 3  # pieces
Order = tuple[str, Work]
Text = Callable[[Post], Body | Spooled]
Texts = Callable[[Sequence[Post]], Mapping[str, Body | Spooled]]


class Indexing:
    """The index being made while pages are planned and rendered; `outputs` waits for it."""

    def __init__(
        self, catalogue: Catalogue, source: Callable[[Post], str], texts: Texts, store: Store, building: Path
    ) -> None:
        """`source` is a digest of a post's file; `texts` gives bodies by path, and is asked at once."""
        self._store, self._source, self._texts, self._building = store, source, texts, str(building)
        self.written: set[str] = set()
        self._found: dict[str, Body | Spooled] = {}
        self._made: Job[list[Content]] | None = None
        self._posts = {
            _entry(post, catalogue.labels[post.path], source(post), self._text): post for post in catalogue.posts
        }

    def _text(self, post: Post) -> Body | Spooled:
        return self._found.get(post.path) or self._texts([post])[post.path]

    def begin(self, *, afresh: bool) -> None:
        """Begins with what the last build did not make, or with everything."""
        known = None if afresh else self._store.load(KNOWN)
        self._known: Known = known if isinstance(known, Known) else Known({}, {})
        self._plan = plan_index(self._posts, self._known)
        self._find([self._posts[entry] for entry in self._plan.wanted()])
        works = sorted(self._plan.todo.values(), key=lambda work: -len(work[2]))  # the longest first
        self._orders = [(self._building, work) for work in works]
        many = sum(len(posts) for _, _, posts in works) > MANY
        self._made = _begun(self._orders) if works and (many or is_started()) else None

    def _find(self, posts: Sequence[Post]) -> None:
        """The texts of posts: many were kept when the large segment was made last, others are rendered again."""
        kept = (self._store.load(TEXTS) or {}) if len(posts) > MANY else {}
        known = {post.path: kept.get(self._source(post)) for post in posts}
        self._found |= {path: Body(b"", text) for path, text in known.items() if text is not None}
        self._found |= self._texts([post for post in posts if known[post.path] is None])

    def _keep_texts(self) -> None:
        """Of the large segment, if it was made: an edit of any of its posts has it made again."""
        sources = [(entry, source) for entry, source in self._plan.sources() if isinstance(source, PackedPost)]
        if len(sources) > MANY:
            texts = {self._source(self._posts[entry]): source.body.packed_text for entry, source in sources}
            self._store.save(TEXTS, texts)

    def stop(self) -> None:
        """What is being made is not wanted any more; returns when nothing more is written."""
        shutdown()

    def _contents(self) -> Iterator[tuple[Work, Content]]:
        if self._made is None:
            yield from make_here([work for _, work in self._orders])
            return
        for (_, work), content in zip(self._orders, self._made.result(), strict=True):
            self.written.update(content[1])
            yield work, content

    def outputs(self, is_there: Callable[[str], bool]) -> list[Output]:
        """The index's files, those in `written` too; names tell contents, but for the one whose name pages know.

        Where a file is gone that the last build made, all are made.
        """
        if not all(is_there(path) for made in self._known.made.values() for path in made.paths):
            if self._made is not None:
                self._made.result()  # nobody else must be writing
            self.begin(afresh=True)
        files, made = index_files(self._plan, lambda _: self._contents())
        if made.made.keys() != self._known.made.keys():
            posts = {key: post.kept() if isinstance(post, PackedPost) else post for key, post in made.posts.items()}
            self._store.save(KNOWN, replace(made, posts=posts))
            self._keep_texts()
        return [_output(path, content) for path, content in files.items()]


def _output(path: str, content: bytes | None) -> Output:
    if content is None:
        return Output(path, path)
    return Output(path, digest_of(content) if path == START else path, lambda: content)


def _begun(orders: Sequence[Order]) -> Job[list[Content]]:
    """Pieces being made and written in another process: many in a copy of this one, to which nothing must be sent."""
    return submit(write_pieces, orders, copied=len(orders) > FEW and can_copy())


def _entry(post: Post, labels: Labels, source: str, text: Text) -> Entry:
    key = f"{source}\n{post.url}\n{post.title}\n{labels.facts}"
    return Entry(post.url, post.fields.date, key, lambda: _packed(post, _names(labels), text(post)))


def _names(labels: Labels) -> Names:
    authors, directives, campaigns = (
        tuple(topic.title for topic in topics) for topics in (labels.authors, labels.directives, labels.campaigns)
    )
    return authors, labels.cell.title, directives, campaigns


def _packed(post: Post, names: Names, text: Body | Spooled) -> PackedPost:
    fields = post.fields
    captions = dict.fromkeys((fields.image_caption, *(one.text for one in post.article.pictures)))
    shown = tuple(caption for caption in captions if caption)
    return PackedPost(post.url, post.title, fields.summary, shown, names, fields.date, text)
