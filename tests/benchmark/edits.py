"""What a push may change in a site, each kind as a function from the posts to the files that become others."""

import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from PIL import Image

from benchmark.articles import CAMPAIGNS, DIRECTIVES, Article
from benchmark.layouts import post_path, post_text

Changes = Mapping[str, bytes | None]  # by path in the project; None is a file that goes
Posts = Sequence[Article]  # the newest first
RECENT = 40  # posts are newer than one that is corrected some weeks later; in each round another one is taken
FEWEST = 100
DIRECTIVE_PAGE = "docs/van-ban/huong-dan.md"


@dataclass(frozen=True)
class Edit:
    """`changes` takes the round too, so that no round finds what another has left; `fewest` posts must be there."""

    name: str
    changes: Callable[[Posts, int], Changes]
    fewest: int = FEWEST


def edits(count: int) -> list[Edit]:
    """The kinds of edit that a site of so many posts allows, the newest post first."""
    if count < FEWEST:
        raise SystemExit(f"Edits need at least {FEWEST} posts.")
    return [edit for edit in EDITS if edit.fewest <= count]


def around(posts: Posts) -> Changes:
    """What the edits need beside posts: a page of a directive and a post with a photo."""
    pictured = _pictured(posts)
    folder = post_path(pictured).removesuffix(".md")
    text = f"{post_text(pictured)}\n![Sân trường](anh.jpg)\n"
    page = _directive_page()
    files = {f"{folder}/index.md": text.encode(), f"{folder}/anh.jpg": picture(0), DIRECTIVE_PAGE: page}
    return {post_path(pictured): None, **files}


def picture(number: int) -> bytes:
    """A photo as large as a phone sends, another for each number."""
    few = Image.frombytes("RGB", (40, 30), random.Random(number).randbytes(40 * 30 * 3))
    out = io.BytesIO()
    few.resize((1600, 1200)).save(out, "JPEG", quality=85)
    return out.getvalue()


def _at(posts: Posts, position: int) -> Article:
    return posts[position % len(posts)]


def _pictured(posts: Posts) -> Article:
    return _at(posts, RECENT - 1)


def _directive_page() -> bytes:
    return f'---\nsymbol: "{DIRECTIVES[0]}"\ntitle: Hướng dẫn sinh hoạt\n---\n\nVăn bản.\n'.encode()


def _written(article: Article) -> Changes:
    return {post_path(article): post_text(article).encode()}


def _newest(posts: Posts, number: int) -> Changes:
    day = posts[0].date + timedelta(days=number + 1)
    return _written(replace(_at(posts, 7 * number), name=f"moi-{number}", date=day))


def _backdated(newer: int) -> Callable[[Posts, int], Changes]:
    """The new post bears the date of the first after so many newer ones."""

    def changes(posts: Posts, number: int) -> Changes:
        return _written(replace(_at(posts, 7 * number), name=f"lui-{newer}-{number}", date=posts[newer].date))

    return changes


def _reworded(position: int, step: int) -> Callable[[Posts, int], Changes]:
    """One word in the last paragraph becomes one of another post."""

    def changes(posts: Posts, number: int) -> Changes:
        post = _at(posts, position + step * number)
        other = _at(posts, 101 + number).paragraphs[-1].split()
        *before, last = post.paragraphs
        words = last.split()
        middle = len(words) // 2
        word = next((word for word in other if word.isalpha() and word != words[middle]), "khác")
        changed = " ".join([*words[:middle], word, *words[middle + 1 :]])
        return _written(replace(post, paragraphs=(*before, changed)))

    return changes


def _retitled(posts: Posts, number: int) -> Changes:
    post = _at(posts, RECENT + number)
    return _written(replace(post, title=f"{post.title} lần {number + 2}"))


def _of_another_campaign(posts: Posts, number: int) -> Changes:
    post = _at(posts, RECENT + number)
    other = CAMPAIGNS[(CAMPAIGNS.index(post.campaign) + 1) % len(CAMPAIGNS)]
    return _written(replace(post, campaign=other))


def _deleted(posts: Posts, number: int) -> Changes:
    return {post_path(_at(posts, RECENT + number)): None}


def _renamed(posts: Posts, number: int) -> Changes:
    return {DIRECTIVE_PAGE: None, DIRECTIVE_PAGE.replace(".md", f"-{number}.md"): _directive_page()}


def _another_photo(posts: Posts, number: int) -> Changes:
    return {f"{post_path(_pictured(posts)).removesuffix('.md')}/anh.jpg": picture(number + 1)}


EDITS = (
    Edit("newest post", _newest),
    *(Edit(f"post backdated by {newer:,}", _backdated(newer), max(newer + 1, FEWEST)) for newer in (1, 40, 2000)),
    Edit("word in one of the newest posts", _reworded(0, 1)),
    Edit("word in a recent post", _reworded(RECENT, 1)),
    Edit("word in an old post", _reworded(-1, -1)),
    Edit("title", _retitled),
    Edit("campaign", _of_another_campaign),
    Edit("post deleted", _deleted),
    Edit("directive's page renamed", _renamed),
    Edit("photo swapped", _another_photo),
    Edit("nothing", lambda posts, number: {}),
)
