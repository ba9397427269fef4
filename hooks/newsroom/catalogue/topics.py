"""Topics that go by a name: written pages and the names that posts use, brought together by folded key."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsroom.articles.pages import Page, Post
from newsroom.frontmatter.schema import PageFields
from newsroom.kinds import Kind
from newsroom.labels import Link
from newsroom.problems import Problem, suggest
from newsroom.vietnamese import slug


@dataclass(frozen=True, eq=False)
class Topic:
    """What posts are filed under. `page` is the one that somebody wrote, if any; `posts` are oldest first."""

    kind: Kind
    title: str
    url: str
    page: Page[PageFields] | None
    posts: tuple[Post, ...]

    @cached_property
    def link(self) -> Link:
        """The topic by its title."""
        return Link(self.title, self.url)


class Use(NamedTuple):
    """A post's name for a topic, as written; it stands on the post's page unless `page` is another one."""

    post: Post
    name: str
    page: Page[PageFields] | None = None

    @property
    def place(self) -> Page[PageFields]:
        """Where an author would mend the name."""
        return self.page or self.post


def gather(
    kind: Kind, pages: Sequence[Page[PageFields]], uses: Sequence[Use]
) -> tuple[dict[str, Topic], tuple[Problem, ...]]:
    """Topics by every folded key that leads to them; a page's aliases lead to it too. `uses` are oldest post first."""
    written, problems = _by_key(pages)
    used: dict[str, list[Use]] = {}
    for use in uses:
        used.setdefault(slug(use.name), []).append(use)
    topics: dict[str, Topic] = {}
    for page in pages:
        keys = [key for key, owner in written.items() if owner is page]
        posts = _posts([used[key] for key in keys if key in used])
        topics |= dict.fromkeys(keys, Topic(kind, page.title, page.url, page, posts))
    made = {key: group for key, group in used.items() if key not in written}
    for key, group in made.items():
        topics[key] = Topic(kind, _usual_form(group), f"{kind.folder}/{key}/", None, _posts([group]))
    return topics, (*problems, *_taken(kind, made, pages), *_misses(kind, made, topics))


def _by_key(pages: Sequence[Page[PageFields]]) -> tuple[dict[str, Page[PageFields]], list[Problem]]:
    owners: dict[str, Page[PageFields]] = {}
    problems = []
    for page in pages:
        for name in (page.title, *getattr(page.fields, "aliases", ())):
            first = owners.setdefault(slug(name), page)
            if first is not page:
                said = f"“{name}” đã là tên của docs/{first.path}; hãy đổi tên, hoặc gộp hai trang làm một"
                problems.append(page.problem("title" if name == page.title else "aliases", said))
    return owners, problems


def _posts(groups: Sequence[Sequence[Use]]) -> tuple[Post, ...]:
    unique = {use.post.path: use.post for group in groups for use in group}
    return tuple(sorted(unique.values(), key=age) if len(groups) > 1 else unique.values())


def age(post: Post) -> tuple[object, str]:
    """Sorts posts from the oldest; those of one day by address, so that the order never depends on the disk's."""
    return post.fields.date, post.url


def _usual_form(group: Sequence[Use]) -> str:
    counts = Counter(use.name for use in group)
    return min(counts, key=lambda name: (-counts[name], name))


def _places(group: Iterable[Use]) -> Iterator[tuple[Page[PageFields], str]]:
    """Where each name stands, once: a directive's page gives its campaign to many posts."""
    yield from {use.place.path: (use.place, use.name) for use in group}.values()


def _taken(kind: Kind, made: Mapping[str, Sequence[Use]], pages: Sequence[Page[PageFields]]) -> Iterator[Problem]:
    """A made page at the address of a written one that has another name."""
    by_url = {page.url: page for page in pages}
    for key, group in sorted(made.items()):
        if not (holder := by_url.get(f"{kind.folder}/{key}/")):
            continue
        for place, name in _places(group):
            said = f"“{name}” trùng địa chỉ với “{holder.title}” ở docs/{holder.path}; nếu là một, hãy thêm tên này vào"
            yield place.problem(kind.name, f"{said} mục aliases của trang ấy, nếu khác, hãy đổi tên tệp ấy")


def _misses(kind: Kind, made: Mapping[str, Sequence[Use]], topics: Mapping[str, Topic]) -> Iterator[Problem]:
    """A near miss of a written page stops the build (a page of its own settles it); of another post's name it warns."""
    written = sorted({topic.title for topic in topics.values() if topic.page})
    twins = nearly_alike(made)
    for key, group in sorted(made.items()):
        meant = suggest(group[0].name, written)
        rival = topics[twins[key]].title if key in twins and len(made[twins[key]]) > 2 * len(group) else None
        for place, name in _places(group) if meant or rival else ():
            said = f"chưa có “{name}”; có phải ý bạn là “{meant or rival}”? Nếu đúng là tên khác, hãy tạo trang"
            yield place.problem(kind.name, f"{said} docs/{kind.folder}/{key}.md", fatal=meant is not None)


def nearly_alike(keys: Iterable[str]) -> dict[str, str]:
    """Pairs of keys that one letter left out of either makes the same; digits must agree. Linear in the keys."""
    seen: dict[tuple[str, str], str] = {}
    pairs: dict[str, str] = {}
    for key in sorted(keys):
        digits = "".join(c for c in key if c.isdigit())
        for shorter in {key} | {key[:i] + key[i + 1 :] for i in range(len(key)) if len(key) > 7}:
            other = seen.setdefault((digits, shorter), key)
            if other != key:
                pairs.setdefault(key, other)
                pairs.setdefault(other, key)
    return pairs
