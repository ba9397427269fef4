"""A post as it is being written, and the site's files with it among them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from newsdesk.completing import completed
from newsroom.articles.batches import DigestedFile
from newsroom.articles.filling import Body
from newsroom.articles.pages import Page, ParsedFile
from newsroom.cache.store import digest_of
from newsroom.docs import Docs
from newsroom.filing import build_time
from newsroom.frontmatter.days import HANOI
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.planning import Plan
from newsroom.problems import Problem

Parse = Callable[[str, Path], DigestedFile]
"""Parses the file that lies somewhere, as the one of docs/ at a path."""


class WithUnsaved(Docs):
    """The files of docs/, one of them lying elsewhere."""

    def __init__(self, docs: Docs, folder: Path, path: str, place: Path, digest: str) -> None:
        """`place` holds what `path` is to have."""
        digests = {**{name: docs.digests[name] for name in docs}, path: digest}
        super().__init__(folder, sorted(digests.items()))
        self._elsewhere = {path: place}
        self._names |= {name: docs._names[name] for name in docs}  # as the disk has them

    def __getitem__(self, path: str) -> Path:
        return self._elsewhere.get(path) or super().__getitem__(path)


@dataclass(frozen=True)
class ReadDraft:
    """A post that lies at `place` while it is looked at; `shown` is a version of it that can be shown, if it can't."""

    path: str
    place: Path
    parsed: DigestedFile
    shown: tuple[Path, DigestedFile] | None = None


def read_draft(path: str, data: bytes, place: Path, parse: Parse) -> ReadDraft:
    """Puts a post down and parses it; what it lacks to be shown is made up for."""
    parsed = _put_down(path, data, place, parse)
    if parsed[1].page:
        return ReadDraft(path, place, parsed)
    beside, today = place.with_name(f"{place.stem}-shown.md"), build_time().astimezone(HANOI).date()
    versions = (_put_down(path, one, beside, parse) for one in completed(data, parsed[1].problems, today))
    shown = next((one for one in versions if one[1].page), None)
    return ReadDraft(path, place, parsed, (beside, shown) if shown else None)


def _put_down(path: str, data: bytes, place: Path, parse: Parse) -> DigestedFile:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return digest_of(data), as_published(parse(path, place)[1])


@dataclass(frozen=True)
class Draft:
    """A post as it is being written, with all that is wrong with it, and the site that it would be a part of.

    `seen` is the plan whose page is shown: where the post lacks something, with words in the place of it. Unless it
    `is_whole`, the site has yet to be read, and only what is wrong with the post by itself is told.
    """

    path: str
    page: Page[PageFields] | None
    problems: tuple[Problem, ...]
    plan: Plan
    seen: Plan
    is_whole: bool = True

    @property
    def texts(self) -> tuple[str, ...]:
        """What readers read in it, a block an entry."""
        body = self.plan.parsed.bodies.at_hand(self.page) if self.page else None
        return body.paragraphs if isinstance(body, Body) else ()


def as_published(parsed: ParsedFile) -> ParsedFile:
    """Gives a post as if it were no draft and its time had come: what is wrong with it then is what its author asks."""
    page = parsed.page
    if page is None or not isinstance(page.fields, PostFields):
        return parsed
    fields = replace(page.fields, draft=False, publish_at=None, expires=None)
    return replace(parsed, page=replace(page, fields=fields))
