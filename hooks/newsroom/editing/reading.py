"""Runs all checks over all posts. What was found in a file alone is kept for as long as the file stays as it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from newsroom.articles.pages import Page, Post
from newsroom.articles.parsing import Parsed
from newsroom.cache.refusals import patiently
from newsroom.cache.store import Store
from newsroom.editing.days import far_date
from newsroom.editing.makers import Makers, made_by
from newsroom.editing.manuscript import Manuscript, manuscript_of
from newsroom.editing.names import Named, near_names, people_in
from newsroom.editing.numbers import Cited, cited_in, directive, near_numbers
from newsroom.editing.personal import citizen_id, health, phone, pupil
from newsroom.editing.secrets import Marks, secret_files
from newsroom.editing.titles import capital_title
from newsroom.filing import Filed
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.frontmatter.sources import read_source
from newsroom.linking import Linker, files_named
from newsroom.problems import Problem
from newsroom.properties import Properties
from newsroom.settings import Settings

KEPT = "edited"
ALONE: tuple[Callable[[Manuscript], Iterator[Problem]], ...] = (
    capital_title,
    directive,
    phone,
    citizen_id,
    health,
    pupil,
    far_date,
)


Kept = tuple[dict[str, tuple[str, "Read"]], dict[str, str | None], dict[str, Properties]]


@dataclass(frozen=True)
class Read:
    """What was found in one file: reminders, and what is to be held against other files."""

    told: tuple[Problem, ...] = ()
    people: tuple[Named, ...] = ()
    cited: tuple[Cited, ...] = ()


def remind(parsed: Parsed, filed: Filed, linker: Linker, store: Store, settings: Settings) -> list[Problem]:
    """All that an editor would look at again, but what is turned off for the site or by a page for itself."""
    pages = {page.path: page for page in (*filed.pages, *filed.hidden)}
    posts = {path: cast(Post, page) for path, page in pages.items() if isinstance(page.fields, PostFields)}
    kept: Kept = store.load(KEPT) or ({}, {}, {})
    marks, makers = Marks(parsed.docs, kept[1]), Makers(parsed.docs, kept[2])
    texts = {path: _read(post, parsed, kept[0]) for path, post in posts.items()}
    found = [problem for _, read in texts.values() for problem in read.told]
    found += near_names([*posts.values()], {path: read.people for path, (_, read) in texts.items()})
    cited = {path: read.cited for path, (_, read) in texts.items()}
    found += near_numbers(filed.catalogue.directives.values(), posts, cited)
    for page in pages.values():
        files = [*_files(page, linker)]
        found += secret_files(page, iter(files), parsed.docs, marks)
        found += made_by(page, files, parsed.docs, makers, cleans=settings.clean_attachments)
    if (texts, marks.seen, makers.seen) != kept:
        store.save(KEPT, (texts, marks.seen, makers.seen))
    return [
        one
        for one in found
        if one.check not in settings.unchecked and one.check not in pages[one.path].fields.unchecked
    ]


def _read(post: Post, parsed: Parsed, kept: dict[str, tuple[str, Read]]) -> tuple[str, Read]:
    digest = parsed.files[post.path][0]
    if post.path in kept and kept[post.path][0] == digest:
        return kept[post.path]
    source, _ = read_source(post.path, patiently(parsed.docs[post.path].read_bytes))
    if source is None:
        return digest, Read()
    text = manuscript_of(post, source)
    told = tuple(problem for check in ALONE for problem in check(text))
    return digest, Read(told, tuple(people_in(text)), tuple(cited_in(text)))


def _files(page: Page[PageFields], linker: Linker) -> Iterator[tuple[str, str]]:
    """Files to download and those that links lead to, each once, with its title."""
    titles = {one.path: one.title for one in getattr(page.fields, "attachments", ())}
    named = {
        found: titles.get(path, "") for _, path in files_named(page.fields) if (found := linker.find(path, page.path))
    }
    for path in dict.fromkeys(linker.named(page)):
        yield path, named.get(path, "")
