"""The index of a build: begun when its posts are known, finished when its pages are written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from newsroom.articles.filling import Body
from newsroom.articles.pages import Post
from newsroom.articles.spool import Spooled
from newsroom.cache.store import Store, digest_of
from newsroom.catalogue import Catalogue, Labels
from newsroom.output.files import Output
from newsroom.search.index import START, Entry, Plan, Record, manifest_files, plan_index
from newsroom.search.pieces import Made
from newsroom.search.running import MANY, run
from newsroom.search.source import PackedPost, Source

RECORD, TEXTS = "search", "texts"
_EMPTY = Record({}, {})
Texts = Callable[[Sequence[Post]], Mapping[str, Body | Spooled]]


@dataclass(frozen=True)
class Searchable:
    """What is to be indexed: posts, digests of their files and, when asked for, their bodies, all by path.

    `abbreviations` are those that the site adds to the usual ones.
    """

    catalogue: Catalogue
    sources: Mapping[str, str]
    texts: Texts
    abbreviations: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Indexing:
    """An index being made in a folder; `posts` are those that its missing pieces are made of, by key.

    `wait` gives the pieces once they are made.
    """

    content: Searchable
    store: Store
    folder: str
    plan: Plan
    posts: Mapping[str, Source]
    wait: Callable[[], list[Made]]


@dataclass(frozen=True)
class Index:
    """A finished index: all its files as outputs, and the paths of those that are already written."""

    outputs: Sequence[Output]
    written: frozenset[str]


def begin(content: Searchable, store: Store, folder: str, *, afresh: bool) -> Indexing:
    """Begins with the pieces that the last build did not make, or with all of them."""
    stored = None if afresh else store.load(RECORD)
    record = stored if isinstance(stored, Record) else _EMPTY
    by_key = {_key(post, content): post for post in content.catalogue.posts}
    plan = plan_index([Entry(post.url, post.fields.date, key) for key, post in by_key.items()], record)
    unread = {key: by_key[key] for key in plan.unread}
    bodies = _bodies(list(unread.values()), content, store)
    read = {key: _packed(post, content.catalogue.labels[post.path], bodies[post.path]) for key, post in unread.items()}
    posts = {**record.newest, **read}
    return Indexing(content, store, folder, plan, posts, run(folder, plan.jobs(posts)))


def finish(indexing: Indexing, is_there: Callable[[str], bool]) -> Index:
    """Waits for the index and keeps its record; where a file of the last build is gone, all are made anew."""
    made = indexing.wait()
    before = indexing.plan.record.pieces
    if not all(is_there(path) for piece in before.values() for path in piece.paths):
        return finish(begin(indexing.content, indexing.store, indexing.folder, afresh=True), is_there)
    record = indexing.plan.next_record(indexing.posts, made)
    if record.pieces.keys() != before.keys():
        _keep(indexing, record)
    paths = [Output(path, path) for piece in record.pieces.values() for path in piece.paths]
    manifest = manifest_files(indexing.plan, record.pieces, indexing.content.abbreviations)
    named = [_output(path, content) for path, content in manifest.items()]
    return Index([*paths, *named], frozenset(path for piece in made for path in piece.paths))


def _keep(indexing: Indexing, record: Record) -> None:
    newest = {key: post.kept() if isinstance(post, PackedPost) else post for key, post in record.newest.items()}
    indexing.store.save(RECORD, replace(record, newest=newest))
    keys = {entry.key for piece in indexing.plan.missing if piece.kind == "segment" for entry in piece.entries}
    if len(keys) > MANY:  # the large segment was made, and an edit of any of its posts has it made again
        posts = [post for key, post in indexing.posts.items() if key in keys and isinstance(post, PackedPost)]
        source_of = {post.url: indexing.content.sources[post.path] for post in indexing.content.catalogue.posts}
        indexing.store.save(TEXTS, {source_of[post.url]: post.body.packed_text for post in posts})


def _output(path: str, content: bytes) -> Output:
    """A file of the manifest; names tell contents, but for the one whose name pages know."""
    return Output(path, digest_of(content) if path == START else path, partial(bytes, content))


def _bodies(posts: Sequence[Post], content: Searchable, store: Store) -> Mapping[str, Body | Spooled]:
    """Bodies by path: many were kept when the large segment was made last, others are rendered again."""
    kept = (store.load(TEXTS) or {}) if len(posts) > MANY else {}
    texts = {post.path: kept.get(content.sources[post.path]) for post in posts}
    found = {path: Body(b"", text) for path, text in texts.items() if text is not None}
    return {**found, **content.texts([post for post in posts if post.path not in found])}


def _key(post: Post, content: Searchable) -> str:
    labels = content.catalogue.labels[post.path]  # their addresses tell the kinds apart
    topics = "\n".join([part for topics in labels.values() for topic in topics for part in topic.link])
    return f"{content.sources[post.path]}\n{post.url}\n{post.title}\n{topics}"


def _titles(labels: Labels) -> dict[str, tuple[str, ...]]:
    return {kind: tuple([topic.title for topic in topics]) for kind, topics in labels.items()}


def _packed(post: Post, labels: Labels, body: Body | Spooled) -> PackedPost:
    captions = dict.fromkeys((post.fields.image_caption, *(one.text for one in post.article.pictures)))
    return PackedPost(
        url=post.url,
        title=post.title,
        summary=post.fields.summary,
        captions=tuple(caption for caption in captions if caption),
        topics=_titles(labels),
        date=post.fields.date,
        body=body,
    )
