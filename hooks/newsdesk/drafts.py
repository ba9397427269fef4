"""A post as it is being written, and the site's files with it among them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.articles.filling import Body
from newsroom.articles.pages import Page, ParsedFile
from newsroom.docs import Docs
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.planning import Plan
from newsroom.problems import Problem


class WithUnsaved(Docs):
    """The files of docs/, one of them lying elsewhere."""

    @classmethod
    def of(cls, docs: Docs, folder: Path, path: str, place: Path, digest: str) -> "WithUnsaved":
        """`place` holds what `path` is to have."""
        digests = {**{name: docs.digests[name] for name in docs}, path: digest}
        made = cls(folder, sorted(digests.items()))
        made._elsewhere = {path: place}
        made._names |= {name: docs._names[name] for name in docs}  # as the disk has them
        return made

    def __getitem__(self, path: str) -> Path:
        return self._elsewhere.get(path) or super().__getitem__(path)

    _elsewhere: Mapping[str, Path] = {}


@dataclass(frozen=True)
class Draft:
    """A post as it is being written, with all that is wrong with it, and the site that it would be a part of."""

    path: str
    page: Page[PageFields] | None
    problems: tuple[Problem, ...]
    plan: Plan

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
