"""A build: every step from files to pages, in the order in which it happens.

Each step is a function from the values of the steps before it to a value:

    parse    Markdown files → what the site must know of each          articles/parsing.py
    file     → the pages that are published, the catalogue             filing.py
    plan     → photos made ready, what each page shows, all problems   planning.py
    index    → the search index, made by another process meanwhile     search/indexing.py
    write    → pages, feeds and other files, but those that are kept   output/
    publish  → the whole new site in the place of the old one          cache/publishing.py
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from newsroom.articles.pages import Rewrite
from newsroom.articles.parsing import Parsed, parse
from newsroom.articles.spool import drop_bodies
from newsroom.cache.addresses import remember_addresses
from newsroom.cache.manifest import Inspection
from newsroom.cache.publishing import LastBuild, Trees, look, publish
from newsroom.cache.store import Store
from newsroom.docs import Docs
from newsroom.filing import Filed, build_time, file
from newsroom.navigation import NavEntry, titled
from newsroom.output.files import Output, write_output
from newsroom.output.jobs import Job, file_outputs, sheet_jobs
from newsroom.output.sheets import Frame, Rework
from newsroom.output.writing import write_sheets, write_sheets_here
from newsroom.planning import Plan, Workshop, plan
from newsroom.problems import Problem
from newsroom.processes import preload, shutdown
from newsroom.progress import Progress
from newsroom.search import indexing
from newsroom.setup import Setup

File = TypeVar("File", Job, Output)


@dataclass(frozen=True)
class OtherHooks:
    """What hooks and plugins that are not ours make of texts and of pages; where there are any, nothing is kept."""

    rewrite: Rewrite
    rework: Rework


@dataclass(frozen=True)
class Source:
    """All that a build is made from; a `preview` shows drafts, and errors at the head of every page.

    Nobody else may keep things in the store's folder meanwhile.
    """

    setup: Setup
    docs: Docs
    store: Store
    progress: Progress
    preview: bool = False
    others: OtherHooks | None = None
    moment: datetime = field(default_factory=build_time)


@dataclass(frozen=True)
class Target:
    """Where a site goes: `trees.building` is there, and holds what the engine has copied.

    Without the engine, what it copied last is kept, and EngineNeeded raised where that is gone. `inspection` is that
    of whoever looks at the trees already.
    """

    trees: Trees
    nav: Sequence[NavEntry]
    keeps_others: bool = False
    inspection: Callable[[], Inspection] | None = None


@dataclass(frozen=True)
class Built:
    """How many files were made, the plan that they were made by, and whether the next build will be quick."""

    files: int
    plan: Plan
    keeps: bool = True


class EngineNeeded(Exception):
    """A build that must be begun again by the engine, which alone can make some of the files."""


def check(source: Source) -> tuple[Problem, ...]:
    """All that is wrong, and all that an editor would look at again, in the order of files and lines."""
    from newsroom.editing.reading import remind

    parsed = _parse(source)
    filed = _file(source, parsed)
    planned = _plan(source, parsed, filed)
    drop_bodies(source.store)
    reminders = remind(parsed, filed, planned.linker, source.store, source.setup.settings)
    return tuple(sorted({*planned.problems, *reminders}))  # one may be true of two places in a line


def read(source: Source) -> Filed:
    """All that is published now; nothing is written."""
    filed = _file(source, _parse(source))
    drop_bodies(source.store)
    return filed


def planned(source: Source) -> Plan:
    """All that a build would make, and of what; bodies are there until the next build of the same store."""
    parsed = _parse(source)
    return _plan(source, parsed, _file(source, parsed))


def build(source: Source, target: Target, tell: Callable[[Sequence[Problem]], object]) -> Built:
    """The site, published whole. Raises OSError when the old one can't be replaced.

    `tell` gets all problems, and raises what is to stop the build.
    """
    parsed = _parse(source)
    preload("newsroom.output.printing", "newsroom.search.patching")
    last = look(target.trees, source.store, target.inspection)
    filed = _file(source, parsed)
    index = _begin_index(source, target, parsed, filed, last)  # takes longest, so it is begun first
    try:
        planned = _plan(source, parsed, filed)
        tell(planned.problems)
        others = last.others() if target.keeps_others else set()
        if others is None:
            raise EngineNeeded
        written = _write(source, target, planned, last, index)
    except BaseException:
        shutdown()  # nobody must be writing any more
        raise
    parsed.wait_until_kept()
    keeps = publish(target.trees, source.store, last, others | written.kept, written.keys)
    if not source.preview:
        keeps = _remembers(source, planned) and keeps
    return Built(written.files, planned, keeps)


def _remembers(source: Source, planned: Plan) -> bool:
    """Whether the addresses could be kept; readers have the new site already."""
    try:
        remember_addresses(_home(source), source.setup.settings.name, planned.addresses)
    except OSError:
        return False
    return True


def _parse(source: Source) -> Parsed:
    rewrite = source.others.rewrite if source.others else None
    return parse(source.docs, source.setup.markdown, source.store, rewrite)


def _file(source: Source, parsed: Parsed) -> Filed:
    return file(parsed, source.moment, preview=source.preview)


def _plan(source: Source, parsed: Parsed, filed: Filed) -> Plan:
    return plan(source.setup, parsed, filed, Workshop.usual(_home(source), source.progress))


def _home(source: Source) -> Path:
    """What all builds of the project share."""
    return source.store.folder.parent


def _begin_index(source: Source, target: Target, parsed: Parsed, filed: Filed, last: LastBuild) -> indexing.Indexing:
    sources = {post.path: parsed.files[post.path][0] for post in filed.catalogue.posts}
    abbreviations = source.setup.settings.abbreviations
    content = indexing.Searchable(filed.catalogue, sources, parsed.bodies.texts, abbreviations)
    place = indexing.Place(source.store, str(target.trees.building), str(target.trees.spare))
    return indexing.begin(content, place, afresh=last.manifest is None)


@dataclass(frozen=True)
class _Written:
    """How many files were made; the keys of all files of the site, and those that are there from the last build."""

    files: int
    keys: Mapping[str, str]
    kept: set[str]


def _write(source: Source, target: Target, planned: Plan, last: LastBuild, begun: indexing.Indexing) -> _Written:
    setup, keys = source.setup, dict[str, str]()
    problems = tuple(str(problem) for problem in planned.problems if problem.fatal and source.preview)
    entries = titled(target.nav, planned.pages)

    def needed(files: Iterable[File]) -> Iterator[File]:
        for one in files:
            keys[one.path] = one.key
            if not last.keeps(one.path, one.key):
                yield one

    frame = Frame(
        setup.templates,
        setup.settings,
        setup.config,
        entries,
        problems,
        setup.assets,
        source.store,
        setup.packed_markdown,
        planned.icons,
        planned.share_card,
        source.preview,
    )
    makes = (job.make for job in needed(sheet_jobs(setup, planned, entries, problems)))
    if source.others:
        wait_for_sheets = write_sheets_here(frame, target.trees.building, makes, source.others.rework)
    else:
        wait_for_sheets = write_sheets(frame, target.trees.building, makes, many=last.others() is None)
    index = indexing.finish(begun, lambda path: last.keeps(path, path))
    outputs = [*file_outputs(setup, planned), *index.outputs]
    rest = [output for output in needed(outputs) if output.path not in index.written]
    for output in rest:
        write_output(output, target.trees.building)
    made = wait_for_sheets() + len(rest) + len(index.written)
    return _Written(made, keys, {path for path, key in keys.items() if last.keeps(path, key)})
