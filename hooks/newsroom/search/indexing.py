"""The index of a build: begun when its posts are known, finished when its pages are written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from newsroom.articles.filling import Body
from newsroom.articles.pages import Post
from newsroom.articles.spool import Spooled
from newsroom.cache.store import Store, digest_of
from newsroom.catalogue import Catalogue, Labels
from newsroom.output.files import Output
from newsroom.search.facets import facets
from newsroom.search.files import version
from newsroom.search.grid import Entry
from newsroom.search.index import OLD, START, Difference, Group, Part, Plan, Record, manifest_files, plan_index
from newsroom.search.leaves import Table
from newsroom.search.pieces import Damaged, Job, Made, Passages, Patch, Whole
from newsroom.search.running import run
from newsroom.search.source import PackedPost, Source
from newsroom.search.texts import Texts

RECORD = "search"
_EMPTY = Record()
Bodies = Callable[[Sequence[Post]], Mapping[str, Body | Spooled]]


@dataclass(frozen=True)
class Searchable:
    """What is to be indexed: posts, digests of their files and, when asked for, their bodies, all by path.

    `abbreviations` are those that the site adds to the usual ones.
    """

    catalogue: Catalogue
    sources: Mapping[str, str]
    texts: Bodies
    abbreviations: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Place:
    """Where an index is made: what is kept between builds, the folder to write in, the site of the last build."""

    store: Store
    folder: str
    site: str


@dataclass(frozen=True)
class Indexing:
    """An index being made; `by_key` are all posts, `jobs` make its missing pieces, and `wait` gives them once made."""

    content: Searchable
    place: Place
    plan: Plan
    by_key: Mapping[str, Post]
    texts: Texts
    jobs: Sequence[Job]
    wait: Callable[[], list[Made]]


@dataclass(frozen=True)
class Index:
    """A finished index: all its files as outputs, and the paths of those that are already written."""

    outputs: Sequence[Output]
    written: frozenset[str]


def begin(content: Searchable, place: Place, *, afresh: bool) -> Indexing:
    """Begins with the pieces that the last build did not make, or with all of them."""
    stored = None if afresh else place.store.load(RECORD)
    record = stored if isinstance(stored, Record) else _EMPTY
    by_key = {_key(post, content): post for post in content.catalogue.posts}
    plan = plan_index([Entry(post.url, post.fields.date, key) for key, post in by_key.items()], record)
    texts = Texts(place.store, afresh=record is _EMPTY)
    jobs = _jobs(plan, texts, partial(_rendered, content, by_key), place.site)
    return Indexing(content, place, plan, by_key, texts, jobs, run(place.folder, jobs))


def _jobs(plan: Plan, texts: Texts, render: Callable[[list[str]], Mapping[str, Source]], site: str) -> list[Job]:
    """What is to be made: segments, of all their posts or of those that differ from the last build's, and passages."""
    differences = {part.name: (part, _known(plan.difference(part), texts)) for part in plan.stale}
    entries = [some.after if some else part.entries for part, some in differences.values()]
    entries += [group.files[place] for group in plan.groups for place in _missing(group, plan.record)]
    posts = texts.find([entry.key for some in entries for entry in some.values()], render)
    known = frozenset(plan.record.paths)
    jobs: list[Job] = []
    for part, some in differences.values():
        if some:
            jobs.append(Patch(some.table, part.size, some.before, _posts(some.after, posts), site))
        else:
            jobs.append(Whole(part.name, part.size, _posts(part.entries, posts), known))
    for group in plan.groups:
        fresh = {at: (group.keys[at], _posts(group.files[at], posts)) for at in _missing(group, plan.record)}
        kept = {at: plan.record.kept_files[key] for at, key in group.keys.items() if at not in fresh}
        jobs.append(Passages(group.key, group.name, fresh, kept, site))
    return jobs


def _missing(group: Group, record: Record) -> list[int]:
    """The places of the files that the last build did not make."""
    return [place for place, key in group.keys.items() if key not in record.kept_files]


@dataclass(frozen=True)
class _Known:
    """A difference whose posts as they were are known."""

    table: Table
    before: Mapping[int, Source]
    after: Mapping[int, Entry]


def _known(difference: Difference | None, texts: Texts) -> _Known | None:
    posts = texts.recall(difference.before.values()) if difference else None
    if difference is None or posts is None:
        return None
    before = {at: posts[key] for at, key in difference.before.items()}
    return _Known(difference.table, before, difference.after)


def _posts(entries: Mapping[int, Entry], posts: Mapping[str, Source]) -> dict[int, Source]:
    return {at: posts[entry.key] for at, entry in entries.items()}


def finish(indexing: Indexing, is_there: Callable[[str], bool]) -> Index:
    """Waits for the index and keeps its record; where a file of the last build is gone, all are made anew."""
    before = indexing.plan.record
    try:
        made = indexing.wait()
    except Damaged:
        made = None
    if made is None or not all(map(is_there, before.paths)):
        return finish(begin(indexing.content, indexing.place, afresh=True), is_there)
    columns = {part.name: _facets(part, indexing) for part in indexing.plan.stale}
    record = indexing.plan.next_record(made, lambda part: version(columns[part.name]))
    if record != before:
        _keep(indexing, record)
    contents = {record.segments[name].facets_path: content for name, content in columns.items()}
    contents |= manifest_files(indexing.plan, record, indexing.content.abbreviations)
    paths = [Output(path, path) for path in record.paths if path not in contents]
    named = [_output(path, content) for path, content in contents.items()]
    return Index([*paths, *named], frozenset(path for one in made for path in one.paths))


def _facets(part: Part, indexing: Indexing) -> bytes:
    labels = indexing.content.catalogue.labels
    return facets({at: _titles(labels[indexing.by_key[entry.key].path]) for at, entry in part.entries.items()})


def _keep(indexing: Indexing, record: Record) -> None:
    """The record, and the posts of segments, which a later build may have to take out of them."""
    entries = {part.name: part.entries for part in indexing.plan.parts}
    fresh: dict[str, Source] = {}
    of_old: dict[str, Source] | None = None
    for job in indexing.jobs:
        if isinstance(job, Passages):
            continue
        posts = job.after if isinstance(job, Patch) else job.posts
        by_key = {entries[job.name][at].key: post for at, post in posts.items()}
        if isinstance(job, Whole) and job.name == OLD:
            of_old = by_key
        else:
            fresh |= by_key
    indexing.place.store.save(RECORD, record)
    indexing.texts.keep(fresh, of_old, indexing.by_key)


def _output(path: str, content: bytes) -> Output:
    """A file that is small to make; names tell contents, but for the one whose name pages know."""
    return Output(path, digest_of(content) if path == START else path, partial(bytes, content))


def _rendered(content: Searchable, by_key: Mapping[str, Post], keys: Sequence[str]) -> dict[str, Source]:
    posts = {key: by_key[key] for key in keys}
    bodies = content.texts(list(posts.values()))
    labels = content.catalogue.labels
    return {key: _packed(post, labels[post.path], bodies[post.path]) for key, post in posts.items()}


def _key(post: Post, content: Searchable) -> str:
    """Digests what the index tells of a post: topics by their titles, so that none is made anew when a page moves."""
    labels = content.catalogue.labels[post.path]
    topics = "\n".join([f"{kind}\t{topic.title}" for kind, topics in labels.items() for topic in topics])
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
