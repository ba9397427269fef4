"""Facts at the head of a listing: what a kind tells of a topic, its page and its posts."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from newsroom.articles.pages import Post
from newsroom.catalogue import Catalogue
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.topics import Topic
from newsroom.kinds import KINDS, Kind, names_in
from newsroom.labels import Link
from newsroom.views import Fact, Parts


def facts_of(topic: Topic, posts: Sequence[Post], catalogue: Catalogue) -> tuple[Fact, ...]:
    """Gives those facts of its kind that a topic has, for a listing of these posts."""
    found = [(label, _parts(name, topic, posts, catalogue)) for name, label in topic.kind.facts]
    return tuple(Fact(label, parts) for label, parts in found if parts)


def _parts(name: str, topic: Topic, posts: Sequence[Post], catalogue: Catalogue) -> Parts:
    if name in _OF_POSTS:
        return _OF_POSTS[name](posts) if posts else ()
    if name in _NAMED:
        return _in_a_row([one.link for one in _topics(_NAMED[name], topic, catalogue)])
    return _period(topic) if name == "period" else _own(name, topic)


_OF_POSTS: Mapping[str, Callable[[Sequence[Post]], Parts]] = {
    "posts": lambda posts: (str(len(posts)),),
    "years": lambda posts: ("–".join(dict.fromkeys(str(one.fields.date.year) for one in (posts[0], posts[-1]))),),
}
_NAMED = {kind.name: kind for kind in KINDS}


def _topics(kind: Kind, topic: Topic, catalogue: Catalogue) -> Iterable[Topic]:
    """What its page names, and for a document what the posts are about that carry it out."""
    names = names_in(topic.page.fields, kind) if topic.page else ()
    found = dict.fromkeys(catalogue.find(kind, names))
    if isinstance(topic, Directive):
        found |= dict.fromkeys(one for post in topic.posts for one in catalogue.labels[post.path][kind.name])
    return found


def _in_a_row(links: Sequence[Link]) -> Parts:
    return tuple([part for link in links for part in (", ", link)][1:])


def _period(topic: Topic) -> Parts:
    start, end = (getattr(topic.page and topic.page.fields, name, None) for name in ("start", "end"))
    since: Parts = ("Từ ngày ", start) if start else ()
    until: Parts = (" đến ngày " if start else "Đến ngày ", end) if end else ()
    return since + until


def _own(name: str, topic: Topic) -> Parts:
    """What the catalogue has found out of a topic, or else what stands on its page."""
    value = getattr(topic, name, None) or getattr(topic.page and topic.page.fields, name, None)
    if not value:
        return ()
    return ("; ".join(value),) if isinstance(value, tuple) else (value,)
