"""What a text says of a document that it means: a number, and perhaps date, issuer and type."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from newsroom.citations import Citation, Symbol, find_citations, parse_symbol


@dataclass(frozen=True)
class Naming:
    """A number as a post gives it, with what it says of date and issuer."""

    symbol: Symbol
    date: datetime.date | None = None
    issuer: str = ""
    type_name: str = ""

    @property
    def year(self) -> int | None:
        """The year of the date."""
        return self.date.year if self.date else None


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
