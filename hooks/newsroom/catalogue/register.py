"""Which document a number means: numbers are not unique, so number, issuer and year identify one."""

from collections.abc import Collection, Iterable, Sequence
from typing import cast

from newsroom.articles.pages import Page, Post
from newsroom.catalogue.directives import Directive, Document, Written, finished
from newsroom.catalogue.naming import Naming, cited, read_naming
from newsroom.citations import Symbol, parse_symbol
from newsroom.frontmatter.schema import DirectiveFields, PageFields
from newsroom.kinds import DIRECTIVE
from newsroom.problems import Problem, suggest
from newsroom.vietnamese import fold, format_day, slug


class Register:
    """All documents that pages declare or posts name, by number."""

    def __init__(self, pages: Sequence[Page[PageFields]]) -> None:
        self._documents: dict[str, list[Document]] = {}
        self._names: dict[str, Document] = {}
        self._urls: dict[Document, str] = {}
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
        document = Document(symbol, page, page.fields.date.year if page.fields.date else None)
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

    def _carried_out(self, post: Post, name: str) -> Document | None:
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
            own = f"{DIRECTIVE.folder}/{naming.symbol.slug}.md"
            self.problems.append(
                post.problem("directive", f"{said} Nếu đúng là văn bản khác, hãy tạo trang docs/{own}")
            )

    def _fitting(self, naming: Naming) -> list[Document]:
        """The documents of this number that nothing said of date or issuer rules out."""
        return [
            one
            for one in self._documents.get(naming.symbol.key, ())
            if (naming.year is None or one.year is None or one.year == naming.year)
            and (not naming.issuer or one.page is None or _issuer_fits(naming.issuer, one.page.fields.issuer))
        ]

    def find(self, naming: Naming, post: Post | None) -> Document | None:
        """The document meant: the only one that fits, else the one the post names in full, else the newest then."""
        return self._meant(naming, post, self._fitting(naming))

    def _meant(self, naming: Naming, post: Post | None, fitting: Sequence[Document]) -> Document | None:
        if len(fitting) < 2 or post is None:
            return fitting[0] if fitting and len(fitting) == 1 else None
        full = [cited(one) for one in post.article.citations if one.date and one.symbol.key == naming.symbol.key]
        for other in full:
            if len(meant := [one for one in fitting if one in self._fitting(other)]) == 1:
                return meant[0]
        if sum(one.page is not None for one in fitting) > 1:
            return None
        return min(fitting, key=lambda one: _distance(one.year, post.fields.date.year))

    def _unless_known(self, naming: Naming) -> Document | None:
        """A new document, but none for a number that fits one or several already."""
        return None if self._fitting(naming) else self._add(naming)

    def _add(self, naming: Naming) -> Document:
        document = Document(naming.symbol, None, naming.year)
        self._documents.setdefault(naming.symbol.key, []).append(document)
        return document

    def directives(self) -> dict[str, Directive]:
        """Every document by its URL; the number alone is the address of the first one that no page claims."""
        made: dict[str, Directive] = {}
        pages = {one.page.url: one for group in self._documents.values() for one in group if one.page}
        for key, group in sorted(self._documents.items()):
            for document in group:
                url = document.page.url if document.page else _free_address(key, document.year, {*pages, *made})
                self._urls[document] = url
                made[url] = finished(document, url)
            self._check_address(key, group, pages.get(_address(key)))
        return made

    def _check_address(self, key: str, group: Sequence[Document], holder: Document | None) -> None:
        if holder and holder.page and holder not in group:
            said = f"tên tệp là của văn bản “{group[0].symbol.text}”; hãy đổi tên tệp thành {holder.symbol.slug}.md"
            self.problems.append(holder.page.problem("symbol", said))

    def url_for(self, naming: Naming, post: Post | None) -> str | None:
        """The address of the document meant, once `directives` has given them out."""
        document = self.find(naming, post)
        return self._urls.get(document) if document else None


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
    return f"{DIRECTIVE.folder}/{name}/"


def _ambiguous(symbol: Symbol, fitting: Iterable[Document]) -> str:
    choices = "; ".join(
        f"“{page.url.split('/')[-2]}” ({page.fields.issuer or 'chưa rõ nơi ban hành'}"
        + (f", {format_day(page.fields.date)})" if page.fields.date else ")")
        for page in (one.page for one in fitting)
        if page
    )
    return f"số “{symbol.text}” hợp với nhiều văn bản; hãy ghi tên trang của một trong các văn bản: {choices}"
