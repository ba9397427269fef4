"""Which document a number means: numbers are not unique, so number, issuer and year identify one."""

from collections.abc import Sequence

from newsroom.articles.pages import Post
from newsroom.catalogue.directives import Document
from newsroom.catalogue.naming import Naming, cited
from newsroom.vietnamese import slug


class Documents:
    """All documents that pages declare or posts name, by number."""

    def __init__(self) -> None:
        self._by_number: dict[str, list[Document]] = {}

    def groups(self) -> list[tuple[str, list[Document]]]:
        """Key of each number, in order, and the documents that bear it."""
        return sorted(self._by_number.items())

    def bearing(self, key: str) -> Sequence[Document]:
        """Gives the documents of one number."""
        return self._by_number.get(key, ())

    def numbers(self, *, declared: bool = False) -> list[str]:
        """The numbers as they are written, of each document, or of those with a page."""
        return [one.symbol.text for group in self._by_number.values() for one in group if one.page or not declared]

    def add(self, document: Document) -> Document:
        """Adds a document, and gives it back."""
        self._by_number.setdefault(document.symbol.key, []).append(document)
        return document

    def add_unless_known(self, naming: Naming) -> Document | None:
        """A new document, but none for a number that fits one or several already."""
        return None if self.fitting(naming) else self.add(Document(naming.symbol, None, naming.year))

    def fitting(self, naming: Naming) -> list[Document]:
        """The documents of this number that nothing said of date or issuer rules out."""
        return [
            one
            for one in self.bearing(naming.symbol.key)
            if (naming.year is None or one.year is None or one.year == naming.year)
            and (not naming.issuer or one.page is None or _issuer_fits(naming.issuer, one.page.fields.issuer))
        ]

    def find(self, naming: Naming, post: Post | None) -> Document | None:
        """The document meant: the only one that fits, else the one the post names in full, else the newest then."""
        fitting = self.fitting(naming)
        if len(fitting) < 2 or post is None:
            return fitting[0] if len(fitting) == 1 else None
        full = [cited(one) for one in post.article.citations if one.date and one.symbol.key == naming.symbol.key]
        for other in full:
            if len(meant := [one for one in fitting if one in self.fitting(other)]) == 1:
                return meant[0]
        if is_ambiguous(fitting):
            return None
        return min(fitting, key=lambda one: _distance(one.year, post.fields.date.year))


def is_ambiguous(fitting: Sequence[Document]) -> bool:
    """Whether several of them have pages, so that an author has to say which."""
    return sum(one.page is not None for one in fitting) > 1


def _issuer_fits(said: str, declared: str) -> bool:
    a, b = slug(said), slug(declared)
    return not a or not b or a in b or b in a


def _distance(year: int | None, of_post: int) -> tuple[bool, int]:
    return (year is not None and year > of_post, abs(of_post - (year or 0)))
