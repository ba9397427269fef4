"""Directives: which document a number means. Numbers are not unique, so number, issuer and year identify one."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from newsroom.articles.pages import Page, Post
from newsroom.catalogue.topics import FOLDERS, Topic
from newsroom.citations import Citation, Symbol, find_citations, parse_symbol
from newsroom.frontmatter.schema import DirectiveFields, PageFields
from newsroom.problems import Problem, suggest
from newsroom.vietnamese import fold, format_day, slug

Written = Page[DirectiveFields]


@dataclass(frozen=True, eq=False)
class Directive(Topic):
    """A document. `posts` were written to carry it out, `mentions` name it in their text; both are oldest first."""

    symbol: Symbol
    issuer: str
    date: datetime.date | None
    type_name: str
    subject: str
    mentions: tuple[Post, ...]


@dataclass(frozen=True)
class Naming:
    """A number as a post gives it, with what it says of date and issuer."""

    symbol: Symbol
    date: datetime.date | None = None
    issuer: str = ""
    type_name: str = ""

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None


@dataclass(eq=False)
class _Document:
    """One identity while it is being put together: its page, or the year that tells it from its namesakes."""

    symbol: Symbol
    page: Written | None
    year: int | None
    namings: list[Naming] = field(default_factory=list)
    posts: dict[str, Post] = field(default_factory=dict)
    mentions: dict[str, Post] = field(default_factory=dict)


class Register:
    """All documents that pages declare or posts name, by number."""

    def __init__(self, pages: Sequence[Page[PageFields]]) -> None:
        self._documents: dict[str, list[_Document]] = {}
        self._names: dict[str, _Document] = {}
        self._urls: dict[int, str] = {}
        self.problems: list[Problem] = []
        for page in pages:
            if isinstance(page.fields, DirectiveFields):
                self._declare(cast(Written, page))

    def _declare(self, page: Written) -> None:
        symbol = parse_symbol(page.fields.symbol)
        if symbol is None:
            said = f"không đọc được số văn bản “{page.fields.symbol}”; hãy viết như “27-HD/ĐU” hoặc “30/2020/NĐ-CP”"
            self.problems.append(page.problem("symbol", said))
            return
        for other in self._documents.get(symbol.key, ()):
            if other.page and _same(page, other.page):
                said = f"trùng số, nơi ban hành và năm với docs/{other.page.path}; hãy gộp hai trang làm một"
                self.problems.append(page.problem("symbol", said))
        document = _Document(symbol, page, page.fields.date.year if page.fields.date else None)
        self._documents.setdefault(symbol.key, []).append(document)
        for name in (page.url.split("/")[-2], page.fields.title, *page.fields.aliases):
            if name:
                self._names.setdefault(slug(name), document)

    def enter(self, posts: Sequence[Post]) -> None:
        """Files every post, oldest first, under what it carries out and what it mentions."""
        for post in posts:  # dated mentions first: they tell namesakes apart for the bare ones
            for citation in post.article.citations:
                if citation.date:
                    self._unless_known(cited(citation))
        for post in posts:
            for name in post.fields.directive:
                if (document := self._carried_out(post, name)) is not None:
                    document.posts[post.path] = post
            for citation in post.article.citations:
                naming = cited(citation)
                document = self.find(naming, post) or self._unless_known(naming)
                if document is not None and post.path not in document.posts:
                    document.mentions[post.path] = post
                if document is not None:
                    document.namings.append(naming)

    def _carried_out(self, post: Post, name: str) -> _Document | None:
        naming = read_naming(name)
        if naming is None:
            document = self._names.get(slug(name))
            if document is None:
                self.problems.append(post.problem("directive", self._unread(name)))
            return document
        fitting = self._fitting(naming)
        if len(fitting) > 1 and sum(one.page is not None for one in fitting) > 1:
            self.problems.append(post.problem("directive", _ambiguous(naming.symbol, fitting)))
            return None
        self._warn_of_slip(post, naming)
        document = self._meant(naming, post, fitting) or self._add(naming)
        document.namings.append(naming)
        return document

    def _unread(self, name: str) -> str:
        near = suggest(name, [one.symbol.text for group in self._documents.values() for one in group])
        hint = f"; có phải ý bạn là “{near}”?" if near else ""
        return f"không đọc được số văn bản “{name}”; hãy viết như “27-HD/ĐU” hoặc “30/2020/NĐ-CP”{hint}"

    def _warn_of_slip(self, post: Post, naming: Naming) -> None:
        """A number that is a written page's but for a slip; a number of known type and issuers is no slip."""
        if self._documents.get(naming.symbol.key) or naming.symbol.is_usual:
            return
        declared = [one.symbol.text for group in self._documents.values() for one in group if one.page]
        if near := suggest(naming.symbol.text, declared):
            said = f"chưa có văn bản “{naming.symbol.text}”; có phải ý bạn là “{near}”?"
            own = f"{FOLDERS['directive']}/{naming.symbol.slug}.md"
            self.problems.append(
                post.problem("directive", f"{said} Nếu đúng là văn bản khác, hãy tạo trang docs/{own}")
            )

    def _fitting(self, naming: Naming) -> list[_Document]:
        """The documents of this number that nothing said of date or issuer rules out."""
        return [
            one
            for one in self._documents.get(naming.symbol.key, ())
            if (naming.year is None or one.year is None or one.year == naming.year)
            and (not naming.issuer or one.page is None or _issuer_fits(naming.issuer, one.page.fields.issuer))
        ]

    def find(self, naming: Naming, post: Post | None) -> _Document | None:
        """The document meant: the only one that fits, else the one the post names in full, else the newest then."""
        return self._meant(naming, post, self._fitting(naming))

    def _meant(self, naming: Naming, post: Post | None, fitting: Sequence[_Document]) -> _Document | None:
        if len(fitting) < 2 or post is None:
            return fitting[0] if fitting and len(fitting) == 1 else None
        full = [cited(one) for one in post.article.citations if one.date and one.symbol.key == naming.symbol.key]
        for other in full:
            if len(meant := [one for one in fitting if one in self._fitting(other)]) == 1:
                return meant[0]
        if sum(one.page is not None for one in fitting) > 1:
            return None
        return min(fitting, key=lambda one: _distance(one.year, post.fields.date.year))

    def _unless_known(self, naming: Naming) -> _Document | None:
        """A new document, but none for a number that fits one or several already."""
        return None if self._fitting(naming) else self._add(naming)

    def _add(self, naming: Naming) -> _Document:
        document = _Document(naming.symbol, None, naming.year)
        self._documents.setdefault(naming.symbol.key, []).append(document)
        return document

    def directives(self) -> dict[str, Directive]:
        """Every document by its URL; the number alone is the address of the first one that no page claims."""
        made: dict[str, Directive] = {}
        pages = {one.page.url: one for group in self._documents.values() for one in group if one.page}
        for key, group in sorted(self._documents.items()):
            for document in group:
                url = document.page.url if document.page else _free_address(key, document.year, {*pages, *made})
                self._urls[id(document)] = url
                made[url] = _finished(document, url)
            self._check_address(key, group, pages.get(_address(key)))
        return made

    def _check_address(self, key: str, group: Sequence[_Document], holder: _Document | None) -> None:
        if holder and holder.page and holder not in group:
            said = f"tên tệp là của văn bản “{group[0].symbol.text}”; hãy đổi tên tệp thành {holder.symbol.slug}.md"
            self.problems.append(holder.page.problem("symbol", said))

    def url_for(self, naming: Naming, post: Post | None) -> str | None:
        """The address of the document meant, once `directives` has given them out."""
        document = self.find(naming, post)
        return self._urls.get(id(document)) if document else None


