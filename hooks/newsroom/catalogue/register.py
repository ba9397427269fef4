"""The register of all documents: pages declare them, posts carry them out and mention them, each gets an address."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from newsroom.articles.pages import Page, Post
from newsroom.catalogue.directives import Directive, Document, Written, finished
from newsroom.catalogue.documents import Documents, is_ambiguous
from newsroom.catalogue.doubts import EXAMPLES, doubt, unread
from newsroom.catalogue.naming import Naming, cited, read_naming
from newsroom.citations import parse_symbol
from newsroom.frontmatter.schema import DirectiveFields, PageFields
from newsroom.kinds import DIRECTIVE
from newsroom.problems import Problem
from newsroom.vietnamese import fold, slug


@dataclass(frozen=True)
class Register:
    """Every document, and the address of its page."""

    documents: Documents
    urls: Mapping[Document, str]

    def url_for(self, naming: Naming, post: Post | None) -> str | None:
        """The address of the document meant."""
        document = self.documents.find(naming, post)
        return self.urls.get(document) if document else None

    def directives(self) -> dict[str, Directive]:
        """Every document by its address."""
        return {url: finished(document, url) for document, url in self.urls.items()}


def compile_register(pages: Iterable[Page[PageFields]], posts: Sequence[Post]) -> tuple[Register, list[Problem]]:
    """Files every post, oldest first, under what it carries out and what it mentions."""
    written = [cast(Written, page) for page in pages if isinstance(page.fields, DirectiveFields)]
    documents = Documents()
    problems = [problem for page in written for problem in _declare(page, documents)]
    names = _names(written, documents)
    for post in posts:  # dated mentions first: they tell namesakes apart for the bare ones
        for citation in post.article.citations:
            if citation.date:
                documents.add_unless_known(cited(citation))
    for post in posts:
        problems += _file_carried_out(post, documents, names)
        _file_mentions(post, documents)
    urls, misnamed = _addresses(documents)
    return Register(documents, urls), [*problems, *misnamed]


def _declare(page: Written, documents: Documents) -> Iterator[Problem]:
    symbol = parse_symbol(page.fields.symbol)
    if symbol is None:
        yield page.problem("symbol", f"không đọc được số văn bản “{page.fields.symbol}”; {EXAMPLES}")
        return
    for other in documents.bearing(symbol.key):
        if other.page and _same(page, other.page):
            said = f"trùng số, nơi ban hành và năm với docs/{other.page.path}; hãy gộp hai trang làm một"
            yield page.problem("symbol", said)
    documents.add(Document(symbol, page, page.fields.date.year if page.fields.date else None))


def _same(a: Written, b: Written) -> bool:
    years = {page.fields.date.year if page.fields.date else None for page in (a, b)}
    return len(years) == 1 and fold(a.fields.issuer) == fold(b.fields.issuer)


def _names(written: Iterable[Written], documents: Documents) -> dict[str, Document]:
    """What pages are called, in their addresses, their titles, and otherwise; of two, the first page has a name."""
    of_page = {one.page: one for _, group in documents.groups() for one in group if one.page}
    names: dict[str, Document] = {}
    for page in (page for page in written if page in of_page):
        for name in filter(None, (page.url.split("/")[-2], page.fields.title, *page.fields.aliases)):
            names.setdefault(slug(name), of_page[page])
    return names


def _file_carried_out(post: Post, documents: Documents, names: Mapping[str, Document]) -> Iterator[Problem]:
    for name in post.fields.directive:
        naming = read_naming(name)
        if said := doubt(naming, documents) if naming else unread(name, documents, names):
            yield post.problem("directive", said)
        if document := _meant(naming, post, documents) if naming else names.get(slug(name)):
            document.posts[post.path] = post


def _meant(naming: Naming, post: Post, documents: Documents) -> Document | None:
    """Gives the document meant; None where several have pages, and the author has to say which."""
    if is_ambiguous(documents.fitting(naming)):
        return None
    document = documents.find(naming, post) or documents.add(Document(naming.symbol, None, naming.year))
    document.namings.append(naming)
    return document


def _file_mentions(post: Post, documents: Documents) -> None:
    for naming in map(cited, post.article.citations):
        document = documents.find(naming, post) or documents.add_unless_known(naming)
        if document is not None:
            document.namings.append(naming)
            if post.path not in document.posts:
                document.mentions[post.path] = post


def _addresses(documents: Documents) -> tuple[dict[Document, str], list[Problem]]:
    """The address of each; the number alone is that of the first one that no page claims."""
    pages = {one.page.url: one for _, group in documents.groups() for one in group if one.page}
    urls: dict[Document, str] = {}
    taken = set(pages)
    problems: list[Problem] = []
    for key, group in documents.groups():
        for one in group:
            urls[one] = one.page.url if one.page else _free_address(key, one.year, taken)
            taken.add(urls[one])
        problems += _misnamed(group, pages.get(_address(key)))
    return urls, problems


def _misnamed(group: Sequence[Document], holder: Document | None) -> Iterator[Problem]:
    """A page whose file has the number of another document for its name."""
    if holder and holder.page and holder not in group:
        said = f"tên tệp là của văn bản “{group[0].symbol.text}”; hãy đổi tên tệp thành {holder.symbol.slug}.md"
        yield holder.page.problem("symbol", said)


def _free_address(key: str, year: int | None, taken: Collection[str]) -> str:
    dated = f"{key}-{year}" if year else key
    names = (key, dated, *(f"{dated}-{number}" for number in range(2, len(taken) + 3)))
    return next(url for name in names if (url := _address(name)) not in taken)


def _address(name: str) -> str:
    return f"{DIRECTIVE.folder}/{name}/"
