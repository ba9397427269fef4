"""What search knows of each post, and the files of the index among the outputs of a build."""

from collections.abc import Callable, Iterator

from newsroom.catalogue import Catalogue, Labels
from newsroom.outputs import Output
from newsroom.pages import Post
from newsroom.search import Entry, Made, SearchPost, index_files
from newsroom.store import Store, digest

KNOWN = "search"
Paragraphs = Callable[[Post], tuple[str, ...]]


def search_outputs(
    catalogue: Catalogue, source: Callable[[Post], str], paragraphs: Paragraphs, store: Store
) -> Iterator[Output]:
    """The index; `source` is a digest of a post's file, `paragraphs` its text, read only where a piece is made anew."""
    known: dict[str, Made] = store.load(KNOWN) or {}
    entries = [_entry(post, catalogue.labels[post.path], source(post), paragraphs) for post in catalogue.posts]
    files, made = index_files(entries, known)
    if made.keys() != known.keys():
        store.save(KNOWN, made)
    for path, make in files.items():
        # Names tell contents, but for the one file whose name pages know.
        yield Output(path, digest(make()) if path == "search/search_index.json" else path, make)


def _entry(post: Post, labels: Labels, source: str, paragraphs: Paragraphs) -> Entry:
    names = _names(labels)
    key = digest(source, post.url, post.title, repr(names))
    return Entry(post.url, post.fields.date, key, lambda: _search_post(post, names, paragraphs(post)))


def _names(labels: Labels) -> tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]]:
    authors, directives, campaigns = (
        tuple(topic.title for topic in topics) for topics in (labels.authors, labels.directives, labels.campaigns)
    )
    return authors, labels.cell.title, directives, campaigns


def _search_post(
    post: Post, names: tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]], paragraphs: tuple[str, ...]
) -> SearchPost:
    authors, cell, directives, campaigns = names
    summary = post.fields.summary
    lead, body = (summary, paragraphs) if summary else ("".join(paragraphs[:1]), paragraphs[1:])
    captions = dict.fromkeys((post.fields.image_caption, *(one.text for one in post.article.pictures)))
    return SearchPost(
        post.url,
        post.title,
        lead,
        "\n".join(body),
        tuple(caption for caption in captions if caption),
        authors,
        cell,
        directives,
        campaigns,
        post.fields.date,
    )