@lru_cache(maxsize=4096)
def read_naming(text: str) -> Naming | None:
    """A number alone, or with type, date and issuer as a text would give it first."""
    citations, symbol = find_citations(text), parse_symbol(text)
    if len(citations) == 1 and (symbol is None or symbol.key == citations[0].symbol.key):
        return cited(citations[0])
    return Naming(symbol) if symbol else None


def cited(citation: Citation) -> Naming:
    """What a citation in running text says."""
    return Naming(citation.symbol, citation.date, citation.issuer_name or "", citation.type_name)


def _same(a: Written, b: Written) -> bool:
    years = {page.fields.date.year if page.fields.date else None for page in (a, b)}
    return len(years) == 1 and fold(a.fields.issuer) == fold(b.fields.issuer)


def _issuer_fits(said: str, declared: str) -> bool:
    a, b = slug(said), slug(declared)
    return not a or not b or a in b or b in a


def _distance(year: int | None, of_post: int) -> tuple[bool, int]:
    return (year is not None and year > of_post, abs(of_post - (year or 0)))


def _free_address(key: str, year: int | None, taken: Collection[str]) -> str:
    dated = f"{key}-{year}" if year else key
    names = (key, dated, *(f"{dated}-{number}" for number in range(2, len(taken) + 3)))
    return next(url for name in names if (url := _address(name)) not in taken)


def _address(name: str) -> str:
    return f"{FOLDERS['directive']}/{name}/"


def _ambiguous(symbol: Symbol, fitting: Iterable[_Document]) -> str:
    choices = "; ".join(
        f"“{page.url.split('/')[-2]}” ({page.fields.issuer or 'chưa rõ nơi ban hành'}"
        + (f", {format_day(page.fields.date)})" if page.fields.date else ")")
        for page in (one.page for one in fitting)
        if page
    )
    return f"số “{symbol.text}” hợp với nhiều văn bản; hãy ghi tên trang của một trong các văn bản: {choices}"


def _finished(document: _Document, url: str) -> Directive:
    page, namings = document.page, document.namings
    dates = Counter(naming.date for naming in namings if naming.date)
    issuers = Counter(naming.issuer for naming in namings if naming.issuer)
    types = Counter(naming.type_name for naming in namings if naming.type_name)
    fields = page.fields if page else None
    mentions = (post for path, post in document.mentions.items() if path not in document.posts)
    return Directive(
        "directive",
        document.symbol.text,
        url,
        page,
        tuple(document.posts.values()),
        document.symbol,
        (fields.issuer if fields else "") or _commonest(issuers),
        (fields.date if fields else None) or (min(dates, key=lambda day: (-dates[day], day)) if dates else None),
        _commonest(types) or document.symbol.type_name,
        (fields.title if fields else "") or "",
        tuple(mentions),
    )


def _commonest(counts: Mapping[str, int]) -> str:
    return min(counts, key=lambda text: (-counts[text], text)) if counts else ""
